// Where tips stand, and how counted things are worded.
import assert from "node:assert/strict";
import { test } from "node:test";

import { tipPlace } from "../../../graph/components/browser/elements.js";
import { counted } from "../../../graph/components/browser/plurals.js";

const tip = { width: 100, height: 40 };
const room = { width: 300, height: 200 };

test("A tip stands right below the pointer where there is room.", () => {
  assert.deepEqual(tipPlace({ x: 50, y: 50 }, tip, room), { left: 66, top: 66 });
});

test("A tip that would be cut off goes to the other side, and never out of the component.", () => {
  assert.deepEqual(tipPlace({ x: 280, y: 180 }, tip, room), { left: 168, top: 128 });
  assert.deepEqual(tipPlace({ x: 60, y: 30 }, { width: 290, height: 190 }, room), { left: 4, top: 4 });
});

test("One thing is told in the singular, none and many in the plural.", () => {
  assert.equal(counted(1, ["line", "lines"]), "1 line");
  assert.equal(counted(0, ["line", "lines"]), "0 lines");
  assert.equal(counted(1204, ["line", "lines"]), "1,204 lines");
});
