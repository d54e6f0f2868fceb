// The palette (Ctrl+K): any page, voucher or supplier by a few letters. The pages of the rail
// are in the dialog from the start; then come what can be done on this page, and what the server
// finds.

import { afterPause, element, folded, keyCaps } from './dom.js';

/** Wakes the palette of the page. */
export function mountPalette() {
  const dialog = document.getElementById('palette');
  if (dialog) new Palette(dialog);
}

class Palette {
  #dialog;
  #input;
  #list;
  #status;
  #pages;
  /** What is done by an option that leads nowhere, by its element. */
  #deeds = new Map();
  #chosen = 0;
  #asking = null;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#input = dialog.querySelector('input');
    this.#list = dialog.querySelector('[role=listbox]');
    this.#status = dialog.querySelector('[role=status]');
    this.#pages = [...this.#list.children];
    const ask = afterPause(120, () => this.#ask());
    this.#input.addEventListener('input', () => { this.#show([]); ask(); });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.#go(option, event.ctrlKey || event.metaKey);
    });
    this.#list.addEventListener('pointermove', (event) => {
      const at = this.#options().indexOf(event.target.closest('[role=option]'));
      if (at >= 0) this.#choose(at);
    });
    new MutationObserver(() => { if (dialog.open) this.#opened(); }).observe(dialog, { attributeFilter: ['open'] });
  }

  #opened() {
    this.#input.value = '';
    this.#deeds = new Map(deedsOfPage().map((part) =>
      [optionOf({ title: wordsOf(part), hint: this.#dialog.dataset.here, href: part.getAttribute('href'), key: part.dataset.key }), part]));
    this.#show([]);
    this.#input.focus();
  }

  async #ask() {
    const words = this.#input.value.trim();
    this.#asking?.abort();
    if (!words || !this.#dialog.dataset.commands) return;
    this.#asking = new AbortController();
    try {
      const address = `${this.#dialog.dataset.commands}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: this.#asking.signal, headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show(await answer.json());
      this.#status.textContent = this.#options().length ? '' : this.#dialog.dataset.none;
    } catch (fault) {
      if (fault.name !== 'AbortError') this.#status.textContent = this.#dialog.dataset.failed;
    }
  }

  /** Shows the pages and deeds that fit what is typed, then what the server found. */
  #show(found) {
    const words = folded(this.#input.value.trim()).split(/\s+/).filter(Boolean);
    const fits = (option) => words.every((word) => folded(option.textContent).includes(word));
    const pages = this.#pages.filter(fits);
    const hrefs = new Set(pages.map((page) => page.dataset.href));
    const deeds = [...this.#deeds.keys()].filter((deed) => fits(deed) && !hrefs.has(deed.dataset.href));
    const others = found.filter((command) => !hrefs.has(command.href)).map(optionOf);
    this.#list.replaceChildren(...pages, ...deeds, ...others);
    this.#options().forEach((option, at) => { option.id = `palette-${at}`; });
    this.#status.textContent = '';
    this.#choose(0);
  }

  #options() {
    return [...this.#list.children];
  }

  #choose(at) {
    const options = this.#options();
    this.#chosen = options.length ? (at + options.length) % options.length : 0;
    options.forEach((option, index) => option.setAttribute('aria-selected', String(index === this.#chosen)));
    const option = options[this.#chosen];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      event.preventDefault();
      this.#choose(this.#chosen + steps[event.key]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const option = this.#options()[this.#chosen];
      if (option) this.#go(option, event.ctrlKey);
    }
  }

  #go(option, beside) {
    const deed = this.#deeds.get(option);
    if (deed && !option.dataset.href) {
      this.#dialog.close();
      deed.click();
      return;
    }
    if (beside) window.open(option.dataset.href, '_blank', 'noopener');
    else location.assign(option.dataset.href);
    this.#dialog.close();
  }
}

/** Buttons of the page itself. Those in a table's rows say what they do only beside their row. */
function deedsOfPage() {
  const buttons = document.querySelectorAll('main :is(.actions, .form-do, .grid-do) > .button');
  return [...buttons].filter((part) => part.checkVisibility() && !part.disabled && !part.closest('table, dialog'));
}

/** A part's words without its keys. */
function wordsOf(part) {
  const copy = part.cloneNode(true);
  for (const keys of copy.querySelectorAll('.keys')) keys.remove();
  return copy.textContent.trim();
}

function optionOf({ title, hint, href, key }) {
  return element('li', { role: 'option', 'aria-selected': 'false', 'data-href': href },
    element('span', { class: 'palette-title' }, title),
    hint ? element('span', { class: 'palette-hint' }, hint) : null,
    key ? keyCaps(key) : null);
}
