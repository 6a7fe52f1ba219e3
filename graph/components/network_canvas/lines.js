// How lines are drawn.

/** @import { Line, View } from "./view.js" */
/** @import { Head } from "./geometry.js" */
import { shadeOf } from "../browser/theme.js";
import { isDimmedLine, isHovered, isSelected } from "./choice.js";
import { headOf, stopAt } from "./geometry.js";
import { isQuiet } from "./hubs.js";
import { noteStyle } from "./notes.js";
import { pointsOf, reachOf } from "./shapes.js";

const MOST_TIES = 8;

/**
 * From which weight on a line that was worked out is one of the strongest; 0 where there are few.
 *
 * @param {Iterable<Pick<Line, "sort" | "weight">>} lines
 */
export function strongTie(lines) {
  const weights = [...lines].filter(({ sort }) => sort === "tie").map(({ weight }) => weight);
  weights.sort((a, b) => b - a);
  return weights.length > MOST_TIES ? weights[MOST_TIES - 1] ?? 0 : 0;
}

/**
 * How a line is drawn; what has a higher rank is drawn over the rest.
 *
 * @typedef {{ rank: number, color: string, width: number, dashes: number[] }} Style
 */

/**
 * @param {View} view
 * @param {Line} line
 * @returns {Style}
 */
export function lineStyle(view, line) {
  const { theme } = view;
  // Zoomed out, lines would become too thin to be seen.
  const thick = view.scale < 0.35 ? 2.4 : view.scale < 0.65 ? 1.6 : 1;
  const dashes = dashesOf(line, thick);
  const styled = (
    /** @type {number} */ rank, /** @type {string} */ color, /** @type {number} */ least,
  ) => ({ rank, color, dashes, width: least * thick * Math.min(4, line.weight) });
  if (isSelected(view, "edge", line.id)) return styled(4, theme.text, 3);
  if (isHovered(view, "edge", line.id)) return styled(3, theme.text, 2.4);
  if (isDimmedLine(view, line)) return styled(0, theme.faint, 1);
  if (isQuiet(view, line)) return styled(0, theme.faint, 1);
  const note = view.data.notes[line.note];
  if (note) return { ...styled(2, theme.text, 2.2), ...noteStyle(view, note, thick) };
  const tone = view.tones.get(line.tone);
  if (tone) {
    // The width says it too, in steps that a heavier line does not blur.
    return { rank: 1 + tone.width / 10, color: shadeOf(theme, tone), dashes, width: 1.2 * thick * tone.width };
  }
  if (line.sort === "new") return styled(2, shadeOf(theme, view.data.fresh), 2.2);
  if (view.lit) return styled(2, theme.strong, 1.6);
  // Of many lines that were worked out, the strongest stand out, and the rest stays behind.
  if (view.strong && line.sort === "tie" && line.weight >= view.strong) {
    return styled(2, theme.strong, 1.2);
  }
  return styled(1, theme.line, 1.2);
}

/**
 * Long dashes where documents disagree, dots where a line was worked out or only stands for many,
 * both in turn where it leads through what the reader took out.
 *
 * @param {Pick<Line, "disputed" | "sort" | "weight">} line
 * @param {number} thick
 */
export function dashesOf({ disputed, sort, weight }, thick) {
  if (disputed) return [7 * thick, 5 * thick];
  if (sort === "hidden") return [9 * thick, 3 * thick, 2 * thick, 3 * thick];
  if (sort === "tie") return [2 * thick * Math.min(3, weight), 3.5 * thick];
  return sort === "rest" ? [1.5 * thick, 4 * thick] : [];
}

/**
 * Draws all lines, those of one look in one go: ten thousand of them take a moment.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function paintLines(pen, view) {
  /** @type {Map<string, Style & { lines: Line[] }>} */
  const looks = new Map();
  for (const line of view.lines.values()) {
    const style = lineStyle(view, line);
    const name = `${style.rank} ${style.color} ${style.width} ${style.dashes}`;
    const look = looks.get(name);
    if (look) look.lines.push(line);
    else looks.set(name, { ...style, lines: [line] });
  }
  for (const look of [...looks.values()].sort((a, b) => a.rank - b.rank)) paintLook(pen, view, look);
}

/**
 * The points of a line as far as it is drawn: it stops where the name of a thing at its end begins,
 * and how far from its last point its head is.
 *
 * @param {View} view
 * @param {Line} line
 */
export function drawnPart(view, line) {
  const whole = pointsOf(line);
  const reach = reachOf(view, line.target);
  if (line.source === line.target) return { points: whole, reach };
  const [from, to] = [view.labelOf.get(line.from), view.labelOf.get(line.to)];
  const begun = from ? [...stopAt([...whole].reverse(), from)].reverse() : whole;
  const points = to ? stopAt(begun, to) : begun;
  return { points, reach: points.at(-1) === whole.at(-1) ? reach : 0 };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Style & { lines: Line[] }} look
 */
function paintLook(pen, view, { color, width, dashes, lines }) {
  /** @type {Head[]} */
  const heads = [];
  pen.beginPath();
  for (const line of lines) {
    const { points, reach } = drawnPart(view, line);
    const head = view.scale > 0.15 && line.pointed ? headOf(points, reach, width) : null;
    if (head) heads.push(head);
    // The line ends inside the head, so that its end does not blunt the tip.
    const ends = head ? [...head.before, head.neck] : points;
    ends.forEach(({ x, y }, at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  }
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  for (const { tip, neck, wide } of heads) {
    const [x, y] = [(tip.x - neck.x) * wide, (tip.y - neck.y) * wide];
    pen.moveTo(tip.x, tip.y);
    pen.lineTo(neck.x - y, neck.y + x);
    pen.lineTo(neck.x + y, neck.y - x);
  }
  pen.fill();
}
