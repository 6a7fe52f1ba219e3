// Boxes that have been given away, kept so that asking for a free one is quick.

/** @import { Box } from "./geometry.js" */

export class Crowd {
  /** @type {Map<string, { box: Box, owner: string | null }[]>} */
  #cells = new Map();

  #cell;

  /** @param {number} cell the side of the squares in which boxes are looked for */
  constructor(cell) {
    this.#cell = cell;
  }

  /**
   * @param {Box} box
   * @param {string | null} owner whose box it is; nobody's keeps everybody away
   */
  add(box, owner) {
    for (const name of this.#near(box)) {
      const cell = this.#cells.get(name);
      if (cell) cell.push({ box, owner });
      else this.#cells.set(name, [{ box, owner }]);
    }
  }

  /**
   * True where nothing but the owner's own boxes overlaps the box.
   *
   * @param {Box} box
   * @param {string} owner
   */
  isFree(box, owner) {
    for (const name of this.#near(box)) {
      for (const other of this.#cells.get(name) ?? []) {
        if (other.owner !== owner && overlap(box, other.box)) return false;
      }
    }
    return true;
  }

  /** @param {Box} box */
  * #near(box) {
    for (let x = Math.floor(box.left / this.#cell); x <= box.right / this.#cell; x += 1) {
      for (let y = Math.floor(box.top / this.#cell); y <= box.bottom / this.#cell; y += 1) {
        yield `${x} ${y}`;
      }
    }
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function overlap(one, other) {
  return one.right > other.left && one.left < other.right
    && one.bottom > other.top && one.top < other.bottom;
}
