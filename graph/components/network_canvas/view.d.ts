import type { Counted } from "../browser/plurals.js";
import type { Shade } from "../browser/theme.js";
import type { Colours } from "./colours.js";
import type { Crowd } from "./crowd.js";
import type { Box, Loop, Point } from "./geometry.js";
import type { Nodes, VisNetwork } from "./vis_network.js";

/** What is selected or pointed at: a node or an edge, by its id. */
export interface Target {
  kind: "node" | "edge";
  id: string;
}

/** How a kind of thing is drawn and called. */
export interface KindLook {
  shape: string;
  hollow: boolean;
  light: string;
  dark: string;
  word: string;
}

/** How a line with a note is drawn, and what the note says. */
export interface NoteLook extends Shade {
  sign: string;
  /** The lengths of dash and gap in turn; none where the line is unbroken. */
  dashes: number[];
  word: string;
}

export interface GivenNode {
  id: string;
  label: string;
  /** Its kind. */
  group: string;
  x: number;
  y: number;
  /** How many things it stands for that are not shown; 0 for a thing itself. */
  rest: number;
  /** How many things are drawn as this one; 0 for a thing itself. */
  holds: number;
  /** How large it is drawn, 1 being the usual size. */
  grow: number;
}

export interface GivenLine {
  id: string;
  from: string;
  to: string;
  label: string;
  /** How many documents say so. */
  documents: number;
  disputed: boolean;
  sort: string;
  weight: number;
  note: string;
  /** What its look says: a key of the legend's tones, or nothing. */
  tone: string;
  /** How many lines it is. */
  count: number;
  /** How many things its ends share, where it was worked out from these. */
  shared: number;
  /** Whether it has a head: all of it runs one way. */
  pointed: boolean;
  /** The curve that keeps it apart from others between the same two things. */
  smooth?: { type: "curvedCW" | "curvedCCW"; roundness: number };
  selfReference?: Loop;
}

/** The network as Python wrote it. */
export interface Network {
  nodes: GivenNode[];
  edges: GivenLine[];
  kinds: Record<string, KindLook>;
}

export type Word =
  | "name" | "empty" | "late" | "tools" | "zoomIn" | "zoomOut" | "fit" | "selected" | "cleared"
  | "end" | "disputed" | "rest" | "lineless" | "outside" | "added" | "gone" | "legend" | "turn"
  | "hint" | "whole" | "wheel" | "chosen" | "why" | "list" | "open" | "expand" | "hide" | "keep"
  | "neighbours" | "kind" | "all" | "around" | "undo" | "redo" | "menu" | "quiet" | "lines" | "years" | "time" | "play" | "pause" | "allYears"
  | "aGroup" | "group" | "groupKind" | "openGroup" | "byKind" | "byRegion" | "byPublisher"
  | "openAll" | "map" | "when" | "theirYears" | "besideYears" | "pace" | "slow" | "usual" | "fast";

/** What Python sends beside the network. */
export interface Told {
  /** Names this canvas; zoom, dragged nodes and selection are remembered under it. */
  key: string;
  /** Where vis-network is, seen from the page. */
  library: string;
  /** In pixels; null fills the window. */
  height: number | null;
  /** Sentences about the picture. */
  told: string[];
  /** Whether a drawer lies over the right side. */
  beside: boolean;
  /** The things that the page wants selected together, and how often it has changed its mind. */
  several: { ids: string[]; number: number };
  /** The node that the picture is about. */
  focus: string | null;
  /** The nodes that paths run between. */
  ends: string[];
  /** The network as JSON text. */
  network: string;
  /** Ids of lines to bring out while nothing is selected. */
  lit: string[];
  /** The line that is picked in what the page tells beside. */
  picked: string | null;
  headings: { text: string; x: number; y: number }[];
  legend: Legend;
  years: YearStrip | null;
  /** Places that the picture shows beside its things. */
  frame: Point[];
  /** The land under the things of a map as JSON text; empty where there is no map. */
  land: string;
  /** By id, the rows of what is said of a thing or a line that is pointed at, as JSON text. */
  cards: string;
  /** Whether Python hears what the reader does with things. */
  acts: boolean;
  /** The number of the last act that Python heard. */
  heard: number;
  /** What the page wants to be selected, and how often it has changed its mind. */
  wish: { number: number; kind: Target["kind"] | null; id: string | null };
  words: Record<Word, string>;
  counted: Record<"thing" | "line" | "document", Counted>;
  notes: Record<string, NoteLook>;
  /** The colour of lines that would be added. */
  fresh: Shade;
}

/** One of the looks that lines are told apart by. */
export interface Tone extends Shade {
  key: string;
  width: number;
  text: string;
}

/** The strip of years. */
export interface YearStrip {
  /** Each year with how much it has, without gaps. */
  bars: [year: number, count: number][];
  /** The first and the last year that are chosen. */
  chosen: [first: number, last: number] | null;
  mode: string;
  modes: [name: string, words: string][];
  counted: Counted;
}

export interface Legend {
  kinds: {
    kind: string; symbol: string; light: string; dark: string; text: string; shown: boolean;
  }[];
  lines: { look: string; text: string }[];
  tones: Tone[];
  /** What the look of lines says, and all that it can say with the words for it. */
  look: string | null;
  looks: [name: string, words: string][];
}

export type Data = Omit<Told, "network" | "cards"> & Network & {
  cards: Record<string, string[] | undefined>;
};

/** What Python hears: what is selected, and a number that tells a new click from an old one. */
export interface Selection {
  kind: Target["kind"] | null;
  id: string | null;
  serial: number;
}

/** What Python hears of what the reader does with a thing or a kind. */
export interface Act {
  what:
    | "expand" | "hide" | "keep" | "pin" | "group" | "group by" | "open" | "map" | "when" | "their years" | "kind"
    | "look" | "years" | "play" | "beside" | "undo" | "redo";
  /** A kind, what to group by, a look or years. */
  id?: string;
  /** Things and groups. */
  ids?: string[];
  /** Where each of them was put. */
  places?: [x: number, y: number][];
}

/** Everything that the reader asked for and Python has not said it heard, each with its number. */
export interface Acts {
  acts: (Act & { serial: number })[];
}

/** What Python hears of several things that are selected, and as which choice. */
export interface Several {
  ids: string[];
  serial: number;
}

/** Where the name of a thing stands, broken into lines. */
export interface Label extends Box {
  owner: string;
  lines: string[];
  size: number;
  strong: boolean;
  /** Whether it may cover others, as the reader points at it. */
  special: boolean;
}

/** A thing in the picture. */
export interface Node extends GivenNode {
  /** The place that Python gave it; `x` and `y` are where it is drawn. */
  given: Point;
  /** The lines that lead from it or to it. */
  lines: Line[];
}

/** A line in the picture. */
export interface Line extends GivenLine {
  source: Node;
  target: Node;
}

/** What a person did to a canvas: outlives leaving the page and coming back. */
export interface Memory {
  /** The things of the picture before. */
  ids: Set<string>;
  /** Things that were dragged: the place that Python had given them, and theirs now. */
  moved: Map<string, { from: Point; to: Point }>;
  focus: string | null;
  camera: { position: Point; scale: number } | null;
  selected: Target | null;
  /** The number of the last wish of the page, and of the last for several things. */
  wish: number;
  several: number;
  /** Whether the reader wants the lines of hubs as strong as all others. */
  loud: boolean;
  /** Whether a person has chosen what part of the picture is seen. */
  touched: boolean;
  /** How much higher the picture is drawn than Python laid it out. */
  stretch: number;
  /** How fast years are played. */
  pace: "slow" | "usual" | "fast";
}

/** The elements of a canvas. */
export interface Parts {
  root: HTMLElement & { whereabouts?: () => object, struck?: () => number[] };
  stage: HTMLElement;
  tools: HTMLElement;
  tip: HTMLElement;
  empty: HTMLElement;
  outside: HTMLElement;
  spoken: HTMLElement;
  legend: HTMLElement;
  told: HTMLElement;
  wheel: HTMLElement;
  menu: HTMLElement;
  years: HTMLElement;
}

/** One network on a page. */
export interface View extends Parts {
  data: Data;
  memory: Memory;
  theme: Colours;
  network: VisNetwork;
  nodeSet: Nodes;
  nodes: Map<string, Node>;
  lines: Map<string, Line>;
  /** The nodes in the order in which their labels get room. */
  ranked: Node[];
  /** Where labels stand, each with its node. */
  labels: Label[];
  labelOf: Map<string, Label>;
  /** What has room in the picture already. */
  crowd: Crowd;
  /** Labels broken into lines, by how and what. */
  broken: Map<string, { lines: string[]; width: number }>;
  scale: number;
  selected: Target | null;
  hovered: Target | null;
  /** The things that are selected together; none where one alone is. */
  group: Set<string>;
  /** The things that most of the picture has a line to. */
  hubs: Set<string>;
  /** From which weight on a line that was worked out is told with its number. */
  strong: number;
  /** The box or line that is being drawn around things, in pixels of the stage. */
  sweep: { points: Point[]; isLine: boolean } | null;
  /** Whether the next drag draws such a line. */
  lassoing: boolean;
  /** By key, what the look of a line says. */
  tones: Map<string, Tone>;
  /** What the selection lights up; null where nothing steps back. */
  lit: { nodes: Set<string>; lines: Set<string> } | null;
  /** Where the reader is who goes by keyboard. */
  cursor: Node | null;
  cursorLine: Line | null;
  keyed: boolean;
  /** Whether the picture has the focus, so that the wheel is its. */
  focused: boolean;
  /** Whether the camera was aimed at what is drawn. */
  aimed: boolean;
  closed: boolean;
  /** The number of the last choice. */
  serial: number;
  /** The number of the last act, and the acts that Python may not have heard. */
  acted: number;
  unheard: Acts["acts"];
  leavePrinter: () => void;
  leaveYears: () => void;
  /** The years that the pointer is dragged over: where it began and where it is. */
  brush: [one: number, other: number] | null;
  /** The timer by which years are played. */
  playing: ReturnType<typeof setTimeout> | null;
  resized: ResizeObserver;
  tell: (selection: Selection) => void;
  act: (act: Act) => void;
  several: (several: Several) => void;
}
