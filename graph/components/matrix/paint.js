// The picture: cells with their numbers, groups, what the reader points at, notes.

/** @import { Note, Place, View } from "./view.js" */
import { shadeOf } from "../browser/theme.js";
import { cellOf, countAt, isSame, stepOf } from "./cells.js";
import { paintColumnHeadings, paintRowHeadings } from "./headings.js";
import { cornerOf, cornersOf, NUMBERS_FROM, range } from "./measures.js";

/**
 * Draws the picture before the next frame: several wishes for it are one.
 *
 * @param {View} view
 */
export function redraw(view) {
  if (view.waiting) return;
  view.waiting = true;
  requestAnimationFrame(() => {
    view.waiting = false;
    if (view.root.isConnected && view.measures.width) paint(view);
  });
}

/** @param {View} view */
export function paint(view) {
  const { canvas, theme, measures: { shown, left, top } } = view;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const sharp = window.devicePixelRatio || 1;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, shown[0], shown[1]);
  pen.fillStyle = theme.ground;
  pen.fillRect(0, 0, shown[0], shown[1]);
  const seen = range(view.data, view.measures, view.pane);
  clipped(pen, [left, top, shown[0] - left, shown[1] - top], () => paintInside(pen, view, seen));
  clipped(pen, [0, top, left, shown[1] - top], () => paintRowHeadings(pen, view, seen));
  clipped(pen, [left, 0, shown[0] - left, top], () => paintColumnHeadings(pen, view, seen));
}

/**
 * Does something that leaves no trace outside a box.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {[x: number, y: number, width: number, height: number]} box
 * @param {() => void} act
 */
function clipped(pen, box, act) {
  pen.save();
  pen.beginPath();
  pen.rect(...box);
  pen.clip();
  act();
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {{ first: Place, last: Place }} seen
 */
function paintInside(pen, view, { first, last }) {
  const letters = Math.min(12, Math.round(view.measures.size * 0.72));
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = `${letters}px ${view.theme.font}`;
  for (let row = first[0]; row < last[0]; row += 1) {
    for (let column = first[1]; column < last[1]; column += 1) paintCell(pen, view, [row, column]);
  }
  for (const [number, note] of view.cells.notes) paintNote(pen, view, cellOf(view.data, number), note);
  paintBorders(pen, view);
  paintCross(pen, view);
}

/**
 * The side of the square that is drawn for a cell.
 *
 * @param {View} view
 */
function squareOf({ measures: { size } }) {
  return size > 8 ? size - 1 : size;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Place} place
 */
function paintCell(pen, view, place) {
  const { theme, data, measures, pane } = view;
  const { x, y } = cornerOf(measures, pane, place);
  const side = squareOf(view);
  const count = countAt(view, place);
  if (!count) {
    pen.globalAlpha = isSame(data, place) ? 0.16 : 0.045;
    pen.fillStyle = theme.text;
    pen.fillRect(x, y, side, side);
    pen.globalAlpha = 1;
    return;
  }
  const { fill, ink } = stepOf(data, count);
  pen.fillStyle = shadeOf(theme, fill);
  pen.fillRect(x, y, side, side);
  if (measures.size < NUMBERS_FROM) return;
  pen.fillStyle = shadeOf(theme, ink);
  pen.fillText(String(count), x + side / 2, y + side / 2 + 0.5, side);
}

/**
 * Where the reader is: the row and the column shaded, and a frame around the cell.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
function paintCross(pen, view) {
  const { data, theme, pane, measures } = view;
  const { size, left, top } = measures;
  const cursor = view.keyed ? view.cursor : null;
  const cross = view.hovered ?? cursor ?? view.selected;
  if (cross) {
    const { x, y } = cornerOf(measures, pane, cross);
    pen.globalAlpha = 0.1;
    pen.fillStyle = theme.text;
    pen.fillRect(left, y, data.columns.length * size, size);
    pen.fillRect(x, top, size, data.rows.length * size);
    pen.globalAlpha = 1;
  }
  const frame = (
    /** @type {Place | null} */ place, /** @type {number} */ width, /** @type {string} */ colour,
  ) => {
    if (!place) return;
    const { x, y } = cornerOf(measures, pane, place);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.strokeRect(x - 0.5, y - 0.5, size, size);
  };
  if (view.frame) {
    const [from, to] = cornersOf(view.frame);
    const { x, y } = cornerOf(measures, pane, from);
    const far = cornerOf(measures, pane, [to[0] + 1, to[1] + 1]);
    pen.globalAlpha = 0.15;
    pen.fillStyle = theme.accent;
    pen.fillRect(x, y, far.x - x, far.y - y);
    pen.globalAlpha = 1;
    pen.strokeStyle = theme.accent;
    pen.lineWidth = 2;
    pen.strokeRect(x - 0.5, y - 0.5, far.x - x, far.y - y);
  }
  frame(view.hovered, 1.5, theme.text);
  frame(cursor, 2.5, theme.text);
  frame(view.selected, 3, theme.accent);
}

/**
 * What is proposed of a line behind a cell, each in a shape of its own: struck out, a frame of
 * dashes, a corner. What is drawn below it in the page's colour keeps it apart from the cell.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Place} place
 * @param {Note} note
 */
function paintNote(pen, view, place, note) {
  const { data, theme, pane, measures } = view;
  const { x, y } = cornerOf(measures, pane, place);
  const side = squareOf(view);
  const colour = shadeOf(theme, data.looks[note]);
  if (note === "accepted") {
    paintCorner(pen, { x, y, side, reach: 0.62, colour: theme.ground });
    paintCorner(pen, { x, y, side, reach: 0.5, colour });
    return;
  }
  const thick = Math.max(1.5, measures.size / 9);
  pen.beginPath();
  if (note === "disputed") {
    pen.rect(x + thick, y + thick, side - 2 * thick, side - 2 * thick);
  } else {
    pen.moveTo(x + 1, y + side - 1);
    pen.lineTo(x + side - 1, y + 1);
  }
  pen.strokeStyle = theme.ground;
  pen.lineWidth = thick * 2.2;
  pen.stroke();
  pen.setLineDash(note === "disputed" ? [thick * 1.6, thick] : []);
  pen.strokeStyle = colour;
  pen.lineWidth = thick;
  pen.stroke();
  pen.setLineDash([]);
  if (note === "withdrawn") paintNumber(pen, view, place, { x: x + side / 2, y: y + side / 2 });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ x: number, y: number, side: number, reach: number, colour: string }} corner
 */
function paintCorner(pen, { x, y, side, reach, colour }) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x + side * (1 - reach), y);
  pen.lineTo(x + side, y);
  pen.lineTo(x + side, y + side * reach);
  pen.fill();
}

/**
 * Writes the number of a cell again, on top of the stroke through it.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Place} place
 * @param {{ x: number, y: number }} middle
 */
function paintNumber(pen, view, place, { x, y }) {
  const count = countAt(view, place);
  if (!count || view.measures.size < NUMBERS_FROM) return;
  const { fill, ink } = stepOf(view.data, count);
  pen.lineWidth = 3;
  pen.strokeStyle = shadeOf(view.theme, fill);
  pen.fillStyle = shadeOf(view.theme, ink);
  pen.strokeText(String(count), x, y + 0.5);
  pen.fillText(String(count), x, y + 0.5);
}

/**
 * Lines between the groups of rows and of columns.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
function paintBorders(pen, { pane, theme, data, measures }) {
  const { left, top } = measures;
  const far = cornerOf(measures, pane, [data.rows.length, data.columns.length]);
  pen.strokeStyle = theme.text;
  pen.globalAlpha = 0.45;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const row of starts(data.rowGroups)) {
    const y = Math.round(cornerOf(measures, pane, [row, 0]).y) - 0.5;
    pen.moveTo(left, y);
    pen.lineTo(far.x, y);
  }
  for (const column of starts(data.columnGroups)) {
    const x = Math.round(cornerOf(measures, pane, [0, column]).x) - 0.5;
    pen.moveTo(x, top);
    pen.lineTo(x, far.y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

/**
 * Where each group but the first begins.
 *
 * @param {[label: string, size: number][]} groups
 */
function starts(groups) {
  let at = 0;
  return groups.slice(0, -1).map(([, size]) => { at += size; return at; });
}
