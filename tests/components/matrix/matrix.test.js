// What a matrix says of its cells, how it is laid out and what a key or a pointer leads to.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cellNumber, cellOf, isSame, readCells, stepOf, wordsFor } from "../../../graph/components/matrix/cells.js";
import { shortened } from "../../../graph/components/matrix/headings.js";
import {
  allowed, cellAt, cornerOf, cornersOf, LETTERS, measured, next, range, revealing,
} from "../../../graph/components/matrix/measures.js";

/** @import { Data, Place } from "../../../graph/components/matrix/view.js" */

const SHADE = { light: "#fff", dark: "#000" };
/** @type {Data} */
const data = {
  key: "test",
  name: "Countries by meetings",
  height: 640,
  rows: ["A", "B", "C"],
  columns: ["A", "B", "C"],
  short: ["A", "B", "C"],
  rowGroups: [["", 3]],
  columnGroups: [["", 3]],
  totals: [[2, 13, 13], [2, 13, 13]],
  symmetric: true,
  counted: ["country", "countries"],
  cells: [0, 1, 1, 1, 0, 1, 1, 2, 12, 2, 1, 12],
  steps: [{ from: 1, to: 1, fill: SHADE, ink: SHADE }, { from: 2, to: 12, fill: SHADE, ink: SHADE }],
  notes: [[1, 2, "disputed"]],
  selected: null,
  looks: { withdrawn: SHADE, disputed: SHADE, accepted: SHADE },
  words: {
    hint: "", nothing: "not on record", same: "the same on both sides", opened: "", closed: "",
    tools: "", larger: "", smaller: "", fit: "", total: "", framed: "", withdrawn: "", disputed: "proposed as disputed",
    accepted: "",
  },
};
const view = { data, cells: readCells(data) };

test("Each cell has a number of its own, and the number leads back to it.", () => {
  const numbers = data.rows.flatMap((_, row) => data.columns.map((__, column) => {
    const number = cellNumber(data, [row, column]);
    assert.deepEqual(cellOf(data, number), [row, column]);
    return number;
  }));
  assert.equal(new Set(numbers).size, 9);
});

test("One is told in the singular as Python words it, more in the plural, nothing as not on record.", () => {
  assert.deepEqual(wordsFor(view, [0, 1]), ["A × B", "1 country"]);
  assert.deepEqual(wordsFor(view, [1, 2]), ["B × C", "12 countries, proposed as disputed"]);
  assert.deepEqual(wordsFor(view, [0, 2]), ["A × C", "not on record"]);
  assert.deepEqual(wordsFor(view, [1, 1]), ["B × B", "the same on both sides"]);
});

test("Only where both sides are the same things is a thing set against itself.", () => {
  assert.ok(isSame(data, [1, 1]));
  assert.ok(!isSame({ ...data, symmetric: false }, [1, 1]));
});

test("A number has the step that it lies in, and one beyond the scale the last.", () => {
  assert.equal(stepOf(data, 1), data.steps[0]);
  assert.equal(stepOf(data, 7), data.steps[1]);
  assert.equal(stepOf(data, 99), data.steps[1]);
  assert.throws(() => stepOf({ ...data, steps: [] }, 1));
});

const given = { width: 900, window: 800, size: null, widest: () => 80 };

test("Few columns get roomy cells, many as much as fits, and a chosen size stays.", () => {
  assert.equal(measured(data, given).size, 26);
  const many = { ...data, columns: Array.from({ length: 200 }, String) };
  assert.equal(measured(many, given).size, 11);
  assert.equal(measured(data, { ...given, size: 9.4 }).size, 9);
  assert.deepEqual([allowed(1), allowed(20), allowed(99)], [5, 20, 34]);
});

test("Headings of groups take a band above those of columns, only where there are any.", () => {
  assert.equal(measured(data, given).band, 0);
  const grouped = measured({ ...data, columnGroups: [["north", 2], ["south", 1]] }, given);
  assert.equal(grouped.band, 16);
  assert.equal(grouped.top - measured(data, given).top, 16);
});

const measures = { width: 300, size: 20, left: 100, top: 60, band: 0, shown: /** @type {Place} */ ([140, 100]) };
const pane = { scrollLeft: 20, scrollTop: 40, clientWidth: 140, clientHeight: 100 };

test("A point is in the cell whose corner lies up and left of it, however far the pane is scrolled.", () => {
  assert.deepEqual(cellAt(data, measures, pane, { x: 100, y: 60 }), [2, 1]);
  const corner = cornerOf(measures, pane, [2, 1]);
  assert.deepEqual(corner, { x: 100, y: 60 });
});

test("No cell lies under the headings or behind the last row.", () => {
  assert.equal(cellAt(data, measures, pane, { x: 99, y: 60 }), null);
  assert.equal(cellAt(data, measures, pane, { x: 100, y: 59 }), null);
  assert.equal(cellAt(data, measures, pane, { x: 100, y: 80 }), null);
});

test("What is in view is drawn, also where only a part of it is seen.", () => {
  assert.deepEqual(range(data, measures, pane), { first: [2, 1], last: [3, 3] });
  const half = { ...pane, scrollLeft: 10, scrollTop: 10 };
  assert.deepEqual(range(data, measures, half), { first: [0, 0], last: [3, 3] });
});

test("The pane is scrolled as little as it takes for a cell to be seen whole.", () => {
  const start = { ...pane, scrollLeft: 0, scrollTop: 0 };
  assert.deepEqual(revealing(measures, start, [0, 0]), [0, 0]);
  assert.deepEqual(revealing(measures, start, [2, 2]), [20, 20]);
  assert.deepEqual(revealing(measures, pane, [0, 0]), [0, 0]);
});

test("Arrows stop at the edges, Home and End go to the ends of the row, letters nowhere.", () => {
  assert.deepEqual(next(data, [1, 1], "ArrowLeft"), [1, 0]);
  assert.deepEqual(next(data, [0, 0], "ArrowUp"), [0, 0]);
  assert.deepEqual(next(data, [0, 1], "PageDown"), [2, 1]);
  assert.deepEqual(next(data, [1, 1], "End"), [1, 2]);
  assert.deepEqual(next(data, [1, 1], "Home"), [1, 0]);
  assert.equal(next(data, [1, 1], "x"), null);
});

test("A heading that is too long ends in dots and never in a space.", () => {
  const width = (/** @type {string} */ text) => text.length;
  assert.equal(shortened("Kazakhstan", 10, width), "Kazakhstan");
  assert.equal(shortened("South East Asia", 7, width), "South…");
});

test("A frame has the same corners, from whichever of them it was drawn.", () => {
  /** @type {Place[]} */
  const ends = [[1, 2], [4, 0]];
  const [one, other] = ends;
  assert.ok(one && other);
  assert.deepEqual(cornersOf([one, other]), [[1, 0], [4, 2]]);
  assert.deepEqual(cornersOf([other, one]), [[1, 0], [4, 2]]);
});

test("Sixty-two columns fit a window of 1440 pixels, each wide enough for its heading.", () => {
  const columns = Array.from({ length: 62 }, (_, at) => `Country ${at}`);
  const wide = { ...data, rows: columns, columns, short: columns, totals: [[120], [120]] };
  const { size, whole } = measured(/** @type {Data} */ (wide), {
    width: 960, window: 900, size: null, widest: () => 190,
  });
  assert.ok(size >= LETTERS, `a column is ${size} pixels wide`);
  assert.ok(whole[0] <= 960, `all of it is ${whole[0]} pixels wide`);
});
