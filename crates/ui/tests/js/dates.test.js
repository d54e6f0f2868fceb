// Days as fingers type them.
import assert from 'node:assert/strict';
import test from 'node:test';

import { readDate } from '../../static/dates.js';

test('a day is understood from a few keys', () => {
  const days = {
    d: '2026-03-17', D: '2026-03-17', 5: '2026-03-05', 31: '2026-03-31', '0401': '2026-04-01', 260331: '2026-03-31',
    20251231: '2025-12-31', '2026-02-28': '2026-02-28', '28/2': null, '2602': null, 32: null, 20260230: null, '': null, x: null,
  };
  for (const [typed, day] of Object.entries(days)) assert.equal(readDate(typed, '2026-03-17'), day, typed);
});
