// What can come next, from this graph: words of SPARQL, prefixes, variables, terms and things.
// Terms are at hand; things are asked for, because there may be very many of them.

/** @import { Completion, CompletionContext } from "@codemirror/autocomplete" */
/** @import { EditorView } from "@codemirror/view" */
/** @import { CodeMirror, Desk, Term } from "./desk.js" */
import { addressBefore, addressOf, writes } from "./addresses.js";
import { ask } from "./asking.js";
import { closed, inText, sectionOf } from "./cursor.js";
import { declares, hereOf, toDeclare } from "./here.js";

const PAUSE = 150;
const MOST_WORDS = 6;
// Words in a row before the cursor, unless they belong to a name, a variable or an address.
const WORDS = /(?<![\p{L}\p{N}_:?$<"'@/#.-])(?:[\p{L}\p{N}][\p{L}\p{N}'’&.-]* )*[\p{L}\p{N}][\p{L}\p{N}'’&.-]*$/u;
const NAMED = /[A-Za-z][\w-]*:[\w.-]*/;

/**
 * @param {CodeMirror} cm
 * @param {Desk} desk
 */
export function completion(cm, desk) {
  return cm.autocompletion({
    override: [
      (context) => hereOf(cm, desk, context),
      (context) => wordsOf(cm, desk, context),
      (context) => termsOf(cm, desk, context),
      (context) => thingsOf(cm, desk, context),
    ],
    icons: false,
    maxRenderedOptions: 80,
  });
}

/**
 * Lower case without accents, as names are compared.
 *
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words before the cursor as phrases, the longest first; none that reaches over a keyword.
 *
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
function phrasesBefore(desk, context) {
  const line = context.state.doc.lineAt(context.pos);
  const match = line.text.slice(0, context.pos - line.from).match(WORDS);
  if (!match) return [];
  const words = match[0].split(" ");
  // A keyword stands in capitals; "round table" is no call of ROUND.
  const keyword = words.findLastIndex((word) => desk.vocabulary.words.includes(word) || word === "a");
  const kept = words.slice(keyword + 1).slice(-MOST_WORDS);
  return kept.map((_, place) => kept.slice(place).join(" "));
}

/**
 * Whether what is typed is the type of something, so that only a class can be meant.
 *
 * @param {CompletionContext} context
 * @param {number} length
 */
function afterType(context, length) {
  const before = context.state.sliceDoc(Math.max(0, context.pos - length - 200), context.pos - length);
  return /(?:^|[\s;.{])(?:a|rdf:type)\s+$/.test(before);
}

/**
 * Keywords, prefixes and the variables of the query that begin with what is typed.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
function wordsOf(cm, desk, context) {
  if (closed(cm, context)) return null;
  const phrase = context.matchBefore(/\b[A-Za-z]+ [A-Za-z]*/);
  const meant = phrase && desk.vocabulary.phrases.filter((one) => begins(one, phrase.text));
  if (phrase && meant?.length) {
    return {
      from: phrase.from,
      options: meant.map((one) => ({ label: one, apply: `${one} `, section: sectionOf(desk, "word") })),
      filter: false,
    };
  }
  const typed = context.matchBefore(/[?$]\w*/) ?? context.matchBefore(/[A-Za-z]\w*/);
  if (!typed && !context.explicit) return null;
  const before = context.state.sliceDoc(Math.max(0, (typed?.from ?? 1) - 1), typed?.from ?? 0);
  if (typed && /[:<@\w.-]/.test(before)) return null;
  const text = typed?.text ?? "";
  const from = typed?.from ?? context.pos;
  /** @type {Completion[]} */
  const options = variablesOf(context, from)
    .filter((name) => name !== text && begins(name, text))
    .map((name) => ({ label: name, apply: name, section: sectionOf(desk, "variable") }));
  if (!/^[?$]/.test(text) && !afterType(context, text.length)) {
    const { words, phrases } = desk.vocabulary;
    // ORDER and GROUP stand nowhere without BY.
    const alone = words.filter((word) => !phrases.includes(`${word} BY`));
    for (const word of [...alone, ...phrases]) {
      if (word === text || !begins(word, text)) continue;
      options.push({ label: word, apply: `${word} `, section: sectionOf(desk, "word") });
    }
    for (const { prefix, address } of desk.vocabulary.prefixes) {
      if (!begins(prefix, text)) continue;
      const apply = (
        /** @type {EditorView} */ view, /** @type {Completion} */ _, /** @type {number} */ start,
        /** @type {number} */ end,
      ) => {
        const insert = `${prefix}:`;
        view.dispatch({
          changes: { from: start, to: end, insert },
          selection: { anchor: start + insert.length },
          userEvent: "input.complete",
        });
        cm.startCompletion(view);
      };
      options.push({ label: `${prefix}:`, detail: address, apply, section: sectionOf(desk, "prefix") });
    }
  }
  return options.length ? { from, options, filter: false } : null;
}

/**
 * @param {string} name
 * @param {string} text
 */
function begins(name, text) {
  const bare = (/** @type {string} */ word) => folded(word).replace(/^[?$]/, "");
  return bare(name).startsWith(bare(text));
}

/**
 * @param {CompletionContext} context
 * @param {number} typedAt
 */
function variablesOf(context, typedAt) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const match of context.state.doc.toString().matchAll(/[?$][A-Za-z_]\w*/g)) {
    if (match.index !== typedAt) found.add(match[0]);
  }
  return [...found].sort();
}

/**
 * Classes, properties and values by their names and by their labels.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
function termsOf(cm, desk, context) {
  if (closed(cm, context)) return null;
  const named = context.matchBefore(NAMED);
  if (named) {
    const [prefix, local] = parted(named.text);
    const usual = desk.vocabulary.usual.find((one) => one.prefix === prefix);
    if (usual && !declares(context, prefix ?? "")) return toDeclare(desk, usual, named.from);
    const of = desk.vocabulary.terms.filter(({ short }) => short.startsWith(`${prefix}:`));
    return listed(desk, context, of, local, named.from, named.text.length);
  }
  const phrases = phrasesBefore(desk, context);
  if (!phrases.length && !context.explicit) return null;
  for (const phrase of phrases.length ? phrases : [""]) {
    const from = context.pos - phrase.length;
    const found = listed(desk, context, desk.vocabulary.terms, phrase, from, phrase.length);
    if (found) return found;
  }
  return null;
}

/**
 * @param {string} name
 */
function parted(name) {
  const colon = name.indexOf(":");
  return [name.slice(0, colon), name.slice(colon + 1)];
}

/**
 * @param {Desk} desk
 * @param {CompletionContext} context
 * @param {Term[]} terms
 * @param {string} text
 * @param {number} from
 * @param {number} length
 */
function listed(desk, context, terms, text, from, length) {
  const classOnly = afterType(context, length);
  const words = folded(text).split(/\s+/).filter(Boolean);
  const ranked = terms
    .filter((term) => !classOnly || term.sort === "class")
    .map((term) => ({ term, rank: rankOf(term, text, words) }))
    .filter(({ rank }) => rank < Infinity)
    // Equal ranks stay in the order of the vocabulary: what is used most comes first.
    .sort((one, other) => one.rank - other.rank);
  const options = ranked.map(({ term }) => ({
    label: term.short,
    displayLabel: term.label,
    detail: term.short,
    info: term.definition || undefined,
    section: sectionOf(desk, term.sort),
  }));
  return options.length ? { from, options, filter: false } : null;
}

/**
 * @param {Term} term
 * @param {string} text
 * @param {string[]} words
 */
export function rankOf(term, text, words) {
  const [label, local] = [folded(term.label), folded(parted(term.short)[1])];
  const sought = folded(text);
  if (label === sought || local === sought) return 0;
  if (label.startsWith(sought) || local.startsWith(sought)) return 1;
  const parts = label.split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => parts.some((part) => part.startsWith(word))) ? 2 : Infinity;
}

/**
 * Things by any of their names, as Python finds them; what is chosen is its prefixed name,
 * or in brackets its address.
 *
 * @param {CodeMirror} cm
 * @param {Desk} desk
 * @param {CompletionContext} context
 */
async function thingsOf(cm, desk, context) {
  const address = inText(cm, context) ? null : addressBefore(desk, context);
  if (!address && closed(cm, context)) return null;
  const named = context.matchBefore(NAMED);
  let request;
  if (address) {
    ({ request } = address);
  } else if (named) {
    const [prefix, local] = parted(named.text);
    if (!desk.vocabulary.kinds.includes(prefix)) return null;
    request = { phrases: [local], prefix };
  } else {
    const phrases = phrasesBefore(desk, context);
    // A single letter means nothing yet; after "a" stands a class.
    if (!phrases.length || phrases[0].length < 2 || afterType(context, phrases[0].length)) return null;
    request = { phrases };
  }
  await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  if (context.aborted) return null;
  const { things } = await ask(desk, request, context);
  if (context.aborted || !things.length) return null;
  for (const thing of things) desk.labels.set(thing.short, thing.label);
  const options = things.map((thing) => ({
    label: thing.short,
    displayLabel: thing.label,
    detail: thing.short,
    apply: address ? writes(addressOf(desk, thing.short)) : undefined,
    info: [thing.kind, ...thing.others].join(" · "),
    section: sectionOf(desk, "thing"),
  }));
  const from = (address ?? named)?.from ?? context.pos - things[0].typed.length;
  return { from, options, filter: false };
}
