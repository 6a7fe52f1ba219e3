// How things are drawn, without their labels.

/** @import { Node, View } from "./view.js" */
import { shadeOf } from "../browser/theme.js";
import { isAtCursor, isDimmed, isHovered, isSelected } from "./choice.js";
import { marksOf } from "./hubs.js";
import { outline, RADIUS, radiusOf } from "./shapes.js";

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Node} node
 */
export function paintNode(pen, view, node) {
  const { theme } = view;
  const look = view.data.kinds[node.group];
  if (!look) return;
  const colour = shadeOf(theme, look);
  const radius = radiusOf(view, node);
  pen.globalAlpha = isDimmed(view, node) ? 0.25 : 1;
  pen.lineJoin = "round";
  outline(pen, look.shape, node, radius);
  if (radius * view.scale > RADIUS.rimmed) {
    pen.strokeStyle = theme.ground;
    pen.lineWidth = 4;
    pen.stroke();
  }
  pen.fillStyle = look.hollow || node.rest ? theme.ground : colour;
  pen.fill();
  if (node.rest) {
    // What is not shown is an outline of dashes.
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    pen.setLineDash([3, 2.5]);
    pen.stroke();
    pen.setLineDash([]);
  } else if (look.hollow) {
    outline(pen, look.shape, node, radius * 0.88);
    pen.strokeStyle = colour;
    pen.lineWidth = radius * 0.26;
    pen.stroke();
  }
  if (node.holds) {
    // A group has a rim around it, as if others stood behind it.
    pen.beginPath();
    pen.arc(node.x, node.y, radius + RADIUS.rim, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.stroke();
  }
  paintMarks(pen, view, node, radius);
  pen.globalAlpha = 1;
  paintRings(pen, view, node, radius);
}

/**
 * A dot in the colour of each quiet hub that the thing has a line to.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Node} node
 * @param {number} radius
 */
function paintMarks(pen, view, node, radius) {
  marksOf(view, node).forEach((hub, at) => {
    const look = view.data.kinds[hub.group];
    if (!look) return;
    const size = Math.max(radius * 0.3, 2.5 / view.scale);
    const x = node.x + radius * 1.15 + at * size * 2.4;
    pen.beginPath();
    pen.arc(x, node.y - radius * 0.9, size, 0, 2 * Math.PI);
    pen.fillStyle = shadeOf(view.theme, look);
    pen.fill();
  });
}

/**
 * Rings around a thing that is selected, pointed at or where the keyboard is.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {Node} node
 * @param {number} radius
 */
function paintRings(pen, view, node, radius) {
  const pixel = 1 / view.scale;
  const ring = (
    /** @type {number} */ away, /** @type {number} */ width, /** @type {number[]} */ dashes,
  ) => {
    pen.beginPath();
    pen.arc(node.x, node.y, radius + away * pixel, 0, 2 * Math.PI);
    pen.setLineDash(dashes.map((part) => part * pixel));
    pen.strokeStyle = view.theme.text;
    pen.lineWidth = width * pixel;
    pen.stroke();
    pen.setLineDash([]);
  };
  if (isSelected(view, "node", node.id) || view.group.has(node.id)) ring(6, 2.5, []);
  else if (isHovered(view, "node", node.id)) ring(6, 1.2, []);
  if (isAtCursor(view, node)) ring(10, 2, [5, 4]);
}
