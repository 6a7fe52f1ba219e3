// What a text can mean: asked of the server that the page came from.

/** @import { Data, Finding } from "./combobox.js" */

/** So many milliseconds are waited for a further letter: those that come faster are asked for together. */
const PAUSE = 40;
/** So many milliseconds are waited before a server that is busy is asked again, and so often. */
const AGAIN = 1000, TRIES = 20;
/** What a server answers that has no place for the question yet. */
const BUSY = [429, 503];

/**
 * What is found for a text; a sentence where the server cannot be reached.
 *
 * @param {Data} data
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Finding>}
 */
export async function asked({ address, pass, words }, text, signal) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("text", text);
  try {
    if (text) await new Promise((resume) => { setTimeout(resume, PAUSE); });
    let reply;
    for (let tries = 0; !reply || (BUSY.includes(reply.status) && tries < TRIES); tries += 1) {
      if (reply) await new Promise((resume) => { setTimeout(resume, AGAIN); });
      // eslint-disable-next-line no-restricted-globals -- it asks its own server, and no other
      reply = await fetch(url, { headers: { "X-Page-Pass": pass }, signal });
    }
    if (!reply.ok) throw new Error(`The server answered ${reply.status}.`);
    return await reply.json();
  } catch {
    return { said: words.unreachable, sure: false, options: [] };
  }
}
