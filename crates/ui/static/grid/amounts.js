// Amounts and quantities: whole numbers of the smallest unit as BigInt, never a float. The
// grammar is the server's (`kameral-base`): groups of three parted by spaces, comma or point
// before the decimals, `-` or U+2212 before it all.

const SPACE = /[ \u00a0\u202f\u2009]/g;
const LARGEST = (1n << 63n) - 1n;

/** Öre of a text, or null when it is no amount. */
export function readOre(text) {
  return read(text, 2);
}

/** Thousandths of a text, or null when it is no quantity. */
export function readThousandths(text) {
  return read(text, 3);
}

/** `1 234,56` for people: no-break spaces, comma, true minus. */
export function showOre(ore) {
  return show(ore, 2, 2, '\u2212', ',', '\u00a0');
}

/** `1234.56` for machines. */
export function plainOre(ore) {
  return show(ore, 2, 2, '-', '.', '');
}

/** A quantity for people, with the decimals it has. */
export function showThousandths(thousandths) {
  return show(thousandths, 0, 3, '\u2212', ',', '\u00a0');
}

/** A quantity for machines. */
export function plainThousandths(thousandths) {
  return show(thousandths, 0, 3, '-', '.', '');
}

/** Ten-thousandths of an amount in any currency, or null when it is no amount. */
export function readForeign(text) {
  return read(text, 4);
}

/** An amount in any currency for people. */
export function showForeign(tenThousandths) {
  return show(tenThousandths, 2, 4, '\u2212', ',', '\u00a0');
}

/** An amount in any currency for machines, with the decimals it has. */
export function plainForeign(tenThousandths) {
  return show(tenThousandths, 0, 4, '-', '.', '');
}

function read(text, decimals) {
  const match = /^([-\u2212+]?)\s*([\d \u00a0\u202f\u2009]*)(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  if ((whole === '' && fraction === '') || fraction.length > decimals || !wellGrouped(whole)) return null;
  const magnitude = BigInt(whole.replace(SPACE, '') + fraction.padEnd(decimals, '0'));
  const value = sign === '-' || sign === '\u2212' ? -magnitude : magnitude;
  return value > LARGEST || value < -LARGEST - 1n ? null : value;
}

/** Digits alone, or groups of three: `1 23` is refused rather than guessed at. */
function wellGrouped(whole) {
  const groups = whole.split(SPACE);
  return groups.length === 1 || (/^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((group) => /^\d{3}$/.test(group)));
}

function show(value, least, most, minus, decimal, group) {
  const digits = (value < 0n ? -value : value).toString().padStart(most + 1, '0');
  const whole = digits.slice(0, digits.length - most).replace(/\B(?=(\d{3})+$)/g, group);
  let fraction = digits.slice(digits.length - most);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return (value < 0n ? minus : '') + whole + (fraction ? decimal + fraction : '');
}
