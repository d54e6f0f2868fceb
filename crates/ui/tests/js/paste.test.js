// Blocks from a spreadsheet.
import assert from 'node:assert/strict';
import test from 'node:test';

import { isBlock, placeBlock, readBlock } from '../../static/grid/paste.js';

const COLUMNS = [
  { key: 'KONTO', label: 'Konto', kind: 'dimension' },
  { key: 'ORG', label: 'Org', kind: 'dimension', also: ['Kostnadsställe'] },
  { key: 'debit', label: 'Debet', kind: 'debit' },
  { key: 'credit', label: 'Kredit', kind: 'credit' },
  { key: 'text', label: 'Text', kind: 'text' },
];

const place = (text, first = 'KONTO') => placeBlock(readBlock(text), COLUMNS, first);

test('a word is no block, a word and a line break neither', () => {
  assert.ok(!isBlock('5011'));
  assert.ok(!isBlock('5011\r\n'));
  assert.ok(isBlock('5011\t110'));
  assert.ok(isBlock('5011\n5012'));
});

test('cells go to the right and down from where they are pasted', () => {
  assert.deepEqual(place('110\t1 000,00\r\n120\t2 000,00\r\n', 'ORG'), [
    { ORG: '110', debit: '1 000,00' },
    { ORG: '120', debit: '2 000,00' },
  ]);
});

test('a header says where the cells belong, whatever their order and accents', () => {
  assert.deepEqual(place('TEXT\tokänd\tkostnadsstalle\tkonto\nHyra\tx\t110\t5011'), [{ text: 'Hyra', ORG: '110', KONTO: '5011' }]);
});

test('signed amounts find their side', () => {
  assert.deepEqual(place('Konto\tBelopp\n5011\t1 234,56\n2581\t-1 234,56\n9999\tx'), [
    { KONTO: '5011', debit: '1\u00a0234,56' },
    { KONTO: '2581', credit: '1\u00a0234,56' },
    { KONTO: '9999', debit: 'x' },
  ]);
});

test('tabs, line breaks and quotation marks inside a cell stay there', () => {
  assert.deepEqual(readBlock('a\t"b\tc"\n"d ""e""\nf"\tg\n'), [['a', 'b\tc'], ['d "e"\nf', 'g']]);
});

test('empty rows and cells beyond the last column are left out', () => {
  assert.deepEqual(place('5011\t\t\t\tx\ty\n\t\n'), [{ KONTO: '5011', ORG: '', debit: '', credit: '', text: 'x' }]);
});
