// What is said about a line beyond what documents say: a review that is proposed, or a change
// between two builds. Colour, dashes and a sign each tell it, so none of them has to alone.

/** @import { Line, NoteLook, View } from "./view.js" */
/** @import { Crowd } from "./crowd.js" */
/** @import { Point } from "./geometry.js" */
import { shadeOf } from "../browser/theme.js";
import { isDimmedLine, isHovered, isSelected } from "./choice.js";
import { along, boxAround } from "./geometry.js";
import { font } from "./letters.js";
import { pointsOf } from "./shapes.js";

const SIGN = 8;
const MANY = 70;

/**
 * How a line with a note is drawn while nothing else is to be brought out.
 *
 * @param {Pick<View, "theme">} view
 * @param {NoteLook} note
 * @param {number} thick
 */
export function noteStyle({ theme }, note, thick) {
  return { color: shadeOf(theme, note), dashes: note.dashes.map((part) => part * thick) };
}

/**
 * Draws the sign of each line that has a note in its middle, and keeps labels off it.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Crowd} crowd
 */
export function paintSigns(pen, view, crowd) {
  const signed = [...view.lines.values()].filter(({ note }) => view.data.notes[note]);
  // Where very many lines have one, signs would hide the lines: colour and dashes tell it then.
  const isChosen = (/** @type {Line} */ { id }) =>
    isSelected(view, "edge", id) || isHovered(view, "edge", id);
  const shown = signed.length <= MANY ? signed : signed.filter(isChosen);
  const radius = SIGN / Math.max(view.scale, 0.6);
  for (const line of shown) {
    const note = view.data.notes[line.note];
    if (!note || isDimmedLine(view, line)) continue;
    const middle = along(pointsOf(line), 0.5);
    crowd.add(boxAround(middle, radius, radius), null);
    paintSign(pen, view, note, middle, radius);
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {NoteLook} note
 * @param {Point} middle
 * @param {number} radius
 */
function paintSign(pen, view, note, { x, y }, radius) {
  const colour = shadeOf(view.theme, note);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = view.theme.ground;
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = radius / 5;
  pen.stroke();
  pen.font = font(view, radius * 1.6, true);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(note.sign, x, y + radius * 0.08);
}
