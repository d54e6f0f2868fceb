// Amounts in other currencies: the same vectors as `currency.rs` of the ledger reckons with.
import assert from 'node:assert/strict';
import test from 'node:test';

import { plainForeign, readForeign, showForeign } from '../../static/grid/amounts.js';
import { Model } from '../../static/grid/model.js';
import { atRate } from '../../static/grid/rates.js';

const at = (amount, rateMicro) => atRate(readForeign(amount), rateMicro);

test('half an öre is rounded away from zero on both sides', () => {
  assert.equal(at('0,05', 900_000n), 5n);
  assert.equal(at('-0,05', 900_000n), -5n);
  assert.equal(at('0,05', 899_999n), 4n);
  assert.equal(at('1 000', 70_123n), 7_012n);
  assert.equal(at('1,000', 70_123n), 7n);
  assert.equal(at('100', 11_200_000n), 112_000n);
  assert.equal(at('0', 11_200_000n), 0n);
});

test('an amount in currency is shown with two decimals or more, and sent with those it has', () => {
  assert.equal(showForeign(readForeign('1234,5')), '1\u00a0234,50');
  assert.equal(showForeign(readForeign('1,2345')), '1,2345');
  assert.equal(plainForeign(readForeign('1 000,00')), '1000');
  assert.equal(readForeign('1,23456'), null);
});

const COLUMNS = [
  { key: 'currency', label: 'Valuta', kind: 'currency', dimension: 'currency' },
  { key: 'currency_amount', label: 'Valutabelopp', kind: 'foreign' },
  { key: 'debit', label: 'Debet', kind: 'debit' },
  { key: 'credit', label: 'Kredit', kind: 'credit' },
];

test('an amount in currency counts for nothing itself; what it is worth stands on one side', () => {
  const lines = new Model(COLUMNS, [{ values: { currency: 'EUR', currency_amount: '100' } }]);
  assert.ok(lines.isUnvalued(lines.rows[0]));
  assert.equal(lines.difference, 0n);
  lines.setMany([[0, lines.amountCells(112_000n)]]);
  assert.equal(lines.get(0, 'debit'), '1\u00a0120,00');
  lines.setMany([[0, lines.amountCells(-112_000n)]]);
  assert.deepEqual([lines.get(0, 'debit'), lines.get(0, 'credit')], ['', '1\u00a0120,00']);
  assert.ok(!lines.isUnvalued(lines.rows[0]));
  assert.equal(lines.settled('currency', ' eur '), 'EUR');
  assert.deepEqual(lines.lines(), [{ line: 1, values: { currency: 'EUR', currency_amount: '100', credit: '1120.00' } }]);
});
