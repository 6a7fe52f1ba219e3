// Several queries open at once: which they are, and which is in front. They stay in this browser.

const STORE = "cbrn-graph tabs";
const MOST = 30;

/**
 * An open query: its number, its name, its text, and what of it was run last; "" for nothing.
 *
 * @typedef {{ id: number, name: string, text: string, asked: string }} Tab
 */

/**
 * The open queries in their order, at least one, and the number of the one in front.
 *
 * @typedef {{ tabs: Tab[], front: number }} Tabs
 */

/** @param {Tabs} all */
export function inFront({ tabs, front }) {
  return tabs.find(({ id }) => id === front) ?? /** @type {Tab} */ (tabs[0]);
}

/**
 * What is open when the page comes: what was open before, and in front what the address asks for.
 *
 * @param {Tabs | null} before
 * @param {string} text what the page has for the field
 * @param {string} asked the query of the address; "" where it names none
 * @param {string} word how a tab without a name of its own is called
 * @returns {Tabs}
 */
export function opened(before, text, asked, word) {
  if (!before) return withNew({ tabs: [], front: 0 }, word, text, asked);
  if (!asked) return before;
  const same = before.tabs.find((one) => one.asked === asked || one.text === asked);
  if (!same) return withNew(before, word, text, asked);
  const tabs = before.tabs.map((one) => (one === same ? { ...one, text: asked, asked } : one));
  return { tabs, front: same.id };
}

/**
 * The tabs with a new one at the end, which is in front; beyond a number the oldest are let go.
 *
 * @param {Tabs} all
 * @param {string} word
 * @param {string} [text]
 * @param {string} [asked]
 * @returns {Tabs}
 */
export function withNew({ tabs }, word, text = "", asked = "") {
  const id = Math.max(0, ...tabs.map((one) => one.id)) + 1;
  return { tabs: [...tabs, { id, name: `${word} ${id}`, text, asked }].slice(-MOST), front: id };
}

/**
 * The tabs without one, and that one with its place; the last that is open is not closed.
 *
 * @param {Tabs} all
 * @param {number} id
 * @returns {{ all: Tabs, closed: { tab: Tab, at: number } | null }}
 */
export function without(all, id) {
  const at = all.tabs.findIndex((one) => one.id === id);
  const tab = all.tabs[at];
  if (!tab || all.tabs.length < 2) return { all, closed: null };
  const tabs = all.tabs.filter((one) => one !== tab);
  const near = /** @type {Tab} */ (tabs[Math.min(at, tabs.length - 1)]);
  return { all: { tabs, front: all.front === id ? near.id : all.front }, closed: { tab, at } };
}

/**
 * The tabs with a closed one at its place again, and in front.
 *
 * @param {Tabs} all
 * @param {{ tab: Tab, at: number }} closed
 * @returns {Tabs}
 */
export function withAgain({ tabs }, { tab, at }) {
  return { tabs: [...tabs.slice(0, at), tab, ...tabs.slice(at)], front: tab.id };
}

/**
 * The tabs with something else in one of them.
 *
 * @param {Tabs} all
 * @param {number} id
 * @param {Partial<Tab>} news
 * @returns {Tabs}
 */
export function changed(all, id, news) {
  return { ...all, tabs: all.tabs.map((one) => (one.id === id ? { ...one, ...news } : one)) };
}

/** What this browser keeps; null where it keeps nothing, or none that can be read. */
export function keptTabs() {
  try {
    const written = JSON.parse(localStorage.getItem(STORE) ?? "null");
    if (!Array.isArray(written?.tabs) || !written.tabs.length) return null;
    const isWhole = written.tabs.every((/** @type {unknown} */ one) => isTab(one));
    return isWhole ? /** @type {Tabs} */ (written) : null;
  } catch {
    return null;
  }
}

/** @param {unknown} one */
function isTab(one) {
  return typeof one === "object" && one !== null && "id" in one && typeof one.id === "number"
    && ["name", "text", "asked"].every((part) => typeof Reflect.get(one, part) === "string");
}

/** @param {Tabs} all */
export function keepTabs(all) {
  try {
    localStorage.setItem(STORE, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing still has its tabs until the page is left.
  }
}
