// The first module of every page: it wakes the behaviour of the parts that stand on it.
// Every page works without script, but for the voucher grid.

import { mountDates } from './dates.js';
import { mountDialogs } from './dialogs.js';
import { mountFiles } from './files.js';
import { mountFilters } from './filters.js';
import { mountKeys } from './keys.js';
import { mountLookups } from './lookup.js';
import { mountPalette } from './palette.js';
import { mountPasskeys } from './passkeys.js';
import { mountPicks } from './picks.js';
import { mountRows } from './rows.js';

mountDialogs();
mountKeys();
mountPalette();
mountFiles();
mountFilters();
mountRows();
mountPicks();
mountLookups();
mountDates();
mountPasskeys();

const grid = document.querySelector('[data-grid]');
if (grid) {
  const { mountGrid } = await import('./grid.js');
  mountGrid(grid);
}
