// Where a link of the menu leads: to the page as it was left in this tab, or as it always does.
import assert from "node:assert/strict";
import { test } from "node:test";

import { note, wayBack } from "../../../graph/components/way_back/left.js";

/** @type {Map<string, string>} */
const store = new Map();
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (/** @type {string} */ name) => store.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => store.set(name, text),
  },
});
const now = { origin: "https://cbrn.test", pathname: "/ask", search: "" };
const network = new URL("https://cbrn.test/network");

test("a page that was left is led back to, and the last address of it wins", () => {
  assert.equal(wayBack(network, now), undefined);
  note({ pathname: "/network", search: "?thing=country/KAZ" });
  note({ pathname: "/network", search: "?thing=country/UZB" });
  assert.equal(wayBack(network, now), "/network?thing=country/UZB");
});

test("the page in view begins anew, and so does one that was left without anything", () => {
  assert.equal(wayBack(network, { ...now, pathname: "/network" }), undefined);
  note({ pathname: "/sources", search: "" });
  assert.equal(wayBack(new URL("https://cbrn.test/sources"), now), undefined);
});

test("the language that is read now goes along, and one of before does not", () => {
  const french = { ...now, search: "?question=who-says&lang=fr" };
  assert.equal(wayBack(network, french), "/network?thing=country/UZB&lang=fr");
  assert.equal(wayBack(new URL("https://cbrn.test/add"), french), "/add?lang=fr");
  assert.equal(wayBack(network, { ...french, pathname: "/network" }), "/network?lang=fr");
  note({ pathname: "/network", search: "?thing=country/UZB&lang=ar" });
  assert.equal(wayBack(network, french), "/network?thing=country/UZB&lang=fr");
  assert.equal(wayBack(network, now), "/network?thing=country/UZB");
});

test("a link that says what it wants, or leads elsewhere, is left alone", () => {
  assert.equal(wayBack(new URL("https://cbrn.test/network?thing=region/CA"), now), undefined);
  assert.equal(wayBack(new URL("https://other.test/network"), now), undefined);
});

test("a store that holds something else, or nothing can be kept in, is no error", () => {
  store.set("cbrn-graph.left", "]");
  assert.equal(wayBack(network, now), undefined);
  Object.assign(globalThis, { sessionStorage: undefined });
  note({ pathname: "/network", search: "?thing=country/KAZ" });
  assert.equal(wayBack(network, now), undefined);
});
