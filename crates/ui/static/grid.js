// The voucher grid: its cells, rules and sums, and the parts that work on them. Which key does
// what stands in `grid/keymap.js`, what the commands do in `grid/commands.js`, and what is said
// to the server in `grid/server.js`.

import { fill, textsOf } from './dom.js';
import { showOre } from './grid/amounts.js';
import { Commands } from './grid/commands.js';
import { commandOf } from './grid/keymap.js';
import { Left } from './grid/left.js';
import { Model, isMoney } from './grid/model.js';
import { Rates } from './grid/rates.js';
import { Refusals } from './grid/refusals.js';
import { Rules } from './grid/rules.js';
import { Server } from './grid/server.js';
import { View } from './grid/view.js';

const ACCOUNT_DIGITS_MIN = 4;
const ROWS_WHEN_EMPTY = 2;
/** A block may bring many accounts; rules of so many are asked for at once. */
const RULES_ASKED_MAX = 300;

/** Wakes the grid of the page. */
export function mountGrid(root) {
  new Grid(root).open();
}

/** One grid. Its parts share it; nothing outside does. */
export class Grid {
  #entered = { value: '', marked: false };
  #wasBalanced = true;

  constructor(root) {
    this.root = root;
    this.config = JSON.parse(root.dataset.grid);
    this.texts = textsOf(root);
    this.head = root.querySelector('[data-grid-head]');
    this.account = this.config.columns.find(({ dimension }) => dimension === this.config.account_dimension)?.key;
    this.model = new Model(this.config.columns, this.config.lines);
    this.rules = new Rules(this.config.rules_url, () => this.date());
    this.rates = new Rates(this.config.rate_url, () => this.date());
    const left = root.querySelector('[data-left]');
    this.left = left ? new Left(this.config.left_url, left, () => this.date()) : null;
    this.view = new View(root, this.model, this.texts, (at, key) => this.stateOf(at, key));
    this.refusals = new Refusals(root.querySelector('.grid-refusals'), this.model, this.texts, (at, key) => this.view.focus(at, key));
    this.commands = new Commands(this);
    this.server = new Server(this);
  }

  async open() {
    if (this.config.lines_url) await this.server.fetchLines();
    this.padRows();
    this.#listen();
    this.view.render();
    this.sums();
    const inSight = this.model.rows.slice(0, this.view.pageRows * 2);
    this.learn(new Set(inSight.map((row) => row.values[this.account])));
    if (this.config.focus) this.view.focus(0, this.config.columns[0].key);
  }

  #listen() {
    const { scroller } = this.view;
    scroller.addEventListener('keydown', (event) => this.#key(event));
    scroller.addEventListener('input', (event) => this.#typed(event));
    scroller.addEventListener('focusin', (event) => this.#enter(event));
    scroller.addEventListener('focusout', (event) => this.#leave(event));
    scroller.addEventListener('paste', (event) => this.commands.paste(event));
    scroller.addEventListener('click', (event) => {
      const row = event.target.closest('.grid-remove')?.closest('.grid-row');
      if (row) this.commands.removeRow(this.view.placeOf(row.querySelector('input')).at);
    });
    this.root.addEventListener('click', (event) => {
      const button = event.target.closest('[data-grid-do]');
      if (button?.dataset.gridDo === 'post') this.server.post(button.value);
      else if (button?.dataset.gridDo === 'save') this.server.save();
    });
    document.addEventListener('submit', (event) => {
      if (event.defaultPrevented || !event.target.matches('form[data-after-draft]')) return;
      event.preventDefault();
      this.server.sendAfterDraft(event.target);
    });
    this.head.addEventListener('input', () => this.changed());
    // Another day may have other rules.
    this.head.addEventListener('change', () => this.view.render());
    this.head.addEventListener('submit', (event) => event.preventDefault());
    this.head.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.ctrlKey && event.target.matches('input, select')) this.#nextOfHead(event);
    });
  }

  /** Enter in the head goes to the next field, and from the last into the grid. */
  #nextOfHead(event) {
    event.preventDefault();
    const fields = [...this.head.querySelectorAll('input:not([type=hidden]), select, textarea')].filter((field) => !field.disabled);
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) { next.focus(); next.select?.(); } else this.view.focus(0, this.commands.firstOpen(0));
  }

  // Cells

  /** What is to be known of a cell: whether it is closed or wanted, and what is wrong with it. */
  stateOf(at, key) {
    const row = this.model.rows[at];
    const value = row.values[key] ?? '';
    const refusal = this.refusals.of(row.id, key);
    const account = row.values[this.account] ?? '';
    const rules = this.rules.known(account);
    const { dimension } = this.model.column(key);
    const isFixed = Boolean(dimension && rules && value !== '' && value === rules.fixed[dimension]);
    const isForbidden = Boolean(dimension && rules?.forbidden.includes(dimension));
    const mistaken = this.model.isMistaken(at, key) && !this.isActive(row.id, key) ? this.texts['grid-not-a-number'] : null;
    const against = isForbidden && value !== '' ? fill(this.texts['grid-forbidden'], { account }) : null;
    return {
      closed: isFixed || (isForbidden && value === ''),
      wanted: Boolean(dimension && value === '' && rules?.mandatory.includes(dimension)),
      message: refusal?.text ?? mistaken ?? against,
      isWarning: refusal?.severity === 'warning',
    };
  }

  /** Whether a cell has the focus now. */
  isActive(rowId, key) {
    const place = this.view.placeOf(document.activeElement ?? document.body);
    return place !== null && place.key === key && this.model.rows[place.at]?.id === rowId;
  }

  /** What stood in the cell when it was entered. */
  get enteredValue() {
    return this.#entered.value;
  }

  /** The cell with the focus was changed by a command: what is typed now can be taken back alone. */
  reenter() {
    const { active } = this.view;
    this.#entered = { value: active ? this.model.get(active.at, active.key) : '', marked: false };
  }

  #enter(event) {
    const place = this.view.placeOf(event.target);
    if (!place || place.at < 0) return;
    this.#entered = { value: place.input.value, marked: false };
    this.view.entered(place.at, place.key);
    place.input.select();
    this.hint(place);
  }

  #leave(event) {
    const place = this.view.placeOf(event.target);
    if (place && place.at >= 0) this.settle(place.at, place.key);
  }

  #typed(event) {
    const place = this.view.placeOf(event.target);
    if (!place || place.at < 0) return;
    if (!this.#entered.marked) {
      this.model.mark();
      this.#entered.marked = true;
    }
    this.write(place.at, place.key, place.input.value);
    const typed = place.input.value.trim();
    // Asked for while the user is still on the account, so that Tab finds its way at once.
    if (place.key === this.account && typed.length >= ACCOUNT_DIGITS_MIN) this.rules.of(typed);
  }

  #key(event) {
    const place = this.view.placeOf(event.target);
    if (!place || place.at < 0) return;
    const column = this.model.column(place.key);
    const command = commandOf(event, column, place.input);
    if (command && this.commands.run(command, place, column) !== false) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Puts a value in a cell; what was refused there no longer holds. */
  write(at, key, value) {
    this.refusals.clear(this.model.rows[at].id, key);
    this.model.set(at, key, value);
    this.changed();
  }

  /** A cell is left: its amount or date takes its own form, an account brings its rules. */
  settle(at, key) {
    const before = this.model.get(at, key);
    const settled = this.model.settled(key, before);
    if (settled !== before) this.write(at, key, settled);
    if (key === this.account && settled !== this.#entered.value) {
      this.#entered.value = settled;
      this.applyRules(this.model.rows[at].id, settled);
    }
    const { kind } = this.model.column(key);
    if ((kind === 'currency' || kind === 'foreign') && settled !== this.#entered.value) {
      this.#entered.value = settled;
      this.book([this.model.rows[at].id]);
    }
    const { active } = this.view;
    if (key === this.config.left_dimension && active) this.left?.show(this.model.get(active.at, key) ?? '');
    this.view.later();
  }

  /** Writes what rows' amounts in currency are worth on the day as their amounts. */
  async book(rowIds) {
    const wanted = new Set(rowIds);
    const rows = this.model.rows.filter((row) => wanted.has(row.id));
    const worths = new Map(await Promise.all(rows.map(async (row) => {
      const { currency = '', currency_amount: amount = '' } = row.values;
      return [row.id, { currency, amount, ore: await this.rates.worth(currency, amount) }];
    })));
    const changes = [];
    this.model.rows.forEach((row, at) => {
      const worth = worths.get(row.id);
      if (!worth || worth.ore === null) return;
      // Meanwhile another currency or amount may have been typed, or the amount itself.
      const isSame = row.values.currency === worth.currency && row.values.currency_amount === worth.amount;
      if (isSame && !this.#isTypingAmount(row.id)) changes.push([at, this.model.amountCells(worth.ore)]);
    });
    if (changes.length === 0) return;
    this.model.setMany(changes);
    this.changed();
    const { active } = this.view;
    if (active && changes.some(([at]) => at === active.at)) {
      this.view.focus(active.at, active.key);
      this.reenter();
    }
  }

  #isTypingAmount(rowId) {
    const { active } = this.view;
    return this.#entered.marked && this.model.rows[active?.at]?.id === rowId && isMoney(this.model.column(active.key).kind);
  }

  /** Fixed values are set, proposed ones where the cell is empty, when an account was chosen. */
  async applyRules(rowId, account) {
    const rules = await this.rules.of(account);
    const at = this.model.rows.findIndex((row) => row.id === rowId);
    if (at < 0 || this.model.get(at, this.account) !== account) return;
    for (const [key, value] of Object.entries(this.#ruled(at, rules))) this.write(at, key, value);
    this.view.render();
    const place = this.view.placeOf(document.activeElement ?? document.body);
    if (place?.at !== at) return;
    // The focus may have run ahead of the answer, into a cell that turned out to be closed.
    if (this.stateOf(at, place.key).closed) this.commands.move(at, place.key, 1);
    else {
      if (place.input.value !== this.#entered.value && !this.#entered.marked) {
        this.#entered.value = place.input.value;
        place.input.select();
      }
      this.hint(place);
    }
  }

  /** What the rules put in a row: fixed values, and proposed ones where nothing stands. */
  #ruled(at, rules) {
    const values = {};
    for (const { key, dimension } of this.config.columns) {
      if (!dimension || key === this.account) continue;
      const now = this.model.get(at, key);
      const value = rules.fixed[dimension] ?? (now === '' ? rules.proposed[dimension] : undefined);
      const isBeingTyped = now !== '' && this.isActive(this.model.rows[at].id, key);
      if (value !== undefined && value !== now && !isBeingTyped) values[key] = value;
    }
    return values;
  }

  /** Asks for the rules of accounts, and applies them to rows that came in a block. */
  async learn(accounts, rowIds = new Set()) {
    const asked = [...accounts].filter(Boolean).slice(0, RULES_ASKED_MAX);
    await Promise.all(asked.map((account) => this.rules.of(account)));
    const changes = [];
    this.model.rows.forEach((row, at) => {
      const rules = rowIds.has(row.id) ? this.rules.known(row.values[this.account] ?? '') : null;
      const values = rules ? this.#ruled(at, rules) : {};
      if (Object.keys(values).length > 0) changes.push([at, values]);
    });
    if (changes.length > 0) {
      this.model.setMany(changes);
      this.changed();
    }
    this.view.later();
  }

  /** There are always rows to type in. */
  padRows() {
    const missing = ROWS_WHEN_EMPTY - this.model.rows.length;
    if (missing > 0) this.model.insert(this.model.rows.length, Array.from({ length: missing }, () => ({})));
  }

  /** Something was changed: sums, draft and picture follow. */
  changed() {
    this.sums();
    this.server.touch();
    this.view.later();
  }

  // Words

  /** The running sums. A reader who does not see them hears when they come to balance. */
  sums() {
    const { debit, credit, difference } = this.model;
    this.#set('[data-debit]', showOre(debit));
    this.#set('[data-credit]', showOre(credit));
    this.#set('[data-difference]', showOre(difference));
    const balanced = difference === 0n;
    this.root.querySelector('.grid-sums').classList.toggle('unbalanced', !balanced);
    if (balanced !== this.#wasBalanced) {
      this.#wasBalanced = balanced;
      this.#set('[data-balance]', this.texts[balanced ? 'grid-balanced' : 'grid-unbalanced']);
    }
  }

  /** One line under the grid: what was refused in this cell, else the name of its account. */
  hint({ at, key }) {
    const account = this.model.get(at, this.account);
    const rules = this.rules.known(account);
    const { message } = this.stateOf(at, key);
    this.left?.show(this.model.get(at, this.config.left_dimension) ?? '');
    this.#set('[data-hint]', message ?? (rules?.name ? `${account} ${rules.name}` : ''));
    if (rules) return;
    this.rules.of(account).then(() => {
      const active = this.view.active;
      if (active?.at === at && active.key === key && this.rules.known(account)) this.hint(active);
      this.view.later();
    });
  }

  /** The line that says how saving and posting went. */
  status(text) {
    this.#set('[data-status]', text);
  }

  #set(selector, text) {
    const part = this.root.querySelector(selector);
    if (part && part.textContent !== text) part.textContent = text;
  }

  /** The voucher's day: the first date field of the head. */
  date() {
    return this.head.querySelector('[data-date]')?.value ?? '';
  }

  /** All that is typed, as the server reads it. */
  content() {
    return { head: Object.fromEntries(new FormData(this.head)), lines: this.model.lines() };
  }
}
