// What the editor takes from CodeMirror: hatch_build.py bundles this file with all it imports.
// The bundle is a component of its own, whose only datum is the vocabulary of the graph: so both
// travel once to each browser, and not again with every answer to the editor.

import {
  acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import {
  defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory,
} from "@codemirror/commands";
import {
  bracketMatching, HighlightStyle, indentService, indentUnit, LanguageSupport, syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import {
  crosshairCursor, Decoration, drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap,
  lineNumbers, rectangularSelection, ViewPlugin, WidgetType,
} from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

const PARTS = {
  acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionStatus,
  startCompletion, defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory,
  bracketMatching, HighlightStyle, indentService, indentUnit, LanguageSupport, syntaxHighlighting,
  syntaxTree,
  lintGutter, lintKeymap, setDiagnostics, EditorState, Prec, Decoration, drawSelection,
  search, searchKeymap, crosshairCursor, rectangularSelection,
  EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, ViewPlugin, WidgetType, styleTags, tags, SparqlLanguage,
};

const NAME = Symbol.for("cbrn-graph.codemirror");

/** @typedef {typeof PARTS} Shared what the editor finds under the name */

/**
 * Gives the parts to whoever waits for them, and keeps the vocabulary that came along.
 *
 * @param {{ data: import("./desk.js").Vocabulary }} call
 */
export default function hold({ data }) {
  const page = /** @type {Record<symbol, import("./library.js").Held | undefined>} */ (
    /** @type {unknown} */ (globalThis));
  const held = page[NAME] ??= {};
  held.vocabulary = data;
  if (held.resolve) held.resolve(PARTS);
  else held.promise ??= Promise.resolve(PARTS);
}
