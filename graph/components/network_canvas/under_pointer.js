// What lies where on the screen.

/** @import { Line, Target, View } from "./view.js" */
/** @import { Point } from "./geometry.js" */
import { along, contains, distanceTo } from "./geometry.js";
import { drawnPart } from "./lines.js";
import { pointsOf, radiusOf } from "./shapes.js";

const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.14, 0.86, 0.46, 0.54, 0.38, 0.62];
// The pixels beside a point: a pointer has whole pixels only.
const BESIDE = [[1, 0], [-1, 0], [0, 1], [0, -1]];

/**
 * What lies under a point of the stage: a thing, its label, or a line, in this order.
 *
 * @param {View} view
 * @param {Point} point
 * @returns {Target | null}
 */
export function under(view, point) {
  const at = view.network.DOMtoCanvas(point);
  const reach = 4 / view.scale;
  /** @type {string | null} */
  let best = null;
  let least = Infinity;
  for (const node of view.nodes.values()) {
    const far = Math.hypot(node.x - at.x, node.y - at.y) - radiusOf(view, node);
    if (far <= reach && far < least) [best, least] = [node.id, far];
  }
  const label = view.labels.find((box) => contains(box, at))?.owner;
  const thing = best ?? label ?? null;
  if (thing !== null) return { kind: "node", id: thing };
  least = 7 / view.scale;
  let long = 0;
  for (const line of view.lines.values()) {
    const points = pointsOf(line);
    const far = distanceTo(points, at);
    const length = Math.hypot(points[0].x - points[points.length - 1].x, points[0].y - points[points.length - 1].y);
    // Of lines that lie on each other the shorter one is meant: the longer one has parts of its own.
    const isBeside = best !== null && Math.abs(far - least) < 1 / view.scale;
    if (isBeside ? length < long : far < least) [best, least, long] = [line.id, far, length];
  }
  return best === null ? null : { kind: "edge", id: best };
}

/**
 * A point of a line that nothing covers, so that a click there meets the line, at best also where the
 * pointer is a pixel beside it; else its middle.
 *
 * @param {View} view
 * @param {Line} line
 */
function openPart(view, line) {
  const points = pointsOf(line);
  const parts = view.lines.size > 500 ? [] : PARTS;
  const isMet = (/** @type {Point} */ at) => {
    const found = under(view, at);
    return found?.kind === "edge" && found.id === line.id;
  };
  const open = parts.filter((part) => isMet(view.network.canvasToDOM(along(points, part))));
  const wide = open.find((part) => {
    const { x, y } = view.network.canvasToDOM(along(points, part));
    return BESIDE.every(([right, down]) => isMet({ x: x + right, y: y + down }));
  });
  return along(points, wide ?? open[0] ?? 0.5);
}

/**
 * Whether a line that has these points runs through the name of a thing at its end.
 *
 * @param {View} view
 * @param {Line} line
 * @param {Point[]} points
 */
function isStruck({ labelOf, scale }, { from, to }, points) {
  const inner = [from, to].flatMap((id) => labelOf.get(id) ?? []).map((box) => ({
    left: box.left + 1 / scale, right: box.right - 1 / scale,
    top: box.top + 1 / scale, bottom: box.bottom - 1 / scale,
  }));
  const parts = Array.from({ length: 201 }, (_, at) => along(points, at / 200));
  return inner.some((box) => parts.some((part) => contains(box, part)));
}

/**
 * Where everything is in the window now, in its pixels, for tests and for mending.
 *
 * @param {View} view
 */
export function whereabouts(view) {
  if (!view.root.dataset.drawn) return { nodes: {}, lines: {}, places: {}, labels: [], sorts: {} };
  const frame = view.stage.getBoundingClientRect();
  const onScreen = (/** @type {Point} */ point) => {
    const { x, y } = view.network.canvasToDOM(point);
    return { x: x + frame.left, y: y + frame.top };
  };
  const nodes = [...view.nodes.values()];
  const lines = [...view.lines.values()];
  return {
    nodes: Object.fromEntries(nodes.map((node) => [node.id, onScreen(node)])),
    lines: Object.fromEntries(lines.map((line) => [line.id, onScreen(openPart(view, line))])),
    // As Python gave them, whatever the window: for whoever compares two windows.
    places: Object.fromEntries(nodes.map(({ id, given }) => [id, [given.x, given.y]])),
    labels: view.labels.map((box) => box.owner),
    boxes: view.labels.map((box) => {
      const [start, end] = [
        onScreen({ x: box.left, y: box.top }), onScreen({ x: box.right, y: box.bottom }),
      ];
      return [[start.x, start.y], [end.x, end.y]];
    }),
    tools: view.tools.getBoundingClientRect().toJSON(),
    sorts: Object.fromEntries([
      ...nodes.map(({ id, rest, holds }) => [id, rest ? "rest node" : holds ? "group" : "thing"]),
      ...[...view.lines.values()].map(({ id, sort, note }) => [id, note || sort]),
    ]),
    scale: view.network.getScale(),
    selected: view.selected,
    picked: view.data.picked,
    group: [...view.group],
    cursor: view.cursor?.id ?? null,
  };
}

/**
 * How many lines would run through the name of a thing at their end, and how many do: for tests.
 *
 * @param {View} view
 */
export function struck(view) {
  const lines = [...view.lines.values()];
  return [lines.filter((line) => isStruck(view, line, pointsOf(line))).length,
    lines.filter((line) => isStruck(view, line, drawnPart(view, line).points)).length];
}
