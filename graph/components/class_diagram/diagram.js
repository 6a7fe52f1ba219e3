// The kinds of thing around a ring, tied by what is on record between them. A click on a kind begins a
// query; a click on what ties it goes on. Python hears the steps and writes the query.

/** @import { Call } from "../browser/component.js" */
/** @import { Step, View } from "./view.js" */
import { make } from "../browser/elements.js";
import { described, goingOn, places, ties } from "./steps.js";

const WIDE = 640;
const HIGH = 400;
const SVG = "http://www.w3.org/2000/svg";

/**
 * The steps taken, by the element they are shown in: outlives being drawn again.
 *
 * @type {WeakMap<Element | ShadowRoot, Step[]>}
 */
const taken = new WeakMap();

/** @param {Call<View, Step[]>} call */
export default function show({ parentElement, data, setStateValue }) {
  const root = make("div", { className: "classes" });
  parentElement.querySelector(".classes")?.remove();
  parentElement.append(root);
  const draw = () => {
    const steps = taken.get(parentElement) ?? [];
    const focused = /** @type {HTMLElement | null} */ (root.querySelector(":focus"))?.dataset.name;
    root.replaceChildren(ring(data, steps, take), beside(data, steps, take));
    if (focused) /** @type {HTMLElement | null} */ (root.querySelector(`[data-name="${focused}"]`))?.focus();
  };
  const take = (/** @type {Step[]} */ steps) => {
    taken.set(parentElement, steps);
    draw();
    setStateValue("steps", steps);
  };
  draw();
  return () => root.remove();
}

/**
 * The kinds around a ring, with a line between each two that something ties.
 *
 * @param {View} view
 * @param {Step[]} steps
 * @param {(steps: Step[]) => void} take
 */
function ring(view, steps, take) {
  const { boxes, words } = view;
  const at = places(boxes.length, WIDE, HIGH);
  const here = steps.findLast(({ kind }) => kind)?.kind;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
  drawing.setAttribute("aria-hidden", "true");
  for (const { one, other, number } of ties(view)) {
    const [from, to] = [at[one], at[other]];
    if (!from || !to) continue;
    const line = document.createElementNS(SVG, "line");
    const told = { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "stroke-width": Math.min(1 + number / 2, 5) };
    for (const [name, value] of Object.entries(told)) line.setAttribute(name, String(value));
    const near = here !== undefined && [boxes[one]?.key, boxes[other]?.key].includes(here);
    line.setAttribute("class", near ? "near" : "far");
    drawing.append(line);
  }
  const stage = make("div", { className: "stage", role: "group", ariaLabel: words.kinds });
  stage.append(drawing);
  boxes.forEach((box, place) => {
    const spot = at[place];
    if (!spot) return;
    const button = make(
      "button", { type: "button", className: box.key === here ? "kind here" : "kind" },
      make("span", {}, box.label), make("small", {}, box.number.toLocaleString("en")));
    button.dataset.name = `kind ${box.key}`;
    button.style.left = `${(spot.x / WIDE) * 100}%`;
    button.style.top = `${(spot.y / HIGH) * 100}%`;
    button.onclick = () => take([{ kind: box.key, relation: "", backwards: false }]);
    stage.append(button);
  });
  return stage;
}

/**
 * What can be added to the query so far, or how to begin one.
 *
 * @param {View} view
 * @param {Step[]} steps
 * @param {(steps: Step[]) => void} take
 */
function beside(view, steps, take) {
  const { words } = view;
  const aside = make("div", { className: "on" });
  if (!steps.length) {
    aside.append(make("p", {}, words.begin));
    return aside;
  }
  aside.append(make("p", { className: "path" }, described(view, steps)));
  const back = make("button", { type: "button" }, words.back);
  back.onclick = () => take(steps.slice(0, -1));
  const anew = make("button", { type: "button" }, words.anew);
  anew.onclick = () => take([]);
  aside.append(make("div", { className: "tools" }, back, anew), make("p", {}, words.on));
  for (const [title, lines] of goingOn(view, steps)) {
    if (!lines.length) continue;
    const list = make("ul", { ariaLabel: title });
    for (const line of lines) {
      const told = line.target ? `${line.label} → ${labelOf(view, line.target)}` : line.label;
      const button = make(
        "button", { type: "button" }, make("span", {}, told),
        make("small", {}, line.number.toLocaleString("en")));
      button.dataset.name = `${line.relation} ${line.backwards} ${line.target}`;
      const { relation, backwards, target } = line;
      button.onclick = () => take([...steps, { kind: target, relation, backwards }]);
      list.append(make("li", {}, button));
    }
    aside.append(make("h4", {}, title), list);
  }
  return aside;
}

/**
 * @param {View} view
 * @param {string} key
 */
function labelOf({ boxes }, key) {
  return boxes.find((box) => box.key === key)?.label ?? key;
}
