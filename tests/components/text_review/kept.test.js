// What was accepted of a text is there again after the page, the visit or the server went.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keep, kept } from "../../../graph/components/text_review/kept.js";

/** A store as browsers have one. */
function store() {
  /** @type {Map<string, string>} */
  const told = new Map();
  return () => ({
    /** @param {string} key */
    getItem: (key) => told.get(key) ?? null,
    /** @param {string} key @param {string} value */
    setItem: (key, value) => { told.set(key, value); },
  });
}

test("each text has its own, and the newest stands for it", () => {
  const here = store();
  keep("one", ["a"], here);
  keep("two", ["b"], here);
  keep("one", ["a", "c"], here);
  assert.deepEqual(kept("one", here), ["a", "c"]);
  assert.deepEqual(kept("two", here), ["b"]);
  assert.deepEqual(kept("three", here), []);
});

test("twenty texts are remembered", () => {
  const here = store();
  for (let number = 0; number < 25; number += 1) keep(String(number), ["a"], here);
  assert.deepEqual(kept("24", here), ["a"]);
  assert.deepEqual(kept("4", here), []);
});

test("a store that is closed or spoilt keeps nothing and breaks nothing", () => {
  const closed = () => { throw new Error("SecurityError"); };
  keep("one", ["a"], closed);
  assert.deepEqual(kept("one", closed), []);
  const spoilt = store();
  spoilt().setItem("cbrn-graph accepted", '[["one"], 7, ["two", ["b", 3]]]');
  assert.deepEqual(kept("one", spoilt), []);
});
