// The queries that were answered in this browser: kept in its own store, never sent to the server
// but for the one that the reader loads again.
// Streamlit calls the default function again whenever the data or the theme changes.

/** @import { Call } from "../browser/component.js" */
import { make } from "../browser/elements.js";
import { saveFile } from "../browser/files.js";
import { kept, keep, savedFirst, withNewest } from "./past_queries.js";

/** @import { Past } from "./past_queries.js" */

/**
 * @typedef {object} Data
 * @property {Record<"title" | "none" | "blocked" | "where" | "file" | "forget" | "save" | "saved", string>} words
 * @property {{ key: string, query: string, told: string } | null} newest the query that was just
 *   answered
 */

// Whether the list was open, by the element it stands in: outlives being drawn again.
const opened = new WeakMap();

/** @param {Call<Data, never, string>} call */
export default function show({ parentElement, data, setTriggerValue }) {
  const { words, newest } = data;
  let past = kept();
  if (newest && past && past[0]?.key !== newest.key) {
    past = withNewest(past, newest, new Date());
    if (!keep(past)) past = null;
  }
  parentElement.querySelector("details")?.remove();
  const root = make("details", { open: opened.get(parentElement) === true });
  root.ontoggle = () => { opened.set(parentElement, root.open); };
  root.append(make("summary", {}, past ? `${words.title} (${past.length})` : words.title));
  if (past === null) root.append(make("p", {}, words.blocked));
  else if (past.length === 0) root.append(make("p", {}, words.none));
  else root.append(...filled(past, words, setTriggerValue, root));
  parentElement.append(root);
  return () => root.remove();
}

/**
 * @param {Past[]} past
 * @param {Data["words"]} words
 * @param {(name: string, query: string) => void} load
 * @param {HTMLElement} root
 */
function filled(past, words, load, root) {
  const list = make("ol");
  for (const one of savedFirst(past)) {
    const save = make("button", {
      type: "button", className: "save", ariaPressed: String(one.saved === true),
    }, one.saved ? words.saved : words.save);
    save.onclick = () => {
      one.saved = !one.saved;
      keep(past);
      const title = root.querySelector("summary");
      root.replaceChildren(...(title ? [title] : []), ...filled(past, words, load, root));
    };
    const button = make("button", { type: "button", title: one.query }, first(one.query));
    button.onclick = () => load("load", one.query);
    const when = new Date(one.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    list.append(make("li", {}, button, make("span", {}, `${one.told} · ${when} `, save)));
  }
  const file = make("button", { type: "button" }, words.file);
  file.onclick = () => {
    const text = new Blob([JSON.stringify(past, null, 2)], { type: "application/json" });
    saveFile(text, "queries.json");
  };
  const forget = make("button", { type: "button" }, words.forget);
  forget.onclick = () => {
    const saved = past.filter((one) => one.saved);
    keep(saved);
    const title = make("summary", {}, `${words.title} (${saved.length})`);
    const rest = saved.length ? filled(saved, words, load, root) : [make("p", {}, words.none)];
    root.replaceChildren(title, ...rest);
  };
  return [make("p", {}, words.where), list, make("div", { className: "tools" }, file, forget)];
}

/**
 * The line that tells a query best: its first comment, or else its first line.
 *
 * @param {string} query
 */
function first(query) {
  const lines = query.split("\n").map((line) => line.trim()).filter(Boolean);
  return (lines[0] ?? "").replace(/^#\s*/, "").slice(0, 120);
}
