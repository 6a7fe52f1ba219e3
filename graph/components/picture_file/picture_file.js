// Turns a drawing (SVG) into a picture (PNG) and saves it. A drawing that is loaded as an image
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
 * @property {Record<"saved" | "failed", string>} words
 * @property {number} number how often a drawing was asked for
 * @property {string} drawing the SVG, or nothing
 */

// The last drawing that each button has saved: what comes again is not saved again.
const saved = new Map();
const parts = new WeakMap();

/** @param {Call<Data, never, boolean>} call */
export default function show({ parentElement, data, setTriggerValue }) {
  if (!parts.has(parentElement)) parts.set(parentElement, open(parentElement));
  const { button, status } = parts.get(parentElement);
  Object.assign(button, { textContent: data.label, title: data.purpose });
  button.onclick = () => {
    button.setAttribute("aria-busy", "true");
    setTriggerValue("wanted", true);
  };
  const last = saved.get(data.key) ?? 0;
  saved.set(data.key, data.number);
  if (!data.drawing || data.number === last) return;
  status.textContent = "";
  save(data.drawing, data.file)
    .then(() => { status.textContent = data.words.saved; })
    .catch(() => { status.textContent = data.words.failed; })
    .finally(() => {
      status.classList.toggle("spoken", status.textContent !== data.words.failed);
      button.removeAttribute("aria-busy");
    });
}

/** @param {HTMLElement} parent */
function open(parent) {
  const button = make("button", { type: "button" });
  const status = make("span", { className: "spoken", role: "status" });
  parent.append(make("div", { className: "picture-file" }, button, status));
  return { button, status };
}

/**
 * @param {string} drawing
 * @param {string} name
 */
async function save(drawing, name) {
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
    saveFile(await pictureOf(canvas), name);
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
