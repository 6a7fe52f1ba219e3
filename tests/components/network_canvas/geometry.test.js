// Where lines run, what lies under a point, where labels find room.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fitting, room, stretchToFit } from "../../../graph/components/network_canvas/camera.js";
import { Crowd } from "../../../graph/components/network_canvas/crowd.js";
import {
  along, boxAround, circle, contains, curve, distanceTo, headOf, insideOf, stopAt, nextTowards,
} from "../../../graph/components/network_canvas/geometry.js";
import { breakLines } from "../../../graph/components/network_canvas/letters.js";
import { outline, pointsOf } from "../../../graph/components/network_canvas/shapes.js";

const [west, east] = [{ x: 0, y: 0 }, { x: 100, y: 0 }];
const letters = (/** @type {string} */ text) => [...text].length;

/**
 * @param {number} one
 * @param {number} other
 */
const isNear = (one, other) => assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);

test("A straight line is its two ends, a bent one begins and ends there too.", () => {
  assert.deepEqual(curve(west, east, 0), [west, east]);
  for (const bend of [0.28, -0.28, 1]) {
    const points = curve(west, east, bend);
    assert.equal(points.length, 17);
    assert.deepEqual(points[0], west);
    assert.deepEqual(points.at(-1), east);
  }
});

test("Two lines that bend in opposite ways stay apart, as far on one side as on the other.", () => {
  const [one, other] = [0.5, -0.5].map((bend) => along(curve(west, east, bend), 0.5));
  assert.ok(one && other && one.y * other.y < 0);
  isNear(one.y, -other.y);
});

test("A line from a thing to itself begins and ends in that thing.", () => {
  const loop = { size: 22, angle: Math.PI / 4 };
  const points = circle(east, loop);
  for (const end of [points[0], points.at(-1)]) {
    assert.ok(end);
    isNear(end.x, east.x);
    isNear(end.y, east.y);
  }
});

test("The middle of a line is half way along it.", () => {
  assert.deepEqual(along([west, east], 0.5), { x: 50, y: 0 });
  assert.deepEqual(along([west, east], 1), east);
  assert.throws(() => along([west], 0.5));
});

test("How far a point is from a line is measured to the nearest part, not beyond its ends.", () => {
  assert.equal(distanceTo([west, east], { x: 50, y: 7 }), 7);
  assert.equal(distanceTo([west, east], { x: 130, y: 40 }), 50);
  assert.equal(distanceTo([west, west], { x: 3, y: 4 }), 5);
});

test("The head of a line touches the rim of what it points to.", () => {
  const head = headOf([west, east], 10, 1);
  assert.ok(head);
  isNear(head.tip.x, 89);
  assert.ok(head.neck.x < head.tip.x);
  assert.deepEqual(head.before, [west]);
});

test("Where two things stand too close there is no head.", () => {
  assert.equal(headOf([west, { x: 9, y: 0 }], 10, 1), null);
});

test("An arrow key leads ahead, and to what is near rather than far aside.", () => {
  const [near, far, aside] = [{ x: 30, y: 0 }, { x: 200, y: 0 }, { x: 20, y: 90 }];
  const things = [west, near, far, aside];
  assert.equal(nextTowards(things, west, [1, 0]), near);
  assert.equal(nextTowards(things, near, [1, 0]), far);
  assert.equal(nextTowards(things, west, [-1, 0]), undefined);
  assert.equal(nextTowards(things, west, [0, 1]), aside);
});

test("A box is free where nobody else's overlaps it; touching is not overlapping.", () => {
  const crowd = new Crowd(10);
  crowd.add(boxAround({ x: 0, y: 0 }, 10, 10), "one");
  assert.ok(crowd.isFree(boxAround({ x: 0, y: 0 }, 5, 5), "one"));
  assert.ok(!crowd.isFree(boxAround({ x: 15, y: 0 }, 6, 6), "other"));
  assert.ok(crowd.isFree(boxAround({ x: 20, y: 0 }, 10, 10), "other"));
  crowd.add(boxAround({ x: 100, y: 0 }, 5, 5), null);
  assert.ok(!crowd.isFree(boxAround({ x: 100, y: 0 }, 1, 1), "one"));
});

test("A point on the edge of a box is in it.", () => {
  const box = boxAround({ x: 0, y: 0 }, 10, 5);
  assert.ok(contains(box, { x: 10, y: -5 }));
  assert.ok(!contains(box, { x: 10.1, y: 0 }));
});

test("The camera shows every place, and comes no nearer than is comfortable.", () => {
  const stage = { wide: 800, high: 600, over: 0, under: 0, aside: 0 };
  const { scale, position } = fitting([{ x: -2000, y: -100 }, { x: 2000, y: 100 }], stage);
  assert.deepEqual(position, { x: 0, y: 16 });
  assert.ok(4160 * scale <= 800 && 300 * scale <= 600);
  assert.equal(fitting([west], stage).scale, 1.25);
});

test("Things keep out of what covers the stage, as long as that leaves half of it.", () => {
  const stage = { clientWidth: 900, clientHeight: 600 };
  const covered = { over: 40, under: 60, aside: 400 };
  assert.deepEqual(room(stage, covered), { wide: 500, high: 500, ...covered });
  const much = room(stage, { over: 200, under: 400, aside: 0 });
  assert.deepEqual(much, { wide: 900, high: 300, over: 100, under: 200, aside: 0 });
});

test("Under a drawer and between sentences and a legend the middle is that of what is free.", () => {
  const free = { wide: 500, high: 500, over: 40, under: 60, aside: 400 };
  const { scale, position } = fitting([{ x: 0, y: 0 }], free);
  assert.deepEqual(position, { x: 200 / scale, y: 16 + 10 / scale });
});

test("A flat picture is drawn higher on a high stage, within bounds, and never flatter.", () => {
  const flat = [{ x: 0, y: 0 }, { x: 1000, y: 10 }];
  assert.equal(stretchToFit(flat, { wide: 400, high: 600 }), 2.2);
  assert.equal(stretchToFit([{ x: 0, y: 0 }, { x: 10, y: 1000 }], { wide: 900, high: 300 }), 1);
  assert.equal(stretchToFit([], { wide: 400, high: 600 }), 1);
});

test("A label goes over several lines, and what does not fit is cut off with dots.", () => {
  assert.deepEqual(breakLines("one two three", 2, 7, letters), ["one two", "three"]);
  assert.deepEqual(breakLines("one two three four", 2, 7, letters), ["one two", "three…"]);
  assert.deepEqual(breakLines("", 2, 7, letters), []);
});

test("A word wider than a line goes over several, and no sign of it is torn apart.", () => {
  assert.deepEqual(breakLines("abcdefgh", 3, 3, letters), ["abc", "def", "gh"]);
  assert.deepEqual(breakLines("👩👩👩👩", 2, 2, letters), ["👩👩", "👩👩"]);
});

test("Each shape has its corners, and one that is not known is a dot.", () => {
  /** @param {string} shape */
  const drawn = (shape) => {
    const told = { corners: 0, arcs: 0 };
    outline({
      arc: () => { told.arcs += 1; }, beginPath: () => {}, closePath: () => {},
      lineTo: () => { told.corners += 1; },
    }, shape, west, 10);
    return told;
  };
  assert.deepEqual(drawn("star"), { corners: 10, arcs: 0 });
  assert.deepEqual(drawn("triangleDown"), { corners: 3, arcs: 0 });
  assert.deepEqual(drawn("hexagon"), { corners: 6, arcs: 0 });
  assert.deepEqual(drawn("no such shape"), { corners: 0, arcs: 1 });
});

test("A line runs as vis-network draws it: straight, bent either way, or in a circle.", () => {
  /** @param {object} more */
  const line = (more) => /** @type {Parameters<typeof pointsOf>[0]} */ (
    /** @type {unknown} */ ({ source: west, target: east, ...more }));
  assert.equal(pointsOf(line({})).length, 2);
  const bent = pointsOf(line({ smooth: { type: "curvedCCW", roundness: 0.3 } }));
  assert.deepEqual(bent, curve(west, east, -0.3));
  const loop = { size: 30, angle: 0 };
  assert.deepEqual(pointsOf(line({ target: west, selfReference: loop })), circle(west, loop));
});

test("A point is inside of a line around it, and outside of one beside it.", () => {
  const square = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];
  assert.ok(insideOf(square, { x: 5, y: 5 }));
  assert.ok(!insideOf(square, { x: 15, y: 5 }));
  const bent = [...square, { x: 5, y: 5 }];
  assert.ok(!insideOf(bent, { x: 2, y: 5 }));
});

test("A line stops where the name at its end begins, and stays whole where it misses the name.", () => {
  const name = { left: 80, right: 120, top: 10, bottom: 30 };
  const end = { x: 100, y: 0 };
  assert.deepEqual(stopAt([{ x: 100, y: 90 }, end], name), [{ x: 100, y: 90 }, { x: 100, y: 30 }]);
  assert.deepEqual(stopAt([{ x: 0, y: 0 }, end], name), [{ x: 0, y: 0 }, end]);
  assert.deepEqual(stopAt([{ x: 90, y: 20 }, end], name), [{ x: 90, y: 20 }, end]);
  for (let at = 0; at < 200; at += 1) {
    const turn = (at / 200) * 2 * Math.PI;
    const start = { x: 100 + 300 * Math.cos(turn), y: 300 * Math.sin(turn) };
    const points = stopAt(curve(start, end, (at % 3) / 5), name);
    for (let part = 0; part <= 1; part += 0.01) {
      const { x, y } = along(points, part);
      assert.ok(!(x > 81 && x < 119 && y > 11 && y < 29), `${x} ${y} of ${at}`);
    }
  }
});
