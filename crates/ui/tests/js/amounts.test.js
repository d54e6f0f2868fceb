// Amounts: what is typed, what is shown, what is sent.
import assert from 'node:assert/strict';
import test from 'node:test';

import { plainOre, plainThousandths, readOre, readThousandths, showOre, showThousandths } from '../../static/grid/amounts.js';

test('an amount is read as people write it', () => {
  const amounts = {
    0: 0n, '1234,56': 123456n, '1 234,56': 123456n, '1\u00a0234.5': 123450n, '-1': -100n, '\u2212 12,00': -1200n, '+7': 700n, ',50': 50n,
    '92233720368547758.07': 9223372036854775807n,
  };
  for (const [text, ore] of Object.entries(amounts)) assert.equal(readOre(text), ore, text);
});

test('what is no amount is not guessed at', () => {
  for (const text of ['', '-', ',', '1.234,56', '1 23', '12 34,00', '1,234', '1e3', '0x1', 'abc', '1-', '92233720368547758,08']) {
    assert.equal(readOre(text), null, text);
  }
});

test('what is shown can be read again', () => {
  for (const ore of [0n, 1n, -5n, 100n, -123456n, 99999999999n, 9223372036854775807n]) {
    assert.equal(readOre(showOre(ore)), ore);
    assert.equal(readOre(plainOre(ore)), ore);
    assert.equal(readThousandths(showThousandths(ore)), ore);
    assert.equal(readThousandths(plainThousandths(ore)), ore);
  }
  assert.equal(showOre(-123456789n), '\u22121\u00a0234\u00a0567,89');
  assert.equal(plainOre(-5n), '-0.05');
  assert.equal(showThousandths(1500n), '1,5');
});
