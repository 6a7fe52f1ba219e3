// What part of the picture is on the screen, and how things are spread to fill it.

/** @import { View } from "./view.js" */
/** @import { Point } from "./geometry.js" */
import { restyle } from "./choice.js";
import { bounds, contains } from "./geometry.js";
import { seenArea } from "./labels.js";

export const ZOOM = { least: 0.03, most: 4, step: 1.35, fit: 1.25 };

/**
 * Shows everything when the picture or its focus is a new one; else leaves the camera alone.
 *
 * @param {View} view
 * @param {{ isFirst: boolean, isNew: boolean }} how
 */
export function aim(view, { isFirst, isNew }) {
  const { data, memory } = view;
  if (isNew || data.focus !== memory.focus || !memory.camera) fit(view, !isFirst && !isNew);
  else if (isFirst && memory.touched) view.network.moveTo(memory.camera);
  else if (isFirst) fit(view, false);
  view.aimed = true;
  memory.ids = new Set(view.nodes.keys());
  memory.focus = data.focus;
}

/**
 * Shows everything.
 *
 * @param {View} view
 * @param {boolean} animated
 */
export function fit(view, animated) {
  if (!view.nodes.size || !view.stage.clientWidth) return;
  const { headings } = view.data;
  const tops = headings.map(({ x, y }) => ({ x, y: y * view.memory.stretch }));
  view.outside.hidden = true;
  view.memory.touched = false;
  move(view, fitting([...view.nodes.values(), ...tops], room(view.stage)), animated);
}

/**
 * The camera from which all places are seen, no nearer than is comfortable.
 *
 * @param {Point[]} places
 * @param {{ wide: number, high: number, under: number }} stage
 */
export function fitting(places, { wide, high, under }) {
  const { left, right, top, bottom } = bounds(places);
  const scale = Math.max(
    ZOOM.least,
    Math.min(wide / (right - left), high / (bottom - top), ZOOM.fit),
  );
  return { scale, position: { x: (left + right) / 2, y: (top + bottom + under / scale) / 2 } };
}

/**
 * What the stage has for things: on a narrow one the buttons take the lowest strip.
 *
 * @param {Pick<HTMLElement, "clientWidth" | "clientHeight">} stage
 */
export function room({ clientWidth, clientHeight }) {
  const under = clientWidth < 600 ? 48 : 0;
  return { wide: clientWidth, high: clientHeight - under, under };
}

/**
 * How much higher the picture must be drawn to fill a stage that is higher than Python knew.
 *
 * @param {Point[]} places as Python gave them
 * @param {{ wide: number, high: number }} stage
 */
export function stretchToFit(places, { wide, high }) {
  if (!places.length || !wide) return 1;
  const { left, right, top, bottom } = bounds(places);
  const needed = ((right - left) / (bottom - top)) * (high / wide);
  return Math.max(1, Math.min(2.2, needed));
}

/**
 * Tells how many of the things that came stand outside the window, which does not move.
 *
 * @param {View} view
 * @param {Point[]} added
 */
export function noteOutside(view, added) {
  const seen = seenArea(view);
  const away = added.filter((node) => !contains(seen, node));
  view.outside.hidden = away.length === 0;
  view.outside.textContent = `${away.length} ${view.data.words.outside}`;
}

/**
 * @param {View} view
 * @param {number} factor
 */
export function zoom(view, factor) {
  view.memory.touched = true;
  const scale = allowedScale(view.network.getScale() * factor);
  move(view, { scale, position: view.network.getViewPosition() }, true);
}

/** @param {number} scale */
export function allowedScale(scale) {
  return Math.max(ZOOM.least, Math.min(ZOOM.most, scale));
}

/**
 * @param {View} view
 * @param {{ scale: number, position: Point }} target
 * @param {boolean} animated
 */
export function move(view, target, animated) {
  const calm = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = { duration: 220, easingFunction: "easeInOutQuad" };
  view.network.moveTo({ ...target, animation: calm ? false : animation });
  if (calm) {
    view.scale = target.scale;
    thicken(view);
  } else {
    view.network.once("animationFinished", () => thicken(view));
  }
}

/**
 * Gives everything the size that it has at the scale of now.
 *
 * @param {View} view
 */
export function thicken(view) {
  view.scale = view.network.getScale();
  restyle(view);
}

/**
 * Draws the picture once more, before the next frame: several wishes for it are one, and those of
 * vis-network itself are among them. It has no public way to ask for that.
 *
 * @param {View} view
 */
export function redraw(view) {
  if (!view.closed) view.network.body.emitter.emit("_requestRedraw");
}
