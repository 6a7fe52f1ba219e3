// Places on the canvas: where a line runs, what lies under a point, what comes next to a thing.
// Units are those of the picture (pixels at zoom 1) unless a name says "screen".

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/**
 * Whether a point lies inside of a line that is closed (even-odd rule).
 *
 * @param {Point[]} around
 * @param {Point} point
 */
export function insideOf(around, { x, y }) {
  let isInside = false;
  around.forEach((one, at) => {
    const other = around.at(at - 1);
    if (!other || (one.y > y) === (other.y > y)) return;
    if (x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) isInside = !isInside;
  });
  return isInside;
}

/**
 * The circle of a line from a thing to itself.
 *
 * @typedef {{ size: number, angle: number }} Loop
 */
/**
 * Where the head of a line is: its tip, the point where the line goes into it, the points of the
 * line before that, and how wide it is for its length.
 *
 * @typedef {{ tip: Point, neck: Point, before: Point[], wide: number }} Head
 */

/**
 * The points of the curve that vis-network draws for a line, from its start to its end.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} bend how far it bends: to the right (above 0) or to the left
 */
export function curve(from, to, bend) {
  const via = control(from, to, bend);
  const points = [];
  const steps = bend ? 16 : 1;
  for (let step = 0; step <= steps; step += 1) {
    const t = step / steps;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    points.push({ x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y });
  }
  return points;
}

/**
 * The control point of vis-network's "curvedCW" (bend > 0) and "curvedCCW" (bend < 0).
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} bend
 */
function control(from, to, bend) {
  const across = to.x - from.x;
  const up = from.y - to.y;
  const turned = Math.atan2(up, across) + (bend * 0.5 + 0.5) * Math.PI;
  const far = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(across, up);
  return { x: from.x + far * Math.sin(turned), y: from.y + far * Math.cos(turned) };
}

/**
 * The points of a line from a thing to itself.
 *
 * @param {Point} at
 * @param {Loop} loop
 */
export function circle(at, { size, angle }) {
  // vis-network puts the circle so that it starts and ends in the thing it belongs to.
  const middle = { x: at.x + size * Math.cos(angle), y: at.y - size * Math.sin(angle) };
  return Array.from({ length: 17 }, (_, step) => ({
    x: middle.x + size * Math.cos(angle + Math.PI + (step / 8) * Math.PI),
    y: middle.y - size * Math.sin(angle + Math.PI + (step / 8) * Math.PI),
  }));
}

/**
 * The head of a line at the rim of what it points to, or null where there is no room for one.
 *
 * @param {Point[]} points
 * @param {number} radius that of what it points to
 * @param {number} width that of the line
 * @returns {Head | null}
 */
export function headOf(points, radius, width) {
  const tip = meeting(points, radius + 1);
  const neck = meeting(points, radius + 1 + 6.5 + 1.6 * width);
  return tip && neck && { tip, neck, before: points.slice(0, neck.at), wide: 0.42 };
}

/**
 * The last point of a line that is so far from its end, and the number of the one behind it.
 *
 * @param {Point[]} points
 * @param {number} reach
 */
function meeting(points, reach) {
  const end = points[points.length - 1] ?? { x: 0, y: 0 };
  const far = (/** @type {Point} */ { x, y }) => Math.hypot(x - end.x, y - end.y);
  let at = points.length - 1;
  while (at > 0 && far(points[at - 1] ?? end) < reach) at -= 1;
  const [one, other] = [points[at - 1], points[at]];
  if (!one || !other) return null;
  const part = (far(one) - reach) / Math.max(far(one) - far(other), 1e-6);
  return { at, x: one.x + (other.x - one.x) * part, y: one.y + (other.y - one.y) * part };
}

/**
 * The point at a part (0 to 1) of the way along a curve.
 *
 * @param {Point[]} points at least two
 * @param {number} part
 */
export function along(points, part) {
  const at = part * (points.length - 1);
  const index = Math.min(Math.floor(at), points.length - 2);
  const [a, b] = [points[index], points[index + 1]];
  if (!a || !b) throw new Error("A curve has two points or more.");
  return { x: a.x + (b.x - a.x) * (at - index), y: a.y + (b.y - a.y) * (at - index) };
}

/**
 * A curve as far as the box that its last point lies behind, or all of it where it does not meet it.
 *
 * A curve that would be nothing but its end, as from within the box, stays whole.
 *
 * @param {Point[]} points
 * @param {Box} box
 * @returns {Point[]}
 */
export function stopAt(points, box) {
  const [first] = points;
  if (!first || contains(box, first)) return points;
  for (let at = 1; at < points.length; at += 1) {
    const [one, other] = [points[at - 1], points[at]];
    const part = one && other ? enters(one, other, box) : null;
    if (one && other && part !== null) {
      const end = { x: one.x + (other.x - one.x) * part, y: one.y + (other.y - one.y) * part };
      return [...points.slice(0, at), end];
    }
  }
  return points;
}

/**
 * Where (0 to 1) on the way from one point to another a box begins; null where the way misses it.
 *
 * @param {Point} one
 * @param {Point} other
 * @param {Box} box
 */
function enters(one, other, box) {
  let [from, to] = [0, 1];
  /** @type {[start: number, step: number, least: number, most: number][]} */
  const ways = [
    [one.x, other.x - one.x, box.left, box.right], [one.y, other.y - one.y, box.top, box.bottom],
  ];
  for (const [start, step, least, most] of ways) {
    if (step === 0 && (start < least || start > most)) return null;
    if (step === 0) continue;
    const [near, far] = [(least - start) / step, (most - start) / step].sort((a, b) => a - b);
    from = Math.max(from, near ?? 0);
    to = Math.min(to, far ?? 1);
  }
  return from <= to ? from : null;
}

/**
 * How far a point is from the nearest part of a curve.
 *
 * @param {Point[]} points
 * @param {Point} point
 */
export function distanceTo(points, point) {
  let nearest = Infinity;
  let [a] = points;
  for (const b of points.slice(1)) {
    if (!a) break;
    const [x, y] = [b.x - a.x, b.y - a.y];
    const length = x * x + y * y;
    const part = length ? ((point.x - a.x) * x + (point.y - a.y) * y) / length : 0;
    const t = Math.max(0, Math.min(1, part));
    nearest = Math.min(nearest, Math.hypot(a.x + t * x - point.x, a.y + t * y - point.y));
    a = b;
  }
  return nearest;
}

/**
 * The thing that an arrow key leads to: near, and rather ahead than aside; or undefined.
 *
 * @template {Point} Thing
 * @param {Iterable<Thing>} things
 * @param {Thing} from
 * @param {readonly [across: number, down: number]} way
 */
export function nextTowards(things, from, [across, down]) {
  /** @type {Thing | undefined} */
  let best;
  let least = Infinity;
  for (const thing of things) {
    const ahead = (thing.x - from.x) * across + (thing.y - from.y) * down;
    const aside = Math.abs((thing.x - from.x) * down) + Math.abs((thing.y - from.y) * across);
    const cost = ahead + 2 * aside;
    if (thing !== from && ahead > 0 && aside <= 2 * ahead && cost < least) {
      [best, least] = [thing, cost];
    }
  }
  return best;
}

/**
 * @param {Box} box
 * @param {Point} point
 */
export function contains(box, point) {
  return point.x >= box.left && point.x <= box.right
    && point.y >= box.top && point.y <= box.bottom;
}

/**
 * @param {Point} middle
 * @param {number} aside
 * @param {number} updown
 * @returns {Box}
 */
export function boxAround({ x, y }, aside, updown) {
  return { left: x - aside, right: x + aside, top: y - updown, bottom: y + updown };
}

/**
 * The box around all places, with room for the labels at its edges.
 *
 * @param {Point[]} places
 * @returns {Box}
 */
export function bounds(places) {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - 80,
    right: Math.max(...xs) + 80,
    top: Math.min(...ys) - 34,
    bottom: Math.max(...ys) + 66,
  };
}
