// How many points a picture gets.
import assert from "node:assert/strict";
import { test } from "node:test";

import { scaleOf } from "../../../graph/components/picture_file/scale.js";

test("A picture has two points for each pixel of the drawing.", () => {
  assert.equal(scaleOf(1200, 800), 2);
});

test("A drawing that is very long or very large gets what a canvas can hold.", () => {
  assert.equal(scaleOf(16_000, 100), 1);
  const side = scaleOf(15_000, 15_000) * 15_000;
  assert.ok(side * side <= 120_000_001);
});
