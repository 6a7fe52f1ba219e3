// The colours of the picture, which are mixed from those of the page.

/** @import { Theme } from "../browser/theme.js" */
import { readTheme } from "../browser/theme.js";

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
 * @param {Element} root
 * @returns {Colours}
 */
export function coloursOfPaper(root) {
  return thinned(readTheme(root, "--paper"));
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
