// Turns a drawing (SVG) into a picture (PNG) and saves it. A drawing that is loaded as an image
// runs no script and fetches nothing, whatever stands in it.

// Twice as many points as pixels, for sharp letters on paper; less where a canvas could not hold it.
const SHARP = 2;
const MOST = { side: 16_000, area: 120_000_000 };

// The last drawing that each button has saved: what comes again is not saved again.
const saved = new Map();

export default function show({ parentElement, data, setTriggerValue }) {
  let root = parentElement.querySelector(".picture-file");
  if (!root) {
    root = document.createElement("div");
    root.className = "picture-file";
    root.append(document.createElement("button"), document.createElement("span"));
    root.lastChild.setAttribute("role", "status");
    root.lastChild.className = "spoken";
    parentElement.append(root);
  }
  const [button, status] = root.children;
  Object.assign(button, { type: "button", textContent: data.label, title: data.purpose });
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

async function save(drawing, name) {
  const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: wide, naturalHeight: high } = image;
    const scale = Math.min(
      SHARP, MOST.side / wide, MOST.side / high, Math.sqrt(MOST.area / (wide * high)),
    );
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(high * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(name))), "image/png");
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } finally {
    URL.revokeObjectURL(address);
  }
}
