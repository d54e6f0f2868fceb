// The lines of a voucher while they are typed.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Model } from '../../static/grid/model.js';

const COLUMNS = [
  { key: 'KONTO', label: 'Konto', kind: 'dimension', dimension: 'KONTO' },
  { key: 'debit', label: 'Debet', kind: 'debit' },
  { key: 'credit', label: 'Kredit', kind: 'credit' },
  { key: 'quantity', label: 'Antal', kind: 'quantity' },
  { key: 'text', label: 'Text', kind: 'text' },
];
const SIGNED = [COLUMNS[0], { key: 'amount', label: 'Belopp', kind: 'amount' }];

const model = (...lines) => new Model(COLUMNS, lines.map((values) => ({ values })));
const sums = (of) => [of.debit, of.credit, of.difference];

test('the sums follow every change and agree with a count from the start', () => {
  const lines = model({ KONTO: '5011', debit: '100.00' }, { KONTO: '2581', credit: '60.00' });
  assert.deepEqual(sums(lines), [10000n, 6000n, 4000n]);
  lines.set(1, 'credit', '100');
  lines.insert(1, [{ debit: '1,50' }, { credit: '1,50' }]);
  lines.setMany([[0, { debit: '7' }], [3, { credit: '7' }]]);
  lines.remove(1);
  assert.deepEqual(sums(lines), [700n, 850n, -150n]);
  const again = new Model(COLUMNS, lines.lines());
  assert.deepEqual(sums(again), sums(lines));
});

test('debit and credit of a line exclude each other', () => {
  const lines = model({ debit: '5.00' });
  lines.set(0, 'credit', '3');
  assert.equal(lines.get(0, 'debit'), '');
  assert.deepEqual(sums(lines), [0n, 300n, -300n]);
  lines.set(0, 'debit', '');
  assert.equal(lines.get(0, 'credit'), '3');
});

test('what cannot be read counts for nothing, is marked, and is kept', () => {
  const lines = model({ KONTO: '5011' });
  lines.set(0, 'debit', '1.234,56');
  assert.equal(lines.debit, 0n);
  assert.ok(lines.isMistaken(0, 'debit'));
  assert.deepEqual(lines.lines(), [{ line: 1, values: { KONTO: '5011', debit: '1.234,56' } }]);
});

test('+ gives the amount that balances, in the column it belongs to', () => {
  const lines = model({ debit: '100.00' }, { credit: '30.00' }, {});
  assert.deepEqual(lines.balancing(2, 'debit'), { key: 'credit', value: '70,00' });
  assert.deepEqual(lines.balancing(2, 'credit'), { key: 'credit', value: '70,00' });
  assert.deepEqual(lines.balancing(1, 'credit'), { key: 'credit', value: '100,00' });
  assert.deepEqual(lines.balancing(0, 'debit'), { key: 'debit', value: '30,00' });
  const signed = new Model(SIGNED, [{ values: { amount: '100.00' } }, { values: {} }]);
  assert.deepEqual(signed.balancing(1, 'amount'), { key: 'amount', value: '\u2212100,00' });
  assert.deepEqual(sums(signed), [10000n, 0n, 10000n]);
});

test('every step can be taken back and done again', () => {
  const lines = model({ text: 'a' }, { text: 'b' });
  lines.mark(); lines.set(0, 'text', 'x');
  lines.mark(); lines.remove(1);
  lines.mark(); lines.insert(0, [{ debit: '5' }]);
  assert.equal(lines.rows.length, 2);
  assert.ok(lines.undo()); assert.equal(lines.debit, 0n);
  assert.ok(lines.undo()); assert.equal(lines.get(1, 'text'), 'b');
  assert.ok(lines.undo()); assert.equal(lines.get(0, 'text'), 'a');
  assert.ok(!lines.undo());
  assert.ok(lines.redo() && lines.redo() && lines.redo());
  assert.equal(lines.get(0, 'debit'), '5');
  assert.equal(lines.debit, 500n);
});

test('empty lines are not sent, and the others keep their numbers', () => {
  const lines = model({}, { KONTO: '5011', debit: '1234.50', quantity: '1.5' }, {});
  assert.deepEqual(lines.lines(), [{ line: 2, values: { KONTO: '5011', debit: '1234.50', quantity: '1.5' } }]);
  assert.equal(lines.get(1, 'debit'), '1\u00a0234,50');
});
