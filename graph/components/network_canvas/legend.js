// What shapes and lines mean, with how many there are; a click hides a kind or shows it again.

/** @import { Legend, Tone, View } from "./view.js" */
import { make } from "../browser/elements.js";
import { shadeOf } from "../browser/theme.js";
import { redraw } from "./camera.js";

const NOTE = "note-";

/**
 * Brings the legend to what the data say; a button that has the focus keeps it.
 *
 * @param {View} view
 */
export function showLegend(view) {
  const { kinds, lines, tones, look, looks } = view.data.legend;
  const hubs = [...view.hubs].flatMap((id) => view.nodes.get(id)?.label ?? []);
  const written = JSON.stringify([kinds, lines, tones, look, hubs, view.memory.loud, view.theme.dark]);
  if (view.legend.dataset.written === written) return;
  const home = /** @type {Document | ShadowRoot} */ (view.legend.getRootNode());
  const focused = home.activeElement instanceof HTMLElement
    ? home.activeElement.dataset.kind : undefined;
  view.legend.dataset.written = written;
  view.legend.replaceChildren(
    ...kinds.map((kind) => make("li", {}, kindButton(view, kind))),
    ...(looks.length ? [make("li", {}, lookChoice(view))] : []),
    ...tones.map((tone) => make("li", {}, toneSample(view, tone), tone.text)),
    ...lines.map(({ look, text }) => make("li", {}, sample(view, look), text)),
    ...(hubs.length ? [make("li", {}, hubButton(view, hubs))] : []),
  );
  if (focused === undefined) return;
  const button = view.legend.querySelector(`[data-kind="${CSS.escape(focused)}"]`);
  if (button instanceof HTMLElement) button.focus();
}

/**
 * @param {View} view
 * @param {Legend["kinds"][number]} given
 */
function kindButton(view, { kind, symbol, light, dark, text, shown }) {
  const mark = make("span", { textContent: symbol, className: "symbol", ariaHidden: "true" });
  mark.style.color = shadeOf(view.theme, { light, dark });
  const button = make("button", { type: "button", title: view.data.words.turn }, mark, text);
  button.setAttribute("aria-pressed", String(shown));
  button.dataset.kind = kind;
  button.onclick = () => view.act({ what: "kind", id: kind });
  return button;
}

/**
 * What the look of lines says, to choose.
 *
 * @param {View} view
 */
function lookChoice(view) {
  const { look, looks } = view.data.legend;
  const select = make("select", {}, ...looks.map(([value, text]) => make("option", { value }, text)));
  select.value = look ?? "";
  select.dataset.kind = "look";
  select.onchange = () => view.act({ what: "look", id: select.value });
  return make("label", {}, `${view.data.words.lines} `, select);
}

/**
 * A short line in a tone, as wide as it is drawn.
 *
 * @param {View} view
 * @param {Tone} tone
 */
function toneSample({ theme }, tone) {
  const made = make("span", { className: "sample", ariaHidden: "true" });
  Object.assign(made.style, {
    color: shadeOf(theme, tone), borderTopWidth: `${Math.max(1, 1.6 * tone.width)}px`,
  });
  return made;
}

/**
 * The button that makes the lines of hubs faint, or as strong as all others.
 *
 * @param {View} view
 * @param {string[]} hubs
 */
function hubButton(view, hubs) {
  const text = `${view.data.words.quiet} ${hubs.map((hub) => `\u2068${hub}\u2069`).join(", ")}`;
  const button = make("button", { type: "button" }, "•", text);
  button.setAttribute("aria-pressed", String(!view.memory.loud));
  button.dataset.kind = "hubs";
  button.onclick = () => {
    view.memory.loud = !view.memory.loud;
    showLegend(view);
    redraw(view);
  };
  return button;
}

/**
 * A short line as it is drawn in the picture: that of a note, or of another look by its name.
 *
 * @param {View} view
 * @param {string} look
 */
function sample({ data, theme }, look) {
  const made = make("span", { className: `sample ${look}`, ariaHidden: "true" });
  const note = look.startsWith(NOTE) ? data.notes[look.slice(NOTE.length)] : undefined;
  if (!note) return made;
  made.className = "sample note";
  made.style.color = shadeOf(theme, note);
  made.style.borderTopStyle = note.dashes.length ? "dashed" : "solid";
  made.dataset.sign = note.sign;
  return made;
}
