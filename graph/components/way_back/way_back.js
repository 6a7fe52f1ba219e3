// One entry in the browser's history for each step of a reader. Streamlit makes one for every
// change of the address, those that a page writes by itself as well: then Back leads to a view that
// nobody has seen, and one that is written again takes the way forward with it.

import { followMenu } from "./menu.js";
import { keepSteps } from "./steps.js";

// A page may be left and come back to, and the history with it: it is watched for as long as it lives.
let isKept = false;

/**
 * @param {{ data: { language: string, direction: string } }} component
 */
export default function show({ data }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  if (!isKept) {
    keepSteps(globalThis.window);
    followMenu(globalThis.window);
  }
  isKept = true;
}
