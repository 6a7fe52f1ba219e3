// How the editor indents, replaces, marks and ranks, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressBefore, addressOf, writes } from "../../../graph/components/sparql_editor/addresses.js";
import { ask, hear, wish } from "../../../graph/components/sparql_editor/asking.js";
import { folded, rankOf } from "../../../graph/components/sparql_editor/completion.js";
import { indent } from "../../../graph/components/sparql_editor/look.js";
import { difference, faultyPart } from "../../../graph/components/sparql_editor/marks.js";

/** @import { Data, Desk } from "../../../graph/components/sparql_editor/desk.js" */

test("A new line is indented by the groups that are open.", () => {
  assert.equal(indent("SELECT * {\n"), 2);
  assert.equal(indent("SELECT * {\n  OPTIONAL {\n"), 4);
  assert.equal(indent("SELECT * {\n}\n"), 0);
});

test("Braces in texts, addresses and comments open nothing.", () => {
  assert.equal(indent('SELECT * {\n  ?a ?b "{{{" . # {\n'), 2);
});

test("After a semicolon what follows stands below the relation before.", () => {
  assert.equal(indent("{\n  ?project a cbrn:Project ;\n"), 11);
  assert.equal(indent("{\n  ?project a cbrn:Project ;\n           cbrn:ledBy ?one ;\n"), 11);
});

test("Only the part of a text that differs is replaced.", () => {
  assert.deepEqual(difference("SELECT ?a {}", "SELECT ?b {}"), { from: 8, to: 9, insert: "b" });
  assert.deepEqual(difference("aa", "aaa"), { from: 2, to: 2, insert: "a" });
  assert.deepEqual(difference("abc", ""), { from: 0, to: 3, insert: "" });
});

test("A mistake is marked as the word in its place, or the sign before the end of the line.", () => {
  assert.deepEqual(faultyPart("SELECT ?x WHER {", 11), [10, 14]);
  assert.deepEqual(faultyPart("SELECT", 7), [5, 6]);
  assert.deepEqual(faultyPart("", 1), [0, 0]);
});

test("The place is counted in characters, of which the browser counts some twice.", () => {
  assert.deepEqual(faultyPart('"👩" oops', 5), [5, 9]);
});

test("Names are compared without case and accents; the whole name comes before a part of it.", () => {
  assert.equal(folded("Côte d'Ivoire"), "cote d'ivoire");
  const term = {
    short: "cbrn:hostCountry", label: "held in country", definition: "",
    sort: /** @type {const} */ ("property"),
  };
  const rank = (/** @type {string} */ text) => rankOf(term, text, folded(text).split(" "));
  assert.deepEqual(
    [rank("Held in country"), rank("host"), rank("country held"), rank("meeting")],
    [0, 1, 2, Infinity],
  );
});

const KNOWN = /** @type {Desk} */ (/** @type {unknown} */ ({
  vocabulary: {
    kinds: ["country"], prefixes: [{ prefix: "country", address: "https://example.org/id/country/" }],
  },
}));

test("In angle brackets a thing is meant by its name, or by the end of its address.", () => {
  const looked = (/** @type {string} */ text) => addressBefore(
    KNOWN,
    /** @type {import("@codemirror/autocomplete").CompletionContext} */ (/** @type {unknown} */ ({
      pos: text.length, state: { doc: { lineAt: () => ({ from: 0, text }) } },
    })),
  );
  assert.deepEqual(looked("?p ?q <Kaz"), { from: 6, request: { phrases: ["Kaz"] } });
  assert.deepEqual(
    looked("<https://example.org/id/country/K"),
    { from: 0, request: { phrases: ["K"], prefix: "country" } },
  );
  for (const other of ["?n<K", "?n < 3", "<https://example.org/K", "<Kaz>", "PREFIX a: <htt", "<"]) {
    assert.equal(looked(other), null, other);
  }
});

test("An address is written with its bracket, once.", () => {
  assert.equal(addressOf(KNOWN, "country:KAZ"), "<https://example.org/id/country/KAZ>");
  assert.equal(addressOf(KNOWN, "dc:title"), "");
  for (const [text, to] of /** @type {[string, number][]} */ ([["<Kaz", 4], ["<Kaz>", 5]])) {
    /** @type {unknown[]} */
    const done = [];
    const view = {
      state: { sliceDoc: (/** @type {number} */ from, /** @type {number} */ end) => text.slice(from, end) },
      dispatch: (/** @type {{ changes: unknown }} */ { changes }) => done.push(changes),
    };
    const seen = /** @type {import("@codemirror/view").EditorView} */ (/** @type {unknown} */ (view));
    writes("<urn:x>")(seen, null, 0, 4);
    assert.deepEqual(done, [{ from: 0, to, insert: "<urn:x>" }]);
  }
});

test("Questions that wait are named together, and each gets its own answer once.", async () => {
  /** @type {unknown[]} */
  const told = [];
  const desk = /** @type {Desk} */ (/** @type {unknown} */ ({
    serial: 0, acts: [], asked: new Map(), setStateValue: (/** @type {string} */ _, /** @type {unknown} */ what) => told.push(what),
  }));
  const [one, other] = [ask(desk, { names: ["country:KAZ"] }), ask(desk, { phrases: ["kaz"] })];
  assert.equal(/** @type {{ requests: unknown[] }} */ (told[1]).requests.length, 2);
  const found = { things: [], labels: { "country:KAZ": "Kazakhstan" }, here: [] };
  const data = /** @type {Data} */ (/** @type {unknown} */ ({
    heard: 0, found: [{ serial: 1, ...found }, { serial: 2, things: [], labels: {}, here: [] }],
  }));
  hear(desk, data);
  assert.deepEqual(await one, found);
  assert.deepEqual(await other, { things: [], labels: {}, here: [] });
  assert.equal(desk.asked.size, 0);
});

test("A Cancel right after its Run takes nothing away: both are told until they are heard.", () => {
  /** @type {{ acts: { what: string }[] }[]} */
  const told = [];
  const desk = /** @type {Desk} */ (/** @type {unknown} */ ({
    serial: 0, acts: [], asked: new Map(),
    setStateValue: (/** @type {string} */ _, /** @type {{ acts: [] }} */ what) => told.push(structuredClone(what)),
  }));
  wish(desk, "run", "ASK {}");
  wish(desk, "cancel", "ASK {}");
  assert.deepEqual(told.map(({ acts }) => acts.map(({ what }) => what)), [["run"], ["run", "cancel"]]);
  const data = (/** @type {number} */ heard) =>
    /** @type {Data} */ (/** @type {unknown} */ ({ heard, found: [] }));
  hear(desk, data(1));
  assert.deepEqual(desk.acts.map(({ what }) => what), ["cancel"]);
  hear(desk, data(2));
  assert.deepEqual(desk.acts, []);
});
