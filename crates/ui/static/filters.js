// Filters whose state stands in the address: empty ones are left out of it, so that it can be
// read and sent.

/** Wakes the filter bars of the page. */
export function mountFilters() {
  for (const form of document.querySelectorAll('form[data-filters]')) {
    form.addEventListener('formdata', (event) => {
      for (const [name, value] of [...event.formData]) {
        if (value === '') event.formData.delete(name);
      }
    });
  }
}

/** To the first filter of the page (F7). Says whether there is one. */
export function toFilters() {
  const field = document.querySelector('form[data-filters] :is(input:not([type=hidden]), select)');
  field?.focus();
  field?.select?.();
  return Boolean(field);
}
