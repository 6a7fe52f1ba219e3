// Elements of the page as every component makes them. A text is a text: nothing is read as markup.

/**
 * A new element with properties of it and what stands in it.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * A button that shows a sign and is called by a name.
 *
 * @param {string} sign
 * @param {string} name
 * @param {() => void} act what a press does
 */
export function signButton(sign, name, act) {
  const button = make("button", { type: "button", textContent: sign, title: name, onclick: act });
  button.setAttribute("aria-label", name);
  return button;
}

/**
 * Shows a tip beside a point of its component, where there is room for all of it.
 *
 * @param {HTMLElement} tip
 * @param {HTMLElement} root the component, which the tip must not leave
 * @param {{ clientX: number, clientY: number }} pointer
 */
export function besidePointer(tip, root, { clientX, clientY }) {
  const box = root.getBoundingClientRect();
  const [x, y] = [clientX - box.left, clientY - box.top];
  const { left, top } = tipPlace(
    { x, y },
    { width: tip.offsetWidth, height: tip.offsetHeight },
    { width: root.clientWidth, height: root.clientHeight },
  );
  Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
}

/**
 * Where a tip stands: right below the point, or on its other side where it would be cut off.
 *
 * @typedef {{ width: number, height: number }} Size
 * @param {{ x: number, y: number }} point
 * @param {Size} tip
 * @param {Size} room
 */
export function tipPlace({ x, y }, tip, room) {
  const right = x + 16 + tip.width > room.width ? x - tip.width - 12 : x + 16;
  const below = y + 16 + tip.height > room.height ? y - tip.height - 12 : y + 16;
  return { left: Math.max(4, right), top: Math.max(4, below) };
}
