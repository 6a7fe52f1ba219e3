// The way through the picture without a pointer.

/** @import { Node, View } from "./view.js" */
import { ask, choose, nudge } from "./acts.js";
import { fillScreen, fit, move, redraw, zoom, ZOOM } from "./camera.js";
import { restyle } from "./choice.js";
import { nextTowards } from "./geometry.js";
import { openMenu } from "./menu.js";
import { turnPlaying } from "./years.js";
import { group, meant, ofKind, turned, withNeighbours } from "./several.js";
import { say, wordsFor } from "./words.js";

/** @type {Record<string, readonly [across: number, down: number] | undefined>} */
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
export function press(view, event) {
  if (!view.nodes.size || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  const act = arrow ? () => go(view, arrow, event.shiftKey) : actsOf(view)[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  view.keyed = true;
  act();
  redraw(view);
}

/**
 * What each key does.
 *
 * @param {View} view
 * @returns {Record<string, (() => void) | undefined>}
 */
function actsOf(view) {
  return {
    Enter: () => enter(view),
    e: () => ask(view, "expand", view.cursor?.id),
    h: () => ask(view, "hide", view.cursor?.id),
    g: () => { if (view.group.size > 1) ask(view, "group", [...view.group][0]); },
    o: () => openGroup(view, view.cursor ?? view.nodes.get(view.selected?.id ?? "")),
    l: () => nextLine(view, 1),
    L: () => nextLine(view, -1),
    k: () => ask(view, "keep", view.cursor?.id),
    " ": () => { if (view.cursor) group(view, turned(view, view.cursor.id)); },
    a: () => { if (view.cursor) group(view, ofKind(view, view.cursor)); },
    n: () => { if (view.cursor) group(view, withNeighbours(view, meant(view, view.cursor.id))); },
    m: () => menuAtCursor(view),
    ContextMenu: () => menuAtCursor(view),
    Escape: () => {
      if (view.group.size) group(view, []);
      else if (view.selected) choose(view, null);
    },
    "+": () => zoom(view, ZOOM.step),
    "=": () => zoom(view, ZOOM.step),
    "-": () => zoom(view, 1 / ZOOM.step),
    0: () => fit(view, true),
    f: () => fillScreen(view),
    p: () => turnPlaying(view),
  };
}

/**
 * Has the things of a group drawn one by one again.
 *
 * @param {View} view
 * @param {Node | undefined} node
 */
function openGroup(view, node) {
  if (node?.holds && view.data.acts) view.act({ what: "open", ids: [node.id] });
}

/**
 * Opens the menu of the thing where the reader is, or of the picture.
 *
 * @param {View} view
 */
function menuAtCursor(view) {
  openMenu(view, view.network.canvasToDOM(view.cursor ?? view.network.getViewPosition()));
}

/**
 * Goes to the next thing that way, or takes the thing along.
 *
 * @param {View} view
 * @param {readonly [across: number, down: number]} arrow
 * @param {boolean} isTaking
 */
function go(view, arrow, isTaking) {
  if (!view.cursor) {
    moveCursor(view, startOf(view));
  } else if (isTaking) {
    nudge(view, view.cursor, arrow);
  } else {
    const next = nextTowards(view.nodes.values(), view.cursor, arrow);
    if (next) moveCursor(view, next);
    else say(view, view.data.words.end);
  }
}

/**
 * Undo and redo by their usual keys, wherever in the picture or its legend the reader is.
 *
 * @param {View} view
 * @param {KeyboardEvent} event
 */
export function turnBack(view, event) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!view.data.acts || !isCommand || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  event.stopPropagation();
  view.act({ what: event.shiftKey ? "redo" : "undo" });
}

/**
 * Where the keyboard begins: at what is selected, in focus, or nearest to the middle.
 *
 * @param {View} view
 */
export function startOf({ selected, nodes, data, network }) {
  const known = selected?.kind === "node" ? nodes.get(selected.id) : nodes.get(data.focus ?? "");
  if (known) return known;
  const { x, y } = network.getViewPosition();
  const far = (/** @type {Node} */ node) => Math.hypot(node.x - x, node.y - y);
  return [...nodes.values()].sort((a, b) => far(a) - far(b))[0];
}

/** @param {View} view */
function enter(view) {
  if (view.cursorLine) choose(view, { kind: "edge", id: view.cursorLine.id });
  else if (view.cursor) choose(view, { kind: "node", id: view.cursor.id });
}

/**
 * Goes to the next line of the thing where the reader is, and says what it is.
 *
 * @param {View} view
 * @param {1 | -1} way
 */
function nextLine(view, way) {
  const line = lineAfter(view.cursor?.lines ?? [], view.cursorLine, way);
  if (!line) {
    say(view, view.data.words.lineless);
    return;
  }
  view.cursorLine = line;
  say(view, wordsFor(view, { kind: "edge", id: line.id }).join(", "));
  restyle(view);
}

/**
 * The one after (or before) one of a list, around its end; the first (or last) where there is none.
 *
 * @template Item
 * @param {Item[]} list
 * @param {Item | null} one
 * @param {1 | -1} way
 */
export function lineAfter(list, one, way) {
  const at = one === null ? -1 : list.indexOf(one);
  if (at < 0) return list.at(way > 0 ? 0 : -1);
  return list[(at + way + list.length) % list.length];
}

/**
 * @param {View} view
 * @param {Node | undefined} node
 */
export function moveCursor(view, node) {
  if (!node) return;
  view.cursor = node;
  view.cursorLine = null;
  say(view, wordsFor(view, { kind: "node", id: node.id }).join(", "));
  const at = view.network.canvasToDOM(node);
  const [x, y] = [at.x / view.stage.clientWidth, at.y / view.stage.clientHeight];
  if (x < 0.05 || x > 0.95 || y < 0.05 || y > 0.9) {
    view.memory.touched = true;
    move(view, { position: { x: node.x, y: node.y }, scale: view.network.getScale() }, true);
  }
  redraw(view);
}
