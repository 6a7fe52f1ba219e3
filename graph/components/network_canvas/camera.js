// What part of the picture is on the screen, and how things are spread to fill it.

/** Shows everything when the picture or its focus is a new one; else leaves the camera alone. */
function aim(view, isFirst, isNew) {
  const { data, memory } = view;
  if (isNew || data.focus !== memory.focus || !memory.camera) fit(view, !isFirst && !isNew);
  else if (isFirst && memory.touched) view.network.moveTo(memory.camera);
  else if (isFirst) fit(view, false);
  view.aimed = true;
  memory.ids = new Set(view.nodes.keys());
  memory.focus = data.focus;
}

function fit(view, animated) {
  if (!view.nodes.size || !view.network || !view.stage.clientWidth) return;
  const { headings } = view.data;
  const tops = headings.map(({ x, y }) => ({ x, y: y * view.memory.stretch }));
  const { left, right, top, bottom } = bounds([...view.nodes.values(), ...tops]);
  view.outside.hidden = true;
  const { wide, high, under } = room(view);
  const scale = Math.max(
    ZOOM.least,
    Math.min(wide / (right - left), high / (bottom - top), ZOOM.fit),
  );
  const position = { x: (left + right) / 2, y: (top + bottom + under / scale) / 2 };
  view.memory.touched = false;
  move(view, { position, scale }, animated);
}

/** What the stage has for things: on a narrow one the buttons take the lowest strip. */
function room({ stage }) {
  const under = stage.clientWidth < 600 ? 48 : 0;
  return { wide: stage.clientWidth, high: stage.clientHeight - under, under };
}

/** The box around all places, with room for the labels at its edges. */
function bounds(places) {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - 80,
    right: Math.max(...xs) + 80,
    top: Math.min(...ys) - 34,
    bottom: Math.max(...ys) + 66,
  };
}

/** How much higher the picture must be drawn to fill a stage that is higher than Python knew. */
function stretchToFit(view) {
  const { wide, high } = room(view);
  if (!view.nodes.size || !wide) return 1;
  const { left, right, top, bottom } = bounds([...view.nodes.values()].map((node) => node.from));
  const needed = ((right - left) / (bottom - top)) * (high / wide);
  return Math.max(1, Math.min(2.2, needed));
}

/** Tells how many of the things that came stand outside the window, which does not move. */
function noteOutside(view, added) {
  const seen = seenArea(view);
  const away = added.filter((id) => !contains(seen, view.nodes.get(id)));
  view.outside.hidden = away.length === 0;
  view.outside.textContent = `${away.length} ${view.data.words.outside}`;
}

function zoom(view, factor) {
  const scale = Math.max(ZOOM.least, Math.min(ZOOM.most, view.network.getScale() * factor));
  view.memory.touched = true;
  move(view, { scale, position: view.network.getViewPosition() }, true);
}

function move(view, target, animated) {
  const calm = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = { duration: 220, easingFunction: "easeInOutQuad" };
  view.network.moveTo({ ...target, animation: calm ? false : animation });
  view.scale = calm ? target.scale : view.scale;
  if (calm) thicken(view);
  else view.network.once("animationFinished", () => thicken(view));
}

function thicken(view) {
  view.scale = view.network.getScale();
  restyle(view);
}

/**
 * Draws the picture once more, before the next frame: several wishes for it are one, and those of
 * vis-network itself are among them. It has no public way to ask for that.
 */
function redraw(view) {
  if (!view.closed) view.network?.body.emitter.emit("_requestRedraw");
}

/** A point of a line that nothing covers, so that a click there meets the line; else its middle. */
function openPart(view, edge) {
  const points = pointsOf(view, edge);
  const parts = view.edges.size > 500 ? [] : [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
  const open = parts.find((part) => {
    const found = under(view, view.network.canvasToDOM(along(points, part)));
    return found?.kind === "edge" && found.id === edge.id;
  });
  return along(points, open ?? 0.5);
}

/** Where everything is in the window now, in its pixels, for tests and for mending. */
function whereabouts(view) {
  if (!view.root.dataset.drawn) return { nodes: {}, lines: {}, places: {}, labels: [] };
  const frame = view.stage.getBoundingClientRect();
  const onScreen = (point) => {
    const { x, y } = view.network.canvasToDOM(point);
    return { x: x + frame.left, y: y + frame.top };
  };
  const nodes = [...view.nodes.values()].map((node) => [node.id, onScreen(node)]);
  const lines = [...view.edges.values()].map((edge) => [edge.id, onScreen(openPart(view, edge))]);
  return {
    nodes: Object.fromEntries(nodes),
    lines: Object.fromEntries(lines),
    // As Python gave them, whatever the window: for whoever compares two windows.
    places: Object.fromEntries([...view.nodes.values()].map(({ id, from }) => [id, [from.x, from.y]])),
    labels: view.labels.map((box) => box.owner),
    scale: view.network.getScale(),
    selected: view.selected,
    cursor: view.cursor,
  };
}
