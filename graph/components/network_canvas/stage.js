// The picture on the page: its elements, and vis-network for the camera and the dragging.

/** @import { Data, Parts, View } from "./view.js" */
/** @import { VisLibrary, VisNetwork } from "./vis_network.js" */
import { make, signButton } from "../browser/elements.js";
import { ask, choose, hover, pin, place } from "./acts.js";
import { allowedScale, fillScreen, fit, redraw, restretch, thicken, zoom, ZOOM } from "./camera.js";
import { readColours } from "./colours.js";
import { Crowd } from "./crowd.js";
import { moveCursor, press, startOf, turnBack } from "./keyboard.js";
import { layLabels, paintHeadings, paintLabels } from "./labels.js";
import { paintLines } from "./lines.js";
import { paintLand } from "./land.js";
import { memoryOf } from "./memory.js";
import { beginLasso, listenForMenu } from "./menu.js";
import { listenForPrinter } from "./paper.js";
import { group, listenForSeveral, paintSweep } from "./several.js";
import { spread } from "./reading.js";
import { RADIUS, radiusOf } from "./shapes.js";
import { paintNode } from "./things.js";
import { listenForYears } from "./years.js";
import { struck, under, whereabouts } from "./under_pointer.js";

/**
 * The elements of a canvas, before anything is drawn on it.
 *
 * @param {HTMLElement} parent
 * @param {Pick<Data, "words">} data
 * @returns {Parts}
 */
export function build(parent, { words }) {
  const stage = make("div", { className: "stage", tabIndex: 0, role: "application" });
  stage.setAttribute("aria-describedby", "hint");
  const tools = make("div", { className: "tools", role: "group", ariaLabel: words.tools });
  const outside = make("button", { className: "outside", type: "button", hidden: true });
  const tip = make("div", { className: "tip", hidden: true, ariaHidden: "true" });
  const empty = make("p", { className: "empty", hidden: true });
  const hint = make("p", { className: "spoken", id: "hint" }, words.hint);
  const spoken = make("p", { className: "spoken", ariaLive: "polite" });
  const told = make("div", { className: "told" });
  const wheel = make("p", { className: "wheel", hidden: true }, words.wheel);
  const legend = make("ul", { className: "legend", ariaLabel: words.legend });
  const menu = make("div", { className: "menu", hidden: true, ariaLabel: words.menu });
  menu.setAttribute("role", "menu");
  const years = make("div", { className: "years", hidden: true });
  const parts = [stage, told, legend, tools, outside, wheel, tip, menu, years, empty, hint, spoken];
  const root = make("div", { className: "network-canvas" }, ...parts);
  parent.append(root);
  return { root, stage, tools, tip, empty, outside, spoken, legend, told, wheel, menu, years };
}

/**
 * An empty picture on these elements, which follows what its reader does.
 *
 * @param {Parts} parts
 * @param {VisLibrary} vis
 * @param {Data} data
 * @returns {View}
 */
export function start(parts, vis, data) {
  const nodeSet = new vis.DataSet();
  /** @type {View} */
  const view = {
    ...parts,
    data,
    memory: memoryOf(data.key),
    theme: readColours(parts.root),
    nodeSet,
    network: drawn(() => view, vis, parts.stage, nodeSet),
    nodes: new Map(),
    lines: new Map(),
    ranked: [],
    labels: [],
    labelOf: new Map(),
    crowd: new Crowd(80),
    broken: new Map(),
    scale: 1,
    selected: null,
    hovered: null,
    lit: null,
    cursor: null,
    cursorLine: null,
    keyed: false,
    focused: false,
    group: new Set(),
    hubs: new Set(),
    strong: 0,
    tones: new Map(),
    sweep: null,
    lassoing: false,
    aimed: false,
    closed: false,
    serial: 0,
    acted: 0,
    unheard: [],
    leavePrinter: () => {},
    leaveYears: () => {},
    brush: null,
    playing: null,
    // Whoever has not chosen a part of the picture keeps seeing all of it.
    resized: new ResizeObserver(() => refit(view)),
    tell: () => {},
    act: () => {},
    several: () => {},
  };
  view.tools.append(...toolsOf(view));
  view.outside.onclick = () => fit(view, true);
  // For whoever tests or mends the page: where everything is on the screen now.
  view.root.whereabouts = () => whereabouts(view);
  view.root.struck = () => struck(view);
  listenForSeveral(view);
  listen(view);
  follow(view);
  listenForMenu(view);
  view.leavePrinter = listenForPrinter(view);
  listenForYears(view);
  view.resized.observe(view.stage);
  document.fonts.ready.then(() => { view.broken.clear(); redraw(view); });
  return view;
}

/** @param {View} view */
function toolsOf(view) {
  const { words } = view.data;
  return [
    signButton("+", words.zoomIn, () => zoom(view, ZOOM.step)),
    signButton("−", words.zoomOut, () => zoom(view, 1 / ZOOM.step)),
    signButton("⤢", words.fit, () => fit(view, true)),
    signButton("□", words.whole, () => fillScreen(view)),
    signButton("◌", words.around, () => beginLasso(view)),
  ];
}

/** @param {View} view */
export function close(view) {
  view.closed = true;
  view.leavePrinter();
  view.leaveYears();
  view.resized.disconnect();
  view.network.destroy();
}

/** @param {View} view */
function refit(view) {
  if (view.memory.touched || view.closed || !view.nodes.size) return;
  restretch(view);
  spread(view, view.nodes.keys());
  fit(view, false);
}

/**
 * vis-network on the stage; it asks for each thing to be drawn.
 *
 * @param {() => View} viewNow
 * @param {VisLibrary} vis
 * @param {HTMLElement} stage
 * @param {View["nodeSet"]} nodes
 * @returns {VisNetwork}
 */
function drawn(viewNow, vis, stage, nodes) {
  const draw = (/** @type {{ ctx: CanvasRenderingContext2D, id: string }} */ { ctx, id }) => {
    const view = viewNow();
    const node = view.nodes.get(id);
    const size = node ? 1.9 * radiusOf(view, node) : 1;
    return {
      drawNode: () => { if (node) paintNode(ctx, view, node); },
      nodeDimensions: { width: size, height: size },
    };
  };
  const network = new vis.Network(stage, { nodes, edges: [] }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: draw, size: RADIUS.node, chosen: false, borderWidth: 0 },
    interaction: { hover: false, zoomSpeed: 0.7 },
  });
  const frame = stage.querySelector(".vis-network");
  if (frame instanceof HTMLElement) Object.assign(frame, { tabIndex: -1, ariaHidden: "true" });
  return network;
}

/** @param {View} view */
function listen(view) {
  const { stage } = view;
  stage.addEventListener("keydown", (event) => press(view, event));
  view.root.addEventListener("keydown", (event) => turnBack(view, event));
  stage.addEventListener("wheel", (event) => leaveWheel(view, event), { capture: true });
  stage.addEventListener("focus", () => {
    view.focused = true;
    view.keyed = stage.matches(":focus-visible");
    if (view.keyed && !view.cursor) moveCursor(view, startOf(view));
    redraw(view);
  });
  stage.addEventListener("blur", () => {
    Object.assign(view, { keyed: false, focused: false });
    redraw(view);
  });
  stage.addEventListener("pointerdown", () => {
    view.keyed = false;
    stage.focus({ preventScroll: true });
  }, { capture: true });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !event.buttons && view.menu.hidden) hover(view, event);
  });
  stage.addEventListener("pointerleave", () => hover(view, null));
}

/**
 * Leaves the wheel to the page until the picture has the focus, and says how it gets it.
 *
 * @param {View} view
 * @param {WheelEvent} event
 */
function leaveWheel(view, event) {
  const { wheel } = view;
  const isOurs = view.focused || event.ctrlKey || event.metaKey;
  wheel.hidden = isOurs;
  if (isOurs) return;
  event.stopPropagation();
  clearTimeout(Number(wheel.dataset.until));
  wheel.dataset.until = String(setTimeout(() => { wheel.hidden = true; }, 1_500));
}

/** @param {View} view */
function follow(view) {
  const { network } = view;
  network.on("beforeDrawing", (pen) => {
    view.scale = network.getScale();
    paintLand(pen, view);
    paintHeadings(pen, view);
    layLabels(pen, view);
    paintLines(pen, view);
  });
  network.on("afterDrawing", (pen) => {
    paintLabels(pen, view);
    paintSweep(pen, view);
    // Drawn before it was aimed, the picture shows no view that anybody has chosen.
    if (view.aimed) view.memory.camera = { position: network.getViewPosition(), scale: view.scale };
    view.root.dataset.drawn = String(view.nodes.size);
  });
  network.on("click", ({ pointer }) => {
    const found = under(view, pointer.DOM);
    if (!found && view.group.size) group(view, []);
    else choose(view, found);
  });
  network.on("doubleClick", ({ pointer }) => {
    const found = under(view, pointer.DOM);
    if (found?.kind === "node") ask(view, "expand", found.id);
  });
  network.on("dragStart", ({ nodes }) => {
    hover(view, null);
    // What is selected with the thing that is dragged goes along.
    if (nodes.some((id) => view.group.has(id))) network.selectNodes([...view.group]);
  });
  network.on("dragging", ({ nodes }) => place(view, nodes));
  network.on("dragEnd", ({ nodes }) => {
    place(view, nodes);
    if (!nodes.length) view.memory.touched = true;
    pin(view, nodes);
    network.unselectAll();
  });
  network.on("zoom", ({ scale }) => {
    const allowed = allowedScale(scale);
    const { memory } = view;
    memory.touched = true;
    if (allowed !== scale && memory.camera) network.moveTo({ ...memory.camera, scale: allowed });
    thicken(view);
  });
}
