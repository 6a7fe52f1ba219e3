// Several things selected at once: one by one, by a box or a line around them, by kind, or by ties.

/** @import { Node, View } from "./view.js" */
/** @import { Point } from "./geometry.js" */
import { redraw } from "./camera.js";
import { restyle } from "./choice.js";
import { insideOf } from "./geometry.js";
import { under } from "./under_pointer.js";
import { say } from "./words.js";

const STILL = 5;

/**
 * Takes a new group of things for what is selected, and tells Python.
 *
 * @param {View} view
 * @param {Iterable<string>} ids
 */
export function group(view, ids) {
  const kept = [...ids].filter((id) => view.nodes.get(id)?.rest === 0);
  view.group = new Set(kept);
  view.selected = null;
  view.memory.selected = null;
  view.serial = Math.max(Date.now(), view.serial + 1);
  view.several({ ids: kept, serial: view.serial });
  restyle(view);
  redraw(view);
  say(view, `${kept.length} ${view.data.words.chosen}`);
}

/**
 * The group with a thing more, or one less; what was selected alone is the first of it.
 *
 * @param {Pick<View, "group" | "selected">} view
 * @param {string} id
 * @returns {Set<string>}
 */
export function turned({ group: now, selected }, id) {
  const next = new Set(now);
  if (!next.size && selected?.kind === "node") next.add(selected.id);
  if (!next.delete(id)) next.add(id);
  return next;
}

/**
 * The things of the group, or else the one alone.
 *
 * @param {Pick<View, "group">} view
 * @param {string | undefined} id
 * @returns {string[]}
 */
export function meant({ group: now }, id) {
  if (now.size && (id === undefined || now.has(id))) return [...now];
  return id === undefined ? [] : [id];
}

/**
 * All things of the kind of one.
 *
 * @param {Pick<View, "nodes">} view
 * @param {Node} one
 */
export function ofKind({ nodes }, one) {
  return [...nodes.values()].filter((node) => node.group === one.group).map(({ id }) => id);
}

/**
 * Some things and all that they have a line to.
 *
 * @param {Pick<View, "nodes">} view
 * @param {string[]} ids
 */
export function withNeighbours({ nodes }, ids) {
  const ends = ids.flatMap((id) => nodes.get(id)?.lines ?? []).flatMap(({ from, to }) => [from, to]);
  return new Set([...ids, ...ends]);
}

/**
 * Takes the pointer over where a key is held, or the reader has asked to draw a line around things.
 *
 * @param {View} view
 */
export function listenForSeveral(view) {
  const { stage } = view;
  const here = (/** @type {PointerEvent} */ event) => {
    const frame = stage.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  stage.addEventListener("pointerdown", (event) => {
    const isHeld = event.shiftKey || event.ctrlKey || event.metaKey;
    if (event.button !== 0 || !(isHeld || view.lassoing)) return;
    event.stopPropagation();
    stage.setPointerCapture(event.pointerId);
    const isLine = event.altKey || view.lassoing;
    view.sweep = { points: [here(event)], isLine };
  }, { capture: true });
  stage.addEventListener("pointermove", (event) => {
    if (!view.sweep) return;
    const { points, isLine } = view.sweep;
    if (isLine) points.push(here(event));
    else points.splice(1, 1, here(event));
    redraw(view);
  });
  stage.addEventListener("pointerup", () => {
    if (!view.sweep) return;
    const { points, isLine } = view.sweep;
    [view.sweep, view.lassoing] = [null, false];
    view.root.classList.remove("lassoing");
    taken(view, points, isLine);
  });
}

/**
 * What a click with a key held, or a box or line that was drawn, means.
 *
 * @param {View} view
 * @param {Point[]} points
 * @param {boolean} isLine
 */
function taken(view, points, isLine) {
  const [start, end] = [points[0], points.at(-1)];
  if (!start || !end) return;
  const far = Math.max(...points.map(({ x, y }) => Math.hypot(x - start.x, y - start.y)));
  if (far < STILL) {
    const found = under(view, start);
    if (found?.kind === "node") group(view, turned(view, found.id));
    return;
  }
  const around = isLine ? points : boxOf(start, end);
  const inside = [...view.nodes.values()].filter(
    (node) => insideOf(around, view.network.canvasToDOM(node)),
  );
  group(view, new Set([...view.group, ...inside.map(({ id }) => id)]));
}

/**
 * The corners of the box between two points.
 *
 * @param {Point} one
 * @param {Point} other
 * @returns {Point[]}
 */
function boxOf(one, other) {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }];
}

/**
 * Draws the box or the line around things while it is drawn.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function paintSweep(pen, view) {
  if (!view.sweep) return;
  const { points, isLine } = view.sweep;
  const [start, end] = [points[0], points.at(-1)];
  if (!start || !end) return;
  pen.beginPath();
  for (const point of isLine ? points : boxOf(start, end)) {
    const { x, y } = view.network.DOMtoCanvas(point);
    pen.lineTo(x, y);
  }
  pen.closePath();
  pen.setLineDash([6 / view.scale, 4 / view.scale]);
  pen.lineWidth = 1.5 / view.scale;
  pen.strokeStyle = view.theme.text;
  pen.stroke();
  pen.setLineDash([]);
}
