// The land under the things of a map: shapes of countries, with those in view and their regions.

/** @import { View } from "./view.js" */

/**
 * A country: whether it is in view or of a region in view, and its rings, x and y in turn.
 *
 * @typedef {{ part: "land" | "country" | "region", rings: number[][] }} Shape
 */

/** How strong each part is filled, over the ground of the page. */
const FILLED = { land: 0.05, country: 0.18, region: 0.12 };

/** @type {{ written: string, paths: Map<Shape["part"], Path2D> }} */
const read = { written: "", paths: new Map() };

/**
 * Draws the land; what was read for one picture is not read again.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 */
export function paintLand(pen, view) {
  const { land } = view.data;
  if (!land) return;
  if (read.written !== land) Object.assign(read, { written: land, paths: pathsOf(JSON.parse(land)) });
  pen.save();
  pen.scale(1, view.memory.stretch);
  pen.lineWidth = 1 / view.scale;
  pen.strokeStyle = view.theme.ground;
  for (const [part, path] of read.paths) {
    pen.fillStyle = view.theme.mixed(FILLED[part]);
    pen.fill(path, "evenodd");
    pen.stroke(path);
  }
  pen.restore();
}

/** @param {Shape[]} shapes */
function pathsOf(shapes) {
  /** @type {typeof read.paths} */
  const paths = new Map([["land", new Path2D()], ["country", new Path2D()], ["region", new Path2D()]]);
  for (const { part, rings } of shapes) {
    const path = paths.get(part);
    if (path) for (const ring of rings) follow(path, ring);
  }
  return paths;
}

/**
 * @param {Path2D} path
 * @param {number[]} ring
 */
function follow(path, ring) {
  for (let at = 0; at < ring.length; at += 2) {
    const [x = 0, y = 0] = ring.slice(at, at + 2);
    if (at) path.lineTo(x, y);
    else path.moveTo(x, y);
  }
  path.closePath();
}
