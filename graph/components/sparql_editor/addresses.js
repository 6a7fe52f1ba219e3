// Addresses in angle brackets: a thing may be meant by its name there, or by part of its address.

/** @import { CompletionContext } from "@codemirror/autocomplete" */
/** @import { EditorView } from "@codemirror/view" */
/** @import { Desk } from "./desk.js" */

// Right after a value the sign means "less than".
const OPEN = /(?<![\p{L}\p{N}_)])<\p{L}[^<>"{}|^`\\\s]*$/u;

/**
 * What is typed of an address, from its bracket on, and what to look for: a name, or a kind of
 * thing and the end of its address.
 *
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
export function addressBefore({ vocabulary }, context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const typed = before.match(OPEN)?.[0].slice(1);
  // A declaration names a vocabulary.
  if (!typed || /\b(?:PREFIX|BASE)\s[^<>]*<[^<>]*$/i.test(before)) return null;
  const from = context.pos - typed.length - 1;
  const parts = typed.split("/");
  const local = parts.pop() ?? "";
  const kind = parts.pop() ?? "";
  if (!typed.includes("/")) return { from, request: { phrases: [typed] } };
  return vocabulary.kinds.includes(kind) ? { from, request: { phrases: [local], prefix: kind } } : null;
}

/**
 * The address that a prefixed name stands for, in its brackets; nothing where that is not known.
 *
 * @param {Desk} desk
 * @param {string} short
 */
export function addressOf({ vocabulary }, short) {
  const colon = short.indexOf(":");
  const known = vocabulary.prefixes.find(({ prefix }) => prefix === short.slice(0, colon));
  return known ? `<${known.address}${short.slice(colon + 1).replaceAll("\\", "")}>` : "";
}

/**
 * Writes an address in the place of what was typed of it, its closing bracket included.
 *
 * @param {string} address
 */
export function writes(address) {
  return (
    /** @type {EditorView} */ view, /** @type {unknown} */ _, /** @type {number} */ from,
    /** @type {number} */ end,
  ) => {
    const to = end + (view.state.sliceDoc(end, end + 1) === ">" ? 1 : 0);
    view.dispatch({
      changes: { from, to, insert: address },
      selection: { anchor: from + address.length },
      userEvent: "input.complete",
    });
  };
}
