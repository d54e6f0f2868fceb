// The lines of a voucher while they are typed. Knows nothing of the page.
//
// A row is never changed, only replaced, so that what stood before can be taken back: undo keeps
// whole lists, and they share all rows that did not change.

import {
  plainForeign, plainOre, plainThousandths, readForeign, readOre, readThousandths, showForeign, showOre, showThousandths,
} from './amounts.js';
import { readDate } from '../dates.js';

const UNDO_STEPS = 200;

const ORE = { read: readOre, show: showOre, plain: plainOre };
/** How the numbers of a kind of column are read, shown and sent. */
const NUMBERS = {
  debit: ORE,
  credit: ORE,
  amount: ORE,
  quantity: { read: readThousandths, show: showThousandths, plain: plainThousandths },
  foreign: { read: readForeign, show: showForeign, plain: plainForeign },
};

/** Kinds of column: dimension, debit, credit, amount (signed), quantity, currency, foreign, date, text. */
export class Model {
  #columns;
  #rows;
  #debit = 0n;
  #credit = 0n;
  #past = [];
  #future = [];
  #nextId = 1;

  constructor(columns, lines = []) {
    this.#columns = columns;
    this.#rows = lines.map(({ values }) => this.#row(shown(columns, values)));
    this.#count();
  }

  get rows() { return this.#rows; }
  get columns() { return this.#columns; }
  get debit() { return this.#debit; }
  get credit() { return this.#credit; }
  get difference() { return this.#debit - this.#credit; }

  column(key) {
    return this.#columns.find((column) => column.key === key);
  }

  /** The value of a cell as it is shown. */
  get(at, key) {
    return this.#rows[at]?.values[key] ?? '';
  }

  /** Sets a cell. Debit and credit of a row exclude each other. */
  set(at, key, value) {
    const row = this.#rows[at];
    if (!row || (row.values[key] ?? '') === value) return;
    const changed = this.#changed(row, { [key]: value });
    this.#add(row, -1n);
    this.#add(changed, 1n);
    this.#rows = this.#rows.with(at, changed);
  }

  /** Sets cells of many rows at once: `changes` holds values by the row's place. */
  setMany(changes) {
    const rows = [...this.#rows];
    for (const [at, values] of changes) {
      this.#add(rows[at], -1n);
      rows[at] = this.#changed(rows[at], values);
      this.#add(rows[at], 1n);
    }
    this.#rows = rows;
  }

  /** A cell as it should stand when it is left: amounts and dates in their own form. */
  settled(key, value) {
    const text = value.trim();
    const { kind } = this.column(key) ?? {};
    if (text === '') return '';
    if (kind === 'date') return readDate(text) ?? text;
    if (kind === 'currency') return text.toUpperCase();
    return written(kind, text, 'show');
  }

  /** Whether a cell holds something that cannot be read. */
  isMistaken(at, key) {
    const text = this.get(at, key);
    const { kind } = this.column(key) ?? {};
    if (text === '') return false;
    if (kind === 'date') return !/^\d{4}-\d\d-\d\d$/.test(text);
    return NUMBERS[kind]?.read(text) === null;
  }

  isEmpty(at) {
    return Object.values(this.#rows[at]?.values ?? {}).every((value) => value === '');
  }

  /** Whether a row has an amount in currency but none of its own. */
  isUnvalued({ values }) {
    return Boolean(values.currency_amount) && this.#columns.every(({ key, kind }) => !isMoney(kind) || !values[key]);
  }

  /** Puts rows in before `at`. */
  insert(at, valuesOfRows) {
    const rows = valuesOfRows.map((values) => this.#row(values));
    this.#rows = this.#rows.toSpliced(at, 0, ...rows);
    for (const row of rows) this.#add(row, 1n);
  }

  remove(at) {
    this.#add(this.#rows[at], -1n);
    this.#rows = this.#rows.toSpliced(at, 1);
  }

  /** Replaces all lines, as when a colleague's version is taken. */
  reset(lines) {
    this.#rows = lines.map(({ values }) => this.#row(shown(this.#columns, values)));
    this.#count();
  }

  /**
   * The amount that, put in this cell, balances the voucher: `{key, value}` names the column it
   * belongs in, which may be the other of debit and credit.
   */
  balancing(at, key) {
    const { kind } = this.column(key);
    const own = this.#amountOf(this.#rows[at]);
    const missing = own - this.difference;
    if (kind === 'amount') return { key, value: showOre(missing) };
    const side = missing < 0n ? 'credit' : missing > 0n ? 'debit' : kind;
    const column = this.#columns.find((candidate) => candidate.kind === side) ?? this.column(key);
    return { key: column.key, value: showOre(missing < 0n && column.kind === 'credit' ? -missing : missing) };
  }

  /** The cells of a row's amount, so that it is worth `ore`: debit positive. */
  amountCells(ore) {
    const signed = this.#keyOf('amount');
    if (signed) return { [signed]: showOre(ore) };
    return ore < 0n
      ? { [this.#keyOf('debit')]: '', [this.#keyOf('credit')]: showOre(-ore) }
      : { [this.#keyOf('debit')]: showOre(ore), [this.#keyOf('credit')]: '' };
  }

  /** Remembers how it stands now, to come back to. */
  mark() {
    if (this.#past.at(-1) === this.#rows) return;
    this.#past.push(this.#rows);
    if (this.#past.length > UNDO_STEPS) this.#past.shift();
    this.#future = [];
  }

  /** Back to the last mark; says whether there was one. */
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  /** The lines as the server reads them: empty rows left out, numbers in machine form. */
  lines() {
    const lines = [];
    this.#rows.forEach((row, at) => {
      if (this.isEmpty(at)) return;
      const values = {};
      for (const { key, kind } of this.#columns) {
        const text = row.values[key] ?? '';
        if (text !== '') values[key] = written(kind, text, 'plain');
      }
      lines.push({ line: at + 1, values });
    });
    return lines;
  }

  #row(values) {
    this.#nextId += 1;
    return { id: this.#nextId, values };
  }

  #changed(row, values) {
    const result = { ...row.values, ...values };
    for (const [kind, other] of [['debit', 'credit'], ['credit', 'debit']]) {
      const key = this.#keyOf(kind);
      const otherKey = this.#keyOf(other);
      if (key && otherKey && values[key] && !values[otherKey]) result[otherKey] = '';
    }
    return { ...row, values: result };
  }

  #keyOf(kind) {
    return this.#columns.find((column) => column.kind === kind)?.key;
  }

  #step(from, to) {
    let before = from.pop();
    if (before === this.#rows) before = from.pop();
    if (!before) return false;
    to.push(this.#rows);
    this.#rows = before;
    this.#count();
    return true;
  }

  #amountOf(row) {
    let amount = 0n;
    for (const { key, kind } of this.#columns) {
      const ore = isMoney(kind) ? readOre(row?.values[key] ?? '') ?? 0n : 0n;
      amount += kind === 'credit' ? -ore : ore;
    }
    return amount;
  }

  /** Adds a row's amounts to the running sums, `times` once or once less. */
  #add(row, times) {
    for (const { key, kind } of this.#columns) {
      if (!isMoney(kind)) continue;
      const ore = readOre(row.values[key] ?? '') ?? 0n;
      const isCredit = kind === 'credit' || (kind === 'amount' && ore < 0n);
      if (isCredit) this.#credit += times * (kind === 'amount' ? -ore : ore);
      else this.#debit += times * ore;
    }
  }

  #count() {
    this.#debit = 0n;
    this.#credit = 0n;
    for (const row of this.#rows) this.#add(row, 1n);
  }
}

/** Whether a kind of column holds öre. */
export function isMoney(kind) {
  return NUMBERS[kind] === ORE;
}

/** Whether a kind of column holds numbers. */
export function isNumber(kind) {
  return kind in NUMBERS;
}

/** The server's values as they are shown. */
export function shown(columns, values) {
  return Object.fromEntries(columns.map(({ key, kind }) => {
    const text = values[key] ?? '';
    return [key, text === '' ? '' : written(kind, text, 'show')];
  }));
}

/** A number in another form; the text itself where it is no number, or should be none. */
function written(kind, text, form) {
  const numbers = NUMBERS[kind];
  const number = numbers?.read(text) ?? null;
  return number === null ? text : numbers[form](number);
}
