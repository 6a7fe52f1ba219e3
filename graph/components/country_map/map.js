// Puts the map that Python has drawn on the page, and the key to its colours below.
// Streamlit calls the default function again whenever the data or the theme changes.

export default function show({ parentElement, data }) {
  const drawn = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  const key = document.createElement("ul");
  key.setAttribute("aria-label", data.words);
  for (const { step, told } of data.key) {
    const swatch = document.createElement("span");
    swatch.className = `swatch step-${step}`;
    swatch.setAttribute("aria-hidden", "true");
    const item = document.createElement("li");
    item.append(swatch, told);
    key.append(item);
  }
  const root = document.createElement("div");
  root.className = "map";
  root.append(document.importNode(drawn, true), key);
  parentElement.querySelector(".map")?.remove();
  parentElement.append(root);
  return () => root.remove();
}
