// Dialogs that buttons open, menus that fold when left, the first refusal that takes the focus,
// and the warning before typed words are left behind.

/** Wakes them all. */
export function mountDialogs() {
  document.addEventListener('click', (event) => {
    const opener = event.target.closest?.('[data-opens]');
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    event.target.closest?.('[data-closes]')?.closest('dialog').close();
    for (const menu of document.querySelectorAll('details[data-folds][open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && event.target.closest?.('details[data-folds][open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  for (const dialog of document.querySelectorAll('dialog')) {
    // A click on the backdrop lands on the dialog itself.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  document.querySelector('[data-takes-focus]')?.focus();
  mountLeaveWarning();
}

/** A form that was changed and not sent asks before the page is left. */
function mountLeaveWarning() {
  const changed = new Set();
  for (const form of document.querySelectorAll('form[data-leave-warns]')) {
    form.addEventListener('input', () => changed.add(form));
    form.addEventListener('submit', () => changed.delete(form));
  }
  window.addEventListener('beforeunload', (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
