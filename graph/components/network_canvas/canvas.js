// The canvas: vis-network for the camera, the lines and the dragging; ours for the rest.
// Streamlit calls the default function again whenever the data or the theme changes, and the
// function that it returns when the component leaves the page.

const LIBRARY = Symbol.for("cbrn-graph.vis-network");
const ZOOM = { least: 0.08, most: 4, step: 1.35, fit: 1.25 };
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

const views = new WeakMap();
// What a person did to each canvas, by its key: outlives leaving the page and coming back.
const memories = new Map();

export default async function show({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view || view.closed || !view.root.isConnected) {
    view = open(parentElement, data);
    views.set(parentElement, view);
  }
  view.turn += 1;
  const { turn } = view;
  view.tell = (selection) => setStateValue("selection", selection);
  const vis = await library();
  if (turn === view.turn && !view.closed) update(view, vis, data);
  return () => {
    if (turn === view.turn) close(view);
  };
}

/** The promise of vis-network, which a component of its own brings into the page once. */
function library() {
  if (!globalThis[LIBRARY]) {
    const waiting = {};
    waiting.promise = new Promise((resolve) => { waiting.resolve = resolve; });
    globalThis[LIBRARY] = waiting;
  }
  return globalThis[LIBRARY].promise;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function open(parent, data) {
  const stage = make("div", { className: "stage", tabIndex: 0 });
  const button = (sign, name, act) => {
    const made = make("button", { type: "button", textContent: sign, title: name, onclick: act });
    made.setAttribute("aria-label", name);
    return made;
  };
  const hint = make("p", { className: "spoken", id: "hint" }, data.words.hint);
  const tip = make("div", { className: "tip", hidden: true });
  const empty = make("p", { className: "empty", hidden: true }, data.words.empty);
  const spoken = make("p", { className: "spoken" });
  const view = {
    stage, tip, empty, spoken, turn: 0, closed: false, network: null, data,
    nodes: new Map(), edges: new Map(), links: new Map(), ranked: [], labels: [],
    styles: new Map(), broken: new Map(), scale: 1, thick: 1,
    selected: null, hovered: null, lit: null, cursor: null, keyed: false,
  };
  const tools = make(
    "div",
    { className: "tools" },
    button("+", data.words.zoomIn, () => zoom(view, ZOOM.step)),
    button("−", data.words.zoomOut, () => zoom(view, 1 / ZOOM.step)),
    button("⤢", data.words.fit, () => fit(view, true)),
  );
  view.root = make("div", { className: "network-canvas" }, stage, tools, tip, empty, hint, spoken);
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-describedby", "hint");
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", data.words.tools);
  tip.setAttribute("aria-hidden", "true");
  spoken.setAttribute("aria-live", "polite");
  listen(view);
  // For whoever tests or mends the page: where everything is on the screen now.
  view.root.whereabouts = () => whereabouts(view);
  parent.append(view.root);
  return view;
}

function close(view) {
  view.closed = true;
  view.resized?.disconnect();
  view.network?.destroy();
  view.root.remove();
}

function listen(view) {
  const { stage } = view;
  stage.addEventListener("keydown", (event) => press(view, event));
  stage.addEventListener("focus", () => {
    view.keyed = stage.matches(":focus-visible");
    if (view.keyed && !view.cursor) moveCursor(view, startOf(view));
    redraw(view);
  });
  stage.addEventListener("blur", () => { view.keyed = false; redraw(view); });
  stage.addEventListener("pointerdown", () => {
    view.keyed = false;
    stage.focus({ preventScroll: true });
  }, { capture: true });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !event.buttons) hover(view, event);
  });
  stage.addEventListener("pointerleave", () => hover(view, null));
}

// ---- data ---------------------------------------------------------------------------------

function memoryOf(key) {
  if (!memories.has(key)) {
    memories.set(key, { ids: new Set(), moved: new Map(), focus: null, camera: null,
      selected: null, wish: 0, touched: false });
  }
  return memories.get(key);
}

function update(view, vis, data) {
  const memory = memoryOf(data.key);
  const old = { nodes: view.nodes, edges: view.edges };
  const isFirst = !view.network;
  Object.assign(view, { data, memory, theme: readTheme(view.root) });
  view.broken.clear();
  view.root.style.setProperty("--canvas-height", `${data.height}px`);
  view.empty.hidden = data.nodes.length > 0;
  readGraph(view);
  if (isFirst) start(view, vis);
  sync(view.nodeSet, old.nodes, view.nodes, ({ id, x, y }) => ({ id, x, y }));
  view.styles.clear();
  sync(view.edgeSet, old.edges, view.edges, (edge) => lineOptions(view, edge));
  aim(view, isFirst);
  if (isFirst) view.selected = memory.selected;
  if (data.wish.number !== memory.wish) {
    const { number, kind, id } = data.wish;
    memory.wish = number;
    if (number > 0) view.selected = id === null ? null : { kind, id };
  }
  if (view.selected && !exists(view, view.selected)) view.selected = null;
  if (!view.nodes.has(view.cursor)) view.cursor = null;
  if (view.hovered && !exists(view, view.hovered)) hover(view, null);
  memory.selected = view.selected;
  restyle(view);
  const things = data.nodes.length;
  const [counted, lines] = [things === 1 ? "1 thing" : `${things} things`, lineCount(view.edges.size)];
  view.stage.setAttribute("aria-label", `${data.words.name} ${counted}, ${lines}`);
  redraw(view);
}

function readGraph(view) {
  const { data, memory } = view;
  view.nodes = new Map();
  view.links = new Map();
  for (const given of data.nodes) {
    const moved = memory.moved.get(given.id);
    // What a person dragged stays there until Python itself gives the thing another place.
    const stays = moved && moved.from.x === given.x && moved.from.y === given.y;
    if (moved && !stays) memory.moved.delete(given.id);
    view.nodes.set(given.id, { ...given, ...(stays ? moved.to : {}), from: { x: given.x, y: given.y } });
    view.links.set(given.id, []);
  }
  view.edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  for (const edge of data.edges) {
    view.links.get(edge.from).push(edge.id);
    if (edge.to !== edge.from) view.links.get(edge.to).push(edge.id);
  }
  const lines = (node) => view.links.get(node.id).length;
  view.ranked = [...view.nodes.values()].sort((a, b) => lines(b) - lines(a));
}

/** Brings a DataSet from the old content to the new one, touching only what differs. */
function sync(set, old, now, options) {
  const gone = [...old.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  const wanted = [...now.values()].map(options);
  const changed = wanted.filter((item) => {
    const known = set.get(item.id);
    return !known || Object.keys(item).some(
      (name) => JSON.stringify(known[name]) !== JSON.stringify(item[name]),
    );
  });
  if (changed.length) set.update(changed);
}

function lineOptions(view, edge) {
  const style = lineStyle(view, edge);
  view.styles.set(edge.id, JSON.stringify(style));
  const options = { id: edge.id, from: edge.from, to: edge.to, smooth: edge.smooth ?? false, ...style };
  if (edge.selfReference) options.selfReference = { ...edge.selfReference, renderBehindTheNode: false };
  return options;
}

function start(view, vis) {
  view.nodeSet = new vis.DataSet();
  view.edgeSet = new vis.DataSet();
  const draw = ({ ctx, id }) => {
    const node = view.nodes.get(id);
    const size = node ? 1.9 * radiusOf(view, node) : 1;
    return {
      drawNode: () => { if (node) paintNode(ctx, view, node); },
      nodeDimensions: { width: size, height: size },
    };
  };
  view.network = new vis.Network(view.stage, { nodes: view.nodeSet, edges: view.edgeSet }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: draw, size: RADIUS.node, chosen: false, borderWidth: 0 },
    edges: {
      smooth: false, chosen: false, hoverWidth: 0, selectionWidth: 0,
      arrows: { to: { enabled: true, scaleFactor: 0.55 } }, arrowStrikethrough: false,
    },
    interaction: { selectConnectedEdges: false, hover: false, zoomSpeed: 0.7 },
  });
  const frame = view.stage.querySelector(".vis-network");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  follow(view);
}

function follow(view) {
  const { network } = view;
  network.on("beforeDrawing", () => { view.scale = network.getScale(); });
  network.on("afterDrawing", (ctx) => {
    paintLabels(ctx, view);
    view.memory.camera = { position: network.getViewPosition(), scale: view.scale };
    view.root.dataset.drawn = view.nodes.size;
  });
  network.on("click", ({ pointer }) => choose(view, under(view, pointer.DOM)));
  network.on("dragStart", () => hover(view, null));
  network.on("dragging", ({ nodes }) => place(view, nodes));
  network.on("dragEnd", ({ nodes }) => {
    place(view, nodes);
    if (!nodes.length) view.memory.touched = true;
    for (const id of nodes) {
      const { x, y, from } = view.nodes.get(id);
      view.memory.moved.set(id, { from, to: { x, y } });
    }
    network.unselectAll();
  });
  network.on("zoom", ({ scale }) => {
    const allowed = Math.max(ZOOM.least, Math.min(ZOOM.most, scale));
    view.memory.touched = true;
    if (allowed !== scale) network.moveTo({ scale: allowed, position: view.memory.camera.position });
    thicken(view);
  });
  // Whoever has not chosen a part of the picture keeps seeing all of it.
  view.resized = new ResizeObserver(() => {
    if (!view.memory.touched && !view.closed) fit(view, false);
  });
  view.resized.observe(view.stage);
  document.fonts.ready.then(() => { view.broken.clear(); redraw(view); });
}

function place(view, ids) {
  for (const [id, at] of Object.entries(view.network.getPositions(ids))) {
    Object.assign(view.nodes.get(id), at);
  }
}

// ---- camera -------------------------------------------------------------------------------

/** Shows everything when the picture or its focus is a new one; else leaves the camera alone. */
function aim(view, isFirst) {
  const { data, memory } = view;
  const isNew = ![...view.nodes.keys()].some((id) => memory.ids.has(id));
  if (isNew || data.focus !== memory.focus || !memory.camera) fit(view, !isFirst && !isNew);
  else if (isFirst && memory.touched) view.network.moveTo(memory.camera);
  else if (isFirst) fit(view, false);
  if (isNew) memory.moved.clear();
  memory.ids = new Set(view.nodes.keys());
  memory.focus = data.focus;
}

function fit(view, animated) {
  if (!view.nodes.size || !view.network || !view.stage.clientWidth) return;
  const nodes = [...view.nodes.values()];
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, right] = [Math.min(...xs) - 72, Math.max(...xs) + 72];
  const [top, bottom] = [Math.min(...ys) - 26, Math.max(...ys) + 58];
  const wide = (view.stage.clientWidth - 16) / (right - left);
  const high = (view.stage.clientHeight - 16) / (bottom - top);
  view.memory.touched = false;
  move(view, {
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.max(ZOOM.least, Math.min(wide, high, ZOOM.fit)),
  }, animated);
}

function zoom(view, factor) {
  const scale = Math.max(ZOOM.least, Math.min(ZOOM.most, view.network.getScale() * factor));
  view.memory.touched = true;
  move(view, { scale, position: view.network.getViewPosition() }, true);
}

function move(view, target, animated) {
  const calm = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = { duration: 220, easingFunction: "easeInOutQuad" };
  view.network.moveTo({ ...target, animation: calm ? false : animation });
  view.scale = calm ? target.scale : view.scale;
  if (calm) thicken(view);
  else view.network.once("animationFinished", () => thicken(view));
}

function thicken(view) {
  view.scale = view.network.getScale();
  restyle(view);
}

function redraw(view) {
  view.network?.redraw();
}

// ---- choosing -----------------------------------------------------------------------------

function exists(view, { kind, id }) {
  return (kind === "node" ? view.nodes : view.edges).has(id);
}

function isSelected(view, kind, id) {
  return view.selected?.kind === kind && view.selected.id === id;
}

function isHovered(view, kind, id) {
  return view.hovered?.kind === kind && view.hovered.id === id;
}

/** True for a thing that has nothing to do with what is selected. */
function isDimmed(view, id) {
  return view.lit !== null && !view.lit.has(id);
}

function isDimmedLine(view, edge) {
  const { selected } = view;
  if (!selected) return false;
  if (selected.kind === "edge") return edge.id !== selected.id;
  return edge.from !== selected.id && edge.to !== selected.id;
}

/** Works out what the selection lights up, and gives the lines that changed their new look. */
function restyle(view) {
  const { selected } = view;
  view.lit = null;
  if (selected) {
    const lines = selected.kind === "edge" ? [selected.id] : view.links.get(selected.id);
    view.lit = new Set(selected.kind === "node" ? [selected.id] : []);
    for (const id of lines) {
      const { from, to } = view.edges.get(id);
      view.lit.add(from).add(to);
    }
  }
  const changed = [];
  for (const edge of view.edges.values()) {
    const style = lineStyle(view, edge);
    const written = JSON.stringify(style);
    if (view.styles.get(edge.id) !== written) {
      view.styles.set(edge.id, written);
      changed.push({ id: edge.id, ...style });
    }
  }
  if (changed.length) view.edgeSet.update(changed);
}

function choose(view, found) {
  view.selected = found;
  view.memory.selected = found;
  if (found?.kind === "node") view.cursor = found.id;
  restyle(view);
  redraw(view);
  say(view, found ? `${view.data.words.selected} ${wordsFor(view, found).join(", ")}` : view.data.words.cleared);
  // The number lets Python tell a new choice from the memory of an old one.
  view.serial = Math.max(Date.now(), (view.serial ?? 0) + 1);
  view.tell({ kind: found?.kind ?? null, id: found?.id ?? null, serial: view.serial });
}

/** What lies under a point of the screen: a thing, its label, or a line, in this order. */
function under(view, point) {
  const at = view.network.DOMtoCanvas(point);
  const reach = 4 / view.scale;
  let best = null;
  let least = Infinity;
  for (const node of view.nodes.values()) {
    const far = Math.hypot(node.x - at.x, node.y - at.y) - radiusOf(view, node);
    if (far <= reach && far < least) [best, least] = [{ kind: "node", id: node.id }, far];
  }
  if (best) return best;
  const label = view.labels.find((box) => contains(box, at));
  if (label) return { kind: "node", id: label.owner };
  least = 7 / view.scale;
  for (const edge of view.edges.values()) {
    const far = distanceTo(pointsOf(view, edge), at);
    if (far < least) [best, least] = [{ kind: "edge", id: edge.id }, far];
  }
  return best;
}

function pointsOf(view, edge) {
  const bend = edge.smooth ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  return curve(view.nodes.get(edge.from), view.nodes.get(edge.to), bend, edge.selfReference);
}

function hover(view, event) {
  if (!view.network) return;
  const frame = view.stage.getBoundingClientRect();
  const point = event && { x: event.clientX - frame.left, y: event.clientY - frame.top };
  const found = point && under(view, point);
  if (found?.kind !== view.hovered?.kind || found?.id !== view.hovered?.id) {
    view.hovered = found;
    view.stage.style.cursor = found ? "pointer" : "";
    view.tip.hidden = !found;
    if (found) {
      const [first, ...rest] = wordsFor(view, found);
      view.tip.replaceChildren(make("strong", {}, first), make("span", {}, rest.join(" · ")));
    }
    restyle(view);
    redraw(view);
  }
  if (found) {
    const room = { x: frame.width - view.tip.offsetWidth, y: frame.height - view.tip.offsetHeight };
    const below = point.y + 18 > room.y - 8;
    view.tip.style.left = `${Math.max(8, Math.min(point.x + 14, room.x - 8))}px`;
    view.tip.style.top = `${below ? Math.max(8, point.y - view.tip.offsetHeight - 12) : point.y + 18}px`;
  }
}

// ---- words and keys -----------------------------------------------------------------------

function lineCount(count) {
  return count === 1 ? "1 line" : `${count} lines`;
}

/** What to say of a thing or a line: its name first, then what is known of it. */
function wordsFor(view, { kind, id }) {
  if (kind === "node") {
    const node = view.nodes.get(id);
    return [node.label, view.data.kinds[node.group].word, lineCount(view.links.get(id).length)];
  }
  const edge = view.edges.get(id);
  const [from, to] = [view.nodes.get(edge.from).label, view.nodes.get(edge.to).label];
  const documents = edge.documents === 1 ? "1 document" : `${edge.documents} documents`;
  const words = [`${from} – ${edge.label} – ${to}`, documents];
  return edge.disputed ? [...words, view.data.words.disputed] : words;
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
    Enter: () => view.cursor && choose(view, { kind: "node", id: view.cursor }),
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
  if (act) {
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

function moveCursor(view, node) {
  if (!node) return;
  view.cursor = node.id;
  say(view, wordsFor(view, { kind: "node", id: node.id }).join(", "));
  const at = view.network.canvasToDOM(node);
  const [x, y] = [at.x / view.stage.clientWidth, at.y / view.stage.clientHeight];
  if (x < 0.05 || x > 0.95 || y < 0.05 || y > 0.9) {
    view.memory.touched = true;
    move(view, { position: { x: node.x, y: node.y }, scale: view.network.getScale() }, true);
  }
  redraw(view);
}

function whereabouts(view) {
  const frame = view.stage.getBoundingClientRect();
  const onScreen = (point) => {
    const { x, y } = view.network.canvasToDOM(point);
    return { x: x + frame.left, y: y + frame.top };
  };
  const nodes = [...view.nodes.values()].map((node) => [node.id, onScreen(node)]);
  const lines = [...view.edges.values()].map((edge) => [edge.id, onScreen(along(pointsOf(view, edge), 0.5))]);
  return {
    nodes: Object.fromEntries(nodes),
    lines: Object.fromEntries(lines),
    labels: view.labels.map((box) => box.owner),
    scale: view.network.getScale(),
    selected: view.selected,
    cursor: view.cursor,
  };
}
