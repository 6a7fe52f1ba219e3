// Counted things in words. The words come from Python, so that they stand in one place.

/**
 * What follows a number: the word for one, and the word for any other number.
 *
 * @typedef {readonly [one: string, other: string]} Counted
 */

/**
 * A number and what is counted: "1 line", "1,204 lines".
 *
 * @param {number} count
 * @param {Counted} words
 */
export function counted(count, [one, other]) {
  const language = globalThis.document?.documentElement.lang || "en";
  const form = new Intl.PluralRules(language).select(count);
  return `${count.toLocaleString(language)} ${form === "one" ? one : other}`;
}
