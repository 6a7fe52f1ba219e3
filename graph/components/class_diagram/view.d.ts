/** A kind of thing with how many there are. */
export interface Box {
  key: string;
  label: string;
  number: number;
}

/** What ties a kind to another one, or to a value where there is no target. */
export interface Line {
  source: string;
  relation: string;
  label: string;
  target: string;
  backwards: boolean;
  number: number;
}

/** A step of a query: a kind to begin with, or a relation from the kind before. */
export interface Step {
  kind: string;
  relation: string;
  backwards: boolean;
}

/** What Python sends. */
export interface View {
  words: Record<
    "begin" | "on" | "kinds" | "values" | "lines" | "back" | "anew" | "written", string>;
  boxes: Box[];
  lines: Line[];
}
