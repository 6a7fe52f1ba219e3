// Which views a file or the browser holds, and in which order.
import assert from "node:assert/strict";
import { test } from "node:test";

import { besideSearch, load, moved, store, viewsIn } from "../../../graph/components/kept_views/story.js";

const view = (/** @type {string} */ name) => ({ name, sentence: "", search: `?thing=${name}` });

test("what was saved is read again, and no more than there is room for", () => {
  const views = [view("a"), view("b"), view("c")];
  assert.deepEqual(viewsIn(JSON.stringify(views), 10), views);
  assert.equal(viewsIn(JSON.stringify(views), 2).length, 2);
});

test("what is no view is left out, and what is no list holds none", () => {
  const odd = [{ name: "x" }, 3, null, { name: "", sentence: "", search: "" },
    { name: "evil", sentence: "", search: "javascript:alert(1)" }, view("a")];
  assert.deepEqual(viewsIn(JSON.stringify(odd), 10), [view("a")]);
  for (const text of ["{}", "]", "", null]) assert.deepEqual(viewsIn(text, 10), []);
});

test("a view is moved, and not out of the list", () => {
  const views = [view("a"), view("b")];
  assert.deepEqual(moved(views, 1, -1), [view("b"), view("a")]);
  assert.deepEqual(moved(views, 0, -1), views);
});

test("a browser that keeps nothing says so, and loses nothing that is in view", () => {
  Object.assign(globalThis, { localStorage: undefined });
  assert.equal(load(10), null);
  store([view("a")]);
});

test("a kept view beside the open one is an address of both, without what was selected", () => {
  const search = besideSearch("?thing=a/b&at=c/d", "?thing=e/f&years=2018-2018");
  const both = new URLSearchParams(search);
  assert.deepEqual([...both.keys()], ["thing", "beside"]);
  assert.equal(both.get("beside"), "thing=e/f&years=2018-2018");
  assert.equal(new URLSearchParams(besideSearch(search, "?thing=g/h")).get("beside"), "thing=g/h");
});
