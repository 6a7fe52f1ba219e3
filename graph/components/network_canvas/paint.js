// What the canvas looks like: shapes, rings, labels. Every text is drawn as text; nothing here
// or elsewhere in this folder reads a label as markup.

const LABEL = { size: 13, line: 16, width: 140, least: 11, most: 15, lines: 2, fullLines: 6 };
const RADIUS = { node: 11, focus: 16, least: 4.5, rimmed: 5 };

const CORNERS = {
  square: [4, 0.89, Math.PI / 4],
  diamond: [4, 1.15, 0],
  triangle: [3, 1.2, -Math.PI / 2],
  triangleDown: [3, 1.2, Math.PI / 2],
  hexagon: [6, 1.05, 0],
};

function outline(ctx, shape, x, y, radius) {
  ctx.beginPath();
  if (shape === "star") {
    for (let corner = 0; corner < 10; corner += 1) {
      const far = radius * (corner % 2 ? 0.58 : 1.3);
      const angle = (corner / 5) * Math.PI - Math.PI / 2;
      ctx.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
  } else if (CORNERS[shape]) {
    const [corners, grow, turn] = CORNERS[shape];
    const far = shape === "square" ? radius * grow * Math.SQRT2 * 0.9 : radius * grow;
    for (let corner = 0; corner < corners; corner += 1) {
      const angle = turn + (corner / corners) * 2 * Math.PI;
      ctx.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
  } else {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
  }
  ctx.closePath();
}

function radiusOf(view, node) {
  const full = node.id === view.data.focus ? RADIUS.focus : RADIUS.node;
  return Math.max(full * node.grow, (RADIUS.least * full) / RADIUS.node / view.scale);
}

/** Draws one thing without its label. */
function paintNode(ctx, view, node) {
  const { theme } = view;
  const look = view.data.kinds[node.group];
  const colour = theme.dark ? look.dark : look.light;
  const radius = radiusOf(view, node);
  ctx.globalAlpha = isDimmed(view, node.id) ? 0.25 : 1;
  ctx.lineJoin = "round";
  outline(ctx, look.shape, node.x, node.y, radius);
  if (radius * view.scale > RADIUS.rimmed) {
    ctx.strokeStyle = theme.ground;
    ctx.lineWidth = 4;
    ctx.stroke();
  }
  ctx.fillStyle = look.hollow || node.rest ? theme.ground : colour;
  ctx.fill();
  if (node.rest) {
    // What is not shown is an outline of dashes.
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.6;
    ctx.setLineDash([3, 2.5]);
    ctx.stroke();
    ctx.setLineDash([]);
  } else if (look.hollow) {
    outline(ctx, look.shape, node.x, node.y, radius * 0.88);
    ctx.strokeStyle = colour;
    ctx.lineWidth = radius * 0.26;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  if (isSelected(view, "node", node.id)) ring(ctx, view, node, radius + 6 / view.scale, 2.5, []);
  else if (isHovered(view, "node", node.id)) ring(ctx, view, node, radius + 6 / view.scale, 1.2, []);
  if (view.cursor === node.id && view.keyed) {
    ring(ctx, view, node, radius + 10 / view.scale, 2, [5 / view.scale, 4 / view.scale]);
  }
}

function ring(ctx, view, node, radius, width, dashes) {
  ctx.beginPath();
  ctx.arc(node.x, node.y, radius, 0, 2 * Math.PI);
  ctx.setLineDash(dashes);
  ctx.strokeStyle = view.theme.text;
  ctx.lineWidth = width / view.scale;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The label broken into lines, and its width, both for letters of the natural size. */
function broken(ctx, view, label, lines, strong) {
  const known = `${lines} ${strong} ${label}`;
  if (!view.broken.has(known)) {
    ctx.font = font(view, LABEL.size, strong);
    const found = breakLines(label, lines, LABEL.width, (text) => ctx.measureText(text).width);
    const widths = found.map((text) => ctx.measureText(text).width);
    view.broken.set(known, { lines: found, width: Math.max(...widths) });
  }
  return view.broken.get(known);
}

function breakLines(label, most, width, measure) {
  const words = label.split(/\s+/u).filter(Boolean);
  const lines = [];
  let line = "";
  while (words.length) {
    const word = words.shift();
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width) {
      line = longer;
    } else if (line && lines.length < most - 1) {
      lines.push(line);
      words.unshift(word);
      line = "";
    } else if (line || lines.length === most - 1) {
      lines.push(shortened(longer, width, measure));
      return lines;
    } else {
      // One word wider than a line goes over several.
      let fits = [...word].length;
      while (fits > 1 && measure([...word].slice(0, fits).join("")) > width) fits -= 1;
      lines.push([...word].slice(0, fits).join(""));
      words.unshift([...word].slice(fits).join(""));
    }
  }
  return line ? [...lines, line] : lines;
}

function shortened(text, width, measure) {
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function font(view, size, strong) {
  return `${strong ? 600 : 400} ${size}px ${view.theme.font}`;
}

/** Draws the labels that find room, the more important ones first, and notes where they are. */
function paintLabels(ctx, view) {
  const seen = seenArea(view);
  const crowd = new Crowd(80 / view.scale);
  view.labels = [];
  for (const node of view.nodes.values()) {
    const radius = radiusOf(view, node);
    crowd.add(boxAround(node.x, node.y, radius, radius, node.id));
  }
  const ranked = [...view.ranked].sort((a, b) => rank(view, b) - rank(view, a));
  for (const node of ranked) {
    if (contains(seen, node)) paintLabel(ctx, view, node, crowd, seen);
  }
  paintSigns(ctx, view, crowd);
  paintLineLabels(ctx, view, crowd, seen);
}

function rank(view, node) {
  if (isHovered(view, "node", node.id)) return 5;
  if (isSelected(view, "node", node.id) || (view.cursor === node.id && view.keyed)) return 4;
  if (node.id === view.data.focus) return 3;
  return isDimmed(view, node.id) ? 0 : 1;
}

function paintLabel(ctx, view, node, crowd, seen) {
  // What the reader points at says its whole name, whatever that covers.
  const special = rank(view, node) > 3;
  const strong = node.id === view.data.focus || isSelected(view, "node", node.id);
  const most = special ? LABEL.fullLines : LABEL.lines;
  const { lines, width } = broken(ctx, view, node.label, most, strong);
  const size = letterSize(view);
  const zoom = size / LABEL.size;
  const top = node.y + radiusOf(view, node) + (special ? 13 : 3) / view.scale;
  // A label at the edge moves aside rather than being cut off.
  const half = (width * zoom) / 2;
  const x = Math.max(seen.left + half, Math.min(seen.right - half, node.x));
  const box = {
    left: x - half,
    right: x + half,
    top,
    bottom: top + lines.length * LABEL.line * zoom,
    owner: node.id,
  };
  if (!special && !crowd.isFree(box, node.id)) return;
  crowd.add(box);
  view.labels.push(box);
  ctx.globalAlpha = isDimmed(view, node.id) && !special ? 0.45 : 1;
  writeLines(ctx, view, lines, x, top, size, view.theme.text, strong, special);
  ctx.globalAlpha = 1;
}

function writeLines(ctx, view, lines, x, top, size, colour, strong, backed) {
  ctx.font = font(view, size, strong);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = view.theme.ground;
  ctx.lineWidth = (backed ? 6 : 3.5) / view.scale;
  ctx.fillStyle = colour;
  const step = (size * LABEL.line) / LABEL.size;
  lines.forEach((line, at) => ctx.strokeText(line, x, top + step * (at + 0.5)));
  lines.forEach((line, at) => ctx.fillText(line, x, top + step * (at + 0.5)));
}

/** Draws the words of the lines: of all where there are few, else of those that matter now. */
function paintLineLabels(ctx, view, crowd, seen) {
  const all = view.edges.size < 40;
  const size = letterSize(view) * 0.9;
  const around = new Set(
    view.selected?.kind === "node" ? view.links.get(view.selected.id) ?? [] : view.data.lit,
  );
  for (const edge of view.edges.values()) {
    const chosen = isSelected(view, "edge", edge.id) || isHovered(view, "edge", edge.id);
    if (!chosen && ((!all && !around.has(edge.id)) || edge.sort === "rest")) continue;
    if (!chosen && isDimmedLine(view, edge)) continue;
    ctx.font = font(view, size, chosen);
    const half = ctx.measureText(edge.label).width / 2 + 3 / view.scale;
    const points = pointsOf(view, edge);
    for (const part of edge.note ? [0.32, 0.68] : [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const at = along(points, part);
      const box = boxAround(at.x, at.y, half, size * 0.62, edge.id);
      if (chosen || (contains(seen, at) && crowd.isFree(box, edge.id))) {
        crowd.add(box);
        const colour = chosen ? view.theme.text : view.theme.muted;
        writeLines(ctx, view, [edge.label], at.x, at.y - size * 0.62, size, colour, chosen, chosen);
        break;
      }
    }
  }
}

function letterSize(view) {
  const onScreen = Math.max(LABEL.least, Math.min(LABEL.most, LABEL.size * view.scale));
  return onScreen / view.scale;
}

function boxAround(x, y, aside, updown, owner) {
  return { left: x - aside, right: x + aside, top: y - updown, bottom: y + updown, owner };
}

/** The part of the picture that is on the screen, but for a narrow edge. */
function seenArea(view) {
  const start = view.network.DOMtoCanvas({ x: 5, y: 0 });
  const end = view.network.DOMtoCanvas({
    x: view.stage.clientWidth - 5,
    y: view.stage.clientHeight,
  });
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

/** How a line is to be drawn now; what has a higher rank is drawn over the rest. */
function lineStyle(view, edge) {
  const { theme } = view;
  // Zoomed out, lines would become too thin to be seen.
  const thick = view.scale < 0.35 ? 2.4 : view.scale < 0.65 ? 1.6 : 1;
  const dashes = dashesOf(edge, thick);
  const styled = (rank, color, least) => ({
    rank, color, dashes, width: least * thick * Math.min(4, edge.weight),
  });
  if (isSelected(view, "edge", edge.id)) return styled(4, theme.text, 3);
  if (isHovered(view, "edge", edge.id)) return styled(3, theme.text, 2.4);
  if (isDimmedLine(view, edge)) return styled(0, theme.faint, 1);
  if (edge.note) return { ...styled(2, theme.text, 2.2), ...noteStyle(view, edge, thick) };
  if (edge.sort === "new") return styled(2, theme.fresh, 2.2);
  if (view.selected || view.lit) return styled(2, theme.strong, 1.6);
  return styled(1, theme.line, 1.2);
}

/** Draws all lines, those of one look in one go: ten thousand of them take a moment. */
function paintLines(ctx, view) {
  const looks = new Map();
  for (const edge of view.edges.values()) {
    const style = lineStyle(view, edge);
    const look = `${style.rank} ${style.color} ${style.width} ${style.dashes}`;
    if (looks.has(look)) looks.get(look).edges.push(edge);
    else looks.set(look, { ...style, edges: [edge] });
  }
  for (const look of [...looks.values()].sort((a, b) => a.rank - b.rank)) paintLook(ctx, view, look);
}

function paintLook(ctx, view, { color, width, dashes, edges }) {
  const heads = [];
  ctx.beginPath();
  for (const edge of edges) {
    const points = pointsOf(view, edge);
    const pointed = view.scale > 0.15 && edge.sort !== "tie" && edge.sort !== "rest";
    const head = pointed && headOf(points, radiusOf(view, view.nodes.get(edge.to)), width);
    if (head) heads.push(head);
    // The line ends inside the head, so that its end does not blunt the tip.
    const ends = head ? [...head.before, head.neck] : points;
    ends.forEach(({ x, y }, at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  }
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dashes || []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const { tip, neck, wide } of heads) {
    const [x, y] = [(tip.x - neck.x) * wide, (tip.y - neck.y) * wide];
    ctx.moveTo(tip.x, tip.y);
    ctx.lineTo(neck.x - y, neck.y + x);
    ctx.lineTo(neck.x + y, neck.y - x);
  }
  ctx.fill();
}

/** Long dashes where documents disagree, dots where a line was worked out or only stands for many. */
function dashesOf(edge, thick) {
  if (edge.disputed) return [7 * thick, 5 * thick];
  if (edge.sort === "tie") return [2 * thick * Math.min(3, edge.weight), 3.5 * thick];
  return edge.sort === "rest" ? [1.5 * thick, 4 * thick] : false;
}

/** Draws the headings of groups, such as years or regions. */
function paintHeadings(ctx, view) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = view.theme.muted;
  ctx.font = font(view, Math.max(14, 12 / view.scale), true);
  for (const { text, x, y } of view.data.headings) ctx.fillText(text, x, y * view.memory.stretch);
}

/** The colours and the font that Streamlit's theme gives at this moment. */
function readTheme(root) {
  const style = getComputedStyle(root);
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (name) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = style.getPropertyValue(name) || "gray";
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const [text, ground] = [colour("--st-text-color"), colour("--st-background-color")];
  const dark = ground[0] + ground[1] + ground[2] < text[0] + text[1] + text[2];
  const mixed = (part) => `rgb(${text.map((c, i) => Math.round(c * part + ground[i] * (1 - part)))})`;
  return {
    text: mixed(1),
    muted: mixed(0.78),
    strong: mixed(0.75),
    line: mixed(0.42),
    faint: mixed(0.13),
    ground: mixed(0),
    // What would be added: the green of Okabe and Ito, and the same lighter on a dark page.
    fresh: dark ? "#2bc59a" : "#009e73",
    dark,
    font: style.getPropertyValue("--st-font") || "sans-serif",
  };
}
