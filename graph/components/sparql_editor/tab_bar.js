// The row of tabs above the field, by the pattern of ARIA for tabs that are chosen by hand: arrows
// move, Enter takes, F2 names, Delete closes; what was closed can be opened again.

/** @import { EditorState } from "@codemirror/state" */
/** @import { Desk } from "./desk.js" */
/** @import { Tab, Tabs } from "./tabs.js" */
import { make } from "../browser/elements.js";
import { wish } from "./asking.js";
import { changed, inFront, keepTabs, withAgain, withNew, without } from "./tabs.js";

/**
 * What the bar needs of the editor.
 *
 * @typedef {object} Bar
 * @property {HTMLElement} root
 * @property {(text: string) => EditorState} fresh a state of the field with a text
 * @property {Map<number, EditorState>} states the field of each tab that was in front, with its undo
 * @property {{ tab: Tab, at: number } | null} closed
 */

/**
 * @param {Desk} desk
 * @param {(text: string) => EditorState} fresh
 * @returns {Bar}
 */
export function tabBar(desk, fresh) {
  const root = make("div", { className: "tabs" });
  /** @type {Bar} */
  const bar = { root, fresh, states: new Map(), closed: null };
  draw(desk, bar);
  return bar;
}

/**
 * @param {Desk} desk
 * @param {Bar} bar
 */
export function draw(desk, bar) {
  const { words } = desk.data;
  const list = make("div", { className: "list", role: "tablist", ariaLabel: words.tabs });
  for (const tab of desk.tabs.tabs) list.append(button(desk, bar, tab));
  const add = make("button", { type: "button", title: words.newTab, ariaLabel: words.newTab }, "+");
  add.onclick = () => turn(desk, bar, withNew(desk.tabs, words.tab), true);
  const parts = [list, add];
  if (bar.closed) {
    const again = make("button", { type: "button", className: "again" },
      words.reopen.replace("{}", bar.closed.tab.name));
    again.onclick = () => {
      const { closed } = bar;
      bar.closed = null;
      if (closed) turn(desk, bar, withAgain(desk.tabs, closed), true);
    };
    parts.push(again);
  }
  bar.root.replaceChildren(...parts);
}

/**
 * @param {Desk} desk
 * @param {Bar} bar
 * @param {Tab} tab
 */
function button(desk, bar, tab) {
  const { words } = desk.data;
  const isFront = tab.id === desk.tabs.front;
  const one = make("button", {
    type: "button", role: "tab", ariaSelected: String(isFront), tabIndex: isFront ? 0 : -1,
    title: words.tabKeys,
  }, tab.name);
  one.onclick = () => {
    if (tab.id !== desk.tabs.front) turn(desk, bar, { ...desk.tabs, front: tab.id }, true);
  };
  one.ondblclick = () => rename(desk, bar, tab, one);
  one.onkeydown = (event) => {
    const all = [...bar.root.querySelectorAll("[role=tab]")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = all.indexOf(one);
    if (step) /** @type {HTMLElement} */ (all[(at + step + all.length) % all.length]).focus();
    else if (event.key === "Home") /** @type {HTMLElement} */ (all[0]).focus();
    else if (event.key === "End") /** @type {HTMLElement} */ (all.at(-1)).focus();
    else if (event.key === "F2") rename(desk, bar, tab, one);
    else if (event.key === "Delete") close(desk, bar, tab.id);
    else return;
    event.preventDefault();
  };
  const shut = make("button", {
    type: "button", className: "shut", tabIndex: -1, ariaLabel: words.close.replace("{}", tab.name),
  }, "×");
  shut.onclick = () => close(desk, bar, tab.id);
  const parts = desk.tabs.tabs.length > 1 ? [one, shut] : [one];
  return make("span", { className: isFront ? "tab front" : "tab", role: "presentation" }, ...parts);
}

/**
 * @param {Desk} desk
 * @param {Bar} bar
 * @param {number} id
 */
function close(desk, bar, id) {
  const { all, closed } = without(desk.tabs, id);
  if (!closed) return;
  bar.closed = closed;
  turn(desk, bar, all, true);
}

/**
 * Puts a field in the place of a tab's name, until Enter, Escape or something else is done.
 *
 * @param {Desk} desk
 * @param {Bar} bar
 * @param {Tab} tab
 * @param {HTMLElement} place
 */
function rename(desk, bar, tab, place) {
  const field = make("input", { value: tab.name, ariaLabel: desk.data.words.name_tab, maxLength: 60 });
  let done = false;
  const end = (/** @type {boolean} */ isTaken) => {
    if (done) return;
    done = true;
    const name = field.value.trim();
    if (isTaken && name) desk.tabs = changed(desk.tabs, tab.id, { name });
    keepTabs(desk.tabs);
    draw(desk, bar);
    focusFront(bar);
  };
  field.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  };
  field.onblur = () => end(true);
  place.replaceWith(field);
  field.select();
}

/** @param {Bar} bar */
function focusFront({ root }) {
  const front = root.querySelector("[aria-selected=true]");
  if (front instanceof HTMLElement) front.focus();
}

/**
 * Shows the tab in front: its text with its undo, and on the page the answer that it had.
 *
 * @param {Desk} desk
 * @param {Bar} bar
 * @param {Tabs} all
 * @param {boolean} isFocused
 */
function turn(desk, bar, all, isFocused) {
  const view = desk.field?.view;
  if (!view) return;
  const before = desk.tabs.front;
  bar.states.set(before, view.state);
  desk.tabs = all;
  keepTabs(all);
  const tab = inFront(all);
  if (tab.id !== before) {
    view.setState(bar.states.get(tab.id) ?? bar.fresh(tab.text));
    desk.faulty = null;
    wish(desk, tab.asked ? "run" : "open", tab.asked || tab.text);
  }
  draw(desk, bar);
  if (isFocused) focusFront(bar);
}
