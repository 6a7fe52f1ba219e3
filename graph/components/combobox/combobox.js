// A field to choose things by name: the combobox of the ARIA Authoring Practices, with a list by
// kind. What is typed is ranked by the server; Python hears what is chosen.

/** @import { Call } from "../browser/component.js" */
/** @import { Data, Option, Told } from "./combobox.js" */
import { make, signButton } from "../browser/elements.js";
import { asked } from "./asking.js";
import { chip, dress, speak } from "./chosen.js";
import { Listing } from "./listing.js";

/** So often, with so many milliseconds between, it is looked whether the page has been led on. */
const LOOKS = 100, BETWEEN_LOOKS = 150;

let made = 0;

class Combobox {
  /**
   * @param {HTMLElement} parent
   * @param {Data} data
   */
  constructor(parent, data) {
    const id = `cbrn-combobox-${++made}`;
    this.data = data;
    /** @type {(name: string, told: Told) => void} */
    this.tell = () => {};
    this.isTyped = false;
    this.asking = new AbortController();
    this.answered = Promise.resolve();
    this.listing = new Listing(id, (option) => this.choose(option));
    this.label = make("label", { htmlFor: `${id}-input` });
    this.chips = make("div", { className: "chips" });
    this.symbol = make("span", { className: "symbol", ariaHidden: "true" });
    this.input = make("input", {
      id: `${id}-input`, type: "text", autocomplete: "off", spellcheck: false, role: "combobox",
    });
    this.input.setAttribute("aria-controls", `${id}-list`);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.clear = signButton("×", "", () => { this.send([]); this.input.focus(); });
    this.field = make("div", { className: "field" }, this.chips, this.symbol, this.input, this.clear);
    this.note = make("p", { className: "note", role: "status" });
    this.root = make("div", { className: "combobox" }, this.label, this.field, this.listing.popup, this.note);
    this.setBusy(false);
    this.listen();
    parent.append(this.root);
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => { this.setTyped(true); this.tellNote(""); this.ask(); });
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("focus", () => { if (this.data.most === 1) input.select(); });
    input.addEventListener("click", () => { if (!this.listing.isOpen) this.ask(); });
    input.addEventListener("blur", () => this.leave());
    this.field.addEventListener("mousedown", (event) => {
      if (event.target !== this.field) return;
      event.preventDefault();
      input.focus();
      this.ask();
    });
    const place = () => { if (this.listing.isOpen) this.place(); };
    globalThis.addEventListener("scroll", place, { capture: true, passive: true });
    globalThis.addEventListener("resize", place, { passive: true });
  }

  /**
   * Leads the key "/" here as a click does, wherever the focus is but in a field that it can be typed
   * into; here it is where nothing stands yet, as after an answer.
   * @param {AbortSignal} signal
   */
  hearSlash(signal) {
    document.addEventListener("keydown", (event) => {
      const at = event.composedPath()[0];
      const isWriting = at instanceof HTMLElement
        && (at.isContentEditable || at.matches("input, textarea, select"))
        && !(at === this.input && !this.input.value);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
      event.preventDefault();
      this.input.focus();
      this.input.select();
      if (!this.listing.isOpen) this.ask();
    }, { signal });
  }

  /** Shows what Python wants. */
  update() {
    const { data } = this;
    this.label.textContent = data.label;
    this.label.classList.toggle("unseen", data.bare);
    this.listing.list.setAttribute("aria-label", data.label);
    const name = `${data.words.clear} ${data.label}`;
    this.clear.setAttribute("aria-label", name);
    this.clear.title = name;
    const isFull = data.most > 1 && data.chosen.length >= data.most;
    this.input.disabled = isFull;
    const hint = data.chosen.length && data.most > 1 ? "" : data.hint;
    this.input.placeholder = isFull ? data.words.full : hint;
    this.showChosen();
  }

  showChosen() {
    const { most, chosen, words } = this.data;
    this.setTyped(false);
    this.clear.hidden = !chosen.length;
    const [first] = most === 1 ? chosen : [];
    this.input.value = first?.label ?? "";
    this.symbol.textContent = "";
    speak(this.input, first);
    if (first) dress(this.symbol, first);
    this.chips.replaceChildren(...(most === 1 ? [] : chosen).map((one) =>
      chip(one, `${words.remove} ${one.label}`, () => {
        this.send(chosen.filter(({ key }) => key !== one.key));
        this.input.focus();
      })));
  }

  /** Asks for what the text can mean, and lists it; an older question is forgotten. */
  ask() {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.answered = asked(this.data, this.isTyped ? this.input.value : "", signal).then((found) => {
      if (signal.aborted) return;
      const taken = new Set(this.data.most > 1 ? this.data.chosen.map(({ key }) => key) : []);
      const options = found.options.filter(({ key }) => !taken.has(key));
      this.listing.draw({ ...found, options });
      if (this.isTyped && found.sure && options[0]) this.listing.activate(options[0]);
      this.setOpen(this.hasFocus() && Boolean(options.length || found.said));
    });
  }

  /** @param {boolean} isOpen */
  setOpen(isOpen) {
    if (isOpen) {
      this.listing.open();
      this.place();
    } else {
      this.asking.abort();
      this.listing.close();
    }
    this.input.setAttribute("aria-expanded", String(isOpen && !this.listing.list.hidden));
    this.input.setAttribute("aria-activedescendant", this.listing.activeId);
  }

  place() {
    this.listing.place(this.field.getBoundingClientRect());
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { chosen, most } = this.data;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.listing.isOpen) { this.ask(); return; }
      this.listing.step(event.key === "ArrowDown" ? 1 : -1);
      this.input.setAttribute("aria-activedescendant", this.listing.activeId);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void this.enter();
    } else if (event.key === "Escape" && (this.listing.isOpen || this.isTyped)) {
      event.stopPropagation();
      this.setOpen(false);
      this.showChosen();
      this.tellNote("");
    } else if (event.key === "Backspace" && most > 1 && !this.input.value && chosen.length) {
      this.send(chosen.slice(0, -1));
    }
  }

  /** Takes what is meant by the text as it stands, once it is known what that is. */
  async enter() {
    const text = this.input.value.trim();
    if (!this.isTyped && !this.listing.active) return;
    if (!text && !this.listing.active) {
      if (this.data.most === 1 && this.data.chosen.length) this.send([]);
      return;
    }
    this.setBusy(true);
    await this.answered;
    this.setBusy(false);
    if (text !== this.input.value.trim()) return;
    const { active, finding } = this.listing;
    if (active) this.choose(active);
    else this.tellNote(finding.options.length ? this.data.words.pick : finding.said);
  }

  /** @param {Option} option */
  choose(option) {
    this.send(this.data.most === 1 ? [option] : [...this.data.chosen, option]);
  }

  /** Tells Python what is chosen, and shows it at once. @param {Option[]} options */
  send(options) {
    this.setOpen(false);
    this.tellNote("");
    if (this.data.leads) void this.beLed();
    else this.data = { ...this.data, chosen: options };
    this.tell("chosen", options.map(({ key }) => key));
    this.showChosen();
  }

  /** What was typed and not taken does not stay there as if it were chosen. */
  leave() {
    const { chosen, most, leads, words } = this.data;
    const text = this.input.value.trim();
    this.setOpen(false);
    if (!this.isTyped || leads) return;
    if (!text && most === 1 && chosen.length) { this.send([]); return; }
    this.showChosen();
    if (text) this.tellNote(words.left.replace("{text}", text));
  }

  /** Shows that the page is led elsewhere, until its address says so. */
  async beLed() {
    const { href } = globalThis.location;
    this.setBusy(true);
    for (let looks = 0; looks < LOOKS && globalThis.location.href === href; looks += 1) {
      await new Promise((resume) => { setTimeout(resume, BETWEEN_LOOKS); });
    }
    this.setBusy(false);
  }

  /** Shows that an answer is on its way. @param {boolean} isBusy */
  setBusy(isBusy) {
    this.root.setAttribute("aria-busy", String(isBusy));
  }

  /** @param {string} text */
  tellNote(text) {
    this.note.textContent = text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }

  /** Notes whether the text is one that is not taken yet. @param {boolean} isTyped */
  setTyped(isTyped) {
    this.isTyped = isTyped;
    if (isTyped) speak(this.input, undefined);
    this.field.classList.toggle("typed", isTyped && this.data.most === 1);
  }

  hasFocus() {
    const root = this.root.getRootNode();
    return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === this.input;
  }
}

/** What tells choices apart: Python need not know by which name something was found. @param {Data} data */
const keysOf = ({ chosen }) => JSON.stringify(chosen.map(({ key }) => key));

/** The field of each element that Streamlit gave. @type {WeakMap<HTMLElement, Combobox>} */
const fields = new WeakMap();

/** @param {Call<Data, never, Told>} call */
export default function show({ parentElement, data, setTriggerValue }) {
  const box = fields.get(parentElement) ?? new Combobox(parentElement, data);
  fields.set(parentElement, box);
  // What is being typed is left alone when Python runs for another reason.
  const isOther = keysOf(box.data) !== keysOf(data);
  box.data = data;
  box.tell = setTriggerValue;
  if (!box.isTyped || isOther) box.update();
  const gone = new AbortController();
  if (data.slash) box.hearSlash(gone.signal);
  return () => gone.abort();
}
