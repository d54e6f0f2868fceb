// What was typed in a dimension's cell, as a value: a code stands as it is, a part of a name
// becomes the one value it fits.

import { find } from '../lookup.js';

/** The value meant, or null when the user must choose from the list. */
export async function resolve(typed, column, context) {
  const text = typed.trim();
  // Digits are a code, right or wrong; the server says which when the voucher is posted.
  if (text === '' || /^\d+$/.test(text)) return text;
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
