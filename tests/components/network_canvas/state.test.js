// What is read of a network, what a choice lights up, and what is said of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { exists, isDimmed, isDimmedLine, litBy } from "../../../graph/components/network_canvas/choice.js";
import { hubsOf, isQuiet } from "../../../graph/components/network_canvas/hubs.js";
import { lineAfter } from "../../../graph/components/network_canvas/keyboard.js";
import { saidOf } from "../../../graph/components/network_canvas/labels.js";
import { dashesOf, strongTie } from "../../../graph/components/network_canvas/lines.js";
import { readGraph, readNetwork, sync } from "../../../graph/components/network_canvas/reading.js";
import { meant, turned, withNeighbours } from "../../../graph/components/network_canvas/several.js";
import { wordsFor } from "../../../graph/components/network_canvas/words.js";

/** @import { Data, Memory } from "../../../graph/components/network_canvas/view.js" */

/**
 * @param {string} id
 * @param {object} [more]
 */
const node = (id, more = {}) => ({
  id, label: id, group: "Country", x: 0, y: 0, rest: 0, holds: 0, grow: 1, ...more,
});
/**
 * @param {string} from
 * @param {string} to
 * @param {object} [more]
 */
const edge = (from, to, more = {}) => ({
  id: `${from}-${to}`, from, to, label: "meets", documents: 0, disputed: false, sort: "stated",
  weight: 1, note: "", count: 1, pointed: true, ...more,
});
/** @type {Memory["moved"]} */
const unmoved = new Map();
const data = /** @type {Data} */ (/** @type {unknown} */ ({
  nodes: [node("A"), node("B"), node("C"), node("D", { rest: 3, label: "+3 meetings" })],
  edges: [edge("A", "B", { documents: 2 }), edge("B", "C", { disputed: true, note: "accepted" }),
    edge("C", "C")],
  kinds: { Country: { word: "country" } },
  counted: { line: ["line", "lines"], document: ["document", "documents"] },
  words: { rest: "not shown", disputed: "documents disagree" },
  notes: { accepted: { word: "proposed as accepted" } },
}));
const view = { ...readGraph(data, unmoved), data };

test("Each line knows its ends, and each thing its lines, one to itself once.", () => {
  assert.deepEqual(view.nodes.get("B")?.lines.map(({ id }) => id), ["A-B", "B-C"]);
  assert.deepEqual(view.nodes.get("C")?.lines.map(({ id }) => id), ["B-C", "C-C"]);
  assert.equal(view.lines.get("A-B")?.source, view.nodes.get("A"));
});

test("What has most lines has its label drawn first.", () => {
  assert.deepEqual(view.ranked.map(({ id }) => id), ["B", "C", "A", "D"]);
});

test("What a person dragged stays until Python itself puts it elsewhere.", () => {
  const moved = new Map([
    ["A", { from: { x: 0, y: 0 }, to: { x: 9, y: 9 } }],
    ["B", { from: { x: 5, y: 5 }, to: { x: 9, y: 9 } }],
  ]);
  readGraph(data, moved);
  assert.deepEqual([...moved.keys()], ["A"]);
});

test("The same text is read once.", () => {
  const parent = /** @type {HTMLElement} */ ({});
  const told = /** @type {Parameters<typeof readNetwork>[1]} */ ({ network: '{"nodes":[]}' });
  assert.equal(readNetwork(parent, told), readNetwork(parent, { ...told }));
  assert.notEqual(readNetwork(parent, { ...told, network: '{"nodes":[] }' }), readNetwork(parent, told));
});

test("A selected thing lights up its lines and their other ends; a line its two ends.", () => {
  const thing = litBy({ ...view, selected: { kind: "node", id: "A" } }, []);
  assert.deepEqual([...thing?.nodes ?? []], ["A", "B"]);
  assert.deepEqual([...thing?.lines ?? []], ["A-B"]);
  const line = litBy({ ...view, selected: { kind: "edge", id: "B-C" } }, ["A-B"]);
  assert.deepEqual([...line?.nodes ?? []], ["B", "C"]);
});

test("Where nothing is selected the lines that Python names are lit, or nothing steps back.", () => {
  assert.deepEqual([...litBy({ ...view, selected: null }, ["A-B", "gone"])?.lines ?? []], ["A-B"]);
  assert.equal(litBy({ ...view, selected: null }, ["gone"]), null);
});

test("What is not lit steps back; a thing without lines is lit when it is selected.", () => {
  const lit = litBy({ ...view, selected: { kind: "node", id: "D" } }, []);
  const [alone, other] = [view.nodes.get("D"), view.nodes.get("A")];
  const line = view.lines.get("A-B");
  assert.ok(alone && other && line);
  assert.deepEqual([isDimmed({ lit }, alone), isDimmed({ lit }, other)], [false, true]);
  assert.ok(isDimmedLine({ lit }, line));
  assert.ok(!isDimmed({ lit: null }, other));
});

test("A choice is forgotten with what it was of.", () => {
  assert.ok(exists(view, { kind: "edge", id: "A-B" }));
  assert.ok(!exists(view, { kind: "node", id: "A-B" }));
});

test("A thing is told with its kind and its lines, a line with who says so and what is proposed.", () => {
  assert.deepEqual(wordsFor(view, { kind: "node", id: "A" }), ["A", "country", "1 line"]);
  assert.deepEqual(wordsFor(view, { kind: "node", id: "D" }), ["+3 meetings", "not shown"]);
  assert.deepEqual(wordsFor(view, { kind: "edge", id: "A-B" }), ["A – meets – B", "2 documents"]);
  assert.deepEqual(
    wordsFor(view, { kind: "edge", id: "B-C" }),
    ["B – meets – C", "documents disagree", "proposed as accepted"],
  );
});

test("The next line comes after the last one again, and before the first comes the last.", () => {
  const lines = ["one", "two", "three"];
  assert.equal(lineAfter(lines, null, 1), "one");
  assert.equal(lineAfter(lines, null, -1), "three");
  assert.equal(lineAfter(lines, "three", 1), "one");
  assert.equal(lineAfter(lines, "one", -1), "three");
  assert.equal(lineAfter(lines, "of another thing", 1), "one");
  assert.equal(lineAfter([], null, 1), undefined);
});

test("Where documents disagree a line has long dashes, where it was worked out dots.", () => {
  const line = { disputed: false, sort: "stated", weight: 1 };
  assert.deepEqual(dashesOf(line, 1), []);
  assert.deepEqual(dashesOf({ ...line, disputed: true }, 2), [14, 10]);
  assert.deepEqual(dashesOf({ ...line, sort: "tie", weight: 9 }, 1), [6, 3.5]);
  assert.deepEqual(dashesOf({ ...line, sort: "rest" }, 1), [1.5, 4]);
});

test("Only what differs is handed to vis-network.", () => {
  const held = new Map([["A", { id: "A", x: 1 }], ["B", { id: "B", x: 2 }], ["C", { id: "C", x: 3 }]]);
  /** @type {string[]} */
  const told = [];
  const set = {
    get: (/** @type {string} */ id) => held.get(id) ?? null,
    remove: (/** @type {string[]} */ ids) => { told.push(`- ${ids}`); },
    update: (/** @type {{ id: string, x: number }[]} */ items) => {
      told.push(`+ ${items.map(({ id }) => id)}`);
    },
  };
  sync(set, held.keys(), [{ id: "A", x: 1 }, { id: "B", x: 9 }, { id: "D", x: 4 }]);
  assert.deepEqual(told, ["- C", "+ B,D"]);
  told.length = 0;
  sync(set, ["A"], [{ id: "A", x: 1 }]);
  assert.deepEqual(told, []);
});

test("The first thing of a group is what was selected alone; a second click takes one out.", () => {
  /** @type {Set<string>} */
  const none = new Set();
  const one = turned({ group: none, selected: { kind: "node", id: "A" } }, "B");
  assert.deepEqual([...one], ["A", "B"]);
  assert.deepEqual([...turned({ group: one, selected: null }, "A")], ["B"]);
  assert.deepEqual(meant({ group: one }, "B"), ["A", "B"]);
  assert.deepEqual(meant({ group: one }, "C"), ["C"]);
});

test("Neighbours of things are what they have a line to, and the things themselves.", () => {
  assert.deepEqual([...withNeighbours(view, ["A"])], ["A", "B"]);
});

test("A hub is what more than half of a picture touches, but for what it is about.", () => {
  const names = [..."ABCDEFGHIJ"];
  const star = /** @type {Data} */ (/** @type {unknown} */ ({
    focus: "A",
    acts: true,
    nodes: names.map((name) => node(name)),
    edges: [...names.slice(1).map((name) => edge(name, "A")),
      ...names.slice(2, 9).map((name) => edge(name, "B"))],
  }));
  const seen = { ...readGraph(star, unmoved), data: star };
  const hubs = hubsOf(seen);
  assert.deepEqual([...hubs], ["B"]);
  const memory = /** @type {Memory} */ (/** @type {unknown} */ ({ loud: false }));
  assert.ok(isQuiet({ hubs, memory, lit: null }, { from: "C", to: "B" }));
  assert.ok(!isQuiet({ hubs, memory, lit: null }, { from: "C", to: "A" }));
  assert.deepEqual(hubsOf(view), new Set());
  assert.deepEqual(hubsOf({ ...seen, data: { ...star, acts: false } }), new Set());
});

test("Where many lines were worked out, only the strongest have a number, and none has words.", () => {
  const ties = Array.from({ length: 12 }, (_, at) => (
    { sort: "tie", weight: at + 1, label: `share ${at} projects`, shared: at }
  ));
  const strong = strongTie(ties);
  const said = ties.map((tie) => saidOf(tie, strong));
  assert.deepEqual(said, ["", "", "", "", "4", "5", "6", "7", "8", "9", "10", "11"]);
  const stated = { sort: "stated", weight: 1, label: "attended", shared: 0 };
  assert.equal(saidOf(stated, strong), "attended");
  const few = ties.slice(0, 8);
  assert.deepEqual(few.map((tie) => saidOf(tie, strongTie(few))), few.map(({ label }) => label));
});
