// Where the cursor is, and in which section of the list a completion stands.

/** @import { CompletionContext } from "@codemirror/autocomplete" */
/** @import { CodeMirror, Desk, Section } from "./desk.js" */

/** @type {Record<Section, number>} */
const RANKS = {
  here: 0, variable: 1, property: 2, class: 3, value: 4, thing: 5, prefix: 6, word: 7,
};

/**
 * The section of the list in which a completion stands.
 *
 * @param {Desk} desk
 * @param {Section} section
 */
export function sectionOf({ data }, section) {
  return { name: data.sections[section], rank: RANKS[section] };
}

/**
 * Whether the cursor is where nothing can be completed: in a text, a comment or an address.
 *
 * @param {CodeMirror} cm
 * @param {CompletionContext} context
 */
export function closed(cm, context) {
  return nameOf(cm, context) === "IriRef" || inText(cm, context);
}

/**
 * Whether the cursor is in a text or a comment.
 *
 * @param {CodeMirror} cm
 * @param {CompletionContext} context
 */
export function inText(cm, context) {
  if (["Comment", "String"].includes(nameOf(cm, context))) return true;
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  return (before.match(/(?<!\\)"/g) ?? []).length % 2 === 1;
}

/**
 * What the cursor stands in, as the grammar calls it.
 *
 * @param {CodeMirror} cm
 * @param {CompletionContext} context
 */
function nameOf(cm, context) {
  return cm.syntaxTree(context.state).resolveInner(context.pos, -1).name;
}
