// The size of the cells and the place of each matrix, by its key: outlives leaving the page.

/** @import { Memory } from "./view.js" */

/** @type {Map<string, Memory>} */
const memories = new Map();

/**
 * What a person did to a matrix; what is changed in it stays.
 *
 * @param {string} key
 */
export function memoryOf(key) {
  const memory = memories.get(key) ?? { size: null, scroll: [0, 0] };
  memories.set(key, memory);
  return memory;
}
