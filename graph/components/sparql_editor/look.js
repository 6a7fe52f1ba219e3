// How the editor looks: in the colours of the page, so in light and in dark.

/** @import { CodeMirror } from "./desk.js" */

/**
 * The grammar, with a class of its own for each kind of name.
 *
 * @param {CodeMirror} cm
 */
export function grammar(cm) {
  const { styleTags, tags } = cm;
  const named = styleTags({
    "Pname_ln Pname_ns Pname_ln/...": tags.propertyName,
    IriRef: tags.url,
    "Var Var/...": tags.variableName,
    Langtag: tags.annotation,
    "A_predicate": tags.keyword,
  });
  const language = cm.SparqlLanguage.configure({ props: [named] });
  return new cm.LanguageSupport(language, [
    language.data.of({ commentTokens: { line: "#" } }),
  ]);
}

/** @param {CodeMirror} cm */
export function colours(cm) {
  const { tags } = cm;
  return cm.syntaxHighlighting(cm.HighlightStyle.define([
    { tag: [tags.keyword, tags.bool], color: "var(--keyword)", fontWeight: "600" },
    { tag: tags.variableName, color: "var(--variable)" },
    { tag: tags.propertyName, color: "var(--name)" },
    { tag: [tags.url, tags.namespace], color: "var(--name)" },
    { tag: [tags.string, tags.annotation], color: "var(--string)" },
    { tag: [tags.integer, tags.float], color: "var(--number)" },
    { tag: tags.comment, color: "var(--remark)", fontStyle: "italic" },
  ]));
}

const RULES = {
  "&": {
    color: "var(--st-code-text-color, var(--st-text-color))",
    background: "var(--st-code-background-color, var(--st-secondary-background-color))",
    fontSize: "0.9375rem",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--st-code-font, monospace)",
    lineHeight: "1.55",
    minHeight: "14rem",
    maxHeight: "min(32rem, 60vh)",
    overflow: "auto",
  },
  ".cm-content": { padding: "0.5rem 0", caretColor: "currentColor" },
  ".cm-cursor": { borderLeftColor: "currentColor", borderLeftWidth: "2px" },
  ".cm-gutters": {
    background: "transparent",
    color: "var(--remark)",
    border: "0",
    paddingLeft: "0.25rem",
  },
  ".cm-activeLine": { background: "color-mix(in srgb, currentColor 5%, transparent)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--st-primary-color) 30%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    background: "color-mix(in srgb, var(--st-primary-color) 25%, transparent)",
    outline: "1px solid var(--st-primary-color)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { background: "none", outline: "1px dashed var(--fault)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--fault)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".cm-called": {
    color: "var(--remark)",
    fontFamily: "var(--st-font)",
    fontSize: "0.85em",
    paddingLeft: "0.4em",
    userSelect: "none",
  },
  ".cm-tooltip": {
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    background: "var(--st-background-color)",
    color: "var(--st-text-color)",
    fontFamily: "var(--st-font)",
    fontSize: "0.875rem",
    zIndex: "100",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--st-font)",
    maxHeight: "17rem",
    minWidth: "min(20rem, 80vw)",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    gap: "0 1.5rem",
    padding: "0.2rem 0.6rem",
    whiteSpace: "normal",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    background: "var(--st-primary-color)",
    color: "var(--st-background-color)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
    border: "0",
    padding: "0.3rem 0.6rem 0.1rem",
    fontSize: "0.75rem",
    fontWeight: "600",
    opacity: "1",
    color: "var(--remark)",
  },
  ".cm-completionDetail": {
    marginLeft: "0",
    fontStyle: "normal",
    fontFamily: "var(--st-code-font, monospace)",
    fontSize: "0.8125rem",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "0.4rem 0.6rem", maxWidth: "22rem" },
  // Where there is no room beside the list, below it.
  ".cm-completionInfo.cm-completionInfo-left-narrow, .cm-completionInfo.cm-completionInfo-right-narrow": {
    top: "100% !important",
    left: "0 !important",
    right: "0 !important",
    maxWidth: "none",
    margin: "0",
  },
  ".cm-panels": {
    background: "var(--st-secondary-background-color)",
    color: "var(--st-text-color)",
    fontFamily: "var(--st-font)",
  },
  ".cm-panel.cm-search": { padding: "0.4rem 2rem 0.4rem 0.6rem" },
  ".cm-textfield, .cm-button": {
    background: "var(--st-background-color)",
    border: "1px solid var(--st-border-color)",
    color: "inherit",
    font: "inherit",
  },
  ".cm-searchMatch": { background: "color-mix(in srgb, var(--st-primary-color) 25%, transparent)" },
  ".cm-told": { padding: "0.4rem 0.6rem", maxWidth: "26rem" },
  ".cm-told strong": { display: "block", fontWeight: "600" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--fault)" },
};

/** @param {CodeMirror} cm */
export function theme(cm) {
  return cm.EditorView.theme(RULES);
}

/**
 * How far a new line is indented: by the groups that are open, or below the relation before.
 *
 * @param {CodeMirror} cm
 */
export function indentation(cm) {
  return cm.indentService.of((context, pos) => indent(context.state.sliceDoc(0, pos)));
}

/**
 * How many spaces stand before what follows a text.
 *
 * @param {string} text
 */
export function indent(text) {
  const lines = text.split("\n").map(bare);
  const [first = "", second] = lines.filter((line) => line.trim()).slice(-2);
  const last = second ?? first;
  if (/[;,]\s*$/.test(last)) {
    const follows = second !== undefined && /[;,]\s*$/.test(first);
    const width = last.match(/^\s*\S+ (?=\S)/)?.[0].length ?? 0;
    return follows || width > 32 ? last.match(/^\s*/)?.[0].length ?? 0 : width;
  }
  const depth = [...lines.join("\n")].reduce(
    (sum, sign) => sum + (sign === "{" ? 1 : 0) - (sign === "}" ? 1 : 0), 0,
  );
  return 2 * Math.max(depth, 0);
}

/**
 * A line without what stands in texts, addresses and comments.
 *
 * @param {string} line
 */
function bare(line) {
  return line.replace(/"(?:[^"\\]|\\.)*"|<[^<>\s]*>/g, '""').replace(/#.*/, "");
}
