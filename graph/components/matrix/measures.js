// How large everything is, and what stands where. Units are pixels of the screen.

/** @import { Data, Measures, Place } from "./view.js" */

export const SIZES = { least: 5, most: 34, fitted: 11, roomy: 26, step: 1.3 };
export const LETTERS = 11;
/** From this size of a cell on its number is written into it. */
export const NUMBERS_FROM = 11;

/** @type {Record<string, Place | undefined>} */
const MOVES = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
  PageUp: [-10, 0], PageDown: [10, 0],
};

/**
 * How a component of a width is divided among headings and cells.
 *
 * @param {Data} data
 * @param {object} given
 * @param {number} given.width of the component
 * @param {number} given.window the height of the browser's window
 * @param {number | null} given.size of a cell, where it was chosen
 * @param {(labels: string[]) => number} given.widest the width of the widest of some labels
 * @returns {Omit<Measures, "shown"> & Record<"whole" | "pane", [width: number, height: number]>}
 */
export function measured(data, { width, window, size: chosen, widest }) {
  const left = Math.ceil(
    Math.min(Math.max(widest(data.rows) + 18, 118), width < 560 ? 118 : 210),
  ) + Math.ceil(roomOf(data.totals[0]));
  const band = data.columnGroups.some(([label]) => label) ? 16 : 0;
  const top = Math.ceil(Math.min(Math.max(widest(data.short) + 14, 70), 150)) + band
    + Math.ceil(roomOf(data.totals[1]));
  const size = Math.round(chosen ?? fitted(data, width, left, SIZES.fitted));
  /** @type {[number, number]} */
  const whole = [left + size * data.columns.length + 2, top + size * data.rows.length + 2];
  const tall = Math.min(data.height, whole[1] + 18, Math.max(360, window - 90));
  return { width, size, left, top, band, whole, pane: [Math.min(width, whole[0] + 20), tall] };
}

/**
 * The size of a cell at which all columns fit, within what can be read.
 *
 * @param {Data} data
 * @param {number} width of the component
 * @param {number} left what the headings of rows take of it
 * @param {number} least
 */
export function fitted({ columns }, width, left, least) {
  return Math.min(SIZES.roomy, Math.max(least, Math.floor((width - left - 18) / columns.length)));
}

/** @param {number} size */
export function allowed(size) {
  return Math.min(SIZES.most, Math.max(SIZES.least, size));
}

/**
 * @typedef {object} Scroll how far a pane is scrolled, and how much of it is seen
 * @property {number} scrollLeft
 * @property {number} scrollTop
 * @property {number} clientWidth
 * @property {number} clientHeight
 */

/**
 * The cell under a point of the window onto the matrix; null on the headings and beside the cells.
 *
 * @param {Data} data
 * @param {Measures} measures
 * @param {Pick<Scroll, "scrollLeft" | "scrollTop">} pane
 * @param {{ x: number, y: number }} point
 * @returns {Place | null}
 */
export function cellAt({ rows, columns }, { size, left, top }, pane, { x, y }) {
  if (x < left || y < top) return null;
  const row = Math.floor((y - top + pane.scrollTop) / size);
  const column = Math.floor((x - left + pane.scrollLeft) / size);
  return row < rows.length && column < columns.length ? [row, column] : null;
}

/**
 * The upper left corner of a cell in the window onto the matrix.
 *
 * @param {Measures} measures
 * @param {Pick<Scroll, "scrollLeft" | "scrollTop">} pane
 * @param {Place} place
 */
export function cornerOf({ size, left, top }, pane, [row, column]) {
  return { x: left + column * size - pane.scrollLeft, y: top + row * size - pane.scrollTop };
}

/**
 * The cells in view: the first row and column, and those behind the last.
 *
 * @param {Data} data
 * @param {Measures} measures
 * @param {Pick<Scroll, "scrollLeft" | "scrollTop">} pane
 * @returns {{ first: Place, last: Place }}
 */
export function range({ rows, columns }, { size, left, top, shown }, pane) {
  return {
    first: [Math.floor(pane.scrollTop / size), Math.floor(pane.scrollLeft / size)],
    last: [
      Math.min(rows.length, Math.ceil((pane.scrollTop + shown[1] - top) / size)),
      Math.min(columns.length, Math.ceil((pane.scrollLeft + shown[0] - left) / size)),
    ],
  };
}

/**
 * How far the pane must be scrolled for a cell to be seen whole: no further than that.
 *
 * @param {Measures} measures
 * @param {Scroll} pane
 * @param {Place} place
 * @returns {[left: number, top: number]}
 */
export function revealing({ size, left, top }, pane, [row, column]) {
  return [
    nearest(pane.scrollLeft, column * size, pane.clientWidth - left - size),
    nearest(pane.scrollTop, row * size, pane.clientHeight - top - size),
  ];
}

/**
 * @param {number} now
 * @param {number} start
 * @param {number} room
 */
function nearest(now, start, room) {
  return Math.min(start, Math.max(now, start - room));
}

/**
 * Where a key leads from a cell; null where it leads nowhere.
 *
 * @param {Data} data
 * @param {Place} place
 * @param {string} key
 * @returns {Place | null}
 */
export function next({ rows, columns }, [row, column], key) {
  const last = columns.length - 1;
  if (key === "Home") return [row, 0];
  if (key === "End") return [row, last];
  const step = MOVES[key];
  if (!step) return null;
  return [
    Math.min(rows.length - 1, Math.max(0, row + step[0])),
    Math.min(last, Math.max(0, column + step[1])),
  ];
}

/**
 * The upper left and the lower right cell of a frame, whichever corner it was begun at.
 *
 * @param {[from: Place, to: Place]} frame
 * @returns {[first: Place, last: Place]}
 */
export function cornersOf([from, to]) {
  return [
    [Math.min(from[0], to[0]), Math.min(from[1], to[1])],
    [Math.max(from[0], to[0]), Math.max(from[1], to[1])],
  ];
}

/**
 * The room that the totals of rows or of columns take beside their names, in pixels.
 *
 * @param {number[]} totals
 */
export function roomOf(totals) {
  return 10 + 6.5 * String(Math.max(0, ...totals)).length;
}
