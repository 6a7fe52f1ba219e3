// Views that a reader keeps: a form for the one that is open, and the list, to open and to play.

/** @import { Call } from "../browser/component.js" */
/** @import { KeptView } from "./story.js" */
import { make, signButton } from "../browser/elements.js";
import { saveFile } from "../browser/files.js";
import { besideSearch, load, moved, store, viewsIn } from "./story.js";

/**
 * @typedef {object} Told
 * @property {Record<string, string>} words
 * @property {string} suggested a name for the view that is open
 * @property {number} most
 */

/**
 * @typedef {object} Panel
 * @property {HTMLElement} root
 * @property {KeptView[]} views
 * @property {boolean} isBlocked whether this browser keeps nothing
 * @property {string} said
 * @property {Told} told
 * @property {(views: KeptView[]) => void} tell
 */

/** @type {WeakMap<HTMLElement, Panel>} */
const panels = new WeakMap();

/** @param {Call<Told, KeptView[]>} call */
export default function show({ parentElement, data: told, setStateValue }) {
  const known = panels.get(parentElement);
  const loaded = known ? null : load(told.most);
  const panel = known ?? {
    root: make("div", { className: "kept-views" }),
    views: loaded ?? [], isBlocked: loaded === null, said: "", told, tell: () => {},
  };
  panel.told = told;
  panel.tell = (views) => setStateValue("views", views);
  panels.set(parentElement, panel);
  if (!known && panel.views.length) panel.tell(panel.views);
  draw(parentElement, panel);
  return () => panel.root.remove();
}

/**
 * @param {HTMLElement} parent
 * @param {Panel} panel
 * @param {KeptView[]} views
 */
function change(parent, panel, views) {
  Object.assign(panel, { views, said: "" });
  store(views);
  panel.tell(views);
  draw(parent, panel);
}

/**
 * @param {HTMLElement} parent
 * @param {Panel} panel
 */
function draw(parent, panel) {
  const { root, views, told: { words }, isBlocked, said } = panel;
  if (!root.isConnected) parent.append(root);
  const home = /** @type {Document | ShadowRoot} */ (parent.getRootNode());
  const focused = home.activeElement instanceof HTMLElement ? home.activeElement.dataset.name : "";
  const note = said || (isBlocked ? words.blocked : views.length ? "" : words.none) || "";
  root.replaceChildren(
    form(parent, panel),
    make("p", { className: "note", role: "status" }, note),
    make("ol", { ariaLabel: words.list ?? "" }, ...views.map((view, at) => row(parent, panel, view, at))),
    foot(parent, panel),
  );
  if (!focused) return;
  const again = root.querySelector(`[data-name="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * @param {HTMLElement} parent
 * @param {Panel} panel
 */
function form(parent, panel) {
  const { told: { words, suggested, most }, views } = panel;
  const name = make("input", { value: suggested, maxLength: 120, required: true });
  const sentence = make("textarea", { rows: 2, maxLength: 400 });
  const made = make(
    "form", {}, make("label", {}, words.name ?? "", name),
    make("label", {}, words.sentence ?? "", sentence),
    make("button", { type: "submit" }, words.keep ?? ""),
  );
  made.onsubmit = (event) => {
    event.preventDefault();
    if (views.length >= most) {
      panel.said = words.full ?? "";
      draw(parent, panel);
      return;
    }
    const { search } = location;
    change(parent, panel, [...views, { name: name.value.trim(), sentence: sentence.value.trim(), search }]);
  };
  return made;
}

/**
 * @param {HTMLElement} parent
 * @param {Panel} panel
 * @param {KeptView} view
 * @param {number} at
 */
function row(parent, panel, view, at) {
  const { views, told: { words } } = panel;
  const open = make("button", { type: "button", className: "open", textContent: view.name });
  open.dataset.name = `open ${at}`;
  if (view.search === location.search) open.setAttribute("aria-current", "true");
  open.onclick = () => go(parent, panel, view.search);
  const act = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {() => void} */ done) => {
    const button = signButton(sign, `${word}: ${view.name}`, done);
    button.dataset.name = `${word} ${at}`;
    return button;
  };
  return make(
    "li", {}, open, make("span", { className: "sentence" }, view.sentence),
    make(
      "span", { className: "acts" },
      act("◫", words.beside ?? "", () => go(parent, panel, besideSearch(location.search, view.search))),
      act("↑", words.up ?? "", () => change(parent, panel, moved(views, at, -1))),
      act("↓", words.down ?? "", () => change(parent, panel, moved(views, at, 1))),
      act("×", words.drop ?? "", () => change(parent, panel, views.filter((_, place) => place !== at))),
    ),
  );
}

/**
 * @param {HTMLElement} parent
 * @param {Panel} panel
 */
function foot(parent, panel) {
  const { views, told: { words, most } } = panel;
  const file = make("input", { type: "file", accept: ".json,application/json" });
  file.onchange = async () => {
    const found = viewsIn(await file.files?.[0]?.text() ?? null, most);
    if (found.length) {
      change(parent, panel, [...views, ...found].slice(0, most));
      return;
    }
    panel.said = words.bad ?? "";
    draw(parent, panel);
  };
  const button = (/** @type {string} */ word, /** @type {() => void} */ act, isOff = false) => {
    const made = make("button", { type: "button", textContent: word, disabled: isOff, onclick: act });
    made.dataset.name = word;
    return made;
  };
  const at = views.findIndex(({ search }) => search === location.search);
  const [before, after] = [views[at - 1], views[at + 1]];
  return make(
    "div", { className: "foot" },
    button(words.back ?? "", () => { if (before) go(parent, panel, before.search); }, !before),
    button(words.next ?? "", () => { if (after) go(parent, panel, after.search); }, !after),
    button(words.save ?? "", () => saveFile(
      new Blob([JSON.stringify(views, null, 1)], { type: "application/json" }), "views.json",
    ), !views.length),
    make("label", { className: "file" }, words.open ?? "", file),
  );
}

/**
 * Opens a view as the browser's own Back and Forward do, by one entry of the history.
 *
 * @param {HTMLElement} parent
 * @param {Panel} panel
 * @param {string} search
 */
function go(parent, panel, search) {
  if (search === location.search) return;
  history.pushState({}, "", location.pathname + search);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  draw(parent, panel);
}
