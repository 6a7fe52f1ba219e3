// Texts in the picture. Every text is drawn as text; nothing here or elsewhere in this folder reads
// a label as markup.

/** @import { View } from "./view.js" */

export const LABEL = { size: 13, line: 16, width: 140, least: 11, most: 15, lines: 2, fullLines: 6 };

/** @typedef {(text: string) => number} Measure the width of a text */

/**
 * @param {Pick<View, "theme">} view
 * @param {number} size
 * @param {boolean} strong
 */
export function font({ theme }, size, strong) {
  return `${strong ? 600 : 400} ${size}px ${theme.font}`;
}

/**
 * The size of letters in the picture: on the screen it stays between two bounds.
 *
 * @param {Pick<View, "scale">} view
 */
export function letterSize({ scale }) {
  return Math.max(LABEL.least, Math.min(LABEL.most, LABEL.size * scale)) / scale;
}

/**
 * The label broken into lines, and its width, both for letters of the natural size.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {string} label
 * @param {{ most: number, strong: boolean }} how
 */
export function broken(pen, view, label, { most, strong }) {
  const name = `${most} ${strong} ${label}`;
  const known = view.broken.get(name);
  if (known) return known;
  pen.font = font(view, LABEL.size, strong);
  const width = (/** @type {string} */ text) => pen.measureText(text).width;
  const lines = breakLines(label, most, LABEL.width, width);
  const found = { lines, width: Math.max(...lines.map(width)) };
  view.broken.set(name, found);
  return found;
}

/**
 * A label in lines of a width, no more than so many; what does not fit is cut off.
 *
 * @param {string} label
 * @param {number} most
 * @param {number} width
 * @param {Measure} measure
 */
export function breakLines(label, most, width, measure) {
  const words = label.split(/\s+/u).filter(Boolean);
  const lines = [];
  let line = "";
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width) {
      line = longer;
    } else if (line && lines.length < most - 1) {
      lines.push(line);
      words.unshift(word);
      line = "";
    } else if (line || lines.length === most - 1) {
      lines.push(shortened(longer, width, measure));
      return lines;
    } else {
      // One word wider than a line goes over several.
      let fits = [...word].length;
      while (fits > 1 && measure([...word].slice(0, fits).join("")) > width) fits -= 1;
      lines.push([...word].slice(0, fits).join(""));
      words.unshift([...word].slice(fits).join(""));
    }
  }
  return line ? [...lines, line] : lines;
}

/**
 * @param {string} text
 * @param {number} width
 * @param {Measure} measure
 */
function shortened(text, width, measure) {
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/**
 * How a text is written: letters of a size and a colour, on a ground of their own where they cover
 * something.
 *
 * @typedef {{ size: number, colour: string, strong: boolean, backed: boolean }} Hand
 */

/**
 * Writes lines one below the other, each in the middle.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {View} view
 * @param {string[]} lines
 * @param {{ x: number, top: number }} place
 * @param {Hand} hand
 */
export function writeLines(pen, view, lines, { x, top }, { size, colour, strong, backed }) {
  pen.font = font(view, size, strong);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = view.theme.ground;
  pen.lineWidth = (backed ? 6 : 3.5) / view.scale;
  pen.fillStyle = colour;
  const step = (size * LABEL.line) / LABEL.size;
  /** @param {"strokeText" | "fillText"} write */
  const each = (write) => lines.forEach((line, at) => {
    pen.direction = directionOf(line);
    pen[write](line, x, top + step * (at + 0.5));
  });
  each("strokeText");
  each("fillText");
  pen.direction = "inherit";
}

/**
 * How a text runs: as its first letter does (Unicode Standard Annex 9, rules P2 and P3).
 *
 * @param {string} text
 * @returns {"ltr" | "rtl"}
 */
export function directionOf(text) {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(first) ? "rtl" : "ltr";
}
