// vis-network, loaded from the page's own server, where the browser keeps it.

/** @import { VisLibrary } from "./vis_network.js" */

/**
 * The library; null where the server cannot be reached, so that the next call tries again.
 *
 * @param {string} address
 * @returns {Promise<VisLibrary | null>}
 */
export async function library(address) {
  try {
    /** @type {{ default: VisLibrary }} */
    // eslint-disable-next-line no-restricted-syntax -- a file of its own server, told by Python
    const loaded = await import(new URL(address, document.baseURI).href);
    return loaded.default;
  } catch {
    return null;
  }
}
