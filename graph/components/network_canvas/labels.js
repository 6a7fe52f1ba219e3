// The words in the picture: of things, of lines, and the headings of groups.

/** @import { Label, Line, Node, View } from "./view.js" */
/** @import { Box } from "./geometry.js" */
import { isAtCursor, isDimmed, isDimmedLine, isHovered, isSelected } from "./choice.js";
import { Crowd } from "./crowd.js";
import { along, boxAround, contains } from "./geometry.js";
import { isQuiet } from "./hubs.js";
import { broken, font, LABEL, letterSize, writeLines } from "./letters.js";
import { paintSigns } from "./notes.js";
import { isMain, pointsOf, reachOf } from "./shapes.js";

const FEW_LINES = 40;
const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66];
// A note has its sign in the middle.
const PARTS_WITH_NOTE = [0.32, 0.68];

/**
 * Gives the labels their places, the more important ones first; those that find no room have none.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function layLabels(pen, view) {
  const seen = seenArea(view);
  const crowd = new Crowd(80 / view.scale);
  Object.assign(view, { crowd, labels: [] });
  const tools = toolsArea(view);
  crowd.add(tools, null);
  for (const node of view.nodes.values()) {
    const reach = reachOf(view, node);
    crowd.add(boxAround(node, reach, reach), node.id);
  }
  const ranked = [...view.ranked].sort((a, b) => rank(view, b) - rank(view, a));
  for (const node of ranked) {
    if (contains(seen, node)) layLabel(pen, view, node, seen, tools);
  }
  view.labelOf = new Map(view.labels.map((label) => [label.owner, label]));
}

/**
 * Draws the labels that have a place, notes where they are, and the words of lines.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function paintLabels(pen, view) {
  for (const label of view.labels) paintLabel(pen, view, label);
  paintSigns(pen, view, view.crowd);
  paintLineLabels(pen, view, view.crowd, seenArea(view));
}

/**
 * Where the buttons lie over the picture.
 *
 * @param {Pick<View, "network" | "tools">} view
 * @returns {Box}
 */
function toolsArea({ network, tools }) {
  const { offsetLeft: x, offsetTop: y, offsetWidth: wide, offsetHeight: high } = tools;
  const start = network.DOMtoCanvas({ x: x - 4, y: y - 4 });
  const end = network.DOMtoCanvas({ x: x + wide + 4, y: y + high + 4 });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

/**
 * The part of the picture that is on the screen, but for a narrow edge.
 *
 * @param {Pick<View, "network" | "stage">} view
 * @returns {Box}
 */
export function seenArea({ network, stage }) {
  const start = network.DOMtoCanvas({ x: 5, y: 0 });
  const end = network.DOMtoCanvas({ x: stage.clientWidth - 5, y: stage.clientHeight });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

/**
 * Draws the headings of groups, such as years or regions.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function paintHeadings(pen, view) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = view.theme.muted;
  pen.font = font(view, Math.max(14, 12 / view.scale), true);
  for (const { text, x, y } of view.data.headings) pen.fillText(text, x, y * view.memory.stretch);
}

/**
 * @param {View} view
 * @param {Node} node
 */
function rank(view, node) {
  if (isHovered(view, "node", node.id)) return 5;
  if (isSelected(view, "node", node.id) || isAtCursor(view, node)) return 4;
  if (isMain(view.data, node)) return 3;
  return isDimmed(view, node) ? 0 : 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Node} node
 * @param {Box} seen
 * @param {Box} tools
 */
function layLabel(pen, view, node, seen, tools) {
  // What the reader points at says its whole name, whatever that covers.
  const special = rank(view, node) > 3;
  const strong = isMain(view.data, node) || isSelected(view, "node", node.id);
  const most = special ? LABEL.fullLines : LABEL.lines;
  const { lines, width } = broken(pen, view, node.label, { most, strong });
  const size = letterSize(view);
  const zoom = size / LABEL.size;
  const top = node.y + reachOf(view, node) + (special ? 13 : 3) / view.scale;
  const bottom = top + lines.length * LABEL.line * zoom;
  const half = (width * zoom) / 2;
  // A label at the edge, or at the buttons, moves aside rather than being cut off.
  const isBeside = bottom > tools.top && top < tools.bottom && node.x < tools.left;
  const right = isBeside ? Math.min(seen.right, tools.left) : seen.right;
  const x = Math.max(seen.left + half, Math.min(right - half, node.x));
  const box = { left: x - half, right: x + half, top, bottom, owner: node.id };
  if (!special && !view.crowd.isFree(box, node.id)) return;
  view.crowd.add(box, node.id);
  view.labels.push({ ...box, lines, size, strong, special });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Label} label
 */
function paintLabel(pen, view, { owner, lines, size, strong, special, ...box }) {
  const node = view.nodes.get(owner);
  const isFaint = node && isDimmed(view, node) && !special;
  // Lines of other things pass behind a name.
  pen.globalAlpha = 0.9;
  pen.fillStyle = view.theme.ground;
  pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  pen.globalAlpha = isFaint ? 0.45 : 1;
  const hand = { size, colour: view.theme.text, strong, backed: special };
  writeLines(pen, view, lines, { x: (box.left + box.right) / 2, top: box.top }, hand);
  pen.globalAlpha = 1;
}

/**
 * What a line says where nothing is picked and there are few lines: its words, or where many lines
 * were worked out, whose words would stand on one another, the number alone on the strongest.
 *
 * @param {Pick<Line, "sort" | "weight" | "label" | "shared">} line
 * @param {number} strong
 */
export function saidOf({ sort, weight, label, shared }, strong) {
  if (sort !== "tie" || !strong) return label;
  return weight >= strong ? String(shared) : "";
}

/**
 * Draws the words of the lines: of all where there are few, else of those that matter now.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Crowd} crowd
 * @param {Box} seen
 */
function paintLineLabels(pen, view, crowd, seen) {
  const all = view.lines.size < FEW_LINES;
  const matter = view.selected?.kind === "edge" ? null : view.lit?.lines;
  for (const line of view.lines.values()) {
    const chosen = isSelected(view, "edge", line.id) || isHovered(view, "edge", line.id);
    const isFaint = isDimmedLine(view, line) || isQuiet(view, line);
    const said = matter?.has(line.id) ? line.label : all ? saidOf(line, view.strong) : "";
    // Several lines in one say how many they are, also where there is no room for words; a tie that
    // is too weak for its number is told by its width.
    const count = line.count > 1 && line.sort !== "tie" ? String(line.count) : "";
    const seldom = isFaint ? "" : (line.sort === "rest" ? "" : said) || count;
    const words = chosen ? line.label : seldom;
    if (words) paintLineLabel(pen, view, line, words, chosen, crowd, seen);
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Line} line
 * @param {string} words
 * @param {boolean} chosen
 * @param {Crowd} crowd
 * @param {Box} seen
 */
function paintLineLabel(pen, view, line, words, chosen, crowd, seen) {
  // A number is short enough to be read at once.
  const isNumber = words === String(line.shared);
  const isStrong = chosen || isNumber;
  const size = letterSize(view) * (isNumber ? 1.15 : 0.9);
  pen.font = font(view, size, isStrong);
  const half = pen.measureText(words).width / 2 + 3 / view.scale;
  const points = pointsOf(line);
  for (const part of line.note ? PARTS_WITH_NOTE : PARTS) {
    const at = along(points, part);
    const box = boxAround(at, half, size * 0.62);
    if (chosen || (contains(seen, at) && crowd.isFree(box, line.id))) {
      crowd.add(box, line.id);
      const colour = isStrong ? view.theme.text : view.theme.muted;
      const hand = { size, colour, strong: isStrong, backed: isStrong };
      writeLines(pen, view, [words], { x: at.x, top: at.y - size * 0.62 }, hand);
      return;
    }
  }
}
