// What the editor does to its text: another text, and the mark of a mistake.

/** @import { Diagnostic } from "@codemirror/lint" */
/** @import { EditorView, ViewUpdate } from "@codemirror/view" */
/** @import { Desk, Fault } from "./desk.js" */

/**
 * Puts another text into the field, as one step that can be undone; what is the same stays.
 *
 * @param {Desk} desk
 * @param {EditorView} view
 * @param {string} text
 */
export function rewrite({ cm }, view, text) {
  const old = view.state.doc.toString();
  if (old === text) return;
  view.dispatch({
    changes: difference(old, text),
    annotations: cm.isolateHistory.of("full"),
    scrollIntoView: true,
  });
}

/**
 * The part of a text that another one has otherwise, and what stands there instead.
 *
 * @param {string} old
 * @param {string} text
 */
export function difference(old, text) {
  const shorter = Math.min(old.length, text.length);
  let from = 0;
  while (from < shorter && old[from] === text[from]) from += 1;
  let same = 0;
  const room = shorter - from;
  while (same < room && old[old.length - 1 - same] === text[text.length - 1 - same]) same += 1;
  return { from, to: old.length - same, insert: text.slice(from, text.length - same) };
}

/**
 * Marks the place of a mistake, or takes the mark away.
 *
 * @param {Desk} desk
 * @param {Fault} fault
 */
export function mark(desk, fault) {
  if (!desk.field) return;
  const { view, root } = desk.field;
  desk.faulty = null;
  /** @type {Diagnostic[]} */
  const found = [];
  if (fault.line && fault.line <= view.state.doc.lines) {
    const line = view.state.doc.line(fault.line);
    const [from, to] = faultyPart(line.text, fault.column ?? 1);
    const message = fault.message ?? "";
    found.push({ from: line.from + from, to: line.from + to, severity: "error", message });
    desk.faulty = fault.line;
  }
  view.dispatch(desk.cm.setDiagnostics(view.state, found));
  root.dataset.faulty = String(desk.faulty ?? "");
}

/**
 * The word of a line that a mistake is in; the sign before where the line ends there.
 *
 * @param {string} text
 * @param {number} column counted from 1, in characters as Python counts them
 * @returns {[from: number, to: number]}
 */
export function faultyPart(text, column) {
  // Python counts characters, the browser counts some of them twice.
  const before = Array.from(text).slice(0, Math.max(column - 1, 0)).join("").length;
  const rest = text.slice(before).match(/^\S+/)?.[0].length ?? 0;
  const from = rest || before < 1 ? before : before - 1;
  return [from, Math.min(text.length, from + Math.max(rest, 1))];
}

/**
 * Takes the mark away once its line is mended.
 *
 * @param {Desk} desk
 * @param {ViewUpdate} change
 */
export function forget(desk, change) {
  if (!change.docChanged || !desk.faulty) return;
  const old = change.startState.doc;
  if (desk.faulty > old.lines) return;
  const { from, to } = old.line(desk.faulty);
  if (change.changes.touchesRange(from, to)) {
    desk.faulty = null;
    setTimeout(() => mark(desk, { number: desk.fault }), 0);
  }
}
