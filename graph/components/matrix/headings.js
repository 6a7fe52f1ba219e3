// The headings of rows, columns and groups; where there is little room only some of them are seen.

/** @import { Place, View } from "./view.js" */
import { LETTERS, roomOf } from "./measures.js";

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {{ first: Place, last: Place }} seen
 */
export function paintRowHeadings(pen, view, { first, last }) {
  const { pane, theme, data, measures: { size, left, top } } = view;
  const every = Math.max(1, Math.ceil(LETTERS / size));
  const room = roomOf(data.totals[0]);
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (let row = first[0]; row < last[0]; row += 1) {
    const marked = isMarked(view, 0, row);
    if (row % every && !marked) continue;
    pen.font = font(view, marked);
    const y = top + (row + 0.5) * size - pane.scrollTop;
    const width = (/** @type {string} */ part) => pen.measureText(part).width;
    const text = shortened(data.rows[row] ?? "", left - room - 14, width);
    if (marked && every > 1) {
      pen.fillStyle = theme.ground;
      pen.fillRect(0, y - LETTERS / 2 - 2, left - 4, LETTERS + 4);
    }
    pen.fillStyle = theme.text;
    pen.fillText(text, left - room - 7, y);
    paintTotal(pen, view, data.totals[0][row] ?? 0, [left - 5, y]);
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {{ first: Place, last: Place }} seen
 */
export function paintColumnHeadings(pen, view, { first, last }) {
  const { pane, theme, data, measures: { size, left, top, band } } = view;
  const every = Math.max(1, Math.ceil(LETTERS / size));
  const above = roomOf(data.totals[1]);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  for (let column = first[1]; column < last[1]; column += 1) {
    const marked = isMarked(view, 1, column);
    if (column % every && !marked) continue;
    pen.font = font(view, marked);
    pen.save();
    pen.translate(left + (column + 0.5) * size - pane.scrollLeft, top - 6);
    pen.rotate(-Math.PI / 2);
    const room = top - band - 12 - above;
    const text = shortened(data.short[column] ?? "", room, (part) => pen.measureText(part).width);
    if (marked && every > 1) {
      pen.fillStyle = theme.ground;
      pen.fillRect(-2, -LETTERS / 2 - 2, top - band, LETTERS + 4);
    }
    pen.fillStyle = theme.text;
    pen.fillText(text, above, 0);
    paintTotal(pen, view, data.totals[1][column] ?? 0, [0, 0]);
    pen.restore();
  }
  if (band) paintGroups(pen, view);
}

/**
 * A total between a name and its cells, lighter than the name.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {number} total
 * @param {[x: number, y: number]} at
 */
function paintTotal(pen, { theme }, total, [x, y]) {
  pen.globalAlpha = 0.7;
  pen.fillStyle = theme.text;
  pen.font = `${LETTERS - 1}px ${theme.font}`;
  pen.fillText(String(total), x, y);
  pen.globalAlpha = 1;
}

/**
 * The names of groups of columns, each above its group, and a line where it begins.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
function paintGroups(pen, { pane, theme, data, measures: { size, left, top } }) {
  pen.font = `600 10px ${theme.font}`;
  pen.fillStyle = theme.text;
  let at = 0;
  for (const [label, length] of data.columnGroups) {
    const start = left + at * size - pane.scrollLeft;
    const room = start + length * size - Math.max(start, left) - 6;
    at += length;
    if (start + length * size <= left) continue;
    pen.globalAlpha = 0.75;
    if (room > 26) {
      const text = shortened(label, room, (part) => pen.measureText(part).width);
      pen.fillText(text, Math.max(start, left) + 2, 9);
    }
    pen.globalAlpha = 0.45;
    pen.fillRect(start, 2, 1, top - 4);
    pen.globalAlpha = 1;
  }
}

/**
 * Whether the reader is in a row (axis 0) or a column (axis 1), or has a cell of it open.
 *
 * @param {View} view
 * @param {0 | 1} axis
 * @param {number} place
 */
function isMarked({ hovered, keyed, cursor, selected }, axis, place) {
  return [hovered, keyed ? cursor : null, selected].some((one) => one && one[axis] === place);
}

/**
 * @param {View} view
 * @param {boolean} marked
 */
function font({ theme }, marked) {
  return `${marked ? "600 " : ""}${LETTERS}px ${theme.font}`;
}

/**
 * A text as far as there is room for it, with dots for what is left out.
 *
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} width
 */
export function shortened(text, room, width) {
  if (width(text) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && width(`${text.slice(0, length)}…`) > room) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}
