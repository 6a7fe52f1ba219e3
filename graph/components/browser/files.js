// Files that a page hands to its reader.

const MINUTE = 60_000;

/**
 * Saves a file under a name, as the browser saves any download.
 *
 * @param {Blob} content
 * @param {string} name
 */
export function saveFile(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers begin to read it only after this function has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
}
