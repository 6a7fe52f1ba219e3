/** One thing in the list, or one that is chosen. */
export interface Option {
  /** What Python hears. */
  key: string;
  label: string;
  /** The heading it stands under. */
  group: string;
  /** The shape of its kind, and its colour on a light and on a dark page. */
  symbol: string;
  light: string;
  dark: string;
  /** The name by which it was found, where that is not the label. */
  matched: string;
  /** The tag of the label's language, empty for English, and how that language runs. */
  language: string;
  direction: string;
}

/** What the server found for a text. */
export interface Finding {
  /** A sentence above the list; empty where there is nothing to say. */
  said: string;
  /** Whether Enter may take the first without a look at it. */
  sure: boolean;
  options: Option[];
}

export type Word = "clear" | "remove" | "full" | "unreachable" | "pick" | "left";

/** What Python sends. */
export interface Data {
  label: string;
  /** Whether the label is for those only who do not see the page. */
  bare: boolean;
  hint: string;
  /** Where to ask, seen from the page. */
  address: string;
  /** What shows the server that a page asks. */
  pass: string;
  chosen: Option[];
  /** How many may be chosen. */
  most: number;
  /** Whether a choice leads away, so that the field is empty after it. */
  leads: boolean;
  /** Whether the key "/" leads here. */
  slash: boolean;
  words: Record<Word, string>;
}

/** What Python hears: the keys of all that is chosen. */
export type Told = string[];
