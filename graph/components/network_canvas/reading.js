// The network as Python wrote it, brought into the picture; what did not change is left alone.

/** @import { DataSet } from "./vis_network.js" */
/** @import { Data, Memory, Network, Node, Told, View } from "./view.js" */
import { exists } from "./choice.js";

/** @type {WeakMap<HTMLElement, { written: string, network: Network }>} */
const networks = new WeakMap();

/** @type {{ written: string, read: Data["cards"] }} */
const cards = { written: "", read: {} };

/**
 * The network that is written in the data; what was read already is not read again.
 *
 * @param {HTMLElement} parent
 * @param {Told} told
 * @returns {Network}
 */
export function readNetwork(parent, { network: written }) {
  const known = networks.get(parent);
  if (known?.written === written) return known.network;
  const network = JSON.parse(written);
  networks.set(parent, { written, network });
  return network;
}

/**
 * What is said of things and lines that are pointed at; a text that was read is not read again.
 *
 * @param {Pick<Told, "cards">} told
 * @returns {Data["cards"]}
 */
export function readCards({ cards: written }) {
  if (cards.written !== written) Object.assign(cards, { written, read: JSON.parse(written) });
  return cards.read;
}

/**
 * The things and lines of a picture, each line knowing its ends and each thing its lines.
 *
 * @param {Data} data
 * @param {Memory["moved"]} moved what a person dragged; what Python has put elsewhere goes from it
 */
export function readGraph(data, moved) {
  const nodes = new Map(data.nodes.map((given) => {
    const was = moved.get(given.id)?.from;
    if (was && (was.x !== given.x || was.y !== given.y)) moved.delete(given.id);
    /** @type {Node} */
    const node = { ...given, given: { x: given.x, y: given.y }, lines: [] };
    return [given.id, node];
  }));
  const lines = new Map(data.edges.flatMap((given) => {
    const [source, target] = [nodes.get(given.from), nodes.get(given.to)];
    if (!source || !target) return [];
    const line = { ...given, source, target };
    source.lines.push(line);
    if (target !== source) target.lines.push(line);
    return [[given.id, line]];
  }));
  const ranked = [...nodes.values()].sort((a, b) => b.lines.length - a.lines.length);
  return { nodes, lines, ranked };
}

/**
 * Takes over what the page wishes to be selected, and forgets what is no longer there.
 *
 * @param {View} view
 * @param {boolean} isFirst
 */
export function readSelection(view, isFirst) {
  const { data, memory } = view;
  if (isFirst) view.selected = memory.selected;
  if (data.wish.number !== memory.wish) {
    const { number, kind, id } = data.wish;
    memory.wish = number;
    if (number > 0) view.selected = kind === null || id === null ? null : { kind, id };
  }
  const { ids, number: wish } = data.several;
  if (isFirst || wish !== memory.several) view.group = new Set(ids);
  memory.several = wish;
  view.group = new Set([...view.group].filter((id) => view.nodes.has(id)));
  if (view.selected && !exists(view, view.selected)) view.selected = null;
  if (view.hovered && !exists(view, view.hovered)) [view.hovered, view.tip.hidden] = [null, true];
  view.cursor = (view.cursor && view.nodes.get(view.cursor.id)) ?? null;
  view.cursorLine = (view.cursorLine && view.lines.get(view.cursorLine.id)) ?? null;
  memory.selected = view.selected;
}

/**
 * Puts every thing where Python or a person's hand wants it, in the proportions of the stage.
 *
 * @param {View} view
 * @param {Iterable<string>} old the things that were there before
 */
export function spread(view, old) {
  const { moved, stretch } = view.memory;
  for (const node of view.nodes.values()) {
    const { x, y } = moved.get(node.id)?.to ?? node.given;
    Object.assign(node, { x, y: y * stretch });
  }
  const wanted = [...view.nodes.values()].map(({ id, x, y }) => ({ id, x, y }));
  sync(view.nodeSet, old, wanted);
}

/**
 * Brings a DataSet to a new content, touching only what differs.
 *
 * @template {{ id: string }} Item
 * @param {Pick<DataSet<Item>, "get" | "remove" | "update">} set
 * @param {Iterable<string>} old
 * @param {Item[]} wanted
 */
export function sync(set, old, wanted) {
  const kept = new Set(wanted.map(({ id }) => id));
  const gone = [...old].filter((id) => !kept.has(id));
  if (gone.length) set.remove(gone);
  const changed = wanted.filter((item) => {
    const known = set.get(item.id);
    const names = /** @type {(keyof Item)[]} */ (Object.keys(item));
    return !known || names.some((name) => known[name] !== item[name]);
  });
  if (changed.length) set.update(changed);
}
