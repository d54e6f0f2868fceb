// A block from a spreadsheet: rows parted by line breaks, cells by tabs, cells with either inside
// them in quotation marks. A first row that names columns says where each cell belongs.

import { folded } from '../dom.js';
import { readOre, showOre } from './amounts.js';

/** The cells of a pasted text. */
export function readBlock(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (quoted) {
      if (character === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
      else if (character === '"') quoted = false;
      else cell += character;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') { rows.at(-1).push(cell.trim()); cell = ''; }
    else if (character === '\n') { rows.at(-1).push(cell.trim()); cell = ''; rows.push([]); }
    else cell += character;
  }
  rows.at(-1).push(cell.trim());
  return rows;
}

/** Whether a pasted text is a block and not a word for one cell. */
export function isBlock(text) {
  return /[\t\n]/.test(text.replace(/\r?\n$/, ''));
}

/**
 * The block's rows as values by column key. Without a header the first cell belongs to
 * `firstKey` and the others follow to the right.
 */
export function placeBlock(cells, columns, firstKey) {
  const byHeader = header(cells[0], columns);
  const from = columns.findIndex((column) => column.key === firstKey);
  const keys = byHeader ?? columns.slice(from).map((column) => column.key);
  const body = byHeader ? cells.slice(1) : cells;
  return body.filter((row) => row.some((cell) => cell !== '')).map((row) => {
    const values = {};
    row.forEach((cell, at) => {
      if (keys[at] === SIGNED) Object.assign(values, bySign(cell, columns));
      else if (keys[at]) values[keys[at]] = cell;
    });
    return values;
  });
}

/** Stands for a column of signed amounts in a grid that has debit and credit. */
const SIGNED = '±';

/** Column keys by the words of the first row; null when it does not name at least two columns. */
function header(row, columns) {
  const keys = row.map((cell) => {
    const word = folded(cell);
    const column = columns.find(({ key, label, also = [] }) => [key, label, ...also].some((name) => folded(name) === word));
    if (column) return column.key;
    const hasSides = columns.some(({ kind }) => kind === 'debit');
    return hasSides && ['belopp', 'amount'].includes(word) ? SIGNED : null;
  });
  const named = keys.filter((key) => key !== null).length;
  // One column alone may be a header too, if the block is one column wide.
  return named >= Math.min(2, row.length) && named > 0 ? keys : null;
}

/** A signed amount in the column of its side. */
function bySign(cell, columns) {
  const ore = readOre(cell);
  const key = (kind) => columns.find((column) => column.kind === kind).key;
  if (ore === null) return { [key('debit')]: cell };
  return ore < 0n ? { [key('credit')]: showOre(-ore) } : { [key('debit')]: showOre(ore) };
}
