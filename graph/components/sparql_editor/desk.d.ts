import type { CompletionContext } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Shared } from "./codemirror.js";
import type { Bar } from "./tab_bar.js";
import type { Tabs } from "./tabs.js";

/** What the bundle brings of CodeMirror. */
export type CodeMirror = Shared;

export type Section = "here" | "word" | "prefix" | "variable" | "property" | "class" | "value" | "thing";

/** A class, a property or a value of the graph. */
export interface Term {
  /** How it is written in a query. */
  short: string;
  label: string;
  definition: string;
  sort: "class" | "property" | "value";
}

/** What completion knows by heart; Python sends it with the bundle. */
export interface Vocabulary {
  words: string[];
  /** Words that belong together. */
  phrases: string[];
  /** What prefixes that are not known here mostly stand for elsewhere. */
  usual: { prefix: string; address: string }[];
  prefixes: { prefix: string; address: string }[];
  kinds: string[];
  terms: Term[];
}

/** A thing that Python found. */
export interface Thing {
  short: string;
  label: string;
  kind: string;
  others: string[];
  /** What was typed of it. */
  typed: string;
}

/** What can come next in a query, from the graph itself. */
export interface Continuation {
  short: string;
  label: string;
  /** How many rows of the query so far have it. */
  number: number;
  sort: "relation" | "backwards" | "kind" | "value";
  typed: string;
}

export interface Found {
  things: Thing[];
  labels: Record<string, string>;
  here: Continuation[];
}

/** Where a query cannot be read, counted from 1, and why; only the number where it can. */
export interface Fault {
  number: number;
  line?: number;
  column?: number;
  message?: string;
}

/** What Python sends to the editor. */
export interface Data {
  /** Names this editor; text, cursor and undo are remembered under it. */
  key: string;
  text: string;
  /** How often the page has changed the text. */
  wish: number;
  running: boolean;
  /** The query that the page answers; "" for none. */
  asked: string;
  /** The number of the last act that Python heard. */
  heard: number;
  fault: Fault;
  found: (Found & { serial: number })[];
  words: Record<
    "name" | "run" | "cancel" | "format" | "evidence" | "plain" | "shortcuts" | "running" | "hint"
    | "tab" | "tabs" | "newTab" | "tabKeys" | "close" | "reopen" | "name_tab",
    string>;
  /** Why something that the reader asked for could not be done. */
  notice: string;
  /** Keys, each with what it does. */
  shortcuts: [string, string][];
  sections: Record<Section, string>;
}

export interface Request {
  serial: number;
  phrases: string[];
  prefix: string;
  names: string[];
  /** The query up to the cursor, where it is asked what can come next. */
  before: string;
}

export type What = "run" | "cancel" | "format" | "evidence" | "open";

/** What the reader asked for, with the text as it stood. */
export interface Act {
  serial: number;
  what: What;
  text: string;
}

/** What Python hears. */
export type Heard =
  | { acts: Act[] }
  | { serial: number; requests: Request[] };

/** The elements of an editor, and CodeMirror in it. */
export interface Field {
  root: HTMLElement & { text?: () => string };
  run: HTMLButtonElement;
  cancel: HTMLButtonElement;
  format: HTMLButtonElement;
  evidence: HTMLButtonElement;
  state: HTMLElement;
  view: EditorView;
  /** The tabs above it. */
  bar: Bar;
}

/** One editor: outlives leaving the page. */
export interface Desk {
  /** How often it was called. */
  turn: number;
  serial: number;
  data: Data;
  cm: CodeMirror;
  vocabulary: Vocabulary;
  /** The questions that wait for an answer, by their numbers. */
  asked: Map<number, {
    request: Request; answer: (found: Found) => void; context: CompletionContext | null;
  }>;
  /** The labels of things, as far as they are known. */
  labels: Map<string, string>;
  /** Things whose label is to be asked for. */
  unnamed: Set<string>;
  naming: ReturnType<typeof setTimeout> | undefined;
  /** The open queries. */
  tabs: Tabs;
  /** The last wish that was fulfilled, the last fault that was marked, and the line it is in. */
  wish: number;
  fault: number;
  faulty: number | null;
  /** What Python has not heard yet. */
  acts: Act[];
  setStateValue: ((name: string, value: Heard) => void) | null;
  field: Field | null;
}
