// CodeMirror, which a component of its own brings into the page once, with the vocabulary.

/** @import { CodeMirror, Vocabulary } from "./desk.js" */

const NAME = Symbol.for("cbrn-graph.codemirror");

/**
 * What the page holds under the name: the parts, or the wish for them.
 *
 * @typedef {object} Held
 * @property {Promise<CodeMirror>} [promise]
 * @property {(parts: CodeMirror) => void} [resolve]
 * @property {Vocabulary} [vocabulary]
 */

/** @returns {Promise<{ cm: CodeMirror, vocabulary: Vocabulary }>} */
export async function library() {
  const page = /** @type {Record<symbol, Held | undefined>} */ (/** @type {unknown} */ (globalThis));
  const held = page[NAME] ??= {};
  held.promise ??= new Promise((resolve) => { held.resolve = resolve; });
  const cm = await held.promise;
  if (!held.vocabulary) throw new Error("CodeMirror came without the vocabulary.");
  return { cm, vocabulary: held.vocabulary };
}
