// The way through the picture without a pointer, and what is said on it.

function lineCount(count) {
  return count === 1 ? "1 line" : `${count} lines`;
}

/** What to say of a thing or a line: its name first, then what is known of it. */
function wordsFor(view, { kind, id }) {
  if (kind === "node") {
    const node = view.nodes.get(id);
    if (node.rest) return [node.label, view.data.words.rest];
    return [node.label, view.data.kinds[node.group].word, lineCount(view.links.get(id).length)];
  }
  const edge = view.edges.get(id);
  const [from, to] = [view.nodes.get(edge.from).label, view.nodes.get(edge.to).label];
  const words = [`${from} – ${edge.label} – ${to}`];
  if (edge.documents) words.push(edge.documents === 1 ? "1 document" : `${edge.documents} documents`);
  if (edge.disputed) words.push(view.data.words.disputed);
  if (edge.note) words.push(view.data.words.notes[edge.note]);
  return words;
}

function say(view, words) {
  view.spoken.textContent = words;
}

function startOf(view) {
  if (view.selected?.kind === "node") return view.nodes.get(view.selected.id);
  if (view.nodes.has(view.data.focus)) return view.nodes.get(view.data.focus);
  const { x, y } = view.network.getViewPosition();
  const far = (node) => Math.hypot(node.x - x, node.y - y);
  return [...view.nodes.values()].sort((a, b) => far(a) - far(b))[0];
}

function press(view, event) {
  if (!view.nodes.size || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    Enter: () => enter(view),
    e: () => view.data.acts && view.cursor && ask(view, "expand", view.cursor),
    h: () => view.data.acts && view.cursor && ask(view, "hide", view.cursor),
    l: () => nextLine(view, 1),
    L: () => nextLine(view, -1),
    Escape: () => view.selected && choose(view, null),
    "+": () => zoom(view, ZOOM.step),
    "=": () => zoom(view, ZOOM.step),
    "-": () => zoom(view, 1 / ZOOM.step),
    0: () => fit(view, true),
  }[event.key];
  if (!act && !ARROWS[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  view.keyed = true;
  if (event.shiftKey && ARROWS[event.key] && view.cursor) {
    nudge(view, ARROWS[event.key]);
  } else if (act) {
    act();
    redraw(view);
  } else if (!view.nodes.has(view.cursor)) {
    moveCursor(view, startOf(view));
  } else {
    const next = nextTowards(view.nodes.values(), view.nodes.get(view.cursor), ARROWS[event.key]);
    if (next) moveCursor(view, next);
    else say(view, view.data.words.end);
  }
}

/** Undo and redo by their usual keys, wherever in the picture or its legend the reader is. */
function turnBack(view, event) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!view.data.acts || !isCommand || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  event.stopPropagation();
  view.act({ what: event.shiftKey ? "redo" : "undo", id: "", x: 0, y: 0 });
}

function enter(view) {
  if (view.cursorLine) choose(view, { kind: "edge", id: view.cursorLine });
  else if (view.cursor) choose(view, { kind: "node", id: view.cursor });
}

/** Goes to the next line of the thing where the reader is, and says what it is. */
function nextLine(view, way) {
  const lines = view.links.get(view.cursor) ?? [];
  if (!lines.length) return say(view, view.data.words.lineless);
  const at = lines.indexOf(view.cursorLine);
  view.cursorLine = lines[(at + way + lines.length + (at < 0 && way < 0)) % lines.length];
  say(view, wordsFor(view, { kind: "edge", id: view.cursorLine }).join(", "));
  restyle(view);
}

function moveCursor(view, node) {
  if (!node) return;
  view.cursor = node.id;
  view.cursorLine = null;
  say(view, wordsFor(view, { kind: "node", id: node.id }).join(", "));
  const at = view.network.canvasToDOM(node);
  const [x, y] = [at.x / view.stage.clientWidth, at.y / view.stage.clientHeight];
  if (x < 0.05 || x > 0.95 || y < 0.05 || y > 0.9) {
    view.memory.touched = true;
    move(view, { position: { x: node.x, y: node.y }, scale: view.network.getScale() }, true);
  }
  redraw(view);
}
