// What an amount in another currency is worth at the rate of the day (GL-22). The server has the
// rates, and warns of a line that does not agree with them when the voucher is posted.
//
// `/1098/uppslag/kurs?currency=EUR&date=2026-03-31` answers `{"rate_micro": 11200000}`, the price of
// one unit in millionths of the entity's currency, or null where no rate is in force.

import { atEntity } from '../dom.js';
import { readForeign } from './amounts.js';

/** Ten-thousandths times millionths, of which a whole öre has so many. */
const PER_ORE = 100_000_000n;

/** Öre of an amount in ten-thousandths at a rate in millionths, half an öre away from zero. */
export function atRate(tenThousandths, rateMicro) {
  const product = tenThousandths * rateMicro;
  const magnitude = product < 0n ? -product : product;
  const ore = (2n * magnitude + PER_ORE) / (2n * PER_ORE);
  return product < 0n ? -ore : ore;
}

/** The rates met so far. Each is asked for once a currency and day. */
export class Rates {
  #address;
  #dateOf;
  #asked = new Map();

  constructor(address, dateOf) {
    this.#address = address;
    this.#dateOf = dateOf;
  }

  /** Öre of an amount as it was typed; null where it cannot be known. */
  async worth(currency, amount) {
    const tenThousandths = readForeign(amount);
    if (currency === '' || tenThousandths === null) return null;
    const rateMicro = await this.#of(currency);
    return rateMicro === null ? null : atRate(tenThousandths, rateMicro);
  }

  #of(currency) {
    const date = this.#dateOf();
    const key = `${currency} ${date}`;
    if (!this.#asked.has(key)) this.#asked.set(key, this.#ask(currency, date, key));
    return this.#asked.get(key);
  }

  async #ask(currency, date, key) {
    try {
      const query = new URLSearchParams({ currency, date });
      const answer = await fetch(`${atEntity(this.#address)}?${query}`, { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { rate_micro: rateMicro } = await answer.json();
      return rateMicro === null ? null : BigInt(rateMicro);
    } catch {
      // Asked again the next time; until then the user writes the amount.
      this.#asked.delete(key);
      return null;
    }
  }
}
