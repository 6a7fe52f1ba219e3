// A text with its statements: one is chosen, its passage marked, all of it by keyboard or pointer.
// Streamlit calls the default function again whenever the data or the theme changes.

/** @import { Call } from "../browser/component.js" */
/** @import { Data, State } from "./review.js" */
import { Review } from "./review.js";

// By the text: the element may be made anew while a text is reviewed.
/** @type {Map<string, State>} */
const states = new Map();

/** @param {Call<Data, string[], number[]>} call */
export default function show({ parentElement, data, setStateValue, setTriggerValue }) {
  const state = states.get(data.id)
    ?? { turn: -1, chosen: "", accepted: new Set(), cursor: null, picked: null };
  states.set(data.id, state);
  if (state.turn !== data.turn) {
    state.turn = data.turn;
    state.accepted = new Set(data.accepted);
    state.picked = null;
    state.cursor = null;
  }
  const scrolled = parentElement.querySelector(".page")?.scrollTop ?? 0;
  const hadFocus = parentElement.querySelector(".review")?.matches(":focus-within") === true;
  parentElement.querySelector(".review")?.remove();
  const review = new Review(data, state, {
    decide: (accepted) => setStateValue("accepted", accepted),
    take: (span) => setTriggerValue("chosen_words", [span.start, span.end]),
  });
  parentElement.append(review.root);
  review.page.scrollTop = scrolled;
  if (hadFocus) review.focus();
  return () => review.root.remove();
}
