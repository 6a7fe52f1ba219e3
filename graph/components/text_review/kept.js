// What was accepted of each text, in the browser's own store: it outlives the server and the visit.
// Nothing of the text stands there, only its sign and those of its statements.

const STORE = "cbrn-graph accepted";
const MOST = 20;

/** @typedef {{ getItem(key: string): string | null, setItem(key: string, value: string): void }} Store */

/**
 * The statements of a text that were accepted in this browser.
 *
 * @param {string} id
 * @param {() => Store} [store] where they are kept; a browser may forbid it to pages
 * @returns {string[]}
 */
export function kept(id, store = () => localStorage) {
  return all(store).find(([text]) => text === id)?.[1] ?? [];
}

/**
 * Keeps what is accepted of a text now, and of the last few texts before it.
 *
 * @param {string} id
 * @param {string[]} accepted
 * @param {() => Store} [store]
 */
export function keep(id, accepted, store = () => localStorage) {
  const others = all(store).filter(([text]) => text !== id);
  try {
    store().setItem(STORE, JSON.stringify([[id, accepted], ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing for pages: the visit alone remembers.
  }
}

/**
 * @param {() => Store} store
 * @returns {[string, string[]][]}
 */
function all(store) {
  try {
    const told = JSON.parse(store().getItem(STORE) ?? "[]");
    return Array.isArray(told) ? told.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/**
 * @param {unknown} one
 * @returns {one is [string, string[]]}
 */
function isEntry(one) {
  return Array.isArray(one) && typeof one[0] === "string" && Array.isArray(one[1])
    && one[1].every((id) => typeof id === "string");
}
