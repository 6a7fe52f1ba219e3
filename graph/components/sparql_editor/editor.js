// The editor of a page: a field for the query and the buttons below it. Python hears what is asked
// for ("act": run, cancel, format; "ask": names of things) and answers with new data.

const CODEMIRROR = Symbol.for("cbrn-graph.codemirror");
const ASK_PATIENCE = 10_000;

// By key: an editor that leaves the page comes back with its text, its cursor and its undo.
const desks = new Map();

export default function main({ parentElement, data, setStateValue }) {
  const desk = deskOf(data);
  const turn = ++desk.turn;
  desk.setStateValue = setStateValue;
  desk.data = data;
  hear(desk, data);
  library().then(({ cm, vocabulary }) => {
    if (turn !== desk.turn) return;
    desk.cm = cm;
    desk.vocabulary = vocabulary;
    if (!desk.view) open(desk, data);
    if (desk.root.parentNode !== parentElement) {
      const writing = desk.view.hasFocus;
      parentElement.append(desk.root);
      desk.view.setRoot(parentElement.getRootNode());
      if (writing) desk.view.focus();
    }
    update(desk, data);
  });
  return () => {
    if (turn !== desk.turn) return;
    desk.turn += 1;
    desk.setStateValue = null;
    desk.root?.remove();
  };
}

/** The promise of CodeMirror, which a component of its own brings into the page once. */
function library() {
  globalThis[CODEMIRROR] ??= {};
  const held = globalThis[CODEMIRROR];
  held.promise ??= new Promise((resolve) => { held.resolve = resolve; });
  return held.promise.then((cm) => ({ cm, vocabulary: held.vocabulary }));
}

function deskOf(data) {
  if (!desks.has(data.key)) {
    desks.set(data.key, {
      turn: 0, serial: 0, asked: new Map(), labels: new Map(), unnamed: new Set(), view: null,
      wish: null, fault: 0, faulty: null, act: 0,
    });
  }
  return desks.get(data.key);
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function open(desk, data) {
  const { words } = data;
  const button = (name, act) => make("button", { type: "button", textContent: name, onclick: act });
  desk.field = make("div", { className: "field" });
  desk.run = button(words.run, () => act(desk, "run"));
  desk.run.className = "first";
  desk.cancel = button(words.cancel, () => act(desk, "cancel"));
  desk.format = button(words.format, () => act(desk, "format"));
  desk.state = make("span", { className: "state", role: "status" });
  const hint = make("p", { className: "hint", id: "hint", textContent: words.hint });
  desk.bar = make("div", { className: "bar" }, desk.run, desk.cancel, desk.format, desk.state, hint);
  desk.root = make("div", { className: "sparql-editor" }, desk.field, desk.bar);
  desk.wish = data.wish;
  desk.view = new desk.cm.EditorView({
    parent: desk.field,
    state: stateOf(desk, data),
  });
  // For whoever tests or mends the page: the text, all of it.
  desk.root.text = () => desk.view.state.doc.toString();
}

function stateOf(desk, data) {
  const { cm } = desk;
  const run = () => { act(desk, "run"); return true; };
  return cm.EditorState.create({
    doc: data.text,
    extensions: [
      cm.Prec.highest(cm.keymap.of([
        { key: "Mod-Enter", run },
        { key: "Ctrl-Enter", run },
        { key: "Shift-Alt-f", run: () => { act(desk, "format"); return true; } },
      ])),
      cm.keymap.of([
        { key: "Tab", run: cm.acceptCompletion },
        ...cm.closeBracketsKeymap, ...cm.historyKeymap, ...cm.lintKeymap, ...cm.defaultKeymap,
        cm.indentWithTab,
      ]),
      cm.lineNumbers(), cm.lintGutter(), cm.highlightActiveLine(), cm.drawSelection(),
      cm.history(), cm.bracketMatching(), cm.closeBrackets(), cm.indentUnit.of("  "),
      cm.EditorView.lineWrapping, indentation(cm),
      cm.EditorView.contentAttributes.of({ "aria-label": data.words.name, "aria-describedby": "hint" }),
      cm.EditorView.updateListener.of((change) => forget(desk, change)),
      grammar(cm), colours(cm), theme(cm),
      completion(cm, desk), labelsBeside(cm, desk), meanings(cm, desk),
    ],
  });
}

// ---- to Python ----------------------------------------------------------------------------

function act(desk, what) {
  if (what === "cancel" ? !isRunning(desk) : isRunning(desk)) return;
  desk.serial += 1;
  desk.act = desk.serial;
  desk.setStateValue?.("act", { serial: desk.serial, what, text: desk.view.state.doc.toString() });
  if (what === "run") tell(desk);
}

/** Asks Python about things; what is not answered in time has no answer. */
function ask(desk, { phrases = [], prefix = "", names = [] }, context = null) {
  const serial = ++desk.serial;
  return new Promise((resolve) => {
    const answer = (found) => {
      if (!desk.asked.delete(serial)) return;
      clearTimeout(late);
      resolve(found);
    };
    const late = setTimeout(() => answer({ things: [], labels: {} }), ASK_PATIENCE);
    desk.asked.set(serial, { request: { serial, phrases, prefix, names }, answer, context });
    for (const [old, { context: its, answer: drop }] of desk.asked) {
      if (old !== serial && its?.aborted) drop({ things: [], labels: {} });
    }
    // All that still wait are named each time, so that none is lost when two come at once.
    const requests = [...desk.asked.values()].map(({ request }) => request);
    desk.setStateValue?.("ask", { serial, requests });
  });
}

/** Takes over what Python found for whoever asked. */
function hear(desk, data) {
  desk.serial = Math.max(desk.serial, data.heard);
  for (const { serial, things, labels } of data.found) {
    desk.asked.get(serial)?.answer({ things, labels });
  }
}

// ---- from Python --------------------------------------------------------------------------

function isRunning(desk) {
  return desk.data.running || (desk.act > desk.data.heard);
}

function update(desk, data) {
  if (data.wish !== desk.wish) {
    desk.wish = data.wish;
    rewrite(desk, data.text);
  }
  if (data.fault.number !== desk.fault) {
    desk.fault = data.fault.number;
    mark(desk, data.fault);
  }
  tell(desk);
}

/** Puts another text into the field, as one step that can be undone; what is the same stays. */
function rewrite(desk, text) {
  const { view, cm } = desk;
  const old = view.state.doc.toString();
  if (old === text) return;
  let from = 0;
  while (from < Math.min(old.length, text.length) && old[from] === text[from]) from += 1;
  let same = 0;
  const room = Math.min(old.length, text.length) - from;
  while (same < room && old[old.length - 1 - same] === text[text.length - 1 - same]) same += 1;
  view.dispatch({
    changes: { from, to: old.length - same, insert: text.slice(from, text.length - same) },
    annotations: cm.isolateHistory.of("full"),
    scrollIntoView: true,
  });
}

/** Marks the place of a mistake, or takes the mark away. */
function mark(desk, fault) {
  const { view, cm } = desk;
  desk.faulty = null;
  const found = [];
  if (fault.line && fault.line <= view.state.doc.lines) {
    const line = view.state.doc.line(fault.line);
    // Python counts characters, the browser counts some of them twice.
    const before = Array.from(line.text).slice(0, Math.max(fault.column - 1, 0)).join("").length;
    const rest = line.text.slice(before).match(/^\S+/)?.[0].length ?? 0;
    const from = line.from + (rest || before < 1 ? before : before - 1);
    const to = Math.min(line.to, from + Math.max(rest, 1));
    found.push({ from, to, severity: "error", message: fault.message });
    desk.faulty = fault.line;
  }
  view.dispatch(cm.setDiagnostics(view.state, found));
  desk.root.dataset.faulty = desk.faulty ?? "";
}

/** Takes the mark away once its line is mended. */
function forget(desk, change) {
  if (!change.docChanged || !desk.faulty) return;
  const old = change.startState.doc;
  if (desk.faulty > old.lines) return;
  const { from, to } = old.line(desk.faulty);
  if (change.changes.touchesRange(from, to)) {
    desk.faulty = null;
    setTimeout(() => mark(desk, {}), 0);
  }
}

/** Says what goes on, and offers what can be done now. */
function tell(desk) {
  const running = isRunning(desk);
  const focused = desk.root.getRootNode().activeElement;
  desk.run.disabled = running;
  desk.format.disabled = running;
  desk.cancel.disabled = !running;
  // A button that cannot be pressed any more must not take the focus with it.
  if (focused?.disabled) desk.view.focus();
  desk.state.textContent = running ? desk.data.words.running : "";
}
