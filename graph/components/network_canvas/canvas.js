// The canvas: vis-network for the camera and the dragging; ours for the rest.
// Streamlit calls the default function again whenever the data or the theme changes, and the
// function that it returns when the component leaves the page.

/** @import { Call } from "../browser/component.js" */
/** @import { Acts, Data, Network, Node, Parts, Selection, Several, Told, View } from "./view.js" */
import { make } from "../browser/elements.js";
import { counted } from "../browser/plurals.js";
import { aim, fit, noteOutside, redraw, restretch, showSelected } from "./camera.js";
import { restyle } from "./choice.js";
import { readColours } from "./colours.js";
import { hubsOf } from "./hubs.js";
import { showLegend } from "./legend.js";
import { library } from "./library.js";
import { strongTie } from "./lines.js";
import { readCards, readGraph, readNetwork, readSelection, spread } from "./reading.js";
import { build, close, start } from "./stage.js";
import { say } from "./words.js";
import { showYears } from "./years.js";

const PATIENCE = 20_000;

/**
 * A canvas on a page: its elements from the first call on, its picture once vis-network is there.
 *
 * @typedef {object} Canvas
 * @property {Parts} parts
 * @property {View | null} view
 * @property {number} turn how often it was called
 * @property {boolean} closed
 * @property {string} said what it was told last, but for the network
 * @property {Network | null} drawn the network that is drawn
 */

/** @type {WeakMap<HTMLElement, Canvas>} */
const canvases = new WeakMap();

/** @param {Call<Told, Selection | boolean, Acts | Several>} call */
export default async function show({ parentElement, data: told, setStateValue, setTriggerValue }) {
  const network = readNetwork(parentElement, told);
  const canvas = opened(parentElement, told);
  const { empty } = canvas.parts;
  canvas.turn += 1;
  const { turn } = canvas;
  const late = setTimeout(() => {
    Object.assign(empty, { textContent: told.words.late, hidden: false });
  }, PATIENCE);
  const vis = await library(told.library);
  clearTimeout(late);
  if (!vis) {
    Object.assign(empty, { textContent: told.words.late, hidden: false });
    setStateValue("drawn", true);
    return () => { if (turn === canvas.turn) leave(canvas); };
  }
  empty.textContent = told.words.empty;
  if (turn === canvas.turn && !canvas.closed) {
    const data = { ...told, ...network, cards: readCards(told) };
    const isFirst = canvas.view === null;
    const view = canvas.view ?? start(canvas.parts, vis, data);
    view.tell = (selection) => setStateValue("selection", selection);
    view.unheard = view.unheard.filter(({ serial }) => serial > told.heard);
    view.act = (act) => {
      view.acted = Math.max(Date.now(), view.acted + 1);
      // What was asked for while Python worked goes along until it is heard: no act is lost.
      view.unheard.push({ ...act, serial: view.acted });
      setTriggerValue("acts", { acts: view.unheard });
    };
    view.several = (several) => setTriggerValue("several", several);
    canvas.view = view;
    if (isNews(canvas, view, told, network)) update(view, data, isFirst);
    // Once it is on the screen, Python sends what stands around it.
    if (isFirst) requestAnimationFrame(() => setTimeout(() => setStateValue("drawn", true)));
  }
  return () => {
    if (turn === canvas.turn) leave(canvas);
  };
}

/**
 * @param {HTMLElement} parent
 * @param {Told} told
 */
function opened(parent, told) {
  const known = canvases.get(parent);
  if (known && !known.closed && known.parts.root.isConnected) return known;
  /** @type {Canvas} */
  const canvas = {
    parts: build(parent, told), view: null, turn: 0, closed: false, said: "", drawn: null,
  };
  canvases.set(parent, canvas);
  return canvas;
}

/** @param {Canvas} canvas */
function leave(canvas) {
  canvas.closed = true;
  if (canvas.view) close(canvas.view);
  canvas.parts.root.remove();
}

/**
 * Whether anything is to be drawn anew: a click runs Python again, and most often nothing is.
 *
 * @param {Canvas} canvas
 * @param {View} view
 * @param {Told} told
 * @param {Network} network
 */
function isNews(canvas, view, told, network) {
  view.theme = readColours(view.root);
  const said = JSON.stringify([{ ...told, network: null }, view.theme]);
  const isSame = said === canvas.said && network === canvas.drawn;
  Object.assign(canvas, { said, drawn: network });
  return !isSame;
}

/**
 * @param {View} view
 * @param {Data} data
 * @param {boolean} isFirst
 */
function update(view, data, isFirst) {
  const { memory, nodes: old } = view;
  view.data = data;
  view.broken.clear();
  const wasBeside = view.root.classList.contains("beside");
  view.root.classList.toggle("fills", data.height === null);
  view.root.classList.toggle("beside", data.beside);
  view.root.style.setProperty("--canvas-height", `${data.height ?? 0}px`);
  view.told.replaceChildren(...data.told.map((text) => make("p", {}, text)));
  view.empty.hidden = data.nodes.length > 0;
  view.tools.hidden = data.nodes.length === 0;
  Object.assign(view, readGraph(data, memory.moved));
  view.hubs = hubsOf(view);
  view.strong = strongTie(view.lines.values());
  view.tones = new Map(data.legend.tones.map((tone) => [tone.key, tone]));
  showLegend(view);
  view.root.classList.toggle("dated", data.years !== null);
  showYears(view);
  readSelection(view, isFirst);
  const isNew = ![...view.nodes.keys()].some((id) => memory.ids.has(id));
  if (isNew) memory.moved.clear();
  // What was dragged together is where the reader put it, or goes back from there.
  const isRearranged = !isFirst && !isNew && movedOf(old, view) > Math.max(1, old.size / 2);
  if (isNew || isRearranged || data.focus !== memory.focus) restretch(view);
  if (isRearranged) memory.moved.clear();
  spread(view, old.keys());
  aim(view, { isFirst, isNew });
  if (isRearranged) fit(view, true);
  if (!isFirst && !isNew) tellChange(view, old);
  restyle(view);
  if (data.beside && !wasBeside) showSelected(view);
  const { thing, line } = data.counted;
  const many = [...view.lines.values()].reduce((sum, { count }) => sum + Math.max(1, count), 0);
  const size = `${counted(data.nodes.length, thing)}, ${counted(many, line)}`;
  view.stage.setAttribute("aria-label", `${data.words.name} ${size}`);
  redraw(view);
}

/**
 * How many things Python has put elsewhere: more than one only where all was arranged anew.
 *
 * @param {Map<string, Node>} old
 * @param {View} view
 */
function movedOf(old, { nodes }) {
  return [...old.values()].filter(({ id, given }) => {
    const now = nodes.get(id)?.given;
    return now && (now.x !== given.x || now.y !== given.y);
  }).length;
}

/**
 * Says what came and went, which a reader who does not see the picture would miss.
 *
 * @param {View} view
 * @param {Map<string, Node>} old
 */
function tellChange(view, old) {
  const added = [...view.nodes.values()].filter(({ id }) => !old.has(id));
  const gone = [...old.keys()].filter((id) => !view.nodes.has(id));
  if (added.length) noteOutside(view, added);
  else if (gone.length) view.outside.hidden = true;
  const { words } = view.data;
  const told = [
    added.length ? `${added.length} ${words.added}` : "",
    gone.length ? `${gone.length} ${words.gone}` : "",
  ].filter(Boolean);
  if (told.length) say(view, told.join(", "));
}
