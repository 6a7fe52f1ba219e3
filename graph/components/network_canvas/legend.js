// What shapes and lines mean, with how many there are; a click hides a kind or shows it again.

/** Brings the legend to what the data say; a button that has the focus keeps it. */
function showLegend(view) {
  const { kinds, lines } = view.data.legend;
  const written = JSON.stringify([kinds, lines, view.theme.dark]);
  if (view.legend.dataset.written === written) return;
  const focused = view.legend.getRootNode().activeElement?.dataset?.kind;
  view.legend.dataset.written = written;
  view.legend.replaceChildren(
    ...kinds.map((kind) => make("li", {}, kindButton(view, kind))),
    ...lines.map(({ look, text }) => make("li", {}, sample(look), text)),
  );
  view.legend.querySelector(`[data-kind="${focused}"]`)?.focus();
}

function kindButton(view, { kind, symbol, light, dark, text, shown }) {
  const colour = view.theme.dark ? dark : light;
  const mark = make("span", { textContent: symbol, className: "symbol" });
  mark.style.color = colour;
  mark.setAttribute("aria-hidden", "true");
  const button = make("button", { type: "button", title: view.data.words.turn }, mark, text);
  button.setAttribute("aria-pressed", String(shown));
  button.dataset.kind = kind;
  button.onclick = () => view.act({ what: "kind", id: kind, x: 0, y: 0 });
  return button;
}

function sample(look) {
  const made = make("span", { className: `sample ${look}` });
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Says what came and went, which a reader who does not see the picture would miss. */
function tellChange(view, isNew, old) {
  if (isNew) return;
  const added = [...view.nodes.keys()].filter((id) => !old.has(id));
  const gone = [...old.keys()].filter((id) => !view.nodes.has(id));
  if (added.length) noteOutside(view, added);
  else if (gone.length) view.outside.hidden = true;
  const { words } = view.data;
  const told = [
    added.length ? `${added.length} ${words.added}` : "",
    gone.length ? `${gone.length} ${words.gone}` : "",
  ];
  if (added.length || gone.length) say(view, told.filter(Boolean).join(", "));
}
