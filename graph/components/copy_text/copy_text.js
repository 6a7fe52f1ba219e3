// Puts a text on the clipboard, or shows it selected where the browser does not let a page do that.

/** @import { Call } from "../browser/component.js" */
import { make } from "../browser/elements.js";

/**
 * @typedef {object} Data
 * @property {string} key
 * @property {string} label
 * @property {string} purpose
 * @property {Record<"copied" | "forbidden" | "text", string>} words
 * @property {number} number how often a text was asked for
 * @property {string} text the text, or nothing
 */

// The last text that each button has copied: what comes again is not copied again.
const copied = new Map();
const parts = new WeakMap();

/** @param {Call<Data, never, boolean>} call */
export default function show({ parentElement, data, setTriggerValue }) {
  if (!parts.has(parentElement)) parts.set(parentElement, open(parentElement));
  const { button, status, field } = parts.get(parentElement);
  Object.assign(button, { textContent: data.label, title: data.purpose });
  field.setAttribute("aria-label", data.words.text);
  button.onclick = () => {
    button.setAttribute("aria-busy", "true");
    status.textContent = "";
    field.hidden = true;
    setTriggerValue("wanted", true);
  };
  const last = copied.get(data.key) ?? 0;
  copied.set(data.key, data.number);
  if (!data.text || data.number === last) return;
  write(data.text)
    .then(() => { status.textContent = data.words.copied; })
    .catch(() => {
      status.textContent = data.words.forbidden;
      Object.assign(field, { hidden: false, value: data.text });
      field.focus();
      field.select();
    })
    .finally(() => button.removeAttribute("aria-busy"));
}

/** @param {HTMLElement} parent */
function open(parent) {
  const button = make("button", { type: "button" });
  const status = make("span", { role: "status" });
  const field = make("textarea", { hidden: true, readOnly: true, rows: 4 });
  parent.append(make("div", { className: "copy-text" }, button, status, field));
  return { button, status, field };
}

/**
 * @param {string} text
 */
async function write(text) {
  // Pages that came over plain HTTP from another machine have no clipboard at all.
  if (!navigator.clipboard) throw new Error("no clipboard");
  await navigator.clipboard.writeText(text);
}
