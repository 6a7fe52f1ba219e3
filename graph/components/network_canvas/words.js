// What is said of the picture, aloud and beside the pointer.

/** @import { Target, View } from "./view.js" */
import { counted } from "../browser/plurals.js";

/**
 * What to say of a thing or a line: its name first, then what is known of it.
 *
 * @param {Pick<View, "data" | "nodes" | "lines">} view
 * @param {Target} target
 */
export function wordsFor({ data, nodes, lines }, { kind, id }) {
  const node = kind === "node" ? nodes.get(id) : undefined;
  if (node?.rest) return [node.label, data.words.rest];
  if (node) {
    const count = node.lines.reduce((sum, line) => sum + Math.max(1, line.count), 0);
    const word = data.kinds[node.group]?.word ?? "";
    return [node.label, node.holds ? data.words.aGroup : word, counted(count, data.counted.line)];
  }
  const line = lines.get(id);
  if (!line) return [];
  const words = [`${line.source.label} – ${line.label} – ${line.target.label}`];
  if (line.documents) words.push(counted(line.documents, data.counted.document));
  if (line.disputed) words.push(data.words.disputed);
  const note = data.notes[line.note];
  if (note) words.push(note.word);
  return words;
}

/**
 * Says something to those who do not see the picture.
 *
 * @param {Pick<View, "spoken">} view
 * @param {string} words
 */
export function say({ spoken }, words) {
  spoken.textContent = words;
}
