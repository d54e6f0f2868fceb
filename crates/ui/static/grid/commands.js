// What the commands of the grid do: moving, copying, balancing, removing, looking up, pasting.

import { fill } from '../dom.js';
import { list } from '../lookup.js';
import { isBlock, placeBlock, readBlock } from './paste.js';
import { isCode, readsAsCode, resolve } from './resolve.js';

/** The commands of one grid. */
export class Commands {
  #grid;
  #model;
  #view;

  constructor(grid) {
    this.#grid = grid;
    this.#model = grid.model;
    this.#view = grid.view;
  }

  /** Runs a command in a cell; false lets the browser do what it always does with the key. */
  run(command, place, column) {
    const { at, key } = place;
    const rows = this.#model.rows.length;
    switch (command) {
      case 'next': return this.#forward(place, column, true);
      case 'next-or-out': return this.#forward(place, column, false);
      case 'back': return this.move(at, key, -1);
      case 'up': return this.#toRow(at - 1, key);
      case 'down': return this.#toRow(at + 1, key);
      case 'page-up': return this.#toRow(Math.max(0, at - this.#view.pageRows), key);
      case 'page-down': return this.#toRow(Math.min(rows - 1, at + this.#view.pageRows), key);
      case 'first': return this.#toRow(0, key);
      case 'last': return this.#toRow(rows - 1, key);
      case 'copy-row': return this.#copyRow(at, key);
      case 'copy-above': return this.#copyAbove(at, key);
      case 'balance': return this.#balance(at, key);
      case 'remove-row': return this.removeRow(at);
      case 'lookup': return this.#lookup(place, column);
      case 'undo': return this.#stepped(this.#model.undo());
      case 'redo': return this.#stepped(this.#model.redo());
      case 'save': this.#grid.server.save(); return true;
      case 'revert': return this.#revert(place);
      default: return false;
    }
  }

  /** To the next cell that may be typed in, or the one before; false at either end. */
  move(at, key, step) {
    const next = this.#open(at, key, step);
    const other = at + step;
    if (next) this.#view.focus(at, next);
    else if (this.#model.rows[other]) this.#view.focus(other, step > 0 ? this.firstOpen(other) : this.#lastOpen(other));
    else return false;
    return true;
  }

  /** The first column of a row that may be typed in. */
  firstOpen(at) {
    return this.#model.columns.find(({ key }) => !this.#grid.stateOf(at, key).closed).key;
  }

  /** Takes a row away; Ctrl+Z brings it back. */
  removeRow(at) {
    const key = this.#view.active?.key ?? this.#model.columns[0].key;
    this.#model.mark();
    this.#model.remove(at);
    this.#grid.padRows();
    this.#grid.changed();
    this.#view.focus(Math.min(at, this.#model.rows.length - 1), key);
    this.#grid.status(this.#grid.texts['grid-removed']);
    return true;
  }

  /** A block from a spreadsheet goes into as many rows as it has; a word goes into the cell. */
  paste(event) {
    const place = this.#view.placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (!place || place.at < 0 || !isBlock(text)) return;
    event.preventDefault();
    this.#model.mark();
    const rows = placeBlock(readBlock(text), this.#model.columns, place.key);
    const missing = place.at + rows.length - this.#model.rows.length;
    if (missing > 0) this.#model.insert(this.#model.rows.length, Array.from({ length: missing }, () => ({})));
    const ids = new Set();
    this.#model.setMany(rows.map((values, step) => {
      const settled = Object.entries(values).map(([key, value]) => [key, this.#model.settled(key, value)]);
      ids.add(this.#model.rows[place.at + step].id);
      return [place.at + step, Object.fromEntries(settled)];
    }));
    this.#grid.changed();
    this.#view.focus(place.at, place.key);
    this.#grid.reenter();
    this.#grid.status(fill(this.#grid.texts['grid-pasted'], { count: rows.length }));
    this.#grid.learn(new Set(rows.map((values) => values[this.#grid.account])), ids);
    this.#grid.book(this.#model.rows.filter((row) => ids.has(row.id) && this.#model.isUnvalued(row)).map(({ id }) => id));
  }

  /** Next cell; words in a dimension's cell are first made a value. */
  #forward(place, column, addsRow) {
    const { at, key, input } = place;
    if (!column.dimension || input.readOnly || input.value === this.#grid.enteredValue || isCode(input.value, column)) {
      return this.#onward(at, key, addsRow);
    }
    const context = { date: this.#grid.date(), account: key === this.#grid.account ? '' : this.#model.get(at, this.#grid.account) };
    if (readsAsCode(input.value)) {
      this.#capitals(this.#model.rows[at].id, column, input.value, context);
      return this.#onward(at, key, addsRow);
    }
    resolve(input.value, column, context).then((hit) => {
      if (document.activeElement !== input) return;
      if (hit === null) { this.#lookup(place, column); return; }
      if (hit !== input.value) this.#grid.write(at, key, hit);
      this.#onward(at, key, addsRow);
    });
    return true;
  }

  /** A code as the register writes it, when the server has said so; what was typed since stays. */
  async #capitals(rowId, column, typed, context) {
    const hit = await resolve(typed, column, context);
    const at = this.#model.rows.findIndex((row) => row.id === rowId);
    const isSame = hit?.toLowerCase() === typed.trim().toLowerCase();
    if (at >= 0 && isSame && this.#model.get(at, column.key) === typed.trim()) this.#grid.write(at, column.key, hit);
  }

  /** From the last cell a row is added; Tab on an empty last row goes on to the buttons. */
  #onward(at, key, addsRow) {
    const isLast = at === this.#model.rows.length - 1 && this.#open(at, key, 1) === null;
    if (!isLast) return this.move(at, key, 1);
    if (!addsRow && this.#model.isEmpty(at)) return false;
    this.#grid.settle(at, key);
    this.#model.mark();
    this.#model.insert(at + 1, [{}]);
    this.#grid.changed();
    this.#view.focus(at + 1, this.firstOpen(at + 1));
    return true;
  }

  /** The next column of the row, in a direction, that may be typed in; null at the end. */
  #open(at, key, step) {
    const { columns } = this.#model;
    for (let index = columns.findIndex((column) => column.key === key) + step; columns[index]; index += step) {
      if (!this.#grid.stateOf(at, columns[index].key).closed) return columns[index].key;
    }
    return null;
  }

  #lastOpen(at) {
    return this.#model.columns.findLast(({ key }) => !this.#grid.stateOf(at, key).closed).key;
  }

  #toRow(at, key) {
    if (this.#model.rows[at]) this.#view.focus(at, key);
    return true;
  }

  #copyRow(at, key) {
    this.#grid.settle(at, key);
    this.#model.mark();
    this.#model.insert(at + 1, [{ ...this.#model.rows[at].values }]);
    this.#grid.changed();
    this.#view.focus(at + 1, key);
    return true;
  }

  #copyAbove(at, key) {
    if (at === 0 || this.#grid.stateOf(at, key).closed) return true;
    this.#model.mark();
    this.#grid.write(at, key, this.#model.get(at - 1, key));
    this.#grid.settle(at, key);
    return this.#onward(at, key, false);
  }

  #balance(at, key) {
    this.#grid.settle(at, key);
    const balanced = this.#model.balancing(at, key);
    this.#model.mark();
    this.#grid.write(at, balanced.key, balanced.value);
    this.#view.focus(at, balanced.key);
    this.#grid.reenter();
    return true;
  }

  #lookup({ at, key, input }, column) {
    if (!column.dimension || input.readOnly) return true;
    const rowId = this.#model.rows[at].id;
    list().open(input, column.dimension, {
      texts: this.#grid.texts,
      context: { date: this.#grid.date(), account: key === this.#grid.account ? '' : this.#model.get(at, this.#grid.account) },
      choose: (value) => {
        const now = this.#model.rows.findIndex((row) => row.id === rowId);
        if (now < 0) return;
        this.#model.mark();
        this.#grid.write(now, key, value);
        this.#grid.settle(now, key);
        this.#onward(now, key, true);
      },
    });
    return true;
  }

  #stepped(changed) {
    if (!changed) return true;
    const active = this.#view.active ?? { at: 0, key: this.#model.columns[0].key };
    this.#grid.padRows();
    this.#grid.changed();
    this.#view.focus(Math.min(active.at, this.#model.rows.length - 1), active.key);
    this.#grid.reenter();
    return true;
  }

  #revert({ at, key, input }) {
    if (input.value === this.#grid.enteredValue) return false;
    this.#grid.write(at, key, this.#grid.enteredValue);
    this.#view.render();
    input.select();
    this.#grid.reenter();
    return true;
  }
}
