// vis-network, which a component of its own brings into the page once.

/** @import { VisLibrary } from "./vis_network.js" */

const NAME = Symbol.for("cbrn-graph.vis-network");

/**
 * The library, or the wish for it, which the component that brings it fulfils.
 *
 * @typedef {{ promise: Promise<VisLibrary>, resolve?: (library: VisLibrary) => void }} Held
 */

/** @returns {Promise<VisLibrary>} */
export function library() {
  const page = /** @type {Record<symbol, Held | undefined>} */ (/** @type {unknown} */ (globalThis));
  const known = page[NAME];
  if (known) return known.promise;
  /** @type {Held["resolve"]} */
  let resolve;
  const promise = new Promise((/** @type {(library: VisLibrary) => void} */ fulfil) => {
    resolve = fulfil;
  });
  page[NAME] = { promise, resolve };
  return promise;
}
