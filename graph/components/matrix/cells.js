// What is in the cells, and how it is worded.

/** @import { Cells, Data, Place } from "./view.js" */
import { counted } from "../browser/plurals.js";

/**
 * The cells and the notes by their numbers.
 *
 * @param {Data} data
 * @returns {Cells}
 */
export function readCells(data) {
  const counts = new Map();
  for (let at = 0; at < data.cells.length; at += 3) {
    const [row = 0, column = 0, count = 0] = data.cells.slice(at, at + 3);
    counts.set(cellNumber(data, [row, column]), count);
  }
  const notes = data.notes.map(([row, column, note]) =>
    /** @type {const} */ ([cellNumber(data, [row, column]), note]));
  return { counts, notes: new Map(notes) };
}

/**
 * The number of a cell, counted along the rows.
 *
 * @param {Data} data
 * @param {Place} place
 */
export function cellNumber({ columns }, [row, column]) {
  return row * columns.length + column;
}

/**
 * The cell that has a number.
 *
 * @param {Data} data
 * @param {number} number
 * @returns {Place}
 */
export function cellOf({ columns }, number) {
  return [Math.floor(number / columns.length), number % columns.length];
}

/**
 * @param {Data} data
 * @param {Place} place
 */
export function isInside({ rows, columns }, [row, column]) {
  return row >= 0 && column >= 0 && row < rows.length && column < columns.length;
}

/**
 * Whether a cell sets a thing against itself.
 *
 * @param {Data} data
 * @param {Place} place
 */
export function isSame({ symmetric }, [row, column]) {
  return symmetric && row === column;
}

/**
 * @param {{ data: Data, cells: Cells }} view
 * @param {Place} place
 */
export function countAt({ data, cells }, place) {
  return cells.counts.get(cellNumber(data, place)) ?? 0;
}

/**
 * The step of the scale that a number has.
 *
 * @param {Data} data
 * @param {number} count
 */
export function stepOf({ steps }, count) {
  const step = steps.find(({ from, to }) => count >= from && count <= to) ?? steps.at(-1);
  if (!step) throw new Error("A matrix with a number has a scale.");
  return step;
}

/**
 * What is said of a cell: whose it is, and what is in it.
 *
 * @param {{ data: Data, cells: Cells }} view
 * @param {Place} place
 * @returns {[name: string, told: string]}
 */
export function wordsFor(view, place) {
  const { data, cells } = view;
  const [row, column] = place;
  const count = countAt(view, place);
  let told = count ? counted(count, data.counted) : data.words.nothing;
  if (isSame(data, place)) told = data.words.same;
  const note = cells.notes.get(cellNumber(data, place));
  if (note) told = `${told}, ${data.words[note]}`;
  return [`${data.rows[row]} × ${data.columns[column]}`, told];
}
