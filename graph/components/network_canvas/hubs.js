// Things that most of a picture has a line to: their lines are drawn faintly, and a mark says so.

/** @import { Line, Node, View } from "./view.js" */

const FEWEST = 10;
const MOST_OF = 0.5;

/**
 * The things, but for the one that the picture is about, that more than half of all others touch.
 *
 * @param {Pick<View, "nodes" | "data">} view
 * @returns {Set<string>}
 */
export function hubsOf({ nodes, data }) {
  // Where nothing can be done with things, as among paths, every line was asked for.
  if (!data.acts || nodes.size < FEWEST) return new Set();
  const hubs = [...nodes.values()].filter((node) => {
    const near = new Set(node.lines.flatMap(({ from, to }) => [from, to]));
    near.delete(node.id);
    return node.id !== data.focus && !node.holds && near.size > MOST_OF * (nodes.size - 1);
  });
  return new Set(hubs.map(({ id }) => id));
}

/**
 * Whether a line is one of the many of a hub that is quiet now.
 *
 * @param {Pick<View, "hubs" | "memory" | "lit">} view
 * @param {Pick<Line, "from" | "to">} line
 */
export function isQuiet({ hubs, memory, lit }, { from, to }) {
  return !memory.loud && !lit && (hubs.has(from) || hubs.has(to));
}

/**
 * The quiet hubs that a thing has a line to, in one order.
 *
 * @param {Pick<View, "hubs" | "memory" | "nodes">} view
 * @param {Node} node
 * @returns {Node[]}
 */
export function marksOf({ hubs, memory, nodes }, node) {
  if (memory.loud || !hubs.size || hubs.has(node.id)) return [];
  const near = new Set(node.lines.flatMap(({ from, to }) => [from, to]));
  return [...hubs].filter((id) => near.has(id)).sort().flatMap((id) => nodes.get(id) ?? []);
}
