// What the accounting model says of the dimensions beside an account, on a day: forbidden,
// mandatory, fixed or proposed. Asked of the server once an account and day.
//
// `/1098/uppslag/regler?account=5011&date=2026-03-31` answers
// `{"name", "forbidden": [..], "mandatory": [..], "fixed": {..}, "proposed": {..}}`.

import { atEntity } from '../dom.js';

const NONE = { name: '', forbidden: [], mandatory: [], fixed: {}, proposed: {} };

/** The rules met so far. */
export class Rules {
  #address;
  #dateOf;
  #known = new Map();
  #asked = new Map();

  constructor(address, dateOf) {
    this.#address = address;
    this.#dateOf = dateOf;
  }

  /** What is known now; null when it has not been answered yet. */
  known(account) {
    return account === '' ? NONE : this.#known.get(this.#key(account)) ?? null;
  }

  /** What the server says; nothing is forbidden while it does not answer. */
  async of(account) {
    if (account === '') return NONE;
    const key = this.#key(account);
    if (!this.#asked.has(key)) this.#asked.set(key, this.#ask(account, key));
    return this.#asked.get(key);
  }

  async #ask(account, key) {
    try {
      const query = new URLSearchParams({ account, date: this.#dateOf() });
      const answer = await fetch(`${atEntity(this.#address)}?${query}`, { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const rules = { ...NONE, ...(await answer.json()) };
      this.#known.set(key, rules);
      return rules;
    } catch {
      // Asked again the next time; the server refuses what is wrong when the voucher is posted.
      this.#asked.delete(key);
      return NONE;
    }
  }

  #key(account) {
    return `${account} ${this.#dateOf()}`;
  }
}
