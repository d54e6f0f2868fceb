// Files that are empty or too large are told when they are chosen, before minutes of sending. The
// command refuses them too.

import { element, fill } from './dom.js';

/** Wakes the fields of the page that take files of a limited size. */
export function mountFiles() {
  for (const field of document.querySelectorAll('input[type=file][data-bytes-max]')) {
    field.addEventListener('change', () => isRight(field));
    field.form.addEventListener('submit', (event) => {
      if (isRight(field)) return;
      event.preventDefault();
      field.focus();
    });
  }
}

/** Whether every chosen file can be sent; shows what is wrong under the field. */
function isRight(field) {
  const { bytesMax, empty, tooLarge } = field.dataset;
  const wrong = [...field.files].flatMap(({ name, size }) => {
    if (size === 0) return [fill(empty, { name })];
    return size > Number(bytesMax) ? [fill(tooLarge, { name })] : [];
  });
  const id = `${field.id}-error`;
  document.getElementById(id)?.remove();
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
  if (wrong.length > 0) {
    const told = wrong.map((text) => element('p', { class: 'refused' }, text));
    field.closest('.field').append(element('div', { class: 'field-errors', id, role: 'alert' }, ...told));
    field.setAttribute('aria-invalid', 'true');
    others.push(id);
  } else {
    field.removeAttribute('aria-invalid');
  }
  field.setAttribute('aria-describedby', others.join(' '));
  return wrong.length === 0;
}
