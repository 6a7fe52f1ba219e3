// Put into every frame of a page: notes when what its pictures show changed last. Pictures are
// canvases, or the elements of React Flow.
(() => {
  const small = new OffscreenCanvas(96, 64);
  const pen = small.getContext("2d", { willReadFrequently: true });
  const state = { changed: 0, blank: true, print: "", stopped: false };
  window.__stillness = state;

  function* all(root, selector) {
    yield* root.querySelectorAll(selector);
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) yield* all(element.shadowRoot, selector);
    }
  }

  function places(flow) {
    const moved = [...flow.querySelectorAll(".react-flow__viewport, .react-flow__node")];
    const lines = flow.querySelectorAll(".react-flow__edge").length;
    return `${lines} ${moved.map(({ style }) => style.transform + style.visibility)};`;
  }

  function look() {
    if (state.stopped) return;
    let print = "";
    let blank = true;
    for (const flow of all(document, ".react-flow")) {
      print += places(flow);
      blank &&= !flow.querySelector(".react-flow__node");
    }
    for (const canvas of all(document, "canvas")) {
      if (!canvas.width || !canvas.height || !canvas.getClientRects().length) continue;
      pen.clearRect(0, 0, 96, 64);
      pen.drawImage(canvas, 0, 0, 96, 64);
      const { data } = pen.getImageData(0, 0, 96, 64);
      let sum = 0;
      for (let at = 0; at < data.length; at += 1) {
        sum = (sum * 31 + data[at]) | 0;
        if (data[at] !== data[at % 4]) blank = false;
      }
      print += `${canvas.width}x${canvas.height}:${sum};`;
    }
    if (print !== state.print) Object.assign(state, { print, blank, changed: Date.now() });
  }
  // A frame that is asked for before a page is shown may never come: each look asks for its own.
  setInterval(() => state.stopped || requestAnimationFrame(look), 40);
})();
