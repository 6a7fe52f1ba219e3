// The list of queries that this browser keeps.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { keep, kept, savedFirst, withNewest } from "../../../graph/components/query_history/past_queries.js";

const NOON = new Date("2026-01-02T12:00:00Z");
/** @param {string} query */
const past = (query) => ({ query, told: "3 rows", at: "2026-01-01T00:00:00.000Z" });

/**
 * A store such as a browser has, or one that is closed to pages.
 *
 * @param {{ closed?: boolean, text?: string }} how
 */
function open({ closed = false, text = "[]" }) {
  const refuse = () => { throw new Error("closed"); };
  let held = text;
  const store = {
    getItem: closed ? refuse : () => held,
    setItem: closed ? refuse : (/** @type {string} */ _, /** @type {string} */ news) => { held = news; },
    get length() { return closed ? refuse() : 1; },
  };
  Object.defineProperty(globalThis, "localStorage", { value: store, configurable: true });
}

afterEach(() => open({}));

test("The newest query stands in front, and a query that is asked again moves there.", () => {
  const now = withNewest([past("A"), past("B")], { key: "k", query: "B", told: "4 rows" }, NOON);
  assert.deepEqual(now.map(({ query }) => query), ["B", "A"]);
  assert.equal(now[0]?.at, "2026-01-02T12:00:00.000Z");
});

test("No more than fifty are kept.", () => {
  const many = Array.from({ length: 60 }, (_, number) => past(`query ${number}`));
  assert.equal(withNewest(many, { key: "k", query: "new", told: "" }, NOON).length, 50);
});

test("What is saved stays, also when it is asked again, and stands in front.", () => {
  const saved = { ...past("old"), saved: true };
  const many = [...Array.from({ length: 60 }, (_, number) => past(`query ${number}`)), saved];
  const now = withNewest(many, { key: "k", query: "new", told: "" }, NOON);
  assert.equal(now.length, 51);
  assert.equal(savedFirst(now)[0]?.query, "old");
  const again = withNewest(now, { key: "k", query: "old", told: "4 rows" }, NOON);
  assert.equal(again[0]?.saved, true);
});

test("What is kept comes back, and what another version wrote is left out.", () => {
  open({});
  assert.ok(keep([past("A")]));
  assert.deepEqual(kept(), [past("A")]);
  open({ text: '[{"query": 3}, null, "x"]' });
  assert.deepEqual(kept(), []);
  open({ text: "{ no JSON" });
  assert.deepEqual(kept(), []);
});

test("Where the browser lets pages keep nothing, that is told apart from an empty list.", () => {
  open({ closed: true });
  assert.equal(kept(), null);
  assert.equal(keep([past("A")]), false);
});
