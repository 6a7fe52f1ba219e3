// The names of things beside what stands for them: country:KAZ Kazakhstan.

/** @import { DecorationSet, EditorView, ViewUpdate, WidgetType } from "@codemirror/view" */
/** @import { CodeMirror, Desk } from "./desk.js" */
import { make } from "../browser/elements.js";
import { ask } from "./asking.js";

const NAME = /\b([a-z]+):([A-Za-z0-9](?:[\w.-]*\w)?)/g;
const LABEL_PAUSE = 300;

/**
 * Shows a label behind each name of a thing in view; it is no part of the text.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 */
export function labelsBeside(cm, desk) {
  class Called extends cm.WidgetType {
    /** @param {string} label */
    constructor(label) {
      super();
      this.label = label;
    }

    /** @param {WidgetType} other */
    eq(other) {
      return other instanceof Called && other.label === this.label;
    }

    toDOM() {
      return make("span", { className: "cm-called", textContent: this.label, ariaHidden: "true" });
    }
  }

  const decorations = (/** @type {EditorView} */ view) => {
    const found = [];
    const cursor = view.state.selection.main.head;
    for (const { from, to } of view.visibleRanges) {
      for (const match of view.state.sliceDoc(from, to).matchAll(NAME)) {
        const [short, kind = ""] = match;
        const end = from + match.index + short.length;
        if (!desk.vocabulary.kinds.includes(kind)) continue;
        const label = desk.labels.get(short);
        if (label) {
          const widget = new Called(label);
          found.push(cm.Decoration.widget({ widget, side: 1 }).range(end));
        } else if (label === undefined && cursor !== end) {
          desk.unnamed.add(short);
        }
      }
    }
    if (desk.unnamed.size) askLabels(desk);
    return cm.Decoration.set(found);
  };

  return cm.ViewPlugin.fromClass(
    class {
      /** @param {EditorView} view */
      constructor(view) {
        this.known = desk.labels.size;
        /** @type {DecorationSet} */
        this.decorations = decorations(view);
      }

      /** @param {ViewUpdate} update */
      update(update) {
        const news = desk.labels.size !== this.known;
        if (!news && !update.docChanged && !update.viewportChanged && !update.selectionSet) return;
        this.known = desk.labels.size;
        this.decorations = decorations(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

/**
 * Asks, after a pause, what the things are called whose label is not known yet.
 *
 * @param {Desk} desk
 */
function askLabels(desk) {
  clearTimeout(desk.naming);
  desk.naming = setTimeout(async () => {
    const names = [...desk.unnamed].slice(0, 200);
    desk.unnamed.clear();
    const { labels } = await ask(desk, { names });
    // What is not on record has no label, and is not asked for again.
    for (const name of names) desk.labels.set(name, labels[name] ?? "");
    desk.field?.view.dispatch({});
  }, LABEL_PAUSE);
}

/**
 * Tells under the pointer what a class or a property means.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 */
export function meanings(cm, desk) {
  return cm.hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    for (const match of line.text.matchAll(/[A-Za-z][\w-]*:[\w.-]*\w/g)) {
      const from = line.from + match.index;
      if (pos < from || pos > from + match[0].length) continue;
      const term = desk.vocabulary.terms.find(({ short }) => short === match[0]);
      if (!term) return null;
      const dom = make("div", { className: "cm-told" }, make("strong", {}, term.label));
      if (term.definition) dom.append(term.definition);
      return { pos: from, end: from + match[0].length, above: true, create: () => ({ dom }) };
    }
    return null;
  });
}
