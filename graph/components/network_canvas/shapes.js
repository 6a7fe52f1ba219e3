// The shapes of things and the ways of lines.

/** @import { Line, Node, View } from "./view.js" */
import { circle, curve } from "./geometry.js";

export const RADIUS = { node: 11, focus: 16, least: 4.5, rimmed: 5, rim: 5 };

/**
 * How many corners a shape has, how much larger than a dot it is, and how far it is turned.
 *
 * @type {Record<string, [corners: number, grow: number, turn: number] | undefined>}
 */
const CORNERS = {
  square: [4, 0.89 * Math.SQRT2 * 0.9, Math.PI / 4],
  diamond: [4, 1.15, 0],
  triangle: [3, 1.2, -Math.PI / 2],
  triangleDown: [3, 1.2, Math.PI / 2],
  hexagon: [6, 1.05, 0],
};

/**
 * Begins a path along the outline of a shape.
 *
 * @param {Pick<CanvasRenderingContext2D, "arc" | "beginPath" | "closePath" | "lineTo">} pen
 * @param {string} shape a name of vis-network's; a dot where it is none of those above
 * @param {{ x: number, y: number }} middle
 * @param {number} radius
 */
export function outline(pen, shape, { x, y }, radius) {
  pen.beginPath();
  const known = CORNERS[shape];
  if (shape === "star") {
    for (let corner = 0; corner < 10; corner += 1) {
      const far = radius * (corner % 2 ? 0.58 : 1.3);
      const angle = (corner / 5) * Math.PI - Math.PI / 2;
      pen.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
  } else if (known) {
    const [corners, grow, turn] = known;
    const far = radius * grow;
    for (let corner = 0; corner < corners; corner += 1) {
      const angle = turn + (corner / corners) * 2 * Math.PI;
      pen.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
  } else {
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
  pen.closePath();
}

/**
 * The radius of a thing; zoomed out it stays large enough to be seen.
 *
 * @param {Pick<View, "data" | "scale">} view
 * @param {Node} node
 */
export function radiusOf({ data, scale }, node) {
  const full = isMain(data, node) ? RADIUS.focus : RADIUS.node;
  return Math.max(full * node.grow, (RADIUS.least * full) / RADIUS.node / scale);
}

/**
 * Whether the picture is about a thing: its focus, or an end of its paths.
 *
 * @param {Pick<View["data"], "focus" | "ends">} data
 * @param {Pick<Node, "id">} node
 */
export function isMain({ focus, ends }, { id }) {
  return id === focus || ends.includes(id);
}

/**
 * How far a thing reaches from its middle: as its shape, or for a group as the rim around it.
 *
 * @param {Pick<View, "data" | "scale">} view
 * @param {Node} node
 */
export function reachOf(view, node) {
  return radiusOf(view, node) + (node.holds ? RADIUS.rim + 2 : 0);
}

/**
 * The points of a line, from its start to its end.
 *
 * @param {Line} line
 */
export function pointsOf({ source, target, smooth, selfReference }) {
  if (source === target) return circle(source, selfReference ?? { size: 22, angle: Math.PI / 4 });
  if (!smooth) return curve(source, target, 0);
  return curve(source, target, smooth.roundness * (smooth.type === "curvedCW" ? 1 : -1));
}
