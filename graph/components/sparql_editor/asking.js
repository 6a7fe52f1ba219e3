// Questions to Python about things of the graph, and the answers.

/** @import { CompletionContext } from "@codemirror/autocomplete" */
/** @import { Data, Desk, Found } from "./desk.js" */

const PATIENCE = 10_000;

/**
 * Asks Python about things; what is not answered in time has no answer.
 *
 * @param {Desk} desk
 * @param {{ phrases?: string[], prefix?: string, names?: string[] }} question
 * @param {CompletionContext | null} [context]
 * @returns {Promise<Found>}
 */
export function ask(desk, { phrases = [], prefix = "", names = [] }, context = null) {
  desk.serial += 1;
  const { serial } = desk;
  return new Promise((resolve) => {
    const answer = (/** @type {Found} */ found) => {
      if (!desk.asked.delete(serial)) return;
      clearTimeout(late);
      resolve(found);
    };
    const late = setTimeout(() => answer({ things: [], labels: {} }), PATIENCE);
    desk.asked.set(serial, { request: { serial, phrases, prefix, names }, answer, context });
    for (const [old, { context: its, answer: drop }] of desk.asked) {
      if (old !== serial && its?.aborted) drop({ things: [], labels: {} });
    }
    // All that still wait are named each time, so that none is lost when two come at once.
    const requests = [...desk.asked.values()].map(({ request }) => request);
    desk.setStateValue?.("ask", { serial, requests });
  });
}

/**
 * Takes over what Python found for whoever asked.
 *
 * @param {Desk} desk
 * @param {Data} data
 */
export function hear(desk, data) {
  desk.serial = Math.max(desk.serial, data.heard);
  for (const { serial, things, labels } of data.found) {
    desk.asked.get(serial)?.answer({ things, labels });
  }
}
