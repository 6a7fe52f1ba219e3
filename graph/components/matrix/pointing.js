// Which cell the pointer is on, and the frame that is drawn by dragging it.

/** @import { Place, View } from "./view.js" */
import { cellAt, cornersOf } from "./measures.js";
import { redraw } from "./paint.js";

/**
 * @param {View} view
 * @param {{ clientX: number, clientY: number }} event
 */
export function placeUnder({ canvas, data, measures, pane }, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  return cellAt(data, measures, pane, { x: clientX - box.left, y: clientY - box.top });
}

/**
 * Dragging from one cell to another draws a frame; only what is in it is shown then.
 *
 * @param {View} view
 */
export function listenForFrames(view) {
  const { pane } = view;
  /** @type {Place | null} */
  let begun = null;
  pane.addEventListener("pointerdown", (event) => {
    view.keyed = false;
    view.dragged = false;
    begun = event.pointerType === "touch" ? null : placeUnder(view, event);
  });
  pane.addEventListener("pointermove", (event) => {
    if (!begun || !(event.buttons & 1)) return;
    const place = placeUnder(view, event);
    if (!place || (!view.frame && String(place) === String(begun))) return;
    view.dragged = true;
    view.frame = [begun, place];
    redraw(view);
  });
  pane.addEventListener("pointerup", () => {
    begun = null;
    if (view.dragged) showFrame(view);
  });
}

/**
 * Tells the page to show only what is in the frame.
 *
 * @param {View} view
 */
export function showFrame(view) {
  if (!view.frame) return;
  const [[top, left], [bottom, right]] = cornersOf(view.frame);
  view.frame = null;
  view.tell({ serial: Date.now(), row: null, column: null, frame: [top, left, bottom, right] });
  redraw(view);
}
