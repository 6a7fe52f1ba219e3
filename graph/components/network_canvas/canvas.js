// The canvas: vis-network for the camera and the dragging; ours for the rest.
// Streamlit calls the default function again whenever the data or the theme changes, and the
// function that it returns when the component leaves the page.

const LIBRARY = Symbol.for("cbrn-graph.vis-network");
const ZOOM = { least: 0.03, most: 4, step: 1.35, fit: 1.25 };
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

const PATIENCE = 20_000;

const views = new WeakMap();
const networks = new WeakMap();
// What a person did to each canvas, by its key: outlives leaving the page and coming back.
const memories = new Map();

export default async function show({ parentElement, data: told, setStateValue, setTriggerValue }) {
  const network = read(parentElement, told.network);
  const data = { ...told, ...network };
  let view = views.get(parentElement);
  if (!view || view.closed || !view.root.isConnected) {
    view = open(parentElement, data);
    views.set(parentElement, view);
  }
  view.turn += 1;
  const { turn } = view;
  view.tell = (selection) => setStateValue("selection", selection);
  view.act = (act) => setTriggerValue("act", act);
  const late = setTimeout(() => {
    view.empty.textContent = data.words.late;
    view.empty.hidden = false;
  }, PATIENCE);
  const vis = await library();
  clearTimeout(late);
  view.empty.textContent = data.words.empty;
  const isCurrent = turn === view.turn && !view.closed;
  if (isCurrent && isNews(view, told, network)) update(view, vis, data);
  return () => {
    if (turn === view.turn) close(view);
  };
}

/** The network as Python wrote it; what was read already is not read again. */
function read(parent, written) {
  const known = networks.get(parent);
  if (known?.written === written) return known.network;
  const network = JSON.parse(written);
  networks.set(parent, { written, network });
  return network;
}

/** Whether anything is to be drawn anew: a click runs Python again, and most often nothing is. */
function isNews(view, told, network) {
  view.theme = readTheme(view.root);
  const said = JSON.stringify([{ ...told, network: null }, view.theme]);
  const isSame = said === view.said && network === view.drawn;
  Object.assign(view, { said, drawn: network });
  return !isSame;
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
  const empty = make("p", { className: "empty", hidden: true });
  const spoken = make("p", { className: "spoken" });
  const view = {
    stage, tip, empty, spoken, turn: 0, closed: false, aimed: false, network: null, data,
    nodes: new Map(), edges: new Map(), links: new Map(), ranked: [], labels: [],
    broken: new Map(), scale: 1,
    selected: null, hovered: null, lit: null, cursor: null, cursorLine: null, keyed: false,
  };
  view.outside = make("button", {
    className: "outside", type: "button", hidden: true, onclick: () => fit(view, true),
  });
  view.legend = make("ul", { className: "legend" });
  view.legend.setAttribute("aria-label", data.words.legend);
  view.tools = make(
    "div",
    { className: "tools" },
    button("+", data.words.zoomIn, () => zoom(view, ZOOM.step)),
    button("−", data.words.zoomOut, () => zoom(view, 1 / ZOOM.step)),
    button("⤢", data.words.fit, () => fit(view, true)),
  );
  view.root = make("div", { className: "network-canvas" }, stage, view.tools, view.outside, tip, empty, hint, spoken);
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-describedby", "hint");
  view.tools.setAttribute("role", "group");
  view.tools.setAttribute("aria-label", data.words.tools);
  tip.setAttribute("aria-hidden", "true");
  spoken.setAttribute("aria-live", "polite");
  listen(view);
  // For whoever tests or mends the page: where everything is on the screen now.
  view.root.whereabouts = () => whereabouts(view);
  parent.append(view.root, view.legend);
  return view;
}

function close(view) {
  view.closed = true;
  view.resized?.disconnect();
  view.network?.destroy();
  view.root.remove();
  view.legend.remove();
}

function listen(view) {
  const { stage } = view;
  stage.addEventListener("keydown", (event) => press(view, event));
  for (const part of [view.root, view.legend]) {
    part.addEventListener("keydown", (event) => turnBack(view, event));
  }
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
      selected: null, wish: 0, touched: false, stretch: 1 });
  }
  return memories.get(key);
}

function update(view, vis, data) {
  const memory = memoryOf(data.key);
  const old = { nodes: view.nodes };
  const isFirst = !view.network;
  Object.assign(view, { data, memory });
  view.broken.clear();
  view.root.style.setProperty("--canvas-height", `${data.height}px`);
  view.empty.hidden = data.nodes.length > 0;
  view.tools.hidden = data.nodes.length === 0;
  if (isFirst) start(view, vis);
  readGraph(view);
  readSelection(view, isFirst);
  const isNew = ![...view.nodes.keys()].some((id) => memory.ids.has(id));
  if (isNew) memory.moved.clear();
  if (isNew || data.focus !== memory.focus) memory.stretch = stretchToFit(view);
  spread(view, old.nodes);
  aim(view, isFirst, isNew);
  tellChange(view, isFirst || isNew, old.nodes);
  showLegend(view);
  restyle(view);
  const things = data.nodes.length === 1 ? "1 thing" : `${data.nodes.length} things`;
  view.stage.setAttribute("aria-label", `${data.words.name} ${things}, ${lineCount(view.edges.size)}`);
  redraw(view);
}

/** Takes over what the page wishes to be selected, and forgets what is no longer there. */
function readSelection(view, isFirst) {
  const { data, memory } = view;
  if (isFirst) view.selected = memory.selected;
  if (data.wish.number !== memory.wish) {
    const { number, kind, id } = data.wish;
    memory.wish = number;
    if (number > 0) view.selected = id === null ? null : { kind, id };
  }
  if (view.selected && !exists(view, view.selected)) view.selected = null;
  if (view.hovered && !exists(view, view.hovered)) [view.hovered, view.tip.hidden] = [null, true];
  if (!view.nodes.has(view.cursor)) view.cursor = null;
  if (!view.edges.has(view.cursorLine)) view.cursorLine = null;
  memory.selected = view.selected;
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
    view.nodes.set(given.id, { ...given, from: { x: given.x, y: given.y } });
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

/** Puts every thing where Python or a person's hand wants it, in the proportions of the stage. */
function spread(view, old) {
  const { moved, stretch } = view.memory;
  for (const node of view.nodes.values()) {
    const { x, y } = moved.get(node.id)?.to ?? node.from;
    Object.assign(node, { x, y: y * stretch });
  }
  sync(view.nodeSet, old, view.nodes, ({ id, x, y }) => ({ id, x, y }));
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

function start(view, vis) {
  view.nodeSet = new vis.DataSet();
  const draw = ({ ctx, id }) => {
    const node = view.nodes.get(id);
    const size = node ? 1.9 * radiusOf(view, node) : 1;
    return {
      drawNode: () => { if (node) paintNode(ctx, view, node); },
      nodeDimensions: { width: size, height: size },
    };
  };
  view.network = new vis.Network(view.stage, { nodes: view.nodeSet, edges: [] }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: draw, size: RADIUS.node, chosen: false, borderWidth: 0 },
    interaction: { hover: false, zoomSpeed: 0.7 },
  });
  const frame = view.stage.querySelector(".vis-network");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  follow(view);
}

function follow(view) {
  const { network } = view;
  network.on("beforeDrawing", (ctx) => {
    view.scale = network.getScale();
    paintHeadings(ctx, view);
    paintLines(ctx, view);
  });
  network.on("afterDrawing", (ctx) => {
    paintLabels(ctx, view);
    // Drawn before it was aimed, the picture shows no view that anybody has chosen.
    if (view.aimed) view.memory.camera = { position: network.getViewPosition(), scale: view.scale };
    view.root.dataset.drawn = view.nodes.size;
  });
  network.on("click", ({ pointer }) => choose(view, under(view, pointer.DOM)));
  network.on("doubleClick", ({ pointer }) => {
    const found = under(view, pointer.DOM);
    if (found?.kind === "node") ask(view, "expand", found.id);
  });
  network.on("dragStart", () => hover(view, null));
  network.on("dragging", ({ nodes }) => place(view, nodes));
  network.on("dragEnd", ({ nodes }) => {
    place(view, nodes);
    if (!nodes.length) view.memory.touched = true;
    for (const id of nodes) pin(view, id);
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
    if (view.memory.touched || view.closed || !view.nodes.size) return;
    view.memory.stretch = stretchToFit(view);
    spread(view, view.nodes);
    fit(view, false);
  });
  view.resized.observe(view.stage);
  document.fonts.ready.then(() => { view.broken.clear(); redraw(view); });
}
