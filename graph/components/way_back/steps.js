// What makes a new entry of the history, and what only changes the one that is there.

/** What a reader does; what a page does by itself comes without any of these. */
const ACTS = ["click", "pointerup", "keydown", "change", "drop"];

/**
 * Lets a history grow by one entry at most between two acts of the reader.
 *
 * @param {Pick<Window, "history" | "addEventListener">} page
 */
export function keepSteps(page) {
  const { history } = page;
  const push = history.pushState.bind(history);
  let hasActed = false;
  for (const act of ACTS) {
    page.addEventListener(act, () => { hasActed = true; }, { capture: true, passive: true });
  }
  // Back and Forward are steps that have their entry already.
  page.addEventListener("popstate", () => { hasActed = false; }, { capture: true });
  history.pushState = (state, unused, address) => {
    if (hasActed) push(state, unused, address);
    else history.replaceState(state, unused, address);
    hasActed = false;
  };
}
