// What Python is asked for: acts of the reader, and names of things; and what it answers.

/** @import { CompletionContext } from "@codemirror/autocomplete" */
/** @import { Data, Desk, Found, What } from "./desk.js" */

const PATIENCE = 10_000;

/**
 * Asks Python about things; what is not answered in time has no answer.
 *
 * @param {Desk} desk
 * @param {{ phrases?: string[], prefix?: string, names?: string[], before?: string }} question
 * @param {CompletionContext | null} [context]
 * @returns {Promise<Found>}
 */
export function ask(desk, { phrases = [], prefix = "", names = [], before = "" }, context = null) {
  desk.serial += 1;
  const { serial } = desk;
  return new Promise((resolve) => {
    const answer = (/** @type {Found} */ found) => {
      if (!desk.asked.delete(serial)) return;
      clearTimeout(late);
      resolve(found);
    };
    const late = setTimeout(() => answer({ things: [], labels: {}, here: [] }), PATIENCE);
    desk.asked.set(serial, { request: { serial, phrases, prefix, names, before }, answer, context });
    for (const [old, { context: its, answer: drop }] of desk.asked) {
      if (old !== serial && its?.aborted) drop({ things: [], labels: {}, here: [] });
    }
    // All that still wait are named each time, so that none is lost when two come at once.
    const requests = [...desk.asked.values()].map(({ request }) => request);
    desk.setStateValue?.("ask", { serial, requests });
  });
}

/**
 * Tells Python what the reader wants. All that it has not heard yet is told each time, so that a
 * Cancel does not take the place of the Run just before it.
 *
 * @param {Desk} desk
 * @param {What} what
 * @param {string} text the query as it stands
 */
export function wish(desk, what, text) {
  desk.serial += 1;
  desk.acts.push({ serial: desk.serial, what, text });
  desk.setStateValue?.("acts", { acts: desk.acts });
}

/**
 * Takes over what Python found for whoever asked, and which acts it has heard.
 *
 * @param {Desk} desk
 * @param {Data} data
 */
export function hear(desk, data) {
  desk.serial = Math.max(desk.serial, data.heard);
  desk.acts = desk.acts.filter(({ serial }) => serial > data.heard);
  for (const { serial, things, labels, here } of data.found) {
    desk.asked.get(serial)?.answer({ things, labels, here });
  }
}
