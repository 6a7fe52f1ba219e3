// A heat map on a canvas that is as large as the window onto it, whatever the matrix's size.
// Streamlit calls the default function again whenever the data or the theme changes.

const SIZES = { least: 5, most: 34, fitted: 13, roomy: 26, step: 1.3 };
const NUMBERS_FROM = 11;
const LETTERS = 11;
const MOVES = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
  PageUp: [-10, 0], PageDown: [10, 0],
};

const views = new WeakMap();
// The size of the cells and the place of each matrix, by its key: outlives leaving the page.
const memories = new Map();

export default function show({ parentElement, data, setStateValue }) {
  let view = views.get(parentElement);
  if (!view || !view.root.isConnected) {
    view = open(parentElement, data);
    views.set(parentElement, view);
  }
  view.tell = (selection) => setStateValue("selection", selection);
  update(view, data);
  return () => {
    view.resized.disconnect();
    view.root.remove();
  };
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function open(parent, data) {
  const canvas = make("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const room = make("div", { className: "room" }, canvas);
  const pane = make("div", { className: "pane", tabIndex: 0 }, room);
  const hint = make("p", { className: "spoken", id: "hint" }, data.words.hint);
  const spoken = make("p", { className: "spoken" });
  const tip = make("div", { className: "tip", hidden: true });
  const view = {
    canvas, room, pane, spoken, tip, data, cursor: null, hovered: null, selected: null,
    keyed: false, waiting: false, cells: new Map(),
  };
  const button = (sign, name, act) => {
    const made = make("button", { type: "button", textContent: sign, title: name, onclick: act });
    made.setAttribute("aria-label", name);
    return made;
  };
  view.tools = make(
    "div",
    { className: "tools" },
    button("−", data.words.smaller, () => resize(view, view.size / SIZES.step)),
    button("+", data.words.larger, () => resize(view, view.size * SIZES.step)),
    button("⤢", data.words.fit, () => resize(view, fitted(view, SIZES.least))),
  );
  view.tools.setAttribute("role", "group");
  view.tools.setAttribute("aria-label", data.words.tools);
  pane.setAttribute("role", "application");
  pane.setAttribute("aria-describedby", "hint");
  tip.setAttribute("aria-hidden", "true");
  spoken.setAttribute("aria-live", "polite");
  view.root = make("div", { className: "matrix" }, pane, view.tools, tip, hint, spoken);
  // For whoever tests or mends the page: where a cell is on the screen now.
  view.root.whereabouts = (row, column) => whereabouts(view, row, column);
  parent.append(view.root);
  listen(view);
  return view;
}

function listen(view) {
  const { pane } = view;
  pane.addEventListener("scroll", () => {
    memoryOf(view).scroll = [pane.scrollLeft, pane.scrollTop];
    redraw(view);
  });
  pane.addEventListener("keydown", (event) => press(view, event));
  pane.addEventListener("focus", () => {
    view.keyed = pane.matches(":focus-visible");
    if (view.keyed) move(view, view.cursor ?? view.selected ?? [0, 0]);
  });
  pane.addEventListener("blur", () => { view.keyed = false; redraw(view); });
  pane.addEventListener("pointerdown", () => { view.keyed = false; });
  pane.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") hover(view, cellAt(view, event), event);
  });
  pane.addEventListener("pointerleave", () => hover(view, null));
  pane.addEventListener("click", (event) => {
    const place = cellAt(view, event);
    if (place) {
      view.cursor = place;
      choose(view, place);
    }
  });
  view.resized = new ResizeObserver(() => {
    if (view.width !== view.root.clientWidth) lay(view);
  });
  view.resized.observe(view.root);
}

// ---- data and measures ----------------------------------------------------------------------

function memoryOf(view) {
  const { key } = view.data;
  if (!memories.has(key)) memories.set(key, { size: null, scroll: [0, 0], serial: 0 });
  return memories.get(key);
}

function update(view, data) {
  const isNew = view.data.name !== data.name || !view.cells.size;
  view.data = data;
  view.cells = new Map();
  for (let at = 0; at < data.cells.length; at += 3) {
    view.cells.set(data.cells[at] * data.columns.length + data.cells[at + 1], data.cells[at + 2]);
  }
  view.notes = new Map(data.notes.map(([row, column, note]) =>
    [row * data.columns.length + column, note]));
  const old = String(view.selected);
  view.selected = data.selected;
  if (isNew || (view.cursor && !inside(view, view.cursor))) view.cursor = null;
  const style = getComputedStyle(view.root);
  const isDark = luminance(style.getPropertyValue("--st-background-color").trim()) < 0.5;
  view.theme = {
    text: style.getPropertyValue("--st-text-color").trim(),
    page: style.getPropertyValue("--st-background-color").trim(),
    accent: style.getPropertyValue("--st-primary-color").trim(),
    font: style.fontFamily,
    isDark,
  };
  const cells = `${data.rows.length} × ${data.columns.length}`;
  view.pane.setAttribute("aria-label", `${data.name}, ${cells}`);
  if (isNew) memoryOf(view).size ??= null;
  lay(view);
  if (view.selected && (isNew || old !== String(view.selected))) reveal(view, view.selected);
  view.root.dataset.drawn = String(view.cells.size);
}

function luminance(colour) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour;
  const hex = context.fillStyle.match(/^#(..)(..)(..)/);
  if (!hex) return 1;
  const [red, green, blue] = hex.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function inside(view, [row, column]) {
  return row >= 0 && column >= 0 && row < view.data.rows.length
    && column < view.data.columns.length;
}

function countAt(view, [row, column]) {
  return view.cells.get(row * view.data.columns.length + column) ?? 0;
}

/** The size of a cell at which all columns fit, within what can be read. */
function fitted(view, least) {
  const room = view.root.clientWidth - view.left - 18;
  return Math.min(SIZES.roomy, Math.max(least, Math.floor(room / view.data.columns.length)));
}

function lay(view) {
  const { data, root, pane, room } = view;
  const width = root.clientWidth;
  if (!width) return;
  const memory = memoryOf(view);
  view.width = width;
  const context = view.canvas.getContext("2d");
  context.font = `${LETTERS}px ${view.theme.font}`;
  const widest = (labels) => Math.max(...labels.map((one) => context.measureText(one).width), 60);
  view.left = Math.ceil(Math.min(Math.max(widest(data.rows) + 18, 118), width < 560 ? 118 : 230));
  view.top = Math.ceil(Math.min(Math.max(widest(data.short) + 14, 70), 150));
  const hasGroups = data.columnGroups.some(([label]) => label);
  view.band = hasGroups ? 16 : 0;
  view.top += view.band;
  view.size = memory.size ?? fitted(view, SIZES.fitted);
  view.size = Math.round(view.size);
  const all = [
    view.left + view.size * data.columns.length + 2,
    view.top + view.size * data.rows.length + 2,
  ];
  const tall = Math.min(data.height, all[1] + 18, Math.max(360, window.innerHeight - 90));
  pane.style.height = `${tall}px`;
  pane.style.width = `${Math.min(width, all[0] + 20)}px`;
  room.style.width = `${all[0]}px`;
  room.style.height = `${all[1]}px`;
  [pane.scrollLeft, pane.scrollTop] = memory.scroll;
  const sharp = window.devicePixelRatio || 1;
  const shown = [Math.min(pane.clientWidth, all[0]), Math.min(pane.clientHeight, all[1])];
  view.canvas.width = Math.round(shown[0] * sharp);
  view.canvas.height = Math.round(shown[1] * sharp);
  view.canvas.style.width = `${shown[0]}px`;
  view.canvas.style.height = `${shown[1]}px`;
  view.shown = shown;
  view.sharp = sharp;
  paint(view);
}

function resize(view, size) {
  memoryOf(view).size = Math.min(SIZES.most, Math.max(SIZES.least, size));
  lay(view);
  if (view.cursor ?? view.selected) reveal(view, view.cursor ?? view.selected);
}

// ---- the reader -------------------------------------------------------------------------------

function cellAt(view, event) {
  const box = view.canvas.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  if (x < view.left || y < view.top) return null;
  const place = [
    Math.floor((y - view.top + view.pane.scrollTop) / view.size),
    Math.floor((x - view.left + view.pane.scrollLeft) / view.size),
  ];
  return inside(view, place) ? place : null;
}

function whereabouts(view, row, column) {
  const place = [view.data.rows.indexOf(row), view.data.columns.indexOf(column)];
  if (!inside(view, place)) return null;
  reveal(view, place);
  const box = view.canvas.getBoundingClientRect();
  return {
    x: box.left + view.left + (place[1] + 0.5) * view.size - view.pane.scrollLeft,
    y: box.top + view.top + (place[0] + 0.5) * view.size - view.pane.scrollTop,
    count: countAt(view, place),
  };
}

function isSame(view, [row, column]) {
  return view.data.symmetric && row === column;
}

function wordsFor(view, place) {
  const { rows, columns, words, counted } = view.data;
  const number = countAt(view, place);
  const told = isSame(view, place) ? words.same : number ? `${number} ${singular(counted, number)}`
    : words.nothing;
  const note = view.notes.get(place[0] * columns.length + place[1]);
  if (note) return [`${rows[place[0]]} × ${columns[place[1]]}`, `${told}, ${words[note]}`];
  return [`${rows[place[0]]} × ${columns[place[1]]}`, told];
}

function singular(word, number) {
  if (number !== 1) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/s$/, "");
}

function hover(view, place, event) {
  if (String(place) !== String(view.hovered)) {
    view.hovered = place;
    redraw(view);
  }
  view.tip.hidden = !place;
  view.pane.style.cursor = place && countAt(view, place) ? "pointer" : "default";
  if (!place) return;
  const [name, told] = wordsFor(view, place);
  view.tip.replaceChildren(make("strong", {}, name), told);
  const box = view.root.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const { offsetWidth, offsetHeight } = view.tip;
  const right = x + 16 + offsetWidth > view.width ? x - offsetWidth - 12 : x + 16;
  const below = y + 16 + offsetHeight > view.root.clientHeight ? y - offsetHeight - 12 : y + 16;
  view.tip.style.left = `${Math.max(4, right)}px`;
  view.tip.style.top = `${Math.max(4, below)}px`;
}

function press(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !view.data.rows.length) return;
  const [row, column] = view.cursor ?? [0, 0];
  const last = [view.data.rows.length - 1, view.data.columns.length - 1];
  const act = {
    Enter: () => choose(view, [row, column]),
    " ": () => choose(view, [row, column]),
    Escape: () => view.selected && choose(view, null),
    Home: () => move(view, [row, 0]),
    End: () => move(view, [row, last[1]]),
    "+": () => resize(view, view.size * SIZES.step),
    "=": () => resize(view, view.size * SIZES.step),
    "-": () => resize(view, view.size / SIZES.step),
  }[event.key];
  const step = MOVES[event.key];
  if (!act && !step) return;
  event.preventDefault();
  event.stopPropagation();
  view.keyed = true;
  if (act) act();
  else {
    move(view, [
      Math.min(last[0], Math.max(0, row + step[0])),
      Math.min(last[1], Math.max(0, column + step[1])),
    ]);
  }
}

function move(view, place) {
  if (!inside(view, place)) return;
  view.cursor = place;
  view.spoken.textContent = wordsFor(view, place).join(": ");
  reveal(view, place);
  redraw(view);
}

function reveal(view, [row, column]) {
  const { pane, size, left, top } = view;
  const [x, y] = [column * size, row * size];
  const room = [pane.clientWidth - left - size, pane.clientHeight - top - size];
  if (x < pane.scrollLeft) pane.scrollLeft = x;
  if (x > pane.scrollLeft + room[0]) pane.scrollLeft = x - room[0];
  if (y < pane.scrollTop) pane.scrollTop = y;
  if (y > pane.scrollTop + room[1]) pane.scrollTop = y - room[1];
}

function choose(view, place) {
  if (place && isSame(view, place)) return;
  view.selected = place;
  const memory = memoryOf(view);
  memory.serial = Date.now();
  view.spoken.textContent = place
    ? `${view.data.words.opened} ${wordsFor(view, place).join(": ")}` : view.data.words.closed;
  view.tell({ serial: memory.serial, row: place?.[0] ?? null, column: place?.[1] ?? null });
  redraw(view);
}

// ---- paint ------------------------------------------------------------------------------------

function redraw(view) {
  if (view.waiting) return;
  view.waiting = true;
  requestAnimationFrame(() => {
    view.waiting = false;
    if (view.root.isConnected && view.shown) paint(view);
  });
}

function lookOf(view, count) {
  const step = view.data.steps.find(([start, end]) => count >= start && count <= end);
  return view.theme.isDark ? [step[4], step[5]] : [step[2], step[3]];
}

function range(view) {
  const { pane, size, left, top, shown, data } = view;
  return {
    first: [Math.floor(pane.scrollTop / size), Math.floor(pane.scrollLeft / size)],
    last: [
      Math.min(data.rows.length, Math.ceil((pane.scrollTop + shown[1] - top) / size)),
      Math.min(data.columns.length, Math.ceil((pane.scrollLeft + shown[0] - left) / size)),
    ],
  };
}

function paint(view) {
  const { canvas, theme, shown, sharp, left, top } = view;
  const context = canvas.getContext("2d");
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  context.clearRect(0, 0, shown[0], shown[1]);
  context.fillStyle = theme.page;
  context.fillRect(0, 0, shown[0], shown[1]);
  const seen = range(view);
  const clipped = (x, y, width, height, act) => {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    act();
    context.restore();
  };
  clipped(left, top, shown[0] - left, shown[1] - top, () => paintCells(view, context, seen));
  clipped(0, top, left, shown[1] - top, () => paintRows(view, context, seen));
  clipped(left, 0, shown[0] - left, top, () => paintColumns(view, context, seen));
}

function paintCells(view, context, { first, last }) {
  const { size, left, top, pane, theme, data } = view;
  const gap = size > 8 ? 1 : 0;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const letters = Math.min(12, Math.round(size * 0.72));
  context.font = `${letters}px ${theme.font}`;
  for (let row = first[0]; row < last[0]; row += 1) {
    const y = top + row * size - pane.scrollTop;
    for (let column = first[1]; column < last[1]; column += 1) {
      const x = left + column * size - pane.scrollLeft;
      const count = countAt(view, [row, column]);
      if (count) {
        const [fill, ink] = lookOf(view, count);
        context.fillStyle = fill;
        context.fillRect(x, y, size - gap, size - gap);
        if (size >= NUMBERS_FROM) {
          context.fillStyle = ink;
          context.fillText(String(count), x + (size - gap) / 2, y + (size - gap) / 2 + 0.5,
            size - gap);
        }
      } else {
        context.globalAlpha = isSame(view, [row, column]) ? 0.16 : 0.045;
        context.fillStyle = theme.text;
        context.fillRect(x, y, size - gap, size - gap);
        context.globalAlpha = 1;
      }
    }
  }
  paintNotes(view, context);
  paintBorders(view, context);
  const frame = (place, width, colour) => {
    if (!place) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(
      left + place[1] * size - pane.scrollLeft - 0.5, top + place[0] * size - pane.scrollTop - 0.5,
      size, size,
    );
  };
  const cross = view.hovered ?? (view.keyed ? view.cursor : null) ?? view.selected;
  if (cross) {
    context.globalAlpha = 0.1;
    context.fillStyle = theme.text;
    context.fillRect(left, top + cross[0] * size - pane.scrollTop, data.columns.length * size, size);
    context.fillRect(left + cross[1] * size - pane.scrollLeft, top, size, data.rows.length * size);
    context.globalAlpha = 1;
  }
  frame(view.hovered, 1.5, theme.text);
  if (view.keyed) frame(view.cursor, 2.5, theme.text);
  frame(view.selected, 3, theme.accent);
}

const NOTES = {
  withdrawn: ["#d55e00", "#f0803c"],
  disputed: ["#9b3f76", "#d58cbc"],
  accepted: ["#0072b2", "#56b4e9"],
};

/** What is proposed of a line behind a cell, each in a shape of its own: struck out, a frame of
    dashes, a corner; the corner of the page's colour below it keeps it apart from the cell. */
function paintNotes(view, context) {
  const { size, left, top, pane, theme, data } = view;
  const gap = size > 8 ? 1 : 0;
  const inner = size - gap;
  for (const [at, note] of view.notes) {
    const x = left + (at % data.columns.length) * size - pane.scrollLeft;
    const y = top + Math.floor(at / data.columns.length) * size - pane.scrollTop;
    const colour = NOTES[note][theme.isDark ? 1 : 0];
    const thick = Math.max(1.5, size / 9);
    if (note === "accepted") {
      for (const [reach, fill] of [[0.62, theme.page], [0.5, colour]]) {
        context.fillStyle = fill;
        context.beginPath();
        context.moveTo(x + inner * (1 - reach), y);
        context.lineTo(x + inner, y);
        context.lineTo(x + inner, y + inner * reach);
        context.fill();
      }
      continue;
    }
    const strokes = [[theme.page, thick * 2.2, []],
      [colour, thick, note === "disputed" ? [thick * 1.6, thick] : []]];
    for (const [ink, width, dashes] of strokes) {
      context.strokeStyle = ink;
      context.lineWidth = width;
      context.setLineDash(dashes);
      context.beginPath();
      if (note === "disputed") {
        context.rect(x + thick, y + thick, inner - 2 * thick, inner - 2 * thick);
      } else {
        context.moveTo(x + 1, y + inner - 1);
        context.lineTo(x + inner - 1, y + 1);
      }
      context.stroke();
    }
    context.setLineDash([]);
    if (note === "withdrawn") paintNumber(view, context, at, x + inner / 2, y + inner / 2);
  }
}

/** Writes the number of a cell again, on top of the stroke through it. */
function paintNumber(view, context, at, x, y) {
  const count = view.cells.get(at);
  if (!count || view.size < NUMBERS_FROM) return;
  const [fill, ink] = lookOf(view, count);
  context.lineWidth = 3;
  context.strokeStyle = fill;
  context.fillStyle = ink;
  context.strokeText(String(count), x, y + 0.5);
  context.fillText(String(count), x, y + 0.5);
}

function paintBorders(view, context) {
  const { size, left, top, pane, theme, data } = view;
  context.strokeStyle = theme.text;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  context.beginPath();
  const far = [left + data.columns.length * size - pane.scrollLeft,
    top + data.rows.length * size - pane.scrollTop];
  let at = 0;
  for (const [, length] of data.rowGroups.slice(0, -1)) {
    at += length;
    const y = Math.round(top + at * size - pane.scrollTop) - 0.5;
    context.moveTo(left, y);
    context.lineTo(far[0], y);
  }
  at = 0;
  for (const [, length] of data.columnGroups.slice(0, -1)) {
    at += length;
    const x = Math.round(left + at * size - pane.scrollLeft) - 0.5;
    context.moveTo(x, top);
    context.lineTo(x, far[1]);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function cut(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

function isMarked(view, axis, place) {
  const marked = [view.hovered, view.keyed ? view.cursor : null, view.selected];
  return marked.some((one) => one && one[axis] === place);
}

function paintRows(view, context, { first, last }) {
  const { size, left, top, pane, theme, data } = view;
  const every = Math.max(1, Math.ceil(LETTERS / size));
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (let row = first[0]; row < last[0]; row += 1) {
    const marked = isMarked(view, 0, row);
    if (row % every && !marked) continue;
    context.font = `${marked ? "600 " : ""}${LETTERS}px ${theme.font}`;
    const y = top + (row + 0.5) * size - pane.scrollTop;
    const text = cut(context, data.rows[row], left - 14);
    if (marked && every > 1) {
      context.fillStyle = theme.page;
      context.fillRect(0, y - LETTERS / 2 - 2, left - 4, LETTERS + 4);
    }
    context.fillStyle = theme.text;
    context.fillText(text, left - 7, y);
  }
}

function paintColumns(view, context, { first, last }) {
  const { size, left, top, pane, theme, data, band } = view;
  const every = Math.max(1, Math.ceil(LETTERS / size));
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (let column = first[1]; column < last[1]; column += 1) {
    const marked = isMarked(view, 1, column);
    if (column % every && !marked) continue;
    context.font = `${marked ? "600 " : ""}${LETTERS}px ${theme.font}`;
    context.save();
    context.translate(left + (column + 0.5) * size - pane.scrollLeft, top - 6);
    context.rotate(-Math.PI / 2);
    const text = cut(context, data.short[column], top - band - 12);
    if (marked && every > 1) {
      context.fillStyle = theme.page;
      context.fillRect(-2, -LETTERS / 2 - 2, top - band, LETTERS + 4);
    }
    context.fillStyle = theme.text;
    context.fillText(text, 0, 0);
    context.restore();
  }
  if (!band) return;
  context.font = `600 10px ${theme.font}`;
  let at = 0;
  for (const [label, length] of data.columnGroups) {
    const start = left + at * size - pane.scrollLeft;
    const room = start + length * size - Math.max(start, left) - 6;
    at += length;
    if (start + length * size <= left) continue;
    context.fillStyle = theme.text;
    context.globalAlpha = 0.75;
    if (room > 26) context.fillText(cut(context, label, room), Math.max(start, left) + 2, 9);
    context.globalAlpha = 0.45;
    context.fillRect(start, 2, 1, top - 4);
    context.globalAlpha = 1;
  }
}
