// What a reader does with a thing: point at it, select it, put it elsewhere, expand it, hide it.

/** @import { Act, Node, Target, View } from "./view.js" */
import { besidePointer, make } from "../browser/elements.js";
import { redraw } from "./camera.js";
import { isOne, restyle } from "./choice.js";
import { meant } from "./several.js";
import { under } from "./under_pointer.js";
import { say, wordsFor } from "./words.js";

/**
 * Selects a thing or a line, or nothing.
 *
 * @param {View} view
 * @param {Target | null} found
 */
export function choose(view, found) {
  view.selected = found;
  // What the page had picked beside belongs to what was selected before.
  view.data.picked = null;
  view.group = new Set();
  view.memory.selected = found;
  view.tip.hidden = true;
  if (found?.kind === "node") view.cursor = view.nodes.get(found.id) ?? null;
  if (found?.kind !== "edge") view.cursorLine = null;
  // The number lets Python tell a new choice from the memory of an old one. Python goes first:
  // it works while the picture changes.
  view.serial = Math.max(Date.now(), view.serial + 1);
  view.tell({ kind: found?.kind ?? null, id: found?.id ?? null, serial: view.serial });
  restyle(view);
  redraw(view);
  const { words } = view.data;
  say(view, found ? `${words.selected} ${wordsFor(view, found).join(", ")}` : words.cleared);
}

/**
 * Shows what is under the pointer.
 *
 * @param {View} view
 * @param {PointerEvent | null} event
 */
export function hover(view, event) {
  const frame = view.stage.getBoundingClientRect();
  const found = event
    && under(view, { x: event.clientX - frame.left, y: event.clientY - frame.top });
  if (!isOne(found, view.hovered)) {
    view.hovered = found;
    view.stage.style.cursor = found ? "pointer" : "";
    view.tip.hidden = !found;
    if (found) {
      const [first = "", ...rest] = wordsFor(view, found);
      const rows = view.data.cards[found.id] ?? [];
      view.tip.replaceChildren(
        make("strong", {}, first), make("span", {}, rest.join(" · ")),
        ...rows.map((row) => make("span", { className: "row" }, row)),
      );
    }
    restyle(view);
    redraw(view);
  }
  if (found && event) besidePointer(view.tip, view.root, event);
}

/**
 * Takes over where vis-network has things after they were dragged.
 *
 * @param {View} view
 * @param {string[]} ids
 */
export function place(view, ids) {
  for (const [id, at] of Object.entries(view.network.getPositions(ids))) {
    const node = view.nodes.get(id);
    if (node) Object.assign(node, at);
  }
}

/**
 * Keeps things where a person put them, and tells Python, which keeps them in the address.
 *
 * @param {View} view
 * @param {string[]} ids
 */
export function pin(view, ids) {
  const moved = ids.flatMap((id) => view.nodes.get(id) ?? []).map((node) => {
    const to = { x: Math.round(node.x), y: Math.round(node.y / view.memory.stretch) };
    view.memory.moved.set(node.id, { from: node.given, to });
    return { id: node.id, to };
  });
  if (!view.data.acts || !moved.length) return;
  view.act({
    what: "pin", ids: moved.map(({ id }) => id), places: moved.map(({ to }) => [to.x, to.y]),
  });
}

/**
 * Asks Python to do something with a thing; a node that stands for many only opens its list.
 *
 * @param {View} view
 * @param {Act["what"]} what
 * @param {string | undefined} id
 */
export function ask(view, what, id) {
  if (!view.data.acts || id === undefined) return;
  if (view.nodes.get(id)?.rest) choose(view, { kind: "node", id });
  else view.act({ what, ids: meant(view, id) });
}

/**
 * Moves the thing where the reader is by a step, and what is selected with it, as a pointer would
 * drag them.
 *
 * @param {View} view
 * @param {Node} node
 * @param {readonly [across: number, down: number]} way
 */
export function nudge(view, node, [across, down]) {
  const ids = meant(view, node.id);
  for (const id of ids) {
    const one = view.nodes.get(id);
    if (one) view.network.moveNode(id, one.x + 20 * across, one.y + 20 * down);
  }
  place(view, ids);
  pin(view, ids);
  redraw(view);
}
