// Where each page was left in this tab: the part of its address that says what it shows.

const STORE = "cbrn-graph.left";
const LANGUAGE = "lang";

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
 * The address at which a page was left, in the language that is read now; the page in view begins
 * anew. Undefined where that is the plain address.
 *
 * @param {URL} page where a link leads
 * @param {Pick<Location, "origin" | "pathname" | "search">} now
 * @returns {string | undefined}
 */
export function wayBack(page, now) {
  if (page.origin !== now.origin || page.search) return undefined;
  const left = page.pathname === now.pathname ? "" : kept()[page.pathname] ?? "";
  const search = spoken(left, new URLSearchParams(now.search).get(LANGUAGE));
  return search ? page.pathname + search : undefined;
}

/**
 * What an address shows, in a language: as it is written, but for that.
 *
 * @param {string} search
 * @param {string | null} language
 */
function spoken(search, language) {
  const parts = search.replace("?", "").split("&").filter((part) => part && !part.startsWith(`${LANGUAGE}=`));
  if (language) parts.push(`${LANGUAGE}=${encodeURIComponent(language)}`);
  return parts.length ? `?${parts.join("&")}` : "";
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
