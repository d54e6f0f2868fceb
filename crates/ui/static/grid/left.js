// What is left of the appropriation that a line is coded to, in a line under the grid.
//
// `/1098/anslag/kvar?fin=10&datum=2026-03-31` answers with the words of that line and how near the
// end it is; both are empty where no appropriation finances the value.

import { atEntity } from '../dom.js';

/** Asks once for each value and day, and writes what is told of the line the cursor stands on. */
export class Left {
  #address;
  #dateOf;
  #part;
  #asked = new Map();
  #wanted = '';

  constructor(address, part, dateOf) {
    this.#address = address;
    this.#part = part;
    this.#dateOf = dateOf;
  }

  /** Tells of a value; of nothing when it is empty. */
  async show(value) {
    const date = this.#dateOf();
    const key = `${value} ${date}`;
    if (key === this.#wanted) return;
    this.#wanted = key;
    const told = value === '' ? null : await this.#of(key, value, date);
    // Meanwhile the cursor may stand on another line.
    if (key !== this.#wanted) return;
    this.#part.textContent = told?.text ?? '';
    this.#part.dataset.level = told?.level ?? '';
  }

  #of(key, value, date) {
    if (!this.#asked.has(key)) this.#asked.set(key, this.#ask(key, value, date));
    return this.#asked.get(key);
  }

  async #ask(key, value, date) {
    try {
      const query = new URLSearchParams({ fin: value, datum: date });
      const answer = await fetch(`${atEntity(this.#address)}?${query}`, { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.json();
    } catch {
      // Asked again the next time; nothing is told until then.
      this.#asked.delete(key);
      this.#wanted = '';
      return null;
    }
  }
}
