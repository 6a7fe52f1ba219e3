// A text is cut where names, passages and chosen words begin and end, whatever signs it holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { segments, spanOf, stepped, wordsOf } from "../../../graph/components/text_review/segments.js";

const TEXT = "Ann 🎓 Bell met WHO in Lyon.";
const SIGNS = Array.from(TEXT);
const NAMES = [
  { start: 0, end: 10, key: "person/ann-bell", new: true },
  { start: 6, end: 10, key: "person/bell", new: false },
  { start: 15, end: 18, key: "organisation/who", new: false },
];

test("the pieces are the text, each name once and whole", () => {
  const parts = segments(SIGNS, { start: 0, end: SIGNS.length }, NAMES, null, null);
  assert.equal(parts.map(({ words }) => words).join(""), TEXT);
  assert.deepEqual(parts.filter(({ name }) => name).map(({ words }) => words), ["Ann 🎓 Bell", "WHO"]);
});

test("a passage and chosen words may begin within a name", () => {
  const parts = segments(
    SIGNS, { start: 0, end: SIGNS.length }, NAMES, { start: 6, end: 18 }, { start: 15, end: 21 },
  );
  assert.equal(parts.filter(({ isPassage }) => isPassage).map(({ words }) => words).join(""), "Bell met WHO");
  assert.equal(parts.filter(({ isPicked }) => isPicked).map(({ words }) => words).join(""), "WHO in");
});

test("a paragraph takes nothing of others", () => {
  const parts = segments(SIGNS, { start: 11, end: 18 }, NAMES, { start: 0, end: 14 }, null);
  assert.equal(parts.map(({ words }) => words).join(""), "met WHO");
  assert.deepEqual(parts.map(({ isPassage }) => isPassage), [true, false, false]);
});

test("words are chosen one by one and taken together with Shift", () => {
  const words = wordsOf(TEXT);
  assert.deepEqual(words.map(({ start, end }) => SIGNS.slice(start, end).join("")),
    ["Ann", "Bell", "met", "WHO", "in", "Lyon"]);
  let now = stepped(words, { from: 0, to: 0 }, 1, false);
  assert.deepEqual(now, { from: 1, to: 1 });
  now = stepped(words, now, 1, true);
  assert.deepEqual(spanOf(words, now), { start: 6, end: 14 });
  now = stepped(words, { from: 3, to: 3 }, -2, true);
  assert.deepEqual(spanOf(words, now), { start: 6, end: 18 });
  assert.deepEqual(stepped(words, { from: 5, to: 5 }, 1, false), { from: 5, to: 5 });
});
