// What part of the picture is on the screen, and how things are spread to fill it.

/** @import { View } from "./view.js" */
/** @import { Point } from "./geometry.js" */
import { restyle } from "./choice.js";
import { bounds, contains } from "./geometry.js";
import { seenArea } from "./labels.js";

const NARROW = 600;
// As wide as the drawer of the page is; workbench.css says the same.
const DRAWER = 400;

// How far the buttons are from the edge; canvas.css says the same.
const EDGE = 12;

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
  const { headings, frame } = view.data;
  const tops = [...headings, ...frame].map(({ x, y }) => ({ x, y: y * view.memory.stretch }));
  view.outside.hidden = true;
  view.memory.touched = false;
  const free = room(view.stage, covered(view));
  move(view, fitting([...view.nodes.values(), ...tops], free), animated);
}

/**
 * The camera from which all places are seen, no nearer than is comfortable.
 *
 * @param {Point[]} places
 * @param {Room} stage
 */
export function fitting(places, { wide, high, over, under, aside }) {
  const { left, right, top, bottom } = bounds(places);
  const scale = Math.max(
    ZOOM.least,
    Math.min(wide / (right - left), high / (bottom - top), ZOOM.fit),
  );
  return {
    scale,
    position: {
      x: (left + right + aside / scale) / 2, y: (top + bottom + (under - over) / scale) / 2,
    },
  };
}

/**
 * What of the stage is covered: by sentences above, the legend below, a drawer aside.
 *
 * @typedef {{ over: number, under: number, aside: number }} Covered
 */

/**
 * What the stage has for things, and what it keeps free of them.
 *
 * @typedef {Covered & { wide: number, high: number }} Room
 */

/**
 * The room that is left; where what covers the stage would leave little, things may be under it.
 *
 * @param {Pick<HTMLElement, "clientWidth" | "clientHeight">} stage
 * @param {Covered} covered
 * @returns {Room}
 */
export function room({ clientWidth, clientHeight }, { over, under, aside }) {
  const part = Math.min(1, (0.5 * clientHeight) / Math.max(1, over + under));
  const kept = { over: over * part, under: under * part, aside };
  return { wide: clientWidth - aside, high: clientHeight - kept.over - kept.under, ...kept };
}

/**
 * What covers the stage now; the buttons have a strip of their own, below where they are in a row.
 *
 * @param {Pick<View, "stage" | "told" | "legend" | "tools" | "data">} view
 * @returns {Covered}
 */
export function covered({ stage, told, legend, tools, data }) {
  const isNarrow = stage.clientWidth < NARROW;
  const isRow = tools.offsetWidth > tools.offsetHeight;
  const drawer = data.beside && !isNarrow ? Math.min(DRAWER, stage.clientWidth / 2) : 0;
  return {
    over: told.offsetHeight,
    under: legend.offsetHeight + (isRow ? tools.offsetHeight + EDGE : 0),
    aside: drawer + (isRow ? 0 : tools.offsetWidth + EDGE),
  };
}

/**
 * Moves the picture aside so that what is selected does not lie under the drawer.
 *
 * @param {View} view
 */
export function showSelected(view) {
  const { aside } = covered(view);
  const id = view.selected?.id ?? "";
  const node = view.nodes.get(id) ?? view.lines.get(id)?.target;
  if (!aside || !node) return;
  const hidden = view.network.canvasToDOM(node).x - (view.stage.clientWidth - aside - 60);
  if (hidden <= 0) return;
  const { x, y } = view.network.getViewPosition();
  const scale = view.network.getScale();
  move(view, { scale, position: { x: x + hidden / scale, y } }, true);
}

/**
 * Fills the screen with the picture and what lies over it, or gives the screen back.
 *
 * @param {View} view
 */
export function fillScreen({ root }) {
  if (document.fullscreenElement) {
    document.exitFullscreen();
    return;
  }
  const home = root.getRootNode();
  const host = home instanceof ShadowRoot ? home.host : root;
  const whole = host.closest(".st-key-workbench") ?? root;
  whole.requestFullscreen().catch(() => {});
}

/**
 * How much higher the picture must be drawn to fill a stage that is higher than Python knew.
 *
 * @param {Point[]} places as Python gave them
 * @param {Pick<Room, "wide" | "high">} stage
 */
export function stretchToFit(places, { wide, high }) {
  if (!places.length || !wide) return 1;
  const { left, right, top, bottom } = bounds(places);
  const needed = ((right - left) / (bottom - top)) * (high / wide);
  return Math.max(1, Math.min(2.2, needed));
}

/**
 * Works out anew how much higher the picture is drawn than Python laid it out; a map is as it is.
 *
 * @param {View} view
 */
export function restretch(view) {
  const places = [...[...view.nodes.values()].map(({ given }) => given), ...view.data.frame];
  const free = room(view.stage, covered(view));
  view.memory.stretch = view.data.land ? 1 : stretchToFit(places, free);
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
