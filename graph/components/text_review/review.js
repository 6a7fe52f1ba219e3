// The text, its tools and its keys: what is seen of a text while its statements are decided on.

/** @import { Name, Span } from "./segments.js" */
import { make } from "../browser/elements.js";
import { namesOf, segments, spanOf, stepped, wordsOf } from "./segments.js";

/**
 * @typedef {Span & { locator: string, silent: boolean }} Paragraph
 * @typedef {Span & { id: string, says: string, locator: string, matched: string }} Statement
 * @typedef {object} Data
 * @property {Record<string, string>} words
 * @property {[string, string][]} keys
 * @property {string} id what the text is known by
 * @property {string} text
 * @property {Paragraph[]} paragraphs
 * @property {Name[]} names
 * @property {Statement[]} statements
 * @property {string[]} accepted
 * @property {number} turn
 */

/**
 * What outlives a call: which statement is chosen, what is accepted, which words are picked.
 *
 * @typedef {object} State
 * @property {number} turn
 * @property {string} chosen
 * @property {Set<string>} accepted
 * @property {{ from: number, to: number } | null} cursor the words picked by keyboard
 * @property {Span | null} picked
 */

export class Review {
  /**
   * @param {Data} data
   * @param {State} state
   * @param {{ decide: (accepted: string[]) => void, take: (span: Span) => void }} tell
   */
  constructor(data, state, tell) {
    this.data = data;
    this.state = state;
    this.tell = tell;
    this.signs = Array.from(data.text);
    this.words = wordsOf(data.text);
    this.line = make("p", { className: "line" });
    this.line.setAttribute("aria-live", "polite");
    this.tools = make("div", { className: "tools" });
    this.page = make("div", { className: "page", tabIndex: 0 });
    this.page.setAttribute("role", "group");
    this.page.setAttribute("aria-label", data.words.text);
    this.root = make("div", { className: "review" }, this.line, this.tools, this.page, this.keys());
    this.page.append(this.legend());
    this.names = namesOf(data.paragraphs, data.names);
    /** @type {{ part: HTMLElement, isMarked: boolean }[]} */
    this.drawn = [];
    this.page.addEventListener("keydown", (event) => this.pressed(event));
    this.page.addEventListener("mouseup", () => this.selected());
    this.page.addEventListener("click", (event) => this.clicked(event));
    this.draw(false);
  }

  focus() {
    this.page.focus({ preventScroll: true });
  }

  /** The chosen statement, if there is one. */
  get chosen() {
    return this.data.statements.find(({ id }) => id === this.state.chosen) ?? null;
  }

  /** @param {boolean} follows whether the passage is brought into view */
  draw(follows) {
    const { data, state } = this;
    const { words } = data;
    const chosen = this.chosen;
    const at = chosen ? data.statements.indexOf(chosen) + 1 : 0;
    const verdict = chosen && state.accepted.has(chosen.id) ? words.accepted : words.open;
    this.line.replaceChildren(chosen
      ? `${at} ${words.of} ${data.statements.length} · ${chosen.says} · ${chosen.locator} · ${verdict}`
      : words.none);
    this.tools.replaceChildren(
      this.button(words.before, () => this.move(-1)),
      this.button(words.next, () => this.move(1)),
      this.button(words.accept, () => this.decide(true), !chosen),
      this.button(words.refuse, () => this.decide(false), !chosen),
      this.button(words.place, () => this.decidePlace(), !chosen),
      this.button(words.add, () => this.take(), !state.picked),
    );
    this.drawParagraphs();
    if (follows) {
      const first = this.page.querySelector(".passage, .picked");
      if (first instanceof HTMLElement) this.show(first);
    }
  }

  /** Draws the paragraphs in which something is marked, or was. */
  drawParagraphs() {
    const spans = [this.chosen, this.state.picked];
    for (const [at, one] of this.data.paragraphs.entries()) {
      const isMarked = spans.some((span) => span && span.start < one.end && one.start < span.end);
      const before = this.drawn[at];
      if (before && !isMarked && !before.isMarked) continue;
      const part = this.paragraph(one, this.names[at]);
      if (before) before.part.replaceWith(part);
      else this.page.append(part);
      this.drawn[at] = { part, isMarked };
    }
  }

  /**
   * Brings a part of the text into view without moving the page around it.
   *
   * @param {HTMLElement} part
   */
  show(part) {
    const [box, around] = [part.getBoundingClientRect(), this.page.getBoundingClientRect()];
    if (box.top < around.top || box.bottom > around.bottom) {
      this.page.scrollTop += box.top - around.top - around.height / 3;
    }
  }

  /**
   * @param {Paragraph} one
   * @param {Name[]} names those of the paragraph
   */
  paragraph(one, names) {
    const passage = this.chosen;
    const place = one.locator + (one.silent ? ` · ${this.data.words.silent}` : "");
    const body = make("p", { dir: "auto" });
    for (const part of segments(this.signs, one, names, passage, this.state.picked)) {
      const classes = [
        part.name ? (part.name.new ? "new" : "known") : "",
        part.isPassage ? "passage" : "",
        part.isPicked ? "picked" : "",
      ].filter(Boolean).join(" ");
      const tag = part.name ? "mark" : "span";
      const piece = make(tag, { className: classes, title: part.name?.key ?? "" }, part.words);
      piece.dataset.start = String(part.start);
      body.append(piece);
    }
    return make("div", {}, make("p", { className: "place" }, place), body);
  }

  legend() {
    const { words } = this.data;
    return make("p", { className: "legend" },
      make("mark", { className: "known" }, words.known), " ",
      make("mark", { className: "new" }, words.new), " ",
      make("span", { className: "passage" }, words.passage), " ",
      make("span", { className: "picked" }, words.picked));
  }

  keys() {
    const list = make("dl");
    for (const [key, does] of this.data.keys) {
      list.append(make("dt", {}, key), make("dd", {}, does));
    }
    return make("details", {}, make("summary", {}, this.data.words.keys), list);
  }

  /**
   * @param {string} name
   * @param {() => void} act
   * @param {boolean} [off]
   */
  button(name, act, off = false) {
    return make("button", { type: "button", disabled: off, onclick: act }, name);
  }

  /** @param {number} step */
  move(step) {
    const { statements } = this.data;
    if (statements.length === 0) return;
    const at = statements.findIndex(({ id }) => id === this.state.chosen);
    const next = at < 0 ? (step > 0 ? 0 : statements.length - 1) : at + step;
    this.state.chosen = statements[Math.max(0, Math.min(statements.length - 1, next))].id;
    this.draw(true);
  }

  /** @param {boolean} accept */
  decide(accept) {
    if (!this.chosen) return;
    if (accept) this.state.accepted.add(this.chosen.id);
    else this.state.accepted.delete(this.chosen.id);
    this.tell.decide([...this.state.accepted]);
    this.move(1);
  }

  decidePlace() {
    const here = this.chosen?.locator;
    for (const one of this.data.statements) {
      if (one.locator === here) this.state.accepted.add(one.id);
    }
    this.tell.decide([...this.state.accepted]);
    this.draw(false);
  }

  take() {
    if (this.state.picked) this.tell.take(this.state.picked);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {(() => void) | null}
   */
  actOf({ key, shiftKey }) {
    switch (key.length === 1 ? key.toLowerCase() : key) {
      case "j": case "ArrowDown": return () => this.move(1);
      case "k": case "ArrowUp": return () => this.move(-1);
      case "a": return () => this.decide(true);
      case "x": return () => this.decide(false);
      case "p": return () => this.decidePlace();
      case "w": return () => this.pick(0, false);
      case "ArrowRight": return this.state.cursor ? () => this.pick(1, shiftKey) : null;
      case "ArrowLeft": return this.state.cursor ? () => this.pick(-1, shiftKey) : null;
      case "Enter": return this.state.picked ? () => this.take() : null;
      case "Escape": return () => this.letGo();
      default: return null;
    }
  }

  /**
   * @param {number} step
   * @param {boolean} takesMore
   */
  pick(step, takesMore) {
    if (this.words.length === 0) return;
    const begin = this.chosen?.start ?? this.data.paragraphs[0]?.start ?? 0;
    const first = Math.max(0, this.words.findIndex(({ end }) => end > begin));
    const now = this.state.cursor ?? { from: first, to: first };
    this.state.cursor = stepped(this.words, now, step, takesMore);
    this.state.picked = spanOf(this.words, this.state.cursor);
    this.draw(true);
  }

  letGo() {
    this.state.cursor = null;
    this.state.picked = null;
    this.draw(false);
  }

  /** Words that were selected with the pointer are picked. */
  selected() {
    const root = /** @type {{ getSelection?: () => Selection | null }} */ (this.root.getRootNode());
    const selection = root.getSelection?.() ?? document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    this.state.cursor = null;
    this.state.picked = { start, end };
    selection.removeAllRanges();
    this.draw(false);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const part = event.target instanceof HTMLElement ? event.target.dataset.start : undefined;
    if (part === undefined || this.state.picked) return;
    const place = Number(part);
    const here = this.data.statements.find(({ start, end }) => start <= place && place < end);
    if (here) {
      this.state.chosen = here.id;
      this.draw(false);
      this.focus();
    }
  }
}

/**
 * Where a point of the page stands in the text; null outside it.
 *
 * @param {Node} node
 * @param {number} offset
 */
function placeOf(node, offset) {
  const part = node instanceof HTMLElement ? node : node.parentElement;
  const start = part?.closest("[data-start]")?.getAttribute("data-start");
  if (start === null || start === undefined) return null;
  const before = node instanceof HTMLElement ? "" : (node.textContent ?? "").slice(0, offset);
  return Number(start) + Array.from(before).length;
}
