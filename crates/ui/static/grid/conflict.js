// Two versions of one draft: mine, and a colleague's that came first. Both are shown, line by
// line where they differ; the user chooses, and what was not chosen can be taken back (Ctrl+Z).

import { element, fill } from '../dom.js';
import { shown } from './model.js';

/** Shows both. `keep()` and `take()` do what the user chose. */
export function showConflict(dialog, { columns, mine, theirs, texts, keep, take }) {
  const different = [];
  const count = Math.max(mine.length, theirs.lines.length);
  for (let at = 0; at < count; at += 1) {
    const own = words(columns, mine[at]);
    const other = words(columns, theirs.lines[at]);
    if (own !== other) different.push([at + 1, own, other]);
  }
  const rows = different.map(([line, own, other]) =>
    element('tr', {}, element('th', { scope: 'row', class: 'code' }, String(line)), element('td', {}, own), element('td', {}, other)));
  const heading = (text) => element('th', { scope: 'col' }, text);
  const keepButton = element('button', { type: 'button', class: 'button secondary' }, texts['grid-conflict-keep']);
  const takeButton = element('button', { type: 'button', class: 'button secondary' }, texts['grid-conflict-take']);
  keepButton.addEventListener('click', () => { dialog.close(); keep(); });
  takeButton.addEventListener('click', () => { dialog.close(); take(); });
  dialog.replaceChildren(
    element('h2', { id: `${dialog.id}-title` }, texts['grid-conflict']),
    element('p', {}, fill(texts['grid-conflict-who'], { who: theirs.saved_by ?? '?', when: theirs.saved_at ?? '?' })),
    element('div', { class: 'table' }, element('div', { class: 'table-wrap conflict-lines', tabindex: '0', role: 'region', 'aria-label': texts['grid-conflict'] },
      element('table', {},
        element('thead', {}, element('tr', {}, heading(texts['grid-line-heading']), heading(texts['grid-conflict-mine']), heading(texts['grid-conflict-theirs']))),
        element('tbody', {}, ...rows)))),
    element('div', { class: 'form-do' }, keepButton, takeButton));
  // Neither is chosen by closing: Escape would lose one of them.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.showModal();
}

function words(columns, line) {
  if (!line) return '–';
  const values = shown(columns, line.values);
  return columns.map(({ key }) => values[key]).filter(Boolean).join(' · ');
}
