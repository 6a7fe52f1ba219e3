// The open queries of the desk: which is in front, what the address brings, closing and opening again.

import assert from "node:assert/strict";
import test from "node:test";

import {
  changed, inFront, opened, withAgain, withNew, without,
} from "../../../graph/components/sparql_editor/tabs.js";

const LESSON = "SELECT * { ?s ?p ?o }";

test("the first visit has one tab with what the page brings", () => {
  const all = opened(null, LESSON, "", "Query");
  assert.deepEqual(all, { tabs: [{ id: 1, name: "Query 1", text: LESSON, asked: "" }], front: 1 });
});

test("an address opens its query in front, in its own tab where it has one", () => {
  const before = opened(null, LESSON, "", "Query");
  const other = opened(before, "ASK {}", "ASK {}", "Query");
  assert.equal(inFront(other).text, "ASK {}");
  assert.equal(other.tabs.length, 2);
  const again = opened({ ...other, front: 1 }, "ASK {}", "ASK {}", "Query");
  assert.deepEqual(again, other);
  // Without one what was in front stays there.
  assert.deepEqual(opened(other, LESSON, "", "Query"), other);
});

test("a closed tab gives way to its neighbour and comes back at its place", () => {
  const three = withNew(withNew(withNew({ tabs: [], front: 0 }, "Q"), "Q"), "Q");
  const { all, closed } = without({ ...three, front: 2 }, 2);
  assert.deepEqual(all.tabs.map(({ id }) => id), [1, 3]);
  assert.equal(all.front, 3);
  assert.ok(closed);
  assert.deepEqual(withAgain(all, closed), { ...three, front: 2 });
});

test("the last tab is not closed", () => {
  const one = withNew({ tabs: [], front: 0 }, "Q");
  assert.deepEqual(without(one, 1), { all: one, closed: null });
});

test("what is written goes into one tab alone", () => {
  const two = withNew(withNew({ tabs: [], front: 0 }, "Q"), "Q");
  const all = changed(two, 1, { text: "ASK {}", name: "Mine" });
  assert.deepEqual(all.tabs.map(({ name, text }) => `${name}: ${text}`), ["Mine: ASK {}", "Q 2: "]);
});
