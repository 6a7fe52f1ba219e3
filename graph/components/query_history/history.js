// The queries that were answered in this browser: kept in its own store, never sent to the server
// but for the one that the reader loads again.
// Streamlit calls the default function again whenever the data or the theme changes.

const STORE = "cbrn-graph queries";
const MOST = 50;

export default function show({ parentElement, data, setTriggerValue }) {
  const { words, newest } = data;
  let past = stored();
  if (newest && past && past[0]?.key !== newest.key) {
    past = [
      { ...newest, at: new Date().toISOString() },
      ...past.filter(({ query }) => query !== newest.query),
    ].slice(0, MOST);
    if (!keep(past)) past = null;
  }
  parentElement.querySelector("details")?.remove();
  const root = make("details", { open: parentElement.historyOpen === true });
  root.ontoggle = () => { parentElement.historyOpen = root.open; };
  root.append(make("summary", {}, past ? `${words.title} (${past.length})` : words.title));
  if (past === null) root.append(make("p", {}, words.blocked));
  else if (past.length === 0) root.append(make("p", {}, words.none));
  else root.append(...filled(past, words, setTriggerValue, root));
  parentElement.append(root);
  return () => root.remove();
}

function filled(past, words, setTriggerValue, root) {
  const list = make("ol", {});
  for (const one of past) {
    const button = make("button", { type: "button", title: one.query }, first(one.query));
    button.onclick = () => setTriggerValue("load", one.query);
    const when = new Date(one.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    list.append(make("li", {}, button, make("span", {}, `${one.told} · ${when}`)));
  }
  const file = make("button", { type: "button" }, words.file);
  file.onclick = () => {
    const text = new Blob([JSON.stringify(past, null, 2)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(text), download: "queries.json" });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const forget = make("button", { type: "button" }, words.forget);
  forget.onclick = () => {
    keep([]);
    root.replaceChildren(make("summary", {}, `${words.title} (0)`), make("p", {}, words.none));
  };
  return [make("p", {}, words.where), list, make("div", { className: "tools" }, file, forget)];
}

/** The line that tells a query best: its first comment, or else its first line. */
function first(query) {
  const lines = query.split("\n").map((line) => line.trim()).filter(Boolean);
  return (lines[0] ?? "").replace(/^#\s*/, "").slice(0, 120);
}

function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    const whole = (one) => typeof one?.query === "string" && typeof one?.at === "string";
    return Array.isArray(kept) ? kept.filter(whole) : [];
  } catch {
    return accessible() ? [] : null;
  }
}

function accessible() {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

function keep(past) {
  try {
    localStorage.setItem(STORE, JSON.stringify(past));
    return true;
  } catch {
    return false;
  }
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
