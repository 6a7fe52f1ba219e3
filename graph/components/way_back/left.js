// Where each page was left in this tab: the part of its address that says what it shows.

const STORE = "cbrn-graph.left";

/**
 * Keeps what an address shows of its page.
 *
 * @param {Pick<Location, "pathname" | "search">} address
 */
export function note({ pathname, search }) {
  const left = kept();
  left[pathname] = search;
  try {
    sessionStorage.setItem(STORE, JSON.stringify(left));
  } catch {
    // A browser that keeps nothing begins each page anew, as the menu does by itself.
  }
}

/**
 * The address at which a page was left; undefined where it was not, or is the one in view.
 *
 * @param {URL} page where a link leads
 * @param {Pick<Location, "origin" | "pathname">} now
 * @returns {string | undefined}
 */
export function wayBack(page, now) {
  if (page.origin !== now.origin || page.pathname === now.pathname || page.search) return undefined;
  const search = kept()[page.pathname];
  return search ? page.pathname + search : undefined;
}

/** @returns {Record<string, string | undefined>} by path, what its page showed */
function kept() {
  try {
    const written = JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
    return typeof written === "object" && written !== null ? written : {};
  } catch {
    return {};
  }
}
