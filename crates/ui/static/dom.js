// A few words for making elements. Text is always set as text, never as markup: the content
// policy demands trusted types, and what users type is shown to others.

/**
 * An element with attributes and children. A null or undefined attribute is left out, a child
 * that is a string becomes text.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The keys of `Ctrl+S` as the server's part writes them. */
export function keyCaps(key) {
  const caps = key === '+' ? ['+'] : key.split(/[+ ]/);
  return element('span', { class: 'keys' }, ...caps.map((cap) => element('kbd', {}, cap)));
}

/** The sentences a part was given by the server: `data-texts` on it or around it. */
export function textsOf(part) {
  const holder = part.closest('[data-texts]') ?? document.body;
  return JSON.parse(holder.dataset.texts ?? '{}');
}

/** A sentence with `{name}` filled in. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether keys pressed here are words being written. */
export function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])'));
}

/** Small letters without accents, for comparing what is typed with what there is. */
export function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Calls once, `pause` milliseconds after the last asking. `.now()` calls at once. */
export function afterPause(pause, action) {
  let timer = 0;
  const asked = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; action(); }, pause);
  };
  asked.now = () => { clearTimeout(timer); timer = 0; action(); };
  asked.cancel = () => { clearTimeout(timer); timer = 0; };
  asked.isWaiting = () => timer !== 0;
  return asked;
}

/** An address at the entity whose books the page shows: `/1098/uppslag`. */
export function atEntity(path) {
  return (document.body.dataset.base ?? '') + path;
}
