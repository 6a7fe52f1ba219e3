// Puts the map that Python has drawn on the page, and the key to its colours below.
// Streamlit calls the default function again whenever the data or the theme changes.

/** @import { Call } from "../browser/component.js" */
import { make } from "../browser/elements.js";

/**
 * @typedef {object} Data
 * @property {string} svg
 * @property {{ step: number, told: string }[]} key
 * @property {string} words
 */

/** @param {Call<Data>} call */
export default function show({ parentElement, data }) {
  const drawn = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  const key = make("ul", { ariaLabel: data.words });
  for (const { step, told } of data.key) {
    const swatch = make("span", { className: `swatch step-${step}`, ariaHidden: "true" });
    key.append(make("li", {}, swatch, told));
  }
  const root = make("div", { className: "map" }, document.importNode(drawn, true), key);
  parentElement.querySelector(".map")?.remove();
  parentElement.append(root);
  return () => root.remove();
}
