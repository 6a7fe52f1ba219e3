// The colours of the picture, which are mixed from those of the page.

/** @import { Theme } from "../browser/theme.js" */
import { mixed as blended, readTheme } from "../browser/theme.js";

/**
 * The theme, and its text thinned: for words of less weight, for lines that matter, for lines, and
 * for what steps back.
 *
 * @typedef {Theme & Record<"muted" | "strong" | "line" | "faint", string>} Colours
 */

/**
 * @param {Element} root
 * @returns {Colours}
 */
export function readColours(root) {
  return thinned(readTheme(root));
}

/**
 * The same on white paper, whatever the theme of the screen is.
 *
 * @param {Theme} theme
 * @returns {Colours}
 */
export function coloursOfPaper(theme) {
  const mixed = (/** @type {number} */ part) => blended([29, 33, 41], [255, 255, 255], part);
  return thinned({ ...theme, dark: false, text: mixed(1), ground: mixed(0), mixed });
}

/**
 * @param {Theme} theme
 * @returns {Colours}
 */
function thinned(theme) {
  const { mixed } = theme;
  return {
    ...theme, muted: mixed(0.78), strong: mixed(0.75), line: mixed(0.42), faint: mixed(0.13),
  };
}
