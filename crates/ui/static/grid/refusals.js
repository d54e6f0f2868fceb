// What was refused in a voucher: in the cells, and as a list above them with links to the cells.

import { element, fill } from '../dom.js';

/** Refusals by row and column. They follow their row when rows are put in or taken away. */
export class Refusals {
  #byCell = new Map();
  #list;
  #model;
  #texts;
  #go;

  /** `go(at, key)` moves the focus to a cell. */
  constructor(list, model, texts, go) {
    this.#list = list;
    this.#model = model;
    this.#texts = texts;
    this.#go = go;
  }

  /** The refusal of a cell: `{text, severity}`, or undefined. */
  of(rowId, key) {
    return this.#byCell.get(`${rowId} ${key}`);
  }

  /** The cell was changed: what was said of it no longer holds. */
  clear(rowId, key) {
    this.#byCell.delete(`${rowId} ${key}`);
  }

  /** Forgets all and empties the list. */
  clearAll() {
    this.#byCell.clear();
    this.#list.replaceChildren();
    this.#list.hidden = true;
    for (const field of document.querySelectorAll('[data-grid-head] [aria-invalid]')) field.removeAttribute('aria-invalid');
  }

  /**
   * Shows refusals: `[{name, line, field, text, severity}]`. When all are warnings,
   * `accept(names, reason)` lets a user with the right go on.
   */
  show(refusals, accept) {
    this.clearAll();
    const onlyWarnings = refusals.length > 0 && refusals.every(({ severity }) => severity === 'warning');
    const items = refusals.map((refusal) => element('li', {}, this.#item(refusal)));
    const title = this.#texts[onlyWarnings ? 'grid-warnings' : 'grid-refused'];
    this.#list.className = `notice error-summary grid-refusals ${onlyWarnings ? 'warning' : 'refused'}`;
    this.#list.replaceChildren(
      element('h2', {}, fill(title, { count: refusals.length })),
      element('ul', {}, ...items),
      onlyWarnings ? this.#acceptance(refusals, accept) : '');
    this.#list.hidden = refusals.length === 0;
    this.#list.focus();
  }

  #item(refusal) {
    const { line, field, text, severity } = refusal;
    const row = line ? this.#model.rows[line - 1] : undefined;
    if (row) {
      const key = this.#columnOf(line - 1, field);
      this.#byCell.set(`${row.id} ${key}`, { text, severity });
      const words = `${this.#texts['grid-line-heading']} ${line}: ${text}`;
      return this.#link(words, () => this.#go(this.#model.rows.indexOf(this.#model.rows.find(({ id }) => id === row.id)), key));
    }
    const input = field && document.querySelector(`[data-grid-head] [name="${CSS.escape(field)}"]`);
    if (!input) return text;
    if (severity !== 'warning') input.setAttribute('aria-invalid', 'true');
    return this.#link(text, () => input.focus());
  }

  #link(words, go) {
    const link = element('a', { href: '#' }, words);
    link.addEventListener('click', (event) => { event.preventDefault(); go(); });
    return link;
  }

  /** The column a field is shown in: an amount may stand in debit or credit. */
  #columnOf(at, field) {
    const { columns } = this.#model;
    if (columns.some(({ key }) => key === field)) return field;
    if (field === 'amount') {
      const sides = columns.filter(({ kind }) => kind === 'debit' || kind === 'credit');
      const side = sides.find(({ key }) => this.#model.get(at, key) !== '') ?? sides[0];
      if (side) return side.key;
    }
    return columns[0].key;
  }

  #acceptance(warnings, accept) {
    const reason = element('input', { type: 'text', id: 'grid-reason', autocomplete: 'off' });
    const button = element('button', { type: 'button', class: 'button secondary' }, this.#texts['grid-accept']);
    button.addEventListener('click', () => {
      if (reason.value.trim() === '') { reason.setAttribute('aria-invalid', 'true'); reason.focus(); return; }
      accept(warnings.map(({ name }) => name), reason.value.trim());
    });
    return element('div', { class: 'fields grid-acceptance' },
      element('div', { class: 'field long' }, element('label', { for: 'grid-reason' }, this.#texts['grid-reason']), reason),
      button);
  }
}
