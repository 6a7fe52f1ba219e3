// Where the kinds stand, what ties them, and what can follow a step.

/** @import { Line, Step, View } from "./view.js" */

/**
 * Places on an ellipse, beginning at the left and going round, so that no two boxes meet.
 *
 * @param {number} number
 * @param {number} wide
 * @param {number} high
 */
export function places(number, wide, high) {
  return Array.from({ length: number }, (_, at) => {
    const angle = Math.PI + (2 * Math.PI * at) / number;
    return {
      x: Math.round(wide / 2 + Math.cos(angle) * wide * 0.39),
      y: Math.round(high / 2 + Math.sin(angle) * high * 0.42),
    };
  });
}

/**
 * Each two kinds that something ties, by their places, with how many relations there are.
 *
 * @param {View} view
 */
export function ties({ boxes, lines }) {
  /** @type {Map<string, { one: number, other: number, number: number }>} */
  const found = new Map();
  const at = new Map(boxes.map((box, place) => [box.key, place]));
  for (const { source, target, backwards } of lines) {
    const [one, other] = [at.get(source), at.get(target)];
    if (one === undefined || other === undefined || one === other || backwards) continue;
    const key = [one, other].sort((a, b) => a - b).join(" ");
    const tie = found.get(key) ?? { one, other, number: 0 };
    tie.number += 1;
    found.set(key, tie);
  }
  return [...found.values()];
}

/**
 * The values and the lines that can follow, those on record most often first.
 *
 * @param {View} view
 * @param {Step[]} steps
 * @returns {[string, Line[]][]}
 */
export function goingOn({ lines, words }, steps) {
  const here = steps.findLast(({ kind }) => kind)?.kind;
  const values = steps.slice(steps.findLastIndex(({ kind }) => kind)).map(({ relation }) => relation);
  const ours = lines.filter(({ source }) => source === here);
  return [
    [words.values, ours.filter(({ target, relation }) => !target && !values.includes(relation))],
    [words.lines, ours.filter(({ target }) => target)],
  ];
}

/**
 * The steps in words: Project – covers → Country.
 *
 * @param {View} view
 * @param {Step[]} steps
 */
export function described({ boxes, lines }, steps) {
  const label = (/** @type {string} */ key) => boxes.find((box) => box.key === key)?.label ?? key;
  let here = "";
  return steps.map(({ kind, relation, backwards }) => {
    const line = lines.find((one) => one.source === here && one.relation === relation
      && one.backwards === backwards && one.target === kind);
    here = kind || here;
    if (!relation) return label(kind);
    return kind ? `${line?.label ?? relation} ${label(kind)}` : `with ${line?.label ?? relation}`;
  }).join(" · ");
}
