// Days as fingers type them: `d` for today, `5` or `05` for the fifth of this month, `0331` for
// this year, `260331` and `20260331`. What is not understood is left as it stands; the server
// says what is wrong with it.

/** Today by the page, which has it from the server; else by this computer. */
export function today() {
  const told = document.body.dataset.today;
  if (told) return told;
  const now = new Date();
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}

/** The day meant by what was typed, as `2026-03-31`, or null. */
export function readDate(typed, now = today()) {
  const text = typed.trim().toLowerCase();
  const [year, month] = now.split('-');
  if (text === 'd') return now;
  const digits = text.replace(/[-./ ]/g, '');
  if (!/^\d+$/.test(digits)) return null;
  const parts = {
    1: [year, month, digits.padStart(2, '0')],
    2: [year, month, digits],
    4: [year, digits.slice(0, 2), digits.slice(2)],
    6: [year.slice(0, 2) + digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)],
    8: [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)],
  }[digits.length];
  return parts && exists(...parts) ? parts.join('-') : null;
}

function exists(year, month, day) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function two(number) {
  return String(number).padStart(2, '0');
}

/** Makes every date field read what fingers type. */
export function mountDates() {
  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (event.key === 'd' && isDateField(field) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      set(field, today());
    }
  });
  document.addEventListener('change', (event) => {
    if (isDateField(event.target)) {
      const date = readDate(event.target.value);
      if (date && date !== event.target.value) set(event.target, date);
    }
  });
}

function isDateField(field) {
  return field instanceof HTMLInputElement && field.dataset.date !== undefined && !field.readOnly;
}

function set(field, date) {
  field.value = date;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
