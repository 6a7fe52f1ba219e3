// The editor of a page: a field for the query and the buttons below it. Python hears what is asked
// for ("acts": run, cancel, format; "ask": names of things) and answers with new data.

/** @import { Call } from "../browser/component.js" */
/** @import { CodeMirror, Data, Desk, Field, Heard, Vocabulary, What } from "./desk.js" */
import { make } from "../browser/elements.js";
import { hear, wish } from "./asking.js";
import { completion } from "./completion.js";
import { labelsBeside, meanings } from "./labels.js";
import { library } from "./library.js";
import { colours, grammar, indentation, theme } from "./look.js";
import { forget, mark, rewrite } from "./marks.js";
import { draw, tabBar } from "./tab_bar.js";
import { changed, inFront, keepTabs, keptTabs, opened } from "./tabs.js";

/**
 * By key: an editor that leaves the page comes back with its text, its cursor and its undo.
 *
 * @type {Map<string, Desk>}
 */
const desks = new Map();

/** @param {Call<Data, Heard>} call */
export default function main({ parentElement, data, setStateValue }) {
  const desk = deskOf(data);
  desk.turn += 1;
  const { turn } = desk;
  Object.assign(desk, { setStateValue, data });
  hear(desk, data);
  library().then((came) => {
    if (turn === desk.turn) show(Object.assign(desk, came), parentElement);
  });
  return () => {
    if (turn !== desk.turn) return;
    desk.turn += 1;
    desk.setStateValue = null;
    desk.field?.root.remove();
  };
}

/**
 * @param {Data} data
 * @returns {Desk}
 */
function deskOf(data) {
  const known = desks.get(data.key);
  if (known) return known;
  /** @type {Desk} */
  const desk = {
    turn: 0,
    serial: 0,
    data,
    // Both come before anything is shown.
    cm: /** @type {CodeMirror} */ ({}),
    vocabulary: /** @type {Vocabulary} */ ({}),
    asked: new Map(),
    labels: new Map(),
    unnamed: new Set(),
    naming: undefined,
    tabs: { tabs: [], front: 0 },
    wish: data.wish,
    fault: 0,
    faulty: null,
    acts: [],
    setStateValue: null,
    field: null,
  };
  desks.set(data.key, desk);
  return desk;
}

/**
 * @param {Desk} desk
 * @param {HTMLElement} parent
 */
function show(desk, parent) {
  const { data } = desk;
  const field = desk.field ?? open(desk);
  desk.field = field;
  if (field.root.parentNode !== parent) {
    const writing = field.view.hasFocus;
    parent.append(field.root);
    field.view.setRoot(/** @type {Document | ShadowRoot} */ (parent.getRootNode()));
    if (writing) field.view.focus();
  }
  if (data.wish !== desk.wish) {
    desk.wish = data.wish;
    rewrite(desk, field.view, data.text);
  }
  if (data.fault.number !== desk.fault) {
    desk.fault = data.fault.number;
    mark(desk, data.fault);
  }
  const front = inFront(desk.tabs);
  if (!desk.acts.length && data.asked && data.asked !== front.asked) {
    // Run from elsewhere on the page: the history, a lesson, an address.
    desk.tabs = changed(desk.tabs, front.id, { asked: data.asked });
    keepTabs(desk.tabs);
    draw(desk, field.bar);
  }
  tell(desk, field);
}

/**
 * @param {Desk} desk
 * @returns {Field}
 */
function open(desk) {
  const { words, text, asked } = desk.data;
  desk.tabs = opened(keptTabs(), text, asked, words.tab);
  desk.wish = desk.data.wish;
  const button = (/** @type {string} */ name, /** @type {What} */ what) =>
    make("button", { type: "button", textContent: name, onclick: () => act(desk, what) });
  const place = make("div", { className: "field" });
  const run = button(words.run, "run");
  run.className = "first";
  const cancel = button(words.cancel, "cancel");
  const format = button(words.format, "format");
  const evidence = button(words.evidence, "evidence");
  const state = make("span", { className: "state", role: "status" });
  const hint = make("p", { className: "hint", id: "hint", textContent: words.hint });
  const bar = make("div", { className: "bar" }, run, cancel, format, evidence, state, hint, shortcuts(desk));
  const tabs = tabBar(desk, (kept) => stateOf(desk, kept));
  const root = make("div", { className: "sparql-editor" }, tabs.root, place, bar);
  const view = new desk.cm.EditorView({ parent: place, state: stateOf(desk, inFront(desk.tabs).text) });
  // For whoever tests or mends the page: the text, all of it.
  return {
    root: Object.assign(root, { text: () => textOf(view) }), run, cancel, format, evidence, state, view, bar: tabs,
  };
}

/**
 * The keys of the editor with what each does, to be opened.
 *
 * @param {Desk} desk
 */
function shortcuts({ data: { words, shortcuts: keys } }) {
  const list = make("dl");
  for (const [key, does] of keys) list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, does));
  return make("details", { className: "shortcuts" }, make("summary", {}, words.shortcuts), list);
}

/** @param {Field["view"]} view */
function textOf(view) {
  return view.state.doc.toString();
}

/**
 * @param {Desk} desk
 * @param {string} text
 */
function stateOf(desk, text) {
  const { cm, data } = desk;
  const acts = (/** @type {What} */ what) => () => { act(desk, what); return true; };
  return cm.EditorState.create({
    doc: text,
    extensions: [
      cm.Prec.highest(cm.keymap.of([
        { key: "Mod-Enter", run: acts("run") },
        { key: "Ctrl-Enter", run: acts("run") },
        { key: "Shift-Alt-f", run: acts("format") },
      ])),
      cm.keymap.of([
        { key: "Tab", run: cm.acceptCompletion },
        ...cm.searchKeymap, ...cm.closeBracketsKeymap, ...cm.historyKeymap, ...cm.lintKeymap, ...cm.defaultKeymap,
        cm.indentWithTab,
      ]),
      cm.lineNumbers(), cm.lintGutter(), cm.highlightActiveLine(), cm.drawSelection(),
      cm.search({ top: true }), cm.EditorState.allowMultipleSelections.of(true),
      cm.rectangularSelection(), cm.crosshairCursor(),
      cm.history(), cm.bracketMatching(), cm.closeBrackets(), cm.indentUnit.of("  "),
      cm.EditorView.lineWrapping, indentation(cm),
      cm.EditorView.contentAttributes.of({ "aria-label": data.words.name, "aria-describedby": "hint" }),
      cm.EditorView.updateListener.of((change) => {
        forget(desk, change);
        if (!change.docChanged) return;
        desk.tabs = changed(desk.tabs, desk.tabs.front, { text: change.state.doc.toString() });
        keepTabs(desk.tabs);
      }),
      grammar(cm), colours(cm), theme(cm),
      completion(cm, desk), labelsBeside(cm, desk), meanings(cm, desk),
    ],
  });
}

/**
 * Tells Python what the reader wants.
 *
 * @param {Desk} desk
 * @param {What} what
 */
function act(desk, what) {
  const { field } = desk;
  if (!field || (what === "cancel") !== isRunning(desk)) return;
  const text = textOf(field.view);
  if (what === "run") {
    desk.tabs = changed(desk.tabs, desk.tabs.front, { asked: text });
    keepTabs(desk.tabs);
  }
  wish(desk, what, text);
  if (what === "run") tell(desk, field);
}

/** @param {Desk} desk */
function isRunning({ data, acts }) {
  return data.running || acts.length > 0;
}

/**
 * Says what goes on, and offers what can be done now.
 *
 * @param {Desk} desk
 * @param {Field} field
 */
function tell(desk, { root, run, cancel, format, evidence, state, view }) {
  const running = isRunning(desk);
  const home = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const focused = home.activeElement;
  run.disabled = running;
  format.disabled = running;
  evidence.disabled = running;
  const { words, notice } = desk.data;
  evidence.textContent = /\?said\d+ rdf:subject /.test(textOf(view)) ? words.plain : words.evidence;
  cancel.disabled = !running;
  // A button that cannot be pressed any more must not take the focus with it.
  if (focused instanceof HTMLButtonElement && focused.disabled) view.focus();
  state.textContent = running ? words.running : notice;
}
