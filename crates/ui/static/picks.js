// Rows that are ticked: their number and their sum, told as they change.

import { showOre } from './grid/amounts.js';

/** Wakes the bars of the page that sum ticked rows. */
export function mountPicks() {
  for (const bar of document.querySelectorAll('[data-picks]')) {
    const form = bar.closest('form');
    const said = bar.querySelector('[data-said]');
    const sum = () => {
      const picked = [...form.querySelectorAll('input[data-ore]:checked')];
      const ore = picked.reduce((total, { dataset }) => total + BigInt(dataset.ore), 0n);
      bar.querySelector('[data-count]').textContent = String(picked.length);
      bar.querySelector('[data-sum]').textContent = showOre(ore);
      bar.classList.toggle('balanced', picked.length > 0 && ore === 0n);
      bar.classList.toggle('unbalanced', ore !== 0n);
      said.textContent = picked.length === 0 ? '' : `${bar.dataset[ore === 0n ? 'balanced' : 'unbalanced']} ${showOre(ore)}`;
    };
    form.addEventListener('change', sum);
    // What was ticked when the page was left is ticked when it is returned to.
    window.addEventListener('pageshow', sum);
    sum();
  }
}
