// What is selected or under the pointer, and what that lights up.

/** @import { Line, Node, Target, View } from "./view.js" */

/**
 * Whether what was chosen is still in the picture.
 *
 * @param {Pick<View, "nodes" | "lines">} view
 * @param {Target} target
 */
export function exists({ nodes, lines }, { kind, id }) {
  return kind === "node" ? nodes.has(id) : lines.has(id);
}

/**
 * Whether two choices are the same.
 *
 * @param {Target | null} one
 * @param {Target | null} other
 */
export function isOne(one, other) {
  return one?.kind === other?.kind && one?.id === other?.id;
}

/**
 * Whether something is selected, or is the line that the page has picked in what it tells beside.
 *
 * @param {Pick<View, "data" | "selected">} view
 * @param {Target["kind"]} kind
 * @param {string} id
 */
export function isSelected({ data, selected }, kind, id) {
  if (kind === "edge" && data.picked === id) return true;
  return selected?.kind === kind && selected.id === id;
}

/**
 * @param {Pick<View, "hovered" | "cursorLine">} view
 * @param {Target["kind"]} kind
 * @param {string} id
 */
export function isHovered({ hovered, cursorLine }, kind, id) {
  if (kind === "edge" && cursorLine?.id === id) return true;
  return hovered?.kind === kind && hovered.id === id;
}

/**
 * Whether the reader who goes by keyboard is at a thing.
 *
 * @param {Pick<View, "cursor" | "keyed">} view
 * @param {Node} node
 */
export function isAtCursor({ cursor, keyed }, node) {
  return keyed && cursor === node;
}

/**
 * True for a thing that has nothing to do with what is selected.
 *
 * @param {Pick<View, "lit">} view
 * @param {Node} node
 */
export function isDimmed({ lit }, node) {
  return lit !== null && !lit.nodes.has(node.id);
}

/**
 * The same for a line.
 *
 * @param {Pick<View, "lit">} view
 * @param {Line} line
 */
export function isDimmedLine({ lit }, line) {
  return lit !== null && !lit.lines.has(line.id);
}

/**
 * What is lit up: the selection and what it touches, or else the lines that Python names; null
 * where there is neither.
 *
 * @param {Pick<View, "nodes" | "lines" | "selected">} view
 * @param {string[]} given
 * @returns {View["lit"]}
 */
export function litBy({ nodes, lines, selected }, given) {
  const chosen = selected?.kind === "node"
    ? nodes.get(selected.id)?.lines ?? []
    : (selected ? [selected.id] : given).flatMap((id) => lines.get(id) ?? []);
  if (!selected && !chosen.length) return null;
  const ends = chosen.flatMap(({ from, to }) => [from, to]);
  return {
    nodes: new Set(selected?.kind === "node" ? [selected.id, ...ends] : ends),
    lines: new Set(chosen.map(({ id }) => id)),
  };
}

/**
 * Works out anew what is lit up.
 *
 * @param {View} view
 */
export function restyle(view) {
  view.lit = litBy(view, view.data.lit);
}
