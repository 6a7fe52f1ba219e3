// What can come next at the cursor, by the graph itself, and prefixes that are known elsewhere.

/** @import { CompletionContext } from "@codemirror/autocomplete" */
/** @import { EditorView } from "@codemirror/view" */
/** @import { CodeMirror, Desk } from "./desk.js" */
import { addressBefore } from "./addresses.js";
import { ask } from "./asking.js";
import { closed, sectionOf } from "./cursor.js";

const PAUSE = 150;

/**
 * What can come next here, by the graph itself: only what gives rows, with how many.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
export async function hereOf(cm, desk, context) {
  // What is asked of the graph is written by prefixed names.
  if (closed(cm, context) || addressBefore(desk, context)) return null;
  if (!context.matchBefore(/[\p{L}\p{N}_:.-]+/u) && !context.explicit) return null;
  await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  if (context.aborted) return null;
  const { here } = await ask(desk, { before: context.state.sliceDoc(0, context.pos) }, context);
  if (context.aborted || !here.length) return null;
  const options = here.map(({ short, label, number }) => ({
    label: short,
    displayLabel: label,
    detail: `${short} · ${number.toLocaleString("en")}`,
    section: sectionOf(desk, "here"),
  }));
  return { from: context.pos - (here[0]?.typed.length ?? 0), options, filter: false };
}

/**
 * Whether a query declares a prefix itself.
 *
 * @param {CompletionContext} context
 * @param {string} prefix
 */
export function declares(context, prefix) {
  return new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(context.state.doc.toString());
}

/**
 * The line that declares a prefix which is known elsewhere, to be put at the top of the query.
 *
 * @param {Desk} desk
 * @param {{ prefix: string, address: string }} usual
 * @param {number} from
 */
export function toDeclare(desk, { prefix, address }, from) {
  const insert = `PREFIX ${prefix}: <${address}>\n`;
  const apply = (/** @type {EditorView} */ view) => view.dispatch({
    changes: { from: 0, insert }, userEvent: "input.complete",
  });
  const label = `PREFIX ${prefix}:`;
  return {
    from, options: [{ label, detail: address, apply, section: sectionOf(desk, "prefix") }], filter: false,
  };
}
