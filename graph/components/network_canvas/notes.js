// What is said about a line beyond what documents say: a review that is proposed, or a change
// between two builds. Colour, dashes and a sign each tell it, so none of them has to alone.

const NOTES = {
  withdrawn: { sign: "×", light: "#d55e00", dark: "#f0803c", dashes: [9, 3, 2, 3] },
  disputed: { sign: "?", light: "#9b3f76", dark: "#d58cbc", dashes: [7, 5] },
  accepted: { sign: "✓", light: "#0072b2", dark: "#56b4e9", dashes: false },
  added: { sign: "+", light: "#00805e", dark: "#2bc59a", dashes: false },
  gone: { sign: "−", light: "#d55e00", dark: "#f0803c", dashes: [9, 3, 2, 3] },
  changed: { sign: "≠", light: "#9b3f76", dark: "#d58cbc", dashes: [7, 5] },
};
const SIGN = 8;
const MANY = 70;

/** How a line with a note is drawn while nothing else is to be brought out. */
function noteStyle(view, edge, thick) {
  const note = NOTES[edge.note];
  const dashes = note.dashes && note.dashes.map((part) => part * thick);
  return { color: view.theme.dark ? note.dark : note.light, dashes };
}

/** Draws the sign of each line that has a note in its middle, and keeps labels off it. */
function paintSigns(ctx, view, crowd) {
  const signed = [...view.edges.values()].filter((edge) => NOTES[edge.note]);
  // Where very many lines have one, signs would hide the lines: colour and dashes tell it then.
  const shown = signed.length <= MANY ? signed : signed.filter((edge) =>
    isSelected(view, "edge", edge.id) || isHovered(view, "edge", edge.id));
  for (const edge of shown) {
    if (isDimmedLine(view, edge)) continue;
    const note = NOTES[edge.note];
    const { x, y } = along(pointsOf(view, edge), 0.5);
    const radius = SIGN / Math.max(view.scale, 0.6);
    const colour = view.theme.dark ? note.dark : note.light;
    crowd.add(boxAround(x, y, radius, radius, null));
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = view.theme.ground;
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = radius / 5;
    ctx.stroke();
    ctx.font = font(view, radius * 1.6, true);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colour;
    ctx.fillText(note.sign, x, y + radius * 0.08);
  }
}
