// The grid in the page. Only the rows in sight, and the one with the focus, are elements: a
// voucher with 100,000 lines is as light as one with ten.
//
// Rows stand at their own height times their place, so none has to move when others come and go.
// A screen reader is told how many rows there are and which one this is.

import { element } from '../dom.js';
import { isNumber } from './model.js';

const ROW_REM = 2.286;
const ROWS_BEYOND = 6;

/** Shows a model. `stateOf(at, key)` gives `{closed, wanted, message, isWarning}` of a cell. */
export class View {
  #root;
  #scroller;
  #body;
  #model;
  #texts;
  #stateOf;
  #elements = new Map();
  #active = { id: null, key: null };
  #frame = 0;
  #rowHeight;

  constructor(root, model, texts, stateOf) {
    this.#root = root;
    this.#model = model;
    this.#texts = texts;
    this.#stateOf = stateOf;
    this.#scroller = root.querySelector('.grid-scroll');
    this.#body = root.querySelector('.grid-body');
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#rowHeight = Math.round(ROW_REM * rem);
    root.style.setProperty('--grid-row', `${this.#rowHeight}px`);
    root.style.setProperty('--grid-columns', template(model.columns));
    this.#scroller.addEventListener('scroll', () => this.later(), { passive: true });
    new ResizeObserver(() => this.later()).observe(this.#scroller);
  }

  get scroller() { return this.#scroller; }

  /** How many rows are in sight at once. */
  get pageRows() {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#rowHeight) - 2);
  }

  /** Renders before the next picture; many askings become one. */
  later() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.render(); });
  }

  /** Renders now. */
  render() {
    const { rows } = this.#model;
    this.#body.style.setProperty('height', `${rows.length * this.#rowHeight}px`);
    this.#root.querySelector('[role=grid]').setAttribute('aria-rowcount', String(rows.length + 1));
    const wanted = this.#inSight(rows);
    const ids = new Set(wanted.map((at) => rows[at].id));
    for (const [id, shown] of this.#elements) {
      if (!ids.has(id)) { shown.row.remove(); this.#elements.delete(id); }
    }
    let next = this.#body.firstElementChild;
    for (const at of wanted) {
      const shown = this.#elements.get(rows[at].id) ?? this.#make(rows[at].id);
      this.#fill(shown, at);
      // A row with the focus is never moved: the others are put around it.
      if (shown.row === next) next = next.nextElementSibling;
      else this.#body.insertBefore(shown.row, next);
    }
  }

  /** Moves the focus to a cell, into sight, with what stands there marked. */
  focus(at, key) {
    const row = this.#model.rows[at];
    if (!row) return;
    this.#active = { id: row.id, key };
    this.#reveal(at);
    this.render();
    const input = this.#elements.get(row.id).inputs.get(key);
    input.focus({ preventScroll: true });
    input.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    input.select();
  }

  /** The cell an element belongs to: `{at, key, input}`, or null. */
  placeOf(target) {
    const input = target.closest?.('.grid-body input');
    if (!input) return null;
    const id = Number(input.closest('.grid-row').dataset.id);
    return { at: this.#model.rows.findIndex((row) => row.id === id), key: input.dataset.key, input };
  }

  /** The cell that has, or last had, the focus. */
  get active() {
    const at = this.#model.rows.findIndex((row) => row.id === this.#active.id);
    return at < 0 ? null : { at, key: this.#active.key };
  }

  /** The focus came to a cell by itself (mouse, Tab from above). */
  entered(at, key) {
    this.#active = { id: this.#model.rows[at].id, key };
    this.render();
  }

  #reveal(at) {
    const head = this.#body.offsetTop;
    const top = at * this.#rowHeight;
    const height = this.#scroller.clientHeight - head;
    if (top < this.#scroller.scrollTop) this.#scroller.scrollTop = top;
    else if (top + this.#rowHeight > this.#scroller.scrollTop + height) this.#scroller.scrollTop = top + this.#rowHeight - height;
  }

  /** Places of the rows in sight, and of the one with the focus wherever it is. */
  #inSight(rows) {
    const first = Math.max(0, Math.floor(this.#scroller.scrollTop / this.#rowHeight) - ROWS_BEYOND);
    const count = Math.ceil(this.#scroller.clientHeight / this.#rowHeight) + 2 * ROWS_BEYOND;
    const wanted = [];
    for (let at = first; at < Math.min(rows.length, first + count); at += 1) wanted.push(at);
    const active = this.active?.at;
    if (active !== undefined && active < first) wanted.unshift(active);
    else if (active !== undefined && active >= first + count) wanted.push(active);
    return wanted;
  }

  #make(id) {
    const inputs = new Map();
    const notes = new Map();
    const cells = this.#model.columns.map((column, at) => {
      const input = element('input', {
        'data-key': column.key, type: 'text', autocomplete: 'off', spellcheck: column.kind === 'text' ? null : 'false',
        inputmode: inputMode(column.kind), tabindex: '-1', maxlength: column.length ?? null,
      });
      const note = element('span', { class: 'unseen', id: `grid-${id}-${column.key}` });
      inputs.set(column.key, input);
      notes.set(column.key, note);
      const kind = isNumber(column.kind) ? 'grid-cell num' : 'grid-cell';
      return element('div', { role: 'gridcell', class: kind, 'aria-colindex': at + 2 }, input, note);
    });
    const number = element('div', { role: 'rowheader', class: 'grid-number', 'aria-colindex': 1 });
    const remove = element('button', { type: 'button', tabindex: '-1', class: 'grid-remove' }, '×');
    const last = element('div', { role: 'gridcell', class: 'grid-cell', 'aria-colindex': cells.length + 2 }, remove);
    const row = element('div', { role: 'row', class: 'grid-row', 'data-id': id }, number, ...cells, last);
    const shown = { row, inputs, notes, number, remove, at: -1 };
    this.#elements.set(id, shown);
    return shown;
  }

  #fill(shown, at) {
    const line = at + 1;
    if (shown.at !== at) {
      shown.at = at;
      shown.row.style.setProperty('transform', `translateY(${at * this.#rowHeight}px)`);
      shown.row.setAttribute('aria-rowindex', String(line + 1));
      shown.number.textContent = String(line);
      shown.remove.setAttribute('aria-label', `${this.#texts['grid-remove-row']} ${line}`);
    }
    const active = this.#active.id === Number(shown.row.dataset.id) ? this.#active.key : null;
    shown.row.classList.toggle('active', active !== null);
    for (const column of this.#model.columns) this.#fillCell(shown, at, column, active);
  }

  #fillCell(shown, at, { key, label }, active) {
    const input = shown.inputs.get(key);
    const value = this.#model.get(at, key);
    if (input.value !== value) input.value = value;
    const { closed, wanted, message, isWarning } = this.#stateOf(at, key);
    set(input, 'aria-label', `${label} ${this.#texts['grid-line']} ${at + 1}`);
    set(input, 'tabindex', active === key || (this.#active.id === null && at === 0 && key === this.#model.columns[0].key) ? '0' : '-1');
    set(input, 'aria-readonly', closed ? 'true' : null);
    input.readOnly = closed;
    set(input, 'aria-required', wanted ? 'true' : null);
    set(input, 'aria-invalid', message && !isWarning ? 'true' : null);
    const note = shown.notes.get(key);
    if (note.textContent !== (message ?? '')) note.textContent = message ?? '';
    set(input, 'aria-describedby', message ? note.id : null);
    const cell = input.parentElement.classList;
    cell.toggle('closed', closed);
    cell.toggle('wanted', wanted);
    cell.toggle('refused', Boolean(message) && !isWarning);
    cell.toggle('warning', Boolean(message) && isWarning);
  }
}

/** Widths of the columns: by what is typed in them; words take what is left. */
function template(columns) {
  const widths = columns.map(({ width, least, kind }) => (kind === 'text' && !width ? `minmax(${least ?? 11}rem, 1fr)` : `${width ?? 7}rem`));
  return ['3.2rem', ...widths, '2rem'].join(' ');
}

function inputMode(kind) {
  if (kind === 'date') return 'numeric';
  return isNumber(kind) ? 'decimal' : null;
}

function set(part, name, value) {
  if (value === null) part.removeAttribute(name);
  else if (part.getAttribute(name) !== value) part.setAttribute(name, value);
}
