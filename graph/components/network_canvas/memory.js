// What a person did to each canvas, by its key: outlives leaving the page and coming back.

/** @import { Memory } from "./view.js" */

/** @type {Map<string, Memory>} */
const memories = new Map();

/**
 * What a person did to a canvas; what is changed in it stays.
 *
 * @param {string} key
 * @returns {Memory}
 */
export function memoryOf(key) {
  const memory = memories.get(key) ?? {
    ids: new Set(), moved: new Map(), focus: null, camera: null, selected: null, wish: 0, several: 0, loud: false,
    touched: false, stretch: 1, pace: "usual",
  };
  memories.set(key, memory);
  return memory;
}
