// The menu on the right button, on a long press and on a key: what can be done here.

/** @import { Act, Node as Thing, Target, View } from "./view.js" */
/** @import { Point } from "./geometry.js" */
import { make, tipPlace } from "../browser/elements.js";
import { choose } from "./acts.js";
import { fillScreen, fit } from "./camera.js";
import { group, meant, ofKind, withNeighbours } from "./several.js";
import { under } from "./under_pointer.js";

/**
 * @typedef {{ text: string, act: () => void }} Item
 */

/** @param {View} view */
export function listenForMenu(view) {
  view.stage.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const frame = view.stage.getBoundingClientRect();
    openMenu(view, { x: event.clientX - frame.left, y: event.clientY - frame.top });
  });
  view.network.on("hold", ({ pointer }) => {
    if (view.menu.hidden) openMenu(view, pointer.DOM);
  });
  view.stage.addEventListener("pointerdown", () => closeMenu(view), { capture: true });
  // The finger that opened the menu by holding still is lifted: that is no tap on what lies there.
  view.stage.addEventListener("touchend", (event) => {
    if (!view.menu.hidden) event.preventDefault();
  }, { capture: true, passive: false });
  view.menu.addEventListener("keydown", (event) => walk(view, event));
  view.menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && view.menu.contains(relatedTarget))) closeMenu(view);
  });
}

/**
 * Opens the menu for what lies at a point of the stage.
 *
 * @param {View} view
 * @param {Point} point
 */
export function openMenu(view, point) {
  const items = itemsFor(view, under(view, point));
  view.tip.hidden = true;
  view.menu.replaceChildren(...items.map(({ text, act }) => {
    const button = make("button", { type: "button", textContent: text, tabIndex: -1 });
    button.setAttribute("role", "menuitem");
    button.onclick = () => { closeMenu(view); view.stage.focus({ preventScroll: true }); act(); };
    return button;
  }));
  view.menu.hidden = false;
  const { left, top } = tipPlace(
    point,
    { width: view.menu.offsetWidth, height: view.menu.offsetHeight },
    { width: view.stage.clientWidth, height: view.stage.clientHeight },
  );
  Object.assign(view.menu.style, { left: `${left}px`, top: `${top}px` });
  const first = view.menu.querySelector("button");
  if (first) first.focus({ preventScroll: true });
}

/** @param {View} view */
export function closeMenu(view) {
  view.menu.hidden = true;
}

/**
 * What can be done with what lies there: things, a line, or the picture as a whole.
 *
 * @param {View} view
 * @param {Target | null} found
 * @returns {Item[]}
 */
export function itemsFor(view, found) {
  const { words, acts } = view.data;
  if (found?.kind === "edge") return [{ text: words.why, act: () => choose(view, found) }];
  const node = found && view.nodes.get(found.id);
  if (!node) return wholeItems(view);
  if (node.rest) return [{ text: words.list, act: () => choose(view, found) }];
  const ids = meant(view, node.id);
  const many = ids.length > 1 ? ` (${ids.length})` : "";
  const asked = (/** @type {Act["what"]} */ what) => () => view.act({ what, ids });
  const items = many ? [] : [{ text: words.open, act: () => choose(view, found) }];
  if (acts) {
    items.push(
      { text: words.expand + many, act: asked("expand") },
      { text: words.hide + many, act: asked("hide") },
      { text: words.keep + many, act: asked("keep") },
      ...(many ? [
        { text: words.group + many, act: asked("group") },
        { text: words.map + many, act: asked("map") },
        { text: words.when + many, act: asked("when") },
        { text: words.theirYears + many, act: asked("their years") },
      ] : groupItems(view, node)),
    );
  }
  return [
    ...items,
    { text: words.neighbours, act: () => group(view, withNeighbours(view, ids)) },
    { text: words.kind, act: () => group(view, ofKind(view, node)) },
  ];
}

/**
 * What makes a group of all that is like a thing, or opens the group that it is.
 *
 * @param {View} view
 * @param {Thing} node
 * @returns {Item[]}
 */
function groupItems(view, node) {
  const { words } = view.data;
  if (node.holds) {
    return [{ text: words.openGroup, act: () => view.act({ what: "open", ids: [node.id] }) }];
  }
  return [{
    text: words.groupKind, act: () => view.act({ what: "group by", id: `kind:${node.group}` }),
  }];
}

/**
 * What makes groups of everything that is alike, and opens those there are.
 *
 * @param {View} view
 * @returns {Item[]}
 */
function groupsItems(view) {
  const { words } = view.data;
  const by = (/** @type {string} */ id, /** @type {string} */ text) => ({
    text, act: () => view.act({ what: "group by", id }),
  });
  const areThere = [...view.nodes.values()].some(({ holds }) => holds);
  return [
    by("kind", words.byKind), by("region", words.byRegion), by("publisher", words.byPublisher),
    ...(areThere ? [{ text: words.openAll, act: () => view.act({ what: "open" }) }] : []),
  ];
}

/**
 * @param {View} view
 * @returns {Item[]}
 */
function wholeItems(view) {
  const { words, acts } = view.data;
  const turn = (/** @type {"undo" | "redo"} */ what) => ({
    text: words[what], act: () => view.act({ what }),
  });
  return [
    { text: words.fit, act: () => fit(view, true) },
    { text: words.all, act: () => group(view, view.nodes.keys()) },
    { text: words.around, act: () => beginLasso(view) },
    { text: words.whole, act: () => fillScreen(view) },
    ...(acts ? [...groupsItems(view), turn("undo"), turn("redo")] : []),
  ];
}

/**
 * From now on the next drag draws a line around things.
 *
 * @param {View} view
 */
export function beginLasso(view) {
  view.lassoing = true;
  view.root.classList.add("lassoing");
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function walk(view, event) {
  const buttons = [...view.menu.querySelectorAll("button")];
  const home = /** @type {Document | ShadowRoot} */ (view.menu.getRootNode());
  const at = buttons.findIndex((button) => button === home.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) buttons.at((at + step) % buttons.length)?.focus();
  else if (event.key === "Home") buttons.at(0)?.focus();
  else if (event.key === "End") buttons.at(-1)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") {
    closeMenu(view);
    view.stage.focus({ preventScroll: true });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
