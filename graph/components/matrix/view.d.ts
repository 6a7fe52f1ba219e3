import type { Counted } from "../browser/plurals.js";
import type { Shade, Theme } from "../browser/theme.js";

/** The place of a cell: its row and its column, counted from 0. */
export type Place = [row: number, column: number];

/** What is proposed of a line behind a cell. */
export type Note = "withdrawn" | "disputed" | "accepted";

export type Word =
  | "hint" | "nothing" | "same" | "opened" | "closed" | "tools" | "larger" | "smaller" | "fit" | "total" | "framed" | Note;

/** A step of the scale: the numbers it stands for, its colour and that of the number on it. */
export interface Step {
  from: number;
  to: number;
  fill: Shade;
  ink: Shade;
}

/** What Python sends. */
export interface Data {
  /** Names this picture; its size and place are remembered under it. */
  key: string;
  name: string;
  /** The greatest height, in pixels. */
  height: number;
  rows: string[];
  columns: string[];
  /** The headings of the columns, shortened. */
  short: string[];
  rowGroups: [label: string, size: number][];
  columnGroups: [label: string, size: number][];
  /** What the numbers of each row, and of each column, add up to. */
  totals: [rows: number[], columns: number[]];
  /** Whether rows and columns are the same things. */
  symmetric: boolean;
  counted: Counted;
  /** The cells that have something, each as three numbers: row, column, count. */
  cells: number[];
  steps: Step[];
  notes: [row: number, column: number, note: Note][];
  /** The cell that the page wants to be open. */
  selected: Place | null;
  /** The colour of each note. */
  looks: Record<Note, Shade>;
  words: Record<Word, string>;
}

/** What Python hears: which cell is open, and a number that tells a new click from an old one. */
export interface Selection {
  serial: number;
  row: number | null;
  column: number | null;
  /** The upper left and the lower right cell of a frame, where one was drawn. */
  frame?: [top: number, left: number, bottom: number, right: number];
}

/** What a person did to a matrix: outlives leaving the page. */
export interface Memory {
  /** The size of a cell, once it was chosen. */
  size: number | null;
  scroll: [left: number, top: number];
}

/** How large everything is, in pixels. */
export interface Measures {
  /** The width of the component when it was measured. */
  width: number;
  /** The size of a cell. */
  size: number;
  /** The widths of what stands left of the cells and above them. */
  left: number;
  top: number;
  /** The height of the headings of groups, above those of columns. */
  band: number;
  /** The size of what is seen of the matrix at once. */
  shown: [width: number, height: number];
}

/** What is read of the data, to be found at once: by a cell's number (see `cellNumber`). */
export interface Cells {
  counts: Map<number, number>;
  notes: Map<number, Note>;
}

export interface Parts {
  root: HTMLElement & { whereabouts?: (row: string, column: string) => object | null };
  pane: HTMLElement;
  room: HTMLElement;
  canvas: HTMLCanvasElement;
  tip: HTMLElement;
  spoken: HTMLElement;
}

/** One matrix on a page. */
export interface View extends Parts {
  data: Data;
  cells: Cells;
  theme: Theme;
  measures: Measures;
  cursor: Place | null;
  hovered: Place | null;
  selected: Place | null;
  /** Two corners of the frame that is being drawn. */
  frame: [from: Place, to: Place] | null;
  /** Whether the reader goes by keyboard now. */
  keyed: boolean;
  /** Whether the pointer was dragged from one cell to another before it was let go. */
  dragged: boolean;
  /** Whether the picture is to be drawn before the next frame. */
  waiting: boolean;
  resized: ResizeObserver;
  tell: (selection: Selection) => void;
}
