// @ts-check
// A field to choose things by name: the combobox of the ARIA Authoring Practices, with a list by
// kind. What is typed is ranked by the server at `data.address`; Python hears what is chosen.

/**
 * One thing in the list, or one that is chosen.
 * @typedef {object} Option
 * @property {string} key - what Python hears
 * @property {string} label
 * @property {string} group - the heading it stands under
 * @property {string} symbol - the shape of its kind
 * @property {string} light - the colour of the shape on a light page
 * @property {string} dark - the same on a dark one
 * @property {string} matched - the name by which it was found, where that is not the label
 */
/**
 * What the server found for a text.
 * @typedef {object} Finding
 * @property {string} said - a sentence above the list; empty where there is nothing to say
 * @property {boolean} sure - whether Enter may take the first without a look at it
 * @property {Option[]} options
 */
/**
 * What Python wants to be shown.
 * @typedef {object} Data
 * @property {string} key
 * @property {string} label
 * @property {boolean} bare - whether the label is for those only who do not see the page
 * @property {string} hint
 * @property {string} address - where to ask, seen from the page
 * @property {string} pass - what shows the server that a page asks
 * @property {Option[]} chosen
 * @property {number} most - how many may be chosen
 * @property {boolean} free - whether a text that is not in the list may be sent as it is
 * @property {boolean} slash - whether the key "/" leads here
 * @property {Record<string, string>} words
 */
/** @typedef {(name: string, value: unknown) => void} Tell */

/** @type {WeakMap<Element | ShadowRoot, Combobox>} */
const boxes = new WeakMap();
let made = 0;

/** @param {{ parentElement: HTMLElement, data: Data, setTriggerValue: Tell }} component */
export default function show({ parentElement, data, setTriggerValue }) {
  let box = boxes.get(parentElement);
  if (!box) {
    box = new Combobox(parentElement);
    boxes.set(parentElement, box);
  }
  box.update(data, setTriggerValue);
  const gone = new AbortController();
  if (data.slash) box.hearSlash(gone.signal);
  return () => gone.abort();
}

class Combobox {
  /** @param {HTMLElement | ShadowRoot} parent */
  constructor(parent) {
    const id = `cbrn-combobox-${++made}`;
    this.id = id;
    /** @type {Data | null} */
    this.data = null;
    /** @type {Tell} */
    this.tell = () => {};
    /** @type {Finding} */
    this.finding = { said: "", sure: false, options: [] };
    this.active = -1;
    this.isTyped = false;
    this.isOpen = false;
    /** @type {AbortController | null} */
    this.asking = null;
    /** @type {Promise<void>} */
    this.answered = Promise.resolve();

    this.label = make("label", { htmlFor: `${id}-input` });
    this.chips = make("div", { className: "chips" });
    this.symbol = make("span", { className: "symbol", ariaHidden: "true" });
    this.input = make("input", {
      id: `${id}-input`, type: "text", autocomplete: "off", spellcheck: false, role: "combobox",
    });
    this.clear = make("button", { type: "button", className: "clear", textContent: "×" });
    this.field = make("div", { className: "field" }, this.chips, this.symbol, this.input, this.clear);
    this.said = make("p", { className: "said" });
    this.list = make("div", { id: `${id}-list`, role: "listbox" });
    this.popup = make("div", { className: "popup", popover: "manual" }, this.said, this.list);
    this.note = make("p", { className: "note", role: "status" });
    this.root = make("div", { className: "combobox" }, this.label, this.field, this.popup, this.note);
    this.input.setAttribute("aria-controls", `${id}-list`);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.listen();
    parent.append(this.root);
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => { this.setTyped(true); this.tellNote(""); this.ask(); });
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("focus", () => { if (this.data?.most === 1) input.select(); });
    input.addEventListener("click", () => { if (!this.isOpen) this.ask(); });
    input.addEventListener("blur", () => this.leave());
    this.field.addEventListener("mousedown", (event) => {
      if (event.target === this.field || event.target === this.chips) {
        event.preventDefault();
        input.focus();
        this.ask();
      }
    });
    this.clear.addEventListener("click", () => { this.send([]); input.focus(); });
    // The focus stays in the field, so that choosing by touch does not count as leaving it.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
      if (option instanceof HTMLElement) this.choose(Number(option.dataset.place));
    });
    const place = () => this.place();
    globalThis.addEventListener("scroll", place, { capture: true, passive: true });
    globalThis.addEventListener("resize", place, { passive: true });
  }

  /** Leads the key "/" here, wherever the focus is but in a field. @param {AbortSignal} signal */
  hearSlash(signal) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.composedPath()[0];
      if (at instanceof HTMLElement && (at.isContentEditable || at.matches("input, textarea, select"))) {
        return;
      }
      event.preventDefault();
      this.input.focus();
      this.input.select();
    }, { signal });
  }

  /** Shows what Python wants. @param {Data} data @param {Tell} tell */
  update(data, tell) {
    const before = JSON.stringify(this.data?.chosen);
    this.data = data;
    this.tell = tell;
    this.label.textContent = data.label;
    this.label.classList.toggle("unseen", data.bare);
    this.list.setAttribute("aria-label", data.label);
    this.input.placeholder = data.chosen.length && data.most > 1 ? "" : data.hint;
    this.clear.ariaLabel = `${data.words.clear} ${data.label}`;
    this.clear.hidden = !data.chosen.length;
    const isFull = data.most > 1 && data.chosen.length >= data.most;
    this.input.disabled = isFull;
    if (isFull) this.input.placeholder = data.words.full;
    if (before !== JSON.stringify(data.chosen)) this.showChosen();
  }

  showChosen() {
    const { most, chosen, words } = this.known();
    this.setTyped(false);
    this.chips.replaceChildren();
    this.symbol.textContent = "";
    this.input.value = "";
    if (most === 1) {
      if (chosen[0]) {
        this.input.value = chosen[0].label;
        dress(this.symbol, chosen[0]);
      }
      return;
    }
    for (const one of chosen) {
      const remove = make("button", {
        type: "button", textContent: "×", ariaLabel: `${words.remove} ${one.label}`,
      });
      remove.addEventListener("click", () => {
        this.send(chosen.filter(({ key }) => key !== one.key));
        this.input.focus();
      });
      const symbol = make("span", { className: "symbol", ariaHidden: "true" });
      dress(symbol, one);
      const told = make("span", { className: "chip-label", textContent: one.label, title: one.label });
      this.chips.append(make("span", { className: "chip" }, symbol, told, remove));
    }
  }

  // ---- asking -------------------------------------------------------------------------------

  /** Asks for what the text can mean, and lists it; an older question is forgotten. */
  ask() {
    const { address, pass, words, chosen } = this.known();
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const url = new URL(address, document.baseURI);
    url.searchParams.set("text", this.isTyped ? this.input.value : "");
    this.answered = fetch(url, { headers: { "X-Page-Pass": pass }, signal: asking.signal })
      .then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(String(reply.status)))))
      .catch(() => ({ said: words.unreachable, sure: false, options: [] }))
      .then((/** @type {Finding} */ found) => {
        if (asking.signal.aborted) return;
        const taken = new Set(this.known().most > 1 ? chosen.map(({ key }) => key) : []);
        this.finding = { ...found, options: found.options.filter(({ key }) => !taken.has(key)) };
        this.draw();
      });
  }

  draw() {
    const { said, sure, options } = this.finding;
    this.said.textContent = said;
    this.list.replaceChildren();
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    options.forEach((option, place) => {
      let group = groups.get(option.group);
      if (!group) {
        const id = `${this.id}-group-${groups.size}`;
        const heading = make("div", { id, className: "heading", textContent: option.group });
        group = make("div", { role: "group" }, heading);
        group.setAttribute("aria-labelledby", id);
        groups.set(option.group, group);
        this.list.append(group);
      }
      group.append(this.drawn(option, place));
    });
    this.list.hidden = !options.length;
    if (options.length || said) this.open();
    else this.close();
    this.activate(this.isTyped && sure && options.length ? this.order()[0] : -1);
  }

  /** @param {Option} option @param {number} place */
  drawn(option, place) {
    const symbol = make("span", { className: "symbol", ariaHidden: "true" });
    dress(symbol, option);
    const told = make("span", { className: "told", textContent: option.label });
    const element = make("div", { id: `${this.id}-${place}`, role: "option" }, symbol, told);
    element.dataset.place = String(place);
    if (option.matched) {
      element.append(make("span", { className: "matched", textContent: option.matched }));
    }
    return element;
  }

  /** The places of the options as they stand in the list, from group to group. */
  order() {
    return [...this.list.querySelectorAll("[role=option]")].map((one) =>
      Number(/** @type {HTMLElement} */ (one).dataset.place));
  }

  /** Makes the option of a place the one that Enter takes. @param {number} place */
  activate(place) {
    this.active = place;
    for (const option of this.list.querySelectorAll("[role=option]")) {
      const isActive = option.id === `${this.id}-${place}`;
      option.setAttribute("aria-selected", String(isActive));
      if (isActive) option.scrollIntoView({ block: "nearest" });
    }
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.id}-${place}`);
  }

  open() {
    if (this.isOpen || !this.hasFocus()) return;
    this.isOpen = true;
    this.popup.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    this.place();
  }

  close() {
    this.asking?.abort();
    this.activate(-1);
    if (!this.isOpen) return;
    this.isOpen = false;
    this.popup.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
  }

  /** Puts the list below the field, or above it where there is more room. */
  place() {
    if (!this.isOpen) return;
    const { left, top, bottom, width } = this.field.getBoundingClientRect();
    const below = globalThis.innerHeight - bottom;
    const isBelow = below > 260 || below > top;
    const { style } = this.popup;
    style.left = `${left}px`;
    style.width = `${width}px`;
    style.maxHeight = `${Math.min(420, (isBelow ? below : top) - 12)}px`;
    style.top = isBelow ? `${bottom + 4}px` : "auto";
    style.bottom = isBelow ? "auto" : `${globalThis.innerHeight - top + 4}px`;
  }

  // ---- choosing -----------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { chosen, most } = this.known();
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!this.isOpen) { this.ask(); return; }
        const places = this.order();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = this.active < 0 && step < 0 ? 0 : places.indexOf(this.active);
        this.activate(places.at((from + step) % places.length) ?? -1);
        return;
      }
      case "Enter":
        event.preventDefault();
        void this.enter();
        return;
      case "Escape":
        if (!this.isOpen && !this.isTyped) return;
        event.stopPropagation();
        this.close();
        this.showChosen();
        this.tellNote("");
        return;
      case "Backspace":
        if (most > 1 && !this.input.value && chosen.length) this.send(chosen.slice(0, -1));
        return;
      default:
    }
  }

  /** Takes what is meant by the text as it stands, once it is known what that is. */
  async enter() {
    const text = this.input.value.trim();
    const { words, free, most, chosen } = this.known();
    if (!this.isTyped && this.active < 0) return;
    if (!text && this.active < 0) {
      if (most === 1 && chosen.length) this.send([]);
      return;
    }
    await this.answered;
    if (text !== this.input.value.trim()) return;
    if (this.active >= 0) this.choose(this.active);
    else if (free) this.write(text);
    else if (!this.finding.options.length) this.tellNote(this.finding.said);
    else this.tellNote(words.pick);
  }

  /** @param {number} place */
  choose(place) {
    const { most, chosen } = this.known();
    const option = this.finding.options[place];
    this.close();
    this.send(most === 1 ? [option] : [...chosen, option]);
  }

  /** Tells Python what is chosen, and shows it at once. @param {Option[]} options */
  send(options) {
    const data = this.known();
    this.close();
    this.tellNote("");
    this.tell("chosen", options.map(({ key }) => key));
    if (data.free) { this.setTyped(false); return; }
    this.data = { ...data, chosen: options };
    this.clear.hidden = !options.length;
    this.showChosen();
  }

  /** Tells Python a text that is not in the list. @param {string} text */
  write(text) {
    this.close();
    this.setTyped(false);
    this.tell("written", text);
  }

  /** What was typed and not taken does not stay there as if it were chosen. */
  leave() {
    const { chosen, most, free, words } = this.known();
    const text = this.input.value.trim();
    this.close();
    if (!this.isTyped || free) return;
    if (!text && most === 1 && chosen.length) { this.send([]); return; }
    this.showChosen();
    if (text) this.tellNote(words.left.replace("{text}", text));
  }

  // ---- small ones ---------------------------------------------------------------------------

  /** @param {string} text */
  tellNote(text) {
    this.note.textContent = text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }

  /** Notes whether the text is one that is not taken yet. @param {boolean} isTyped */
  setTyped(isTyped) {
    this.isTyped = isTyped;
    this.field.classList.toggle("typed", isTyped && this.known().most === 1);
  }

  hasFocus() {
    const root = this.root.getRootNode();
    return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === this.input;
  }

  known() {
    if (!this.data) throw new Error("A combobox is used before it is shown.");
    return this.data;
  }
}

/** Gives a symbol the shape and the colours of a kind. @param {HTMLElement} symbol @param {Option} option */
function dress(symbol, option) {
  symbol.textContent = option.symbol;
  symbol.style.setProperty("--light", option.light);
  symbol.style.setProperty("--dark", option.dark);
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
