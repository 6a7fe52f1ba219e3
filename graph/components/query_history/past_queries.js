// The store of the queries that were answered in this browser, which may be closed to pages.

const STORE = "cbrn-graph queries";
const MOST = 50;

/**
 * A query, what was told of its answer, and when it was answered (ISO 8601).
 *
 * One that its reader has saved stays, however many come after it.
 *
 * @typedef {{ key?: string, query: string, told: string, at: string, saved?: boolean }} Past
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
  const same = past.find(({ query }) => query === newest.query);
  const others = past.filter((one) => one !== same);
  const saved = same?.saved ? { saved: true } : {};
  let room = MOST;
  return [{ ...newest, at: now.toISOString(), ...saved }, ...others]
    .filter((one) => one.saved || (room -= 1) >= 0);
}

/**
 * The queries with the saved ones in front, each group in its order.
 *
 * @param {Past[]} past
 */
export function savedFirst(past) {
  return [...past.filter(({ saved }) => saved), ...past.filter(({ saved }) => !saved)];
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
