// What is chosen, as it stands in the field.

/** @import { Option } from "./combobox.js" */
import { make, signButton } from "../browser/elements.js";

/**
 * Gives a symbol the shape and the colours of a kind.
 *
 * @param {HTMLElement} symbol
 * @param {Option} option
 */
export function dress(symbol, { symbol: shape, light, dark }) {
  symbol.textContent = shape;
  symbol.style.setProperty("--light", light);
  symbol.style.setProperty("--dark", dark);
}

/** @param {Option} option */
export function symbolOf(option) {
  const symbol = make("span", { className: "symbol", ariaHidden: "true" });
  dress(symbol, option);
  return symbol;
}

/**
 * Says of an element in which language it shows a name, and how that runs.
 *
 * @template {HTMLElement} T
 * @param {T} element
 * @param {Option | undefined} option
 */
export function speak(element, option) {
  element.lang = option?.language ?? "";
  element.dir = option?.language ? option.direction : "";
  if (!element.lang) element.removeAttribute("lang");
  return element;
}

/**
 * One of several that are chosen, with a button that takes it back.
 *
 * @param {Option} option
 * @param {string} name what the button is called
 * @param {() => void} remove
 */
export function chip(option, name, remove) {
  const words = { className: "chip-label", textContent: option.label, title: option.label };
  const label = speak(make("span", words), option);
  return make("span", { className: "chip" }, symbolOf(option), label, signButton("×", name, remove));
}
