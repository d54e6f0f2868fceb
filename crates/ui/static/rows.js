// Walking the rows of a table: j and k or the arrows, Home and End, Enter to open or Space to tick. A click
// anywhere on a row opens it, unless words were being marked.

import { isTyping } from './dom.js';
import { lettersOn } from './keys.js';

/** Wakes the tables of the page. */
export function mountRows() {
  const tables = [...document.querySelectorAll('[data-rows]')];
  for (const table of tables) {
    table.addEventListener('keydown', (event) => walk(table, event));
    table.addEventListener('click', openRow);
  }
  document.addEventListener('keydown', (event) => {
    // j and k begin to walk the first table from anywhere but a field.
    const free = event.target === document.body || event.target.matches?.('main');
    if (free && tables[0] && 'jk'.includes(event.key)) walk(tables[0], event);
  });
}

function walk(table, event) {
  if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  const rows = [...table.querySelectorAll('tbody tr:not(.none)')];
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = target(event.key, now, rows.length);
  if (next === null || !rows[next]) return;
  event.preventDefault();
  const link = rows[next].querySelector('a.row-link, .pick input') ?? rows[next];
  if (link === rows[next]) link.tabIndex = -1;
  link.focus();
}

function target(key, now, count) {
  const letters = lettersOn();
  if (key === 'ArrowDown' || (letters && key === 'j')) return Math.min(now + 1, count - 1);
  if (key === 'ArrowUp' || (letters && key === 'k')) return Math.max(now - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

function openRow(event) {
  const row = event.target.closest('tr[data-href]');
  if (!row || event.target.closest('a, button, input, label, select') || getSelection().toString()) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, '_blank', 'noopener');
  else location.assign(row.dataset.href);
}
