// The list of kept views: read, changed and written, apart from how it is shown.

/**
 * @typedef {{ name: string, sentence: string, search: string }} KeptView
 */

const STORE = "cbrn-graph.views";

/**
 * The views that a text holds; none where it holds something else.
 *
 * @param {string | null} text
 * @param {number} most
 * @returns {KeptView[]}
 */
export function viewsIn(text, most) {
  /** @type {unknown} */
  let read;
  try {
    read = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  return Array.isArray(read) ? read.filter(isView).slice(0, most) : [];
}

/**
 * @param {unknown} one
 * @returns {one is KeptView}
 */
function isView(one) {
  if (typeof one !== "object" || one === null) return false;
  const { name, sentence, search } = /** @type {Record<string, unknown>} */ (one);
  return typeof name === "string" && name !== "" && typeof sentence === "string"
    && typeof search === "string" && (search === "" || search.startsWith("?"));
}

/**
 * The list with one view moved by so many places, or as it is where that leads out of it.
 *
 * @param {KeptView[]} views
 * @param {number} at
 * @param {number} by
 */
export function moved(views, at, by) {
  const [one, other] = [views[at], views[at + by]];
  if (!one || !other) return views;
  return views.map((view, place) => (place === at ? other : place === at + by ? one : view));
}

/**
 * The address of two views beside each other: the one that is open, and a kept one.
 *
 * @param {string} open
 * @param {string} other
 */
export function besideSearch(open, other) {
  const both = new URLSearchParams(open);
  both.delete("at");
  both.set("beside", other.replace(/^\?/, ""));
  return `?${both}`;
}

/**
 * The views that this browser keeps; null where it keeps nothing.
 *
 * @param {number} most
 */
export function load(most) {
  try {
    return viewsIn(localStorage.getItem(STORE), most);
  } catch {
    return null;
  }
}

/** @param {KeptView[]} views */
export function store(views) {
  try {
    localStorage.setItem(STORE, JSON.stringify(views));
  } catch {
    // They stay in the list, and can be saved as a file.
  }
}
