// Which changes of the address become an entry of the history.
import assert from "node:assert/strict";
import { test } from "node:test";

import { keepSteps } from "../../../graph/components/way_back/steps.js";

/** A page with a history of nothing but addresses. */
function page() {
  const target = new EventTarget();
  const entries = ["/"];
  const history = {
    pushState: (/** @type {unknown} */ _, /** @type {string} */ __, /** @type {string} */ to) => { entries.push(to); },
    replaceState: (/** @type {unknown} */ _, /** @type {string} */ __, /** @type {string} */ to) => { entries.splice(-1, 1, to); },
  };
  keepSteps(/** @type {Window} */ (/** @type {unknown} */ (Object.assign(target, { history }))));
  return { entries, act: (/** @type {string} */ name) => target.dispatchEvent(new Event(name)), history };
}

test("What a page writes after a step of the reader belongs to that step.", () => {
  const { entries, act, history } = page();
  act("keydown");
  history.pushState({}, "", "/?question=one");
  history.pushState({}, "", "/ask?question=one");
  assert.deepEqual(entries, ["/", "/ask?question=one"]);
});

test("What a page writes by itself is no step, nor after Back and Forward.", () => {
  const { entries, act, history } = page();
  history.pushState({}, "", "/?most=10");
  act("keydown");
  act("popstate");
  history.pushState({}, "", "/?most=20");
  assert.deepEqual(entries, ["/?most=20"]);
});

test("Each step of the reader has an entry.", () => {
  const { entries, act, history } = page();
  for (const to of ["/network", "/network?thing=a", "/ask"]) {
    act("click");
    history.pushState({}, "", to);
  }
  assert.deepEqual(entries, ["/", "/network", "/network?thing=a", "/ask"]);
});
