// What posting would give: a table under the grid, of lines the server sent as words.

import { element } from '../dom.js';

/** The table; `shown` is `{caption, columns: [{label, class}], rows: [[{text, href}]]}`. */
export function shownTable({ caption, columns, rows }) {
  const attributes = (at) => (columns[at].class ? { class: columns[at].class } : {});
  const heading = ({ label }, at) => element('th', { ...attributes(at), scope: 'col' }, label);
  const cell = ({ text, href }, at) => element('td', attributes(at), href ? element('a', { href }, text) : text);
  const line = (cells) => element('tr', {}, ...cells.map(cell));
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...columns.map(heading))),
    element('tbody', {}, ...rows.map(line)),
  );
  return element('div', { class: 'table' }, element('div', { class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': caption }, table));
}
