// A heat map on a canvas that is as large as the window onto it, whatever the matrix's size.

/** @import { Call } from "../browser/component.js" */
/** @import { Data, Parts, Place, Selection, View } from "./view.js" */
import { besidePointer, make, signButton } from "../browser/elements.js";
import { readTheme } from "../browser/theme.js";
import { countAt, isInside, isSame, readCells, wordsFor } from "./cells.js";
import { allowed, cornerOf, fitted, LETTERS, measured, next, revealing, SIZES } from "./measures.js";
import { memoryOf } from "./memory.js";
import { paint, redraw } from "./paint.js";
import { listenForFrames, placeUnder, showFrame } from "./pointing.js";

/** @type {WeakMap<HTMLElement, View>} */
const views = new WeakMap();

/** @param {Call<Data, Selection>} call */
export default function show({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  const isFirst = !view?.root.isConnected;
  if (!view || isFirst) {
    view = open(parentElement, data);
    views.set(parentElement, view);
  }
  view.tell = (selection) => setStateValue("selection", selection);
  update(view, data, isFirst);
  const { root, resized } = view;
  return () => {
    resized.disconnect();
    root.remove();
  };
}

/**
 * @param {HTMLElement} parent
 * @param {Data} data
 */
function open(parent, data) {
  const parts = build(data);
  parent.append(parts.root);
  /** @type {View} */
  const view = {
    ...parts,
    data,
    cells: readCells(data),
    theme: readTheme(parts.root),
    measures: { width: 0, size: 0, left: 0, top: 0, band: 0, shown: [0, 0] },
    cursor: null,
    hovered: null,
    selected: null,
    keyed: false,
    frame: null,
    dragged: false,
    waiting: false,
    resized: new ResizeObserver(() => {
      if (view.measures.width !== view.root.clientWidth) lay(view);
    }),
    tell: () => {},
  };
  view.root.prepend(view.pane, tools(view));
  // For whoever tests or mends the page: where a cell is on the screen now.
  view.root.whereabouts = (row, column) => whereabouts(view, row, column);
  listen(view);
  view.resized.observe(view.root);
  return view;
}

/**
 * @param {Data} data
 * @returns {Parts}
 */
function build({ words }) {
  const canvas = make("canvas", { ariaHidden: "true" });
  const room = make("div", { className: "room" }, canvas);
  const pane = make("div", { className: "pane", tabIndex: 0, role: "application" }, room);
  pane.setAttribute("aria-describedby", "hint");
  const hint = make("p", { className: "spoken", id: "hint" }, words.hint);
  const spoken = make("p", { className: "spoken", ariaLive: "polite" });
  const tip = make("div", { className: "tip", hidden: true, ariaHidden: "true" });
  const root = make("div", { className: "matrix" }, tip, hint, spoken);
  return { root, pane, room, canvas, tip, spoken };
}

/** @param {View} view */
function tools(view) {
  const { words } = view.data;
  const fit = () => {
    const { width, left } = view.measures;
    resize(view, fitted(view.data, width, left, SIZES.least));
  };
  return make(
    "div",
    { className: "tools", role: "group", ariaLabel: words.tools },
    signButton("−", words.smaller, () => resize(view, view.measures.size / SIZES.step)),
    signButton("+", words.larger, () => resize(view, view.measures.size * SIZES.step)),
    signButton("⤢", words.fit, fit),
  );
}

/** @param {View} view */
function listen(view) {
  const { pane } = view;
  pane.addEventListener("scroll", () => {
    memoryOf(view.data.key).scroll = [pane.scrollLeft, pane.scrollTop];
    redraw(view);
  });
  pane.addEventListener("keydown", (event) => press(view, event));
  pane.addEventListener("focus", () => {
    view.keyed = pane.matches(":focus-visible");
    if (view.keyed) move(view, view.cursor ?? view.selected ?? [0, 0]);
  });
  pane.addEventListener("blur", () => { view.keyed = false; redraw(view); });
  listenForFrames(view);
  pane.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") hover(view, event);
  });
  pane.addEventListener("pointerleave", () => hover(view, null));
  pane.addEventListener("click", (event) => {
    const place = placeUnder(view, event);
    if (place && !view.dragged) {
      view.cursor = place;
      choose(view, place);
    }
  });
}

/**
 * Draws the frame on to a cell, by keyboard.
 *
 * @param {View} view
 * @param {Place} from
 * @param {Place} to
 */
function extend(view, from, to) {
  view.frame = [view.frame?.[0] ?? from, to];
  move(view, to);
  view.spoken.textContent = `${view.spoken.textContent} ${view.data.words.framed}`;
}

/**
 * @param {View} view
 * @param {Data} data
 * @param {boolean} isFirst
 */
function update(view, data, isFirst) {
  const isNew = isFirst || view.data.name !== data.name;
  const before = String(view.selected);
  Object.assign(view, {
    data, cells: readCells(data), selected: data.selected, theme: readTheme(view.root),
  });
  if (isNew) view.frame = null;
  if (isNew || (view.cursor && !isInside(data, view.cursor))) view.cursor = null;
  const cells = `${data.rows.length} × ${data.columns.length}`;
  view.pane.setAttribute("aria-label", `${data.name}, ${cells}`);
  lay(view);
  if (view.selected && (isNew || before !== String(view.selected))) reveal(view, view.selected);
  view.root.dataset.drawn = String(view.cells.counts.size);
}

/**
 * Gives everything its size and draws the picture.
 *
 * @param {View} view
 */
function lay(view) {
  const { data, root, pane, room, canvas, theme } = view;
  const pen = canvas.getContext("2d");
  if (!root.clientWidth || !pen) return;
  const memory = memoryOf(data.key);
  pen.font = `${LETTERS}px ${theme.font}`;
  const { whole, pane: [wide, high], ...measures } = measured(data, {
    width: root.clientWidth,
    window: window.innerHeight,
    size: memory.size,
    widest: (labels) => Math.max(...labels.map((one) => pen.measureText(one).width), 60),
  });
  Object.assign(pane.style, { width: `${wide}px`, height: `${high}px` });
  Object.assign(room.style, { width: `${whole[0]}px`, height: `${whole[1]}px` });
  [pane.scrollLeft, pane.scrollTop] = memory.scroll;
  // What the pane shows is less than the pane where it has scroll bars.
  /** @type {[number, number]} */
  const shown = [Math.min(pane.clientWidth, whole[0]), Math.min(pane.clientHeight, whole[1])];
  const sharp = window.devicePixelRatio || 1;
  canvas.width = Math.round(shown[0] * sharp);
  canvas.height = Math.round(shown[1] * sharp);
  Object.assign(canvas.style, { width: `${shown[0]}px`, height: `${shown[1]}px` });
  view.measures = { ...measures, shown };
  paint(view);
}

/**
 * @param {View} view
 * @param {number} size
 */
function resize(view, size) {
  memoryOf(view.data.key).size = allowed(size);
  lay(view);
  const place = view.cursor ?? view.selected;
  if (place) reveal(view, place);
}

/**
 * @param {View} view
 * @param {string} row
 * @param {string} column
 */
function whereabouts(view, row, column) {
  /** @type {Place} */
  const place = [view.data.rows.indexOf(row), view.data.columns.indexOf(column)];
  if (!isInside(view.data, place)) return null;
  reveal(view, place);
  const box = view.canvas.getBoundingClientRect();
  const { x, y } = cornerOf(view.measures, view.pane, place);
  const half = view.measures.size / 2;
  return { x: box.left + x + half, y: box.top + y + half, count: countAt(view, place) };
}

/**
 * @param {View} view
 * @param {PointerEvent | null} event
 */
function hover(view, event) {
  const place = event && placeUnder(view, event);
  if (String(place) !== String(view.hovered)) {
    view.hovered = place;
    redraw(view);
  }
  view.tip.hidden = !place;
  view.pane.style.cursor = place && countAt(view, place) ? "pointer" : "default";
  if (!place || !event) return;
  const [name, told] = wordsFor(view, place);
  view.tip.replaceChildren(make("strong", {}, name), told);
  besidePointer(view.tip, view.root, event);
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function press(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !view.data.rows.length) return;
  const place = view.cursor ?? [0, 0];
  const to = next(view.data, place, event.key);
  const { size } = view.measures;
  /** @type {Record<string, (() => void) | undefined>} */
  const acts = {
    Enter: () => (view.frame ? showFrame(view) : choose(view, place)),
    " ": () => choose(view, place),
    Escape: () => {
      if (view.selected && !view.frame) choose(view, null);
      view.frame = null;
      redraw(view);
    },
    "+": () => resize(view, size * SIZES.step),
    "=": () => resize(view, size * SIZES.step),
    "-": () => resize(view, size / SIZES.step),
  };
  const step = () => (to && event.shiftKey ? extend(view, place, to) : to && move(view, to));
  const act = to ? step : acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  view.keyed = true;
  act();
}

/**
 * @param {View} view
 * @param {Place} place
 */
function move(view, place) {
  if (!isInside(view.data, place)) return;
  view.cursor = place;
  view.spoken.textContent = wordsFor(view, place).join(": ");
  reveal(view, place);
  redraw(view);
}

/**
 * @param {View} view
 * @param {Place} place
 */
function reveal({ measures, pane }, place) {
  [pane.scrollLeft, pane.scrollTop] = revealing(measures, pane, place);
}

/**
 * Opens a cell, or closes the one that is open.
 *
 * @param {View} view
 * @param {Place | null} place
 */
function choose(view, place) {
  if (place && isSame(view.data, place)) return;
  const { words } = view.data;
  view.selected = place;
  view.spoken.textContent = place
    ? `${words.opened} ${wordsFor(view, place).join(": ")}` : words.closed;
  view.tell({ serial: Date.now(), row: place?.[0] ?? null, column: place?.[1] ?? null });
  redraw(view);
}
