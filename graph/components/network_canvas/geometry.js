// Places on the canvas: where a line runs, what lies under a point, what comes next to a thing.
// The files of this folder are joined into one module, in the order that __init__.py names.
// Units are those of the picture (pixels at zoom 1) unless a name says "screen".

/** The points of the curve that vis-network draws for a line, from its start to its end. */
function curve(from, to, bend, loop) {
  if (from === to) return circle(from, loop);
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

/** The control point of vis-network's "curvedCW" (bend > 0) and "curvedCCW" (bend < 0). */
function control(from, to, bend) {
  const across = to.x - from.x;
  const up = from.y - to.y;
  const turned = Math.atan2(up, across) + (bend * 0.5 + 0.5) * Math.PI;
  const far = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(across, up);
  return { x: from.x + far * Math.sin(turned), y: from.y + far * Math.cos(turned) };
}

function circle(at, { size, angle }) {
  // vis-network puts the circle so that it starts and ends in the thing it belongs to.
  const middle = { x: at.x + size * Math.cos(angle), y: at.y - size * Math.sin(angle) };
  return Array.from({ length: 17 }, (_, step) => ({
    x: middle.x + size * Math.cos(angle + Math.PI + (step / 8) * Math.PI),
    y: middle.y - size * Math.sin(angle + Math.PI + (step / 8) * Math.PI),
  }));
}

/** The head of a line at the rim of what it points to, or null where there is no room for one. */
function headOf(points, radius, width) {
  const end = points.at(-1);
  const long = 6.5 + 1.6 * width;
  const far = ({ x, y }) => Math.hypot(x - end.x, y - end.y);
  const meets = (reach) => {
    let at = points.length - 1;
    while (at > 0 && far(points[at - 1]) < reach) at -= 1;
    if (!at) return null;
    const [one, other] = [points[at - 1], points[at]];
    const part = (far(one) - reach) / Math.max(far(one) - far(other), 1e-6);
    return {
      at, x: one.x + (other.x - one.x) * part, y: one.y + (other.y - one.y) * part,
    };
  };
  const [tip, neck] = [meets(radius + 1), meets(radius + 1 + long)];
  return tip && neck && { tip, neck, before: points.slice(0, neck.at), wide: 0.42 };
}

/** The point at a part (0 to 1) of the way along a curve. */
function along(points, part) {
  const at = part * (points.length - 1);
  const index = Math.min(Math.floor(at), points.length - 2);
  const [a, b] = [points[index], points[index + 1]];
  return { x: a.x + (b.x - a.x) * (at - index), y: a.y + (b.y - a.y) * (at - index) };
}

/** How far a point is from the nearest part of a curve. */
function distanceTo(points, point) {
  let nearest = Infinity;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    const [x, y] = [b.x - a.x, b.y - a.y];
    const length = x * x + y * y;
    const part = length ? ((point.x - a.x) * x + (point.y - a.y) * y) / length : 0;
    const t = Math.max(0, Math.min(1, part));
    nearest = Math.min(nearest, Math.hypot(a.x + t * x - point.x, a.y + t * y - point.y));
  }
  return nearest;
}

/** The thing that an arrow key leads to: near, and rather ahead than aside; or undefined. */
function nextTowards(nodes, from, [across, down]) {
  let best;
  let least = Infinity;
  for (const node of nodes) {
    const ahead = (node.x - from.x) * across + (node.y - from.y) * down;
    const aside = Math.abs((node.x - from.x) * down) + Math.abs((node.y - from.y) * across);
    const cost = ahead + 2 * aside;
    if (node !== from && ahead > 0 && aside <= 2 * ahead && cost < least) {
      [best, least] = [node, cost];
    }
  }
  return best;
}

/** Boxes that have been given away, kept so that asking for a free one is quick. */
class Crowd {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  * near(box) {
    for (let x = Math.floor(box.left / this.cell); x <= box.right / this.cell; x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= box.bottom / this.cell; y += 1) {
        yield `${x} ${y}`;
      }
    }
  }

  add(box) {
    for (const cell of this.near(box)) {
      if (this.cells.has(cell)) this.cells.get(cell).push(box);
      else this.cells.set(cell, [box]);
    }
  }

  /** True where nothing but the owner's own boxes overlaps the box. */
  isFree(box, owner) {
    for (const cell of this.near(box)) {
      for (const other of this.cells.get(cell) ?? []) {
        const apart = other.owner === owner
          || box.right <= other.left || box.left >= other.right
          || box.bottom <= other.top || box.top >= other.bottom;
        if (!apart) return false;
      }
    }
    return true;
  }
}

function contains(box, point) {
  return point.x >= box.left && point.x <= box.right
    && point.y >= box.top && point.y <= box.bottom;
}
