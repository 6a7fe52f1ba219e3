// The picture on paper: all of it, dark on white, however the window shows it.

/** @import { View } from "./view.js" */
import { make } from "../browser/elements.js";
import { fit } from "./camera.js";
import { coloursOfPaper } from "./colours.js";

/**
 * Has the whole picture ready whenever the page is printed.
 *
 * @param {View} view
 * @returns {() => void} what to call when the picture goes
 */
export function listenForPrinter(view) {
  const paper = make("canvas", { className: "paper", ariaHidden: "true" });
  const before = () => {
    if (!view.nodes.size) return;
    view.stage.after(paper);
    putOnPaper(view, paper);
  };
  const after = () => paper.remove();
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} paper
 */
function putOnPaper(view, paper) {
  const { stage, network, memory } = view;
  const drawn = stage.querySelector("canvas");
  const pen = paper.getContext("2d");
  if (!drawn || !pen) return;
  const before = {
    theme: view.theme, touched: memory.touched,
    camera: { position: network.getViewPosition(), scale: network.getScale() },
  };
  const now = () => network.body.emitter.emit("_redraw");
  view.theme = coloursOfPaper(view.root);
  fit(view, false);
  now();
  Object.assign(paper, { width: drawn.width, height: drawn.height });
  pen.fillStyle = view.theme.ground;
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.drawImage(drawn, 0, 0);
  view.theme = before.theme;
  network.moveTo({ ...before.camera, animation: false });
  memory.touched = before.touched;
  now();
}
