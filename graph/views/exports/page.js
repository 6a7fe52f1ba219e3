// The picture of a page that was taken away: moves, zooms, and says what is behind a line.
// Every text is written as text; nothing here reads a label as markup.
"use strict";

/** @type {PageData} */
const data = JSON.parse(part("#data").textContent ?? "");
const [view, stage, about] = [part(".view"), part(".stage"), part(".about")];
const dark = matchMedia("(prefers-color-scheme: dark)");
const things = new Map(data.nodes.map((node) => [node.id, node]));
const lines = new Map(data.edges.map((edge) => [edge.id, edge]));

view.classList.add("live");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let letters = 13;
/** @type {PageChoice} */
let chosen = { nodes: [], edges: [] };
paint();
const network = new vis.Network(stage, { nodes, edges }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { size: 11, chosen: false },
  edges: {
    chosen: false, selectionWidth: 0, hoverWidth: 0, smooth: false, arrowStrikethrough: false,
    arrows: { to: { enabled: true, scaleFactor: 0.55 } },
  },
  interaction: { selectConnectedEdges: false, tooltipDelay: 1e9 },
});
part(".vis-network").tabIndex = -1;
network.on("click", (event) => choose(event));
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(nodes.length); });
fit();
dark.addEventListener("change", paint);
addEventListener("resize", fit);
// Only with Ctrl, as in maps: else whoever scrolls the page would be caught by the picture.
stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) event.stopPropagation();
}, { capture: true });

for (const [name, act] of Object.entries({
  in: () => zoom(1.35), out: () => zoom(1 / 1.35), fit,
})) {
  part(`[data-do=${name}]`).addEventListener("click", act);
}
/** @type {Map<string, [across: number, down: number]>} */
const STEPS = new Map([
  ["ArrowLeft", [-60, 0]], ["ArrowRight", [60, 0]], ["ArrowUp", [0, -60]], ["ArrowDown", [0, 60]],
]);
stage.addEventListener("keydown", (event) => {
  const step = STEPS.get(event.key);
  if (step) {
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: x + step[0] / scale, y: y + step[1] / scale } });
  } else if (event.key === "+") zoom(1.35);
  else if (event.key === "-") zoom(1 / 1.35);
  else if (event.key === "0") fit();
  else if (event.key === "Escape") choose({ nodes: [], edges: [] });
  else return;
  event.preventDefault();
});
// The table leads to the picture, for those who cannot point at a line.
for (const row of rows()) {
  const [, cell] = row.cells;
  if (!cell) continue;
  const button = made("button", cell.textContent ?? "");
  button.type = "button";
  button.addEventListener("click", () => {
    choose({ nodes: [], edges: [row.dataset.line ?? ""] });
    view.scrollIntoView({ block: "nearest" });
  });
  cell.replaceChildren(button);
}
// For whoever tests the page: where everything is in the window.
globalThis.whereabouts = () => {
  const box = stage.getBoundingClientRect();
  const places = network.getPositions();
  return Object.fromEntries(Object.entries(places).map(([id, place]) => {
    const { x, y } = network.canvasToDOM(place);
    return [id, { x: x + box.left, y: y + box.top }];
  }));
};

/**
 * The one element that a selector finds.
 *
 * @param {string} selector
 */
function part(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`The page has no ${selector}.`);
}

/** The rows of the table of lines. */
function rows() {
  return /** @type {NodeListOf<HTMLTableRowElement>} */ (
    document.querySelectorAll("tr[data-line]"));
}

/**
 * @template {PageNode | PageLine} One
 * @param {Map<string, One>} known
 * @param {string} id
 */
function one(known, id) {
  const found = known.get(id);
  if (found) return found;
  throw new Error(`Nothing in the page is called ${id}.`);
}

/** @param {number} factor */
function zoom(factor) {
  network.moveTo({ scale: Math.max(0.1, Math.min(4, network.getScale() * factor)) });
  read();
}

/** Keeps letters large enough to be read where the picture is made small to fit. */
function read() {
  letters = Math.max(13, Math.min(17, 11 / network.getScale()));
  paint();
}

function fit() {
  network.setSize("100%", "100%");
  network.fit({ animation: false, maxZoomLevel: 1.2 });
  read();
}

/**
 * What is lit: what was chosen and what it touches; everything where nothing was.
 *
 * @param {"node" | "edge"} kind
 * @param {string} id
 */
function isLit(kind, id) {
  const [[thing], [line]] = [chosen.nodes, chosen.edges];
  if (thing !== undefined) {
    const touches = (/** @type {PageLine} */ { from, to }) => from === thing || to === thing;
    if (kind === "edge") return touches(one(lines, id));
    return id === thing || data.edges.some((each) => (
      touches(each) && (each.from === id || each.to === id)));
  }
  if (line !== undefined) {
    const { from, to } = one(lines, line);
    return kind === "edge" ? id === line : id === from || id === to;
  }
  return true;
}

function paint() {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const [text, muted] = [colour("--text"), colour("--muted")];
  const [line, ground] = [colour("--line"), colour("--ground")];
  const few = data.edges.length < 25;
  nodes.update(data.nodes.map(({ id, label, shape, group, x, y, size }) => {
    const look = data.kinds[group] ?? { hollow: false, light: text, dark: text };
    const own = dark.matches ? look.dark : look.light;
    const lit = isLit("node", id);
    const border = chosen.nodes[0] === id ? text : look.hollow ? own : ground;
    return {
      id, label, shape, size, ...(nodes.get(id) ? {} : { x, y }),
      opacity: lit ? 1 : 0.3,
      color: { background: look.hollow ? ground : own, border },
      borderWidth: look.hollow || chosen.nodes[0] === id ? 3 : 1,
      font: { size: letters, color: lit ? text : muted, face: "system-ui, sans-serif",
        strokeWidth: 4, strokeColor: ground, vadjust: 0 },
    };
  }));
  edges.update(data.edges.map((edge) => {
    const lit = isLit("edge", edge.id);
    const named = lit && (few || chosen.nodes.length || chosen.edges.length);
    return {
      ...edge,
      label: named ? edge.words : "",
      dashes: edge.tied ? [2, 4] : edge.disputed ? [7, 5] : false,
      arrows: { to: { enabled: !edge.tied } },
      width: edge.weight * (lit && (chosen.nodes.length || chosen.edges.length) ? 2 : 1.2),
      color: { color: line, opacity: lit ? 1 : 0.2 },
      font: { size: letters * 0.88, color: muted, face: "system-ui, sans-serif", strokeWidth: 4,
        strokeColor: ground, align: "horizontal" },
    };
  }));
}

/** @param {PageChoice} choice */
function choose({ nodes: found, edges: crossed }) {
  chosen = found.length ? { nodes: found, edges: [] } : { nodes: [], edges: crossed.slice(0, 1) };
  paint();
  const [[thing], [line]] = [chosen.nodes, chosen.edges];
  for (const row of rows()) row.classList.toggle("chosen", row.dataset.line === line);
  if (thing !== undefined) tellThing(one(things, thing));
  else if (line !== undefined) tellLine(one(lines, line));
  else about.replaceChildren(made("p", data.words.hint));
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 */
function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {PageNode} thing */
function tellThing(thing) {
  const list = document.createElement("ul");
  for (const line of data.edges) {
    if (line.from === thing.id) list.append(made("li", `${line.words} · ${one(things, line.to).name}`));
    else if (line.to === thing.id) {
      list.append(made("li", `${line.inverse} · ${one(things, line.from).name}`));
    }
  }
  about.replaceChildren(made("h2", thing.name), made("p", thing.kind), list);
}

/** @param {PageLine} line */
function tellLine(line) {
  const list = document.createElement("ul");
  for (const { said, where, document: number, known, agrees } of line.statements) {
    const item = made("li", agrees ? "" : data.words.otherwise.replace("{said}", () => said));
    const link = made("a", `[${number}]`);
    link.href = `#source-${number}`;
    item.append(data.words.of.replace("{where}", () => where), link, known ? ` (${known})` : "");
    list.append(item);
  }
  const none = made("p", data.words.none);
  about.replaceChildren(
    made("h2", data.words.why),
    made("p", line.sentence),
    line.statements.length ? list : none,
  );
}
