// What a reader does with a thing: put it elsewhere, expand it, hide it.

function place(view, ids) {
  for (const [id, at] of Object.entries(view.network.getPositions(ids))) {
    Object.assign(view.nodes.get(id), at);
  }
}

/** Keeps a thing where a person put it, and tells Python, which keeps it in the address. */
function pin(view, id) {
  const { x, y, from } = view.nodes.get(id);
  const to = { x: Math.round(x), y: Math.round(y / view.memory.stretch) };
  view.memory.moved.set(id, { from, to });
  if (view.data.acts) view.act({ what: "pin", id, ...to });
}

/** Asks Python to do something with a thing; a node that stands for many only opens its list. */
function ask(view, what, id) {
  if (!view.data.acts) return;
  if (view.nodes.get(id)?.rest) choose(view, { kind: "node", id });
  else view.act({ what, id, x: 0, y: 0 });
}

/** Moves the thing where the reader is by a step, as a pointer would drag it. */
function nudge(view, [across, down]) {
  const node = view.nodes.get(view.cursor);
  view.network.moveNode(node.id, node.x + 20 * across, node.y + 20 * down);
  place(view, [node.id]);
  pin(view, node.id);
  redraw(view);
}
