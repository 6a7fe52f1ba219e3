// What the page to take away reads, and what it uses of vis-network; page.js is a plain script, so
// these names are global.

interface PageNode {
  id: string;
  label: string;
  name: string;
  /** Its kind in words. */
  kind: string;
  shape: string;
  group: string;
  x: number;
  y: number;
  size: number;
}

interface PageStatement {
  said: string;
  where: string;
  /** The number of the document in the list of sources. */
  document: number;
  known: string;
  agrees: boolean;
}

interface PageLine {
  id: string;
  from: string;
  to: string;
  words: string;
  inverse: string;
  sentence: string;
  disputed: boolean;
  tied: boolean;
  weight: number;
  statements: PageStatement[];
}

interface PageData {
  nodes: PageNode[];
  edges: PageLine[];
  kinds: Record<string, { hollow: boolean; light: string; dark: string }>;
  words: Record<"hint" | "why" | "otherwise" | "of" | "none", string>;
}

interface PageChoice {
  nodes: string[];
  edges: string[];
}

interface PagePoint {
  x: number;
  y: number;
}

interface PageSet {
  readonly length: number;
  get(id: string): object | null;
  update(items: object[]): void;
}

interface PageNetwork {
  canvasToDOM(point: PagePoint): PagePoint;
  fit(how: object): void;
  getPositions(): Record<string, PagePoint>;
  getScale(): number;
  getViewPosition(): PagePoint;
  moveTo(target: { position?: PagePoint; scale?: number }): void;
  on(event: "click", act: (choice: PageChoice) => void): void;
  once(event: "afterDrawing", act: () => void): void;
  setSize(width: string, height: string): void;
}

declare const vis: {
  DataSet: new () => PageSet;
  Network: new (stage: Element, data: { nodes: PageSet; edges: PageSet }, how: object) => PageNetwork;
};

/** For whoever tests the page: where everything is in the window. */
declare var whereabouts: () => Record<string, PagePoint>;
