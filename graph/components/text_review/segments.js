// A text cut where something begins or ends in it: names, the passage of a statement, chosen words.
// Places count characters as Python does (code points), not the units of JavaScript's strings.

/**
 * @typedef {{ start: number, end: number }} Span
 * @typedef {Span & { key: string, new: boolean }} Name
 * @typedef {Span & { words: string, name: Name | null, isPassage: boolean, isPicked: boolean }}
 *   Segment
 */

/**
 * The pieces of a paragraph, each with what it is part of.
 *
 * @param {string[]} signs the whole text, one code point each
 * @param {Span} paragraph
 * @param {Name[]} names those of the paragraph, in their order
 * @param {Span | null} passage
 * @param {Span | null} picked
 * @returns {Segment[]}
 */
export function segments(signs, paragraph, names, passage, picked) {
  const own = apart(names, paragraph);
  const cuts = new Set([paragraph.start, paragraph.end]);
  for (const one of [...own, passage, picked]) {
    if (!one) continue;
    for (const place of [one.start, one.end]) {
      if (place > paragraph.start && place < paragraph.end) cuts.add(place);
    }
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, at) => ({
    start,
    end: places[at + 1],
    words: signs.slice(start, places[at + 1]).join(""),
    name: own.find((one) => within(start, one)) ?? null,
    isPassage: within(start, passage),
    isPicked: within(start, picked),
  }));
}

/**
 * The names of each paragraph, in their order.
 *
 * @param {Span[]} paragraphs in their order
 * @param {Name[]} names
 * @returns {Name[][]}
 */
export function namesOf(paragraphs, names) {
  const left = [...names].sort((one, other) => one.start - other.start || other.end - one.end);
  let at = 0;
  return paragraphs.map(({ start, end }) => {
    while (at < left.length && left[at].start < start) at += 1;
    const from = at;
    while (at < left.length && left[at].start < end) at += 1;
    return left.slice(from, at);
  });
}

/**
 * Names of a paragraph of which none lies within another one.
 *
 * @param {Name[]} names
 * @param {Span} paragraph
 */
function apart(names, paragraph) {
  /** @type {Name[]} */
  const kept = [];
  for (const one of names) {
    const free = kept.length === 0 || kept[kept.length - 1].end <= one.start;
    if (free && one.start >= paragraph.start && one.end <= paragraph.end) kept.push(one);
  }
  return kept;
}

/**
 * @param {number} place
 * @param {Span | null} span
 */
function within(place, span) {
  return span !== null && span !== undefined && place >= span.start && place < span.end;
}

/**
 * The words of a text by their places.
 *
 * @param {string} text
 * @returns {Span[]}
 */
export function wordsOf(text) {
  /** @type {Span[]} */
  const found = [];
  let place = 0;
  let start = -1;
  for (const sign of text) {
    const isWord = /[\p{L}\p{N}\p{M}'’-]/u.test(sign);
    if (isWord && start < 0) start = place;
    if (!isWord && start >= 0) {
      found.push({ start, end: place });
      start = -1;
    }
    place += 1;
  }
  if (start >= 0) found.push({ start, end: place });
  return found;
}

/**
 * The words that are chosen after a step: a step without Shift chooses one word.
 *
 * @param {Span[]} words
 * @param {{ from: number, to: number }} now the numbers of the first and the last word
 * @param {number} step
 * @param {boolean} takesMore
 */
export function stepped(words, now, step, takesMore) {
  const to = Math.max(0, Math.min(words.length - 1, now.to + step));
  return takesMore ? { from: now.from, to } : { from: to, to };
}

/**
 * Where the words between two of them stand.
 *
 * @param {Span[]} words
 * @param {{ from: number, to: number }} range
 * @returns {Span}
 */
export function spanOf(words, { from, to }) {
  const [first, last] = from <= to ? [from, to] : [to, from];
  return { start: words[first].start, end: words[last].end };
}
