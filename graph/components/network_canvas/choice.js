// What is selected or under the pointer, and what that lights up.

function exists(view, { kind, id }) {
  return (kind === "node" ? view.nodes : view.edges).has(id);
}

function isSelected(view, kind, id) {
  return view.selected?.kind === kind && view.selected.id === id;
}

function isHovered(view, kind, id) {
  if (kind === "edge" && view.cursorLine === id) return true;
  return view.hovered?.kind === kind && view.hovered.id === id;
}

/** True for a thing that has nothing to do with what is selected. */
function isDimmed(view, id) {
  return view.lit !== null && !view.lit.has(id);
}

function isDimmedLine(view, edge) {
  const { selected } = view;
  if (!selected) return view.lit !== null && !view.data.lit.includes(edge.id);
  if (selected.kind === "edge") return edge.id !== selected.id;
  return edge.from !== selected.id && edge.to !== selected.id;
}

/** Works out what the selection lights up. */
function restyle(view) {
  const { selected } = view;
  const given = view.data.lit.filter((id) => view.edges.has(id));
  view.lit = null;
  if (selected || given.length) {
    const lines = !selected ? given
      : selected.kind === "edge" ? [selected.id] : view.links.get(selected.id);
    view.lit = new Set(selected?.kind === "node" ? [selected.id] : []);
    for (const id of lines) {
      const { from, to } = view.edges.get(id);
      view.lit.add(from).add(to);
    }
  }
}

function choose(view, found) {
  view.selected = found;
  view.memory.selected = found;
  view.tip.hidden = true;
  if (found?.kind === "node") view.cursor = found.id;
  if (found?.kind !== "edge") view.cursorLine = null;
  // The number lets Python tell a new choice from the memory of an old one. Python goes first:
  // it works while the picture changes.
  view.serial = Math.max(Date.now(), (view.serial ?? 0) + 1);
  view.tell({ kind: found?.kind ?? null, id: found?.id ?? null, serial: view.serial });
  restyle(view);
  redraw(view);
  say(view, found ? `${view.data.words.selected} ${wordsFor(view, found).join(", ")}` : view.data.words.cleared);
}

/** What lies under a point of the screen: a thing, its label, or a line, in this order. */
function under(view, point) {
  const at = view.network.DOMtoCanvas(point);
  const reach = 4 / view.scale;
  let best = null;
  let least = Infinity;
  for (const node of view.nodes.values()) {
    const far = Math.hypot(node.x - at.x, node.y - at.y) - radiusOf(view, node);
    if (far <= reach && far < least) [best, least] = [{ kind: "node", id: node.id }, far];
  }
  if (best) return best;
  const label = view.labels.find((box) => contains(box, at));
  if (label) return { kind: "node", id: label.owner };
  least = 7 / view.scale;
  for (const edge of view.edges.values()) {
    const far = distanceTo(pointsOf(view, edge), at);
    if (far < least) [best, least] = [{ kind: "edge", id: edge.id }, far];
  }
  return best;
}

function pointsOf(view, edge) {
  const bend = edge.smooth ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  return curve(view.nodes.get(edge.from), view.nodes.get(edge.to), bend, edge.selfReference);
}

function hover(view, event) {
  if (!view.network) return;
  const frame = view.stage.getBoundingClientRect();
  const point = event && { x: event.clientX - frame.left, y: event.clientY - frame.top };
  const found = point && under(view, point);
  if (found?.kind !== view.hovered?.kind || found?.id !== view.hovered?.id) {
    view.hovered = found;
    view.stage.style.cursor = found ? "pointer" : "";
    view.tip.hidden = !found;
    if (found) {
      const [first, ...rest] = wordsFor(view, found);
      view.tip.replaceChildren(make("strong", {}, first), make("span", {}, rest.join(" · ")));
    }
    restyle(view);
    redraw(view);
  }
  if (found) {
    const room = { x: frame.width - view.tip.offsetWidth, y: frame.height - view.tip.offsetHeight };
    const below = point.y + 18 > room.y - 8;
    view.tip.style.left = `${Math.max(8, Math.min(point.x + 14, room.x - 8))}px`;
    view.tip.style.top = `${below ? Math.max(8, point.y - view.tip.offsetHeight - 12) : point.y + 18}px`;
  }
}
