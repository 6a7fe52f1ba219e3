// The list below the field: what was found, by kind, and which of it Enter takes.

/** @import { Finding, Option } from "./combobox.js" */
import { make } from "../browser/elements.js";
import { speak, symbolOf } from "./chosen.js";

const HIGHEST = 420;
const ROOM = 260;

export class Listing {
  /**
   * @param {string} id
   * @param {(option: Option) => void} choose
   */
  constructor(id, choose) {
    this.id = id;
    this.isOpen = false;
    /** @type {Finding} */
    this.finding = { said: "", sure: false, options: [] };
    /** @type {Option | null} */
    this.active = null;
    this.said = make("p", { className: "said" });
    this.list = make("div", { id: `${id}-list`, role: "listbox" });
    this.popup = make("div", { className: "popup", popover: "manual" }, this.said, this.list);
    // The focus stays in the field, so that choosing by touch does not count as leaving it.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const element = target instanceof Element ? target.closest("[role=option]") : null;
      const option = this.finding.options.find((_, place) => element?.id === this.idOf(place));
      if (option) choose(option);
    });
  }

  /** @param {number} place */
  idOf(place) {
    return `${this.id}-${place}`;
  }

  /** Draws what was found. @param {Finding} finding */
  draw(finding) {
    this.finding = finding;
    this.said.textContent = finding.said;
    this.list.replaceChildren();
    this.list.hidden = !finding.options.length;
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    finding.options.forEach((option, place) => {
      const group = groups.get(option.group) ?? this.group(option.group, groups.size);
      groups.set(option.group, group);
      const told = speak(make("span", { className: "told", textContent: option.label }), option);
      const element = make("div", { id: this.idOf(place), role: "option" }, symbolOf(option), told);
      if (option.matched) {
        element.append(make("span", { className: "matched", textContent: option.matched }));
      }
      group.append(element);
    });
    this.activate(null);
  }

  /**
   * @param {string} name
   * @param {number} number
   */
  group(name, number) {
    const id = `${this.id}-group-${number}`;
    const group = make("div", { role: "group" }, make("div", { id, className: "heading", textContent: name }));
    group.setAttribute("aria-labelledby", id);
    this.list.append(group);
    return group;
  }

  /** Makes an option the one that Enter takes. @param {Option | null} option */
  activate(option) {
    this.active = option;
    this.finding.options.forEach((one, place) => {
      const element = this.list.querySelector(`#${this.idOf(place)}`);
      element?.setAttribute("aria-selected", String(one === option));
      if (one === option) element?.scrollIntoView({ block: "nearest" });
    });
  }

  /** The id of the active option, if there is one. */
  get activeId() {
    return this.active ? this.idOf(this.finding.options.indexOf(this.active)) : "";
  }

  /** Goes on to the next option as they stand in the list, from group to group. @param {1 | -1} step */
  step(step) {
    const ids = [...this.list.querySelectorAll("[role=option]")].map(({ id }) => id);
    const from = this.active ? ids.indexOf(this.activeId) : Math.min(-step, 0);
    const id = ids.at((from + step) % ids.length);
    this.activate(this.finding.options.find((_, place) => this.idOf(place) === id) ?? null);
  }

  open() {
    if (!this.isOpen) this.popup.showPopover();
    this.isOpen = true;
  }

  close() {
    this.activate(null);
    if (this.isOpen) this.popup.hidePopover();
    this.isOpen = false;
  }

  /** Puts the list below its field, or above it where there is more room. @param {DOMRect} field */
  place({ left, top, bottom, width }) {
    const below = globalThis.innerHeight - bottom;
    const isBelow = below > ROOM || below > top;
    Object.assign(this.popup.style, {
      left: `${left}px`,
      width: `${width}px`,
      maxHeight: `${Math.min(HIGHEST, (isBelow ? below : top) - 12)}px`,
      top: isBelow ? `${bottom + 4}px` : "auto",
      bottom: isBelow ? "auto" : `${globalThis.innerHeight - top + 4}px`,
    });
  }
}
