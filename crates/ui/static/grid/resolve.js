// What was typed in a dimension's cell, as a value: a code stands as it is, a part of a name
// becomes the one value it fits.

import { find } from '../lookup.js';

/**
 * Whether what was typed is a code as it stands, right or wrong: the server says which when the
 * voucher is posted. Nobody waits for the server then, and what is typed next goes into the next cell.
 */
export function isCode(typed, { kind }) {
  const text = typed.trim();
  return kind === 'currency' ? /^([a-z]{3})?$/i.test(text) : /^\d*$/.test(text);
}

/** Whether it reads as a code, and not as words: the server is asked of its capitals afterwards. */
export function readsAsCode(typed) {
  return /^\S*\d\S*$/.test(typed.trim());
}

/** The value meant, or null when the user must choose from the list. */
export async function resolve(typed, column, context) {
  const text = typed.trim();
  if (isCode(text, column)) return text;
  try {
    const hits = (await find(column.dimension, text, context)).filter(({ expired }) => !expired);
    const same = hits.find(({ value }) => value.toLowerCase() === text.toLowerCase());
    if (same) return same.value;
    return hits.length === 1 ? hits[0].value : null;
  } catch {
    // Without an answer the words stay, and nothing typed is lost.
    return text;
  }
}
