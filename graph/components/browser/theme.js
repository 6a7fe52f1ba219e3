// The colours and the font that Streamlit's theme gives at this moment, as numbers to reckon with.

/**
 * Red, green and blue, each from 0 to 255.
 *
 * @typedef {[red: number, green: number, blue: number]} Colour
 */

/**
 * @typedef {object} Theme
 * @property {string} text
 * @property {string} ground
 * @property {string} accent
 * @property {boolean} dark whether letters are lighter than what they stand on
 * @property {string} font
 * @property {(part: number) => string} mixed the colour of text, thinned with that of the ground
 */

/**
 * A colour that depends on the theme, as Python sends it.
 *
 * @typedef {{ readonly light: string, readonly dark: string }} Shade
 */

/**
 * @param {Element} root an element of the component
 * @param {string} on what the colours of text and ground are called by: those of the screen, or
 *   others that the element's style sheet gives
 * @returns {Theme}
 */
export function readTheme(root, on = "--st") {
  const style = getComputedStyle(root);
  const read = colourReader();
  const colour = (/** @type {string} */ name) => read(style.getPropertyValue(name) || "gray");
  const [text, ground] = [colour(`${on}-text-color`), colour(`${on}-background-color`)];
  return {
    text: mixed(text, ground, 1),
    ground: mixed(text, ground, 0),
    accent: style.getPropertyValue("--st-primary-color").trim(),
    dark: sum(ground) < sum(text),
    font: style.getPropertyValue("--st-font") || "sans-serif",
    mixed: (part) => mixed(text, ground, part),
  };
}

/**
 * That of the two colours that is meant for the theme.
 *
 * @param {Theme} theme
 * @param {Shade} shade
 */
export function shadeOf(theme, { light, dark }) {
  return theme.dark ? dark : light;
}

/**
 * One colour thinned with another, as CSS writes it.
 *
 * @param {Colour} text
 * @param {Colour} ground
 * @param {number} part how much of the first, from 0 to 1
 */
export function mixed(text, ground, part) {
  return `rgb(${text.map((one, at) => Math.round(one * part + (ground[at] ?? 0) * (1 - part)))})`;
}

/** What every colour is where the browser reads none. */
const GREY = 128;

/** Reads any colour of CSS, which a canvas of one point understands. */
function colourReader() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return (/** @type {string} */ css) => {
    if (!pen) return /** @type {Colour} */ ([GREY, GREY, GREY]);
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
    return /** @type {Colour} */ ([red, green, blue]);
  };
}

/** @param {Colour} colour */
function sum([red, green, blue]) {
  return red + green + blue;
}
