// A text with its statements: one is chosen, its passage marked, all of it by keyboard or pointer.
// Streamlit calls the default function again whenever the data or the theme changes.

/** @import { Call } from "../browser/component.js" */
/** @import { Data, State } from "./review.js" */
import { keep, kept } from "./kept.js";
import { Review } from "./review.js";

// By the text: the element may be made anew while a text is reviewed.
/** @type {Map<string, State>} */
const states = new Map();

/** @param {Call<Data, string[], number[]>} call */
export default function show({ parentElement, data, setStateValue, setTriggerValue }) {
  const isFirst = !states.has(data.id);
  const state = states.get(data.id)
    ?? { turn: -1, chosen: "", accepted: new Set(), cursor: null, picked: null };
  states.set(data.id, state);
  if (state.turn !== data.turn) {
    state.turn = data.turn;
    state.accepted = new Set(data.accepted);
    if (!isFirst) keep(data.id, data.accepted);
    state.picked = null;
    state.cursor = null;
  }
  if (isFirst) takeUp(data, state, setStateValue);
  const scrolled = parentElement.querySelector(".page")?.scrollTop ?? 0;
  const hadFocus = parentElement.querySelector(".review")?.matches(":focus-within") === true;
  parentElement.querySelector(".review")?.remove();
  const review = new Review(data, state, {
    decide: (accepted) => {
      keep(data.id, accepted);
      setStateValue("accepted", accepted);
    },
    take: (span) => setTriggerValue("chosen_words", [span.start, span.end]),
  });
  parentElement.append(review.root);
  review.page.scrollTop = scrolled;
  if (hadFocus) review.focus();
  return () => review.root.remove();
}

/**
 * Takes up what was accepted of the text before, in this browser, and the server may not know: it
 * may have gone before it heard of the last ones.
 *
 * @param {Data} data
 * @param {State} state
 * @param {(name: string, value: string[]) => void} setStateValue
 */
function takeUp(data, state, setStateValue) {
  const before = new Set(kept(data.id));
  const more = data.statements.map(({ id }) => id)
    .filter((id) => before.has(id) && !state.accepted.has(id));
  if (more.length === 0) return;
  state.accepted = new Set([...state.accepted, ...more]);
  setStateValue("accepted", [...state.accepted]);
}
