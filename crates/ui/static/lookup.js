// F9: the values that are valid in a field, by number or by name. One list serves all fields of
// a page and the cells of the voucher grid.
//
// The server answers `/1098/uppslag?dimension=KONTO&q=lok&date=2026-03-31` with
// `[{"value", "name", "note", "expired"}]`, the most used by this user first, what is no longer
// valid last and marked. `*` stands for anything.

import { afterPause, atEntity, element, textsOf } from './dom.js';

const ADDRESS = '/uppslag';

/** Asks the server for values. Given up when `signal` says so. */
export async function find(dimension, words, context = {}, signal = undefined) {
  const query = new URLSearchParams({ dimension, q: words });
  for (const [name, value] of Object.entries(context)) {
    if (value) query.set(name, value);
  }
  const answer = await fetch(`${atEntity(ADDRESS)}?${query}`, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Wakes the lookup fields of forms and filters. */
export function mountLookups() {
  for (const field of document.querySelectorAll('[data-lookup]')) {
    const input = field.querySelector('input');
    const open = () => {
      input.focus();
      list().open(input, field.dataset.lookup, {
        texts: textsOf(field),
        context: dateOf(input.form),
        choose: (value) => {
          input.value = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        },
      });
    };
    field.querySelector('button').addEventListener('click', open);
    input.addEventListener('keydown', (event) => {
      if ((event.key === 'F9' || (event.altKey && event.key === 'ArrowDown')) && !list().isOpenAt(input)) {
        event.preventDefault();
        open();
      }
    });
  }
}

/** Values are valid on a day: the form's, where it has one. */
function dateOf(form) {
  return { date: form?.querySelector('input[data-date]')?.value };
}

let theList = null;

/** The one list of the page. */
export function list() {
  theList ??= new LookupList();
  return theList;
}

class LookupList {
  #box = element('ul', { id: 'lookup-list', class: 'lookup-list', role: 'listbox', popover: 'manual' });
  #status = element('div', { class: 'unseen', role: 'status' });
  #input = null;
  #asked = null;
  #found = [];
  #chosen = -1;
  #asking = null;
  #ask = afterPause(100, () => this.#fetch());

  constructor() {
    (document.querySelector('main') ?? document.body).append(this.#box, this.#status);
    // A press in the list must not take the focus from the field.
    this.#box.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#box.addEventListener('click', (event) => {
      const at = [...this.#box.children].indexOf(event.target.closest('[role=option]'));
      if (at >= 0) this.#take(at);
    });
  }

  /** Whether the list is open under a field. */
  isOpenAt(input) {
    return this.#input === input;
  }

  /** Opens under `input`; `asked` holds `texts`, `context` and `choose(value, name)`. */
  open(input, dimension, asked) {
    this.close();
    this.#input = input;
    this.#asked = { dimension, ...asked };
    this.#chosen = -1;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-controls', this.#box.id);
    input.setAttribute('aria-expanded', 'true');
    input.addEventListener('keydown', this.#key, { capture: true });
    input.addEventListener('input', this.#typed);
    input.addEventListener('blur', this.#left);
    this.#box.setAttribute('aria-label', input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '');
    this.#fetch();
  }

  /** Closes; the field keeps what stands in it. */
  close() {
    const input = this.#input;
    if (!input) return;
    this.#asking?.abort();
    this.#ask.cancel();
    this.#input = null;
    for (const name of ['role', 'aria-controls', 'aria-expanded', 'aria-activedescendant']) input.removeAttribute(name);
    input.removeEventListener('keydown', this.#key, { capture: true });
    input.removeEventListener('input', this.#typed);
    input.removeEventListener('blur', this.#left);
    if (this.#box.matches(':popover-open')) this.#box.hidePopover();
  }

  #typed = () => this.#ask();

  #left = () => this.close();

  #key = (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      this.#choose(this.#chosen + steps[event.key]);
    } else if (event.key === 'Enter' && this.#chosen >= 0) {
      this.#take(this.#chosen);
    } else if (event.key === 'Escape' || event.key === 'F9') {
      this.close();
    } else {
      // Tab takes what is chosen and then goes on as it always does.
      if (event.key === 'Tab' && this.#chosen >= 0) this.#take(this.#chosen);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  async #fetch() {
    const { dimension, context, texts } = this.#asked;
    const input = this.#input;
    this.#asking?.abort();
    this.#asking = new AbortController();
    try {
      this.#found = await find(dimension, input.value.trim(), context, this.#asking.signal);
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      this.#found = null;
    }
    if (this.#input !== input) return;
    this.#show(texts);
  }

  #show(texts) {
    const message = this.#found === null ? texts['lookup-failed'] : this.#found.length === 0 ? texts['lookup-none'] : null;
    const options = (this.#found ?? []).map(({ value, name, note, expired }, at) =>
      element('li', { role: 'option', id: `lookup-${at}`, 'aria-selected': 'false', 'aria-disabled': expired ? 'true' : null },
        element('span', { class: 'lookup-value' }, value),
        element('span', { class: 'lookup-name' }, name ?? ''),
        note ? element('span', { class: 'lookup-note' }, note) : null));
    this.#box.replaceChildren(...options, message ? element('li', { class: 'lookup-message', role: 'presentation' }, message) : '');
    this.#status.textContent = message ?? `${texts['lookup-count']}: ${options.length}`;
    if (!this.#box.matches(':popover-open')) this.#box.showPopover();
    this.#place();
    this.#choose(this.#firstValid());
  }

  #firstValid() {
    return (this.#found ?? []).findIndex(({ expired }) => !expired);
  }

  #choose(at) {
    const options = [...this.#box.querySelectorAll('[role=option]')];
    if (options.length === 0) { this.#chosen = -1; return; }
    this.#chosen = Math.max(0, Math.min(at, options.length - 1));
    options.forEach((option, index) => option.setAttribute('aria-selected', String(index === this.#chosen)));
    options[this.#chosen].scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', options[this.#chosen].id);
  }

  #take(at) {
    const hit = this.#found?.[at];
    if (!hit || hit.expired) return;
    const { choose } = this.#asked;
    this.close();
    choose(hit.value, hit.name);
  }

  /** Under the field, or over it where there is no room. */
  #place() {
    const field = this.#input.getBoundingClientRect();
    const height = this.#box.offsetHeight;
    const below = window.innerHeight - field.bottom;
    const top = below < height && below < field.top ? field.top - height - 2 : field.bottom + 2;
    this.#box.style.setProperty('top', `${Math.max(4, top)}px`);
    this.#box.style.setProperty('left', `${Math.max(4, Math.min(field.left, window.innerWidth - this.#box.offsetWidth - 8))}px`);
    this.#box.style.setProperty('min-width', `${field.width}px`);
  }
}
