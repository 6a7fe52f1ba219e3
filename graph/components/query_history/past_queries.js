// The store of the queries that were answered in this browser, which may be closed to pages.

const STORE = "cbrn-graph queries";
const MOST = 50;

/**
 * A query, what was told of its answer, and when it was answered (ISO 8601).
 *
 * @typedef {{ key?: string, query: string, told: string, at: string }} Past
 */

/**
 * The queries with a new one in front; one that was asked before moves there.
 *
 * @param {Past[]} past
 * @param {{ key: string, query: string, told: string }} newest
 * @param {Date} now
 * @returns {Past[]}
 */
export function withNewest(past, newest, now) {
  const others = past.filter(({ query }) => query !== newest.query);
  return [{ ...newest, at: now.toISOString() }, ...others].slice(0, MOST);
}

/**
 * What is in the store, the newest first; null where the browser lets pages keep nothing.
 *
 * @returns {Past[] | null}
 */
export function kept() {
  try {
    const written = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(written) ? written.filter(isPast) : [];
  } catch {
    return isOpen() ? [] : null;
  }
}

/** @param {unknown} one */
function isPast(one) {
  return typeof one === "object" && one !== null
    && "query" in one && typeof one.query === "string" && "at" in one && typeof one.at === "string";
}

function isOpen() {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

/**
 * Puts the queries in the store, or says that it could not.
 *
 * @param {Past[]} past
 */
export function keep(past) {
  try {
    localStorage.setItem(STORE, JSON.stringify(past));
    return true;
  } catch {
    return false;
  }
}
