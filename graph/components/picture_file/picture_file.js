// Turns a drawing (SVG) into a picture (PNG), and saves or copies it. A drawing that is loaded as an image
// runs no script and fetches nothing, whatever stands in it.

/** @import { Call } from "../browser/component.js" */
import { make } from "../browser/elements.js";
import { saveFile } from "../browser/files.js";
import { scaleOf } from "./scale.js";

/**
 * @typedef {object} Data
 * @property {string} key
 * @property {string} label
 * @property {string} purpose
 * @property {string} file
 * @property {boolean} copies
 * @property {Record<"saved" | "failed" | "copy" | "copied" | "refused", string>} words
 * @property {number} number how often a drawing was asked for
 * @property {string} drawing the SVG, or nothing
 */

/**
 * What a press of a button waits for: the drawing that Python makes, and what becomes of it.
 *
 * @typedef {object} Parts
 * @property {HTMLButtonElement} button
 * @property {HTMLButtonElement} copy
 * @property {HTMLElement} status
 * @property {((drawing: string) => void) | null} take
 */

// The last drawing that each button has taken: what comes again is not taken again.
const taken = new Map();
/** @type {WeakMap<HTMLElement, Parts>} */
const known = new WeakMap();

/** @param {Call<Data, never, boolean>} call */
export default function show({ parentElement, data, setTriggerValue }) {
  const parts = known.get(parentElement) ?? open(parentElement);
  known.set(parentElement, parts);
  Object.assign(parts.button, { textContent: data.label, title: data.purpose });
  Object.assign(parts.copy, { textContent: data.words.copy, hidden: !data.copies });
  const { words } = data;
  parts.button.onclick = () => {
    const made = asked(parts, parts.button, () => setTriggerValue("wanted", true));
    tell(parts, made.then((picture) => saveFile(picture, data.file)), words.saved, words.failed);
  };
  parts.copy.onclick = () => {
    const made = asked(parts, parts.copy, () => setTriggerValue("wanted", true));
    tell(parts, copied(made), words.copied, words.refused);
  };
  const last = taken.get(data.key) ?? 0;
  taken.set(data.key, data.number);
  if (data.drawing && data.number !== last) parts.take?.(data.drawing);
}

/**
 * @param {HTMLElement} parent
 * @returns {Parts}
 */
function open(parent) {
  const [button, copy] = [make("button", { type: "button" }), make("button", { type: "button" })];
  const status = make("span", { className: "spoken", role: "status" });
  parent.append(make("div", { className: "picture-file" }, button, copy, status));
  return { button, copy, status, take: null };
}

/**
 * The picture of the drawing that Python makes now.
 *
 * @param {Parts} parts
 * @param {HTMLElement} button
 * @param {() => void} wish
 * @returns {Promise<Blob>}
 */
function asked(parts, button, wish) {
  button.setAttribute("aria-busy", "true");
  wish();
  return new Promise((/** @type {(drawing: string) => void} */ resolve) => {
    parts.take = resolve;
  }).then(picture).finally(() => button.removeAttribute("aria-busy"));
}

/**
 * Copies a picture that is still being made: browsers ask that the press itself begins it.
 *
 * @param {Promise<Blob>} made
 */
async function copied(made) {
  made.catch(() => {});
  await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
}

/**
 * @param {Parts} parts
 * @param {Promise<unknown>} done
 * @param {string} well what is said then
 * @param {string} ill what is said where it cannot be
 */
async function tell({ status }, done, well, ill) {
  status.textContent = "";
  const said = await done.then(() => well, () => ill);
  status.textContent = said;
  status.classList.toggle("spoken", said === well);
}

/**
 * @param {string} drawing
 * @returns {Promise<Blob>}
 */
async function picture(drawing) {
  const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: wide, naturalHeight: high } = image;
    const scale = scaleOf(wide, high);
    const canvas = make("canvas", {
      width: Math.round(wide * scale), height: Math.round(high * scale),
    });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pictureOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function pictureOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("no picture"));
    }, "image/png");
  });
}
