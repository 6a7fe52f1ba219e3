// The strip of years under the picture: how much each has, which are chosen, and playing them.

/** @import { View, YearStrip } from "./view.js" */
import { make, signButton } from "../browser/elements.js";
import { counted } from "../browser/plurals.js";

/** The time that a year is shown for, in milliseconds. */
const PACES = { slow: 2_400, usual: 1_200, fast: 500 };
/** Who wants little motion has a picture that changes by itself rest for so long at least. */
const CALM = 2_400;
const HIGH = 26;

/**
 * Brings the strip to what the data say; a year that has the focus keeps it.
 *
 * @param {View} view
 */
export function showYears(view) {
  const { years } = view.data;
  const strip = view.years;
  strip.hidden = !years;
  if (!years) return;
  const written = JSON.stringify(years);
  if (strip.dataset.written === written) return;
  const home = /** @type {Document | ShadowRoot} */ (strip.getRootNode());
  const active = home.activeElement;
  const focused = active instanceof HTMLElement && strip.contains(active)
    ? active.dataset.year : undefined;
  strip.dataset.written = written;
  const bars = years.bars.map(([year, count]) => bar(view, years, year, count));
  strip.replaceChildren(modeChoice(view, years), ...buttons(view, years), make(
    "div", { className: "bars", role: "group", ariaLabel: view.data.words.years }, ...bars,
  ));
  if (focused === undefined) return;
  const again = strip.querySelector(`[data-year="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * Whether the years are those in which things were so, or by which they were known.
 *
 * @param {View} view
 * @param {YearStrip} years
 */
function modeChoice(view, { mode, modes }) {
  const select = make("select", { ariaLabel: view.data.words.time }, ...modes.map(
    ([value, text]) => make("option", { value }, text),
  ));
  select.value = mode;
  select.dataset.year = "mode";
  select.onchange = () => ask(view, `${select.value}:`);
  return select;
}

/**
 * @param {View} view
 * @param {YearStrip} years
 */
function buttons(view, years) {
  const { words } = view.data;
  const playing = view.playing !== null;
  const play = signButton(
    playing ? "❚❚" : "▶", playing ? words.pause : words.play, () => turnPlaying(view),
  );
  play.dataset.year = "play";
  const all = make("button", { type: "button", disabled: !years.chosen }, words.allYears);
  all.dataset.year = "all";
  all.onclick = () => { stop(view); ask(view, `${years.mode}:`); };
  const both = signButton("◫", words.besideYears, () => {
    stop(view);
    view.act({ what: "beside" });
  });
  both.dataset.year = "beside";
  both.hidden = years.mode !== "event";
  return [play, paceChoice(view), all, both];
}

/**
 * How fast years are played.
 *
 * @param {View} view
 */
function paceChoice({ data: { words }, memory }) {
  const paces = /** @type {const} */ (["slow", "usual", "fast"]);
  const select = make("select", { ariaLabel: words.pace, title: words.pace }, ...paces.map(
    (value) => make("option", { value }, words[value]),
  ));
  select.value = memory.pace;
  select.dataset.year = "pace";
  select.className = "pace";
  select.onchange = () => {
    memory.pace = paces.find((one) => one === select.value) ?? "usual";
  };
  return select;
}

/**
 * A year as a button as high as it has things; a drag over several chooses them all.
 *
 * @param {View} view
 * @param {YearStrip} years
 * @param {number} year
 * @param {number} count
 */
function bar(view, years, year, count) {
  const most = Math.max(1, ...years.bars.map(([, many]) => many));
  const [first, last] = years.chosen ?? [Infinity, -Infinity];
  const isChosen = year >= first && year <= last;
  const fill = make("span", { className: "fill" });
  fill.style.height = `${count ? Math.max(2, Math.round((HIGH * count) / most)) : 0}px`;
  const made = make("button", { type: "button", className: "year" }, fill, make(
    "span", { className: "number" }, isTold(years.bars, year) ? String(year) : "",
  ));
  made.dataset.year = String(year);
  made.title = `${year}: ${counted(count, years.counted)}`;
  made.setAttribute("aria-label", made.title);
  made.setAttribute("aria-pressed", String(isChosen));
  made.onpointerdown = (event) => {
    if (event.button !== 0) return;
    stop(view);
    made.releasePointerCapture(event.pointerId);
    view.brush = [year, year];
    markBrushed(view);
  };
  made.onpointerenter = () => {
    if (!view.brush) return;
    view.brush = [view.brush[0], year];
    markBrushed(view);
  };
  made.onkeydown = (event) => moveAmongYears(made, event);
  made.onclick = ({ detail, shiftKey }) => {
    // What was pressed by pointer is chosen when it is let go, wherever that is.
    if (detail === 0) choose(view, shiftKey && years.chosen ? [years.chosen[0], year] : [year, year]);
  };
  return made;
}

/**
 * Leads to the year before or after by the arrow keys, to the first and the last by Home and End.
 *
 * @param {HTMLElement} year
 * @param {KeyboardEvent} event
 */
function moveAmongYears(year, event) {
  const all = [...year.parentElement?.querySelectorAll("button") ?? []];
  const at = all.findIndex((one) => one === year);
  /** @type {Record<string, number | undefined>} */
  const ways = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 };
  const to = all[ways[event.key] ?? -1];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/**
 * Ends a drag over years wherever the pointer is let go.
 *
 * @param {View} view
 */
export function listenForYears(view) {
  const end = () => {
    if (!view.brush) return;
    const { brush } = view;
    view.brush = null;
    choose(view, brush);
  };
  view.root.ownerDocument.addEventListener("pointerup", end);
  view.leaveYears = () => {
    stop(view);
    view.root.ownerDocument.removeEventListener("pointerup", end);
  };
}

/** @param {View} view */
function markBrushed(view) {
  const [one, other] = view.brush ?? [0, 0];
  for (const made of view.years.querySelectorAll(".year")) {
    const year = Number(made instanceof HTMLElement && made.dataset.year);
    const isIn = year >= Math.min(one, other) && year <= Math.max(one, other);
    made.setAttribute("aria-pressed", String(isIn));
  }
}

/**
 * @param {View} view
 * @param {[one: number, other: number]} span
 */
function choose(view, [one, other]) {
  const { years } = view.data;
  if (!years) return;
  const span = `${Math.min(one, other)}-${Math.max(one, other)}`;
  const isSame = years.chosen && `${years.chosen[0]}-${years.chosen[1]}` === span;
  ask(view, `${years.mode}:${isSame ? "" : span}`);
}

/**
 * @param {View} view
 * @param {string} id the mode and the years, or nothing for all
 * @param {boolean} [isPlayed] so that undo takes back what was played as one
 */
function ask(view, id, isPlayed = false) {
  view.act({ what: isPlayed ? "play" : "years", id });
}

/**
 * Plays the years from the first one that is chosen, or from the beginning, as wide a span as is
 * chosen at a time; a step waits until the one before is drawn.
 *
 * @param {View} view
 */
function begin(view) {
  const { years } = view.data;
  if (!years) return;
  const [first = 0] = years.bars[0] ?? [];
  const [start, end] = years.chosen ?? [first, first];
  const wide = end - start;
  const last = years.bars.at(-1)?.[0] ?? end;
  let next = end >= last ? first : years.chosen ? start + 1 : first;
  let isFirst = true;
  const step = () => {
    // What was asked for and is not drawn yet is waited for, however fast the years are played.
    if (isFirst || !view.unheard.length) {
      ask(view, `${years.mode}:${next}-${Math.min(last, next + wide)}`, !isFirst);
      isFirst = false;
      next += 1;
      if (next + wide > last) {
        stop(view);
        return;
      }
    }
    view.playing = setTimeout(step, pause(view));
  };
  step();
  redrawn(view);
}

/**
 * How long a year is shown for.
 *
 * @param {View} view
 */
function pause({ memory }) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return Math.max(PACES[memory.pace], isCalm ? CALM : 0);
}

/**
 * Plays the years, or stops them.
 *
 * @param {View} view
 */
export function turnPlaying(view) {
  if (!view.data.years) return;
  if (view.playing === null) begin(view);
  else stop(view);
}

/** @param {View} view */
function stop(view) {
  if (view.playing === null) return;
  clearTimeout(view.playing);
  view.playing = null;
  redrawn(view);
}

/** @param {View} view */
function redrawn(view) {
  delete view.years.dataset.written;
  showYears(view);
}

/**
 * Whether a year has its number under it: where there are many, every fifth.
 *
 * @param {YearStrip["bars"]} bars
 * @param {number} year
 */
export function isTold(bars, year) {
  return bars.length <= 12 || year % 5 === 0 || year === bars[0]?.[0];
}
