// Where the kinds stand, and what can follow a step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { described, goingOn, places, ties } from "../../../graph/components/class_diagram/steps.js";

const words = {
  begin: "", on: "", kinds: "", values: "Values", lines: "Lines", back: "", anew: "", written: "",
};
const boxes = [
  { key: "Project", label: "Project", number: 66 },
  { key: "Country", label: "Country", number: 74 },
];
const line = { source: "Project", relation: "cbrn:coversCountry", label: "covers", target: "Country", backwards: false, number: 218 };
const back = { ...line, source: "Country", target: "Project", label: "covered by", backwards: true };
const value = { ...line, relation: "cbrn:startDate", label: "started on", target: "", number: 36 };
const view = { words, boxes, lines: [line, back, value] };
const begun = [{ kind: "Project", relation: "", backwards: false }];

test("kinds stand inside the picture, no two at one place", () => {
  for (const number of [1, 2, 10, 13]) {
    const found = places(number, 640, 400);
    assert.equal(new Set(found.map(({ x, y }) => `${x} ${y}`)).size, number);
    assert.ok(found.every(({ x, y }) => x > 0 && x < 640 && y > 0 && y < 400));
  }
});

test("two kinds are tied once, however they are read", () => {
  assert.deepEqual(ties(view), [{ one: 0, other: 1, number: 1 }]);
});

test("what follows is of the kind reached last, and a value only once", () => {
  assert.deepEqual(goingOn(view, begun), [["Values", [value]], ["Lines", [line]]]);
  const dated = [...begun, { kind: "", relation: "cbrn:startDate", backwards: false }];
  assert.deepEqual(goingOn(view, dated), [["Values", []], ["Lines", [line]]]);
  const gone = [...dated, { kind: "Country", relation: "cbrn:coversCountry", backwards: false }];
  assert.deepEqual(goingOn(view, gone)[1], ["Lines", [back]]);
});

test("the steps are told in words", () => {
  const steps = [
    ...begun,
    { kind: "", relation: "cbrn:startDate", backwards: false },
    { kind: "Country", relation: "cbrn:coversCountry", backwards: false },
  ];
  assert.equal(described(view, steps), "Project · with started on · covers Country");
});
