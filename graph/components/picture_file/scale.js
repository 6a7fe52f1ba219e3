// How many points a picture gets.

// Twice as many points as pixels, for sharp letters on paper; less where a canvas could not hold it.
const SHARP = 2;
const MOST = { side: 16_000, area: 120_000_000 };

/**
 * How many points of the picture stand for a pixel of the drawing.
 *
 * @param {number} wide
 * @param {number} high
 */
export function scaleOf(wide, high) {
  return Math.min(
    SHARP, MOST.side / wide, MOST.side / high, Math.sqrt(MOST.area / (wide * high)),
  );
}
