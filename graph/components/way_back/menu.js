// The links of the menu lead back to each page as it was left.

import { note, wayBack } from "./left.js";

const MENU = '[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]';

/**
 * Keeps where each page is left, and leads there from the menu.
 *
 * @param {Window} page
 */
export function followMenu(page) {
  const here = () => note(page.location);
  here();
  // Where a browser cannot say that its address changed, a press or leaving comes after it has.
  const { navigation } = /** @type {{ navigation?: EventTarget }} */ (page);
  navigation?.addEventListener("currententrychange", here);
  page.addEventListener("pagehide", here);
  page.addEventListener("click", (event) => { here(); lead(page, event); }, { capture: true });
}

/**
 * Goes where a link of the menu leads back to, as the browser's own Back and Forward do: by one
 * entry, after which what a page writes into its address for itself makes none.
 *
 * @param {Window} page
 * @param {MouseEvent} event
 */
function lead(page, event) {
  const { location, history } = page;
  const isPlain = event.button === 0
    && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest(MENU) : null;
  if (!isPlain || !(link instanceof HTMLAnchorElement)) return;
  const back = wayBack(new URL(link.href), location);
  if (back === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState({}, "", back);
  page.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
