// What the canvas uses of vis-network, which brings no types in the form that pyvis ships.
import type { Point } from "./geometry.js";

export type Nodes = DataSet<{ id: string; x: number; y: number }>;

export interface DataSet<Item extends { id: string }> {
  get(id: string): Item | null;
  remove(ids: string[]): void;
  update(items: Item[]): void;
}

interface Events {
  beforeDrawing: CanvasRenderingContext2D;
  afterDrawing: CanvasRenderingContext2D;
  click: { pointer: { DOM: Point } };
  doubleClick: { pointer: { DOM: Point } };
  hold: { pointer: { DOM: Point } };
  dragStart: { nodes: string[] };
  dragging: { nodes: string[] };
  dragEnd: { nodes: string[] };
  zoom: { scale: number };
  animationFinished: unknown;
}

export interface VisNetwork {
  /** Not public: the only way to ask for a new picture. */
  body: { emitter: { emit(event: string): void } };
  DOMtoCanvas(point: Point): Point;
  canvasToDOM(point: Point): Point;
  destroy(): void;
  getPositions(ids: string[]): Record<string, Point>;
  getScale(): number;
  getViewPosition(): Point;
  moveNode(id: string, x: number, y: number): void;
  moveTo(target: { position: Point; scale: number; animation?: object | false }): void;
  /** Selects without telling anybody; what is selected is dragged together. */
  selectNodes(ids: string[]): void;
  on<Name extends keyof Events>(name: Name, act: (event: Events[Name]) => void): void;
  once<Name extends keyof Events>(name: Name, act: (event: Events[Name]) => void): void;
  unselectAll(): void;
}

export interface VisLibrary {
  DataSet: new () => Nodes;
  Network: new (
    stage: HTMLElement, data: { nodes: Nodes; edges: never[] }, options: object,
  ) => VisNetwork;
}
