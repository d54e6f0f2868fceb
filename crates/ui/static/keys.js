// Keys that work everywhere, and those that buttons and links of the page have been given.
//
// Keys of one letter can be switched off, because who speaks to the computer, or has unsteady
// hands, may press them without meaning to (WCAG 2.1.4).

import { element, isTyping, keyCaps } from './dom.js';
import { toFilters } from './filters.js';

const LETTERS_OFF = 'kameral-bokstavstangenter-av';
const SEQUENCE_MILLISECONDS = 1200;

let pressedBefore = '';
let pressedAt = 0;

/** Whether keys of one letter are switched on. */
export function lettersOn() {
  return localStorage.getItem(LETTERS_OFF) === null;
}

/** Wakes the keys and the dialog that lists them. */
export function mountKeys() {
  document.addEventListener('keydown', (event) => {
    // A part that has used the key, such as the grid, has prevented its default.
    if (event.defaultPrevented || event.isComposing) return;
    const run = everywhere(event) ?? ofThePage(event);
    if (run) {
      event.preventDefault();
      run();
    }
  });
  const map = document.getElementById('keyboard');
  const toggle = map?.querySelector('[data-letters]');
  if (toggle) {
    toggle.checked = lettersOn();
    toggle.addEventListener('change', () => {
      if (toggle.checked) localStorage.removeItem(LETTERS_OFF);
      else localStorage.setItem(LETTERS_OFF, 'ja');
    });
  }
}

function everywhere(event) {
  const inDialog = document.querySelector('dialog[open]');
  if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return () => open('palette');
  if (event.key === 'F1') return help(event.target);
  if (inDialog) return null;
  if (event.key === 'F7') return () => { if (!toFilters()) open('palette'); };
  if (event.key === '?' && !isTyping(event.target) && lettersOn()) return () => { listPageKeys(); open('keyboard'); };
  return null;
}

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog) return;
  for (const other of document.querySelectorAll('dialog[open]')) {
    if (other !== dialog) other.close();
  }
  if (!dialog.open) dialog.showModal();
}

/** Help of the field, else of what is around it, else of the page. */
function help(target) {
  const href = target.closest?.('[data-help]')?.dataset.help;
  return href ? () => window.open(href, '_blank', 'noopener') : null;
}

/** The button or link of the page whose key this is. */
function ofThePage(event) {
  if (document.querySelector('dialog[open]')) return null;
  const chord = chordOf(event);
  if (!chord) return null;
  const plain = !event.ctrlKey && !event.altKey && event.key.length === 1;
  if (plain && (isTyping(event.target) || !lettersOn())) return null;
  const now = Date.now();
  const sequence = now - pressedAt < SEQUENCE_MILLISECONDS ? `${pressedBefore} ${chord}` : chord;
  if (plain) {
    pressedBefore = chord;
    pressedAt = now;
  }
  const wanted = keyed().find((part) => [sequence, chord].includes(normal(part.dataset.key)));
  return wanted ? () => wanted.click() : null;
}

/** Parts with a key that can be pressed now. */
function keyed() {
  return [...document.querySelectorAll('[data-key]')].filter((part) => part.checkVisibility() && !part.disabled && !part.closest('dialog'));
}

function chordOf(event) {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key) || event.metaKey) return null;
  const held = [event.ctrlKey && 'ctrl', event.altKey && 'alt', event.shiftKey && event.key.length > 1 && 'shift'];
  // With Ctrl, the shift key is part of the chord even for a letter.
  if (event.ctrlKey && event.shiftKey && event.key.length === 1) held[2] = 'shift';
  return [...held.filter(Boolean), event.key.toLowerCase()].join('+');
}

function normal(key) {
  return key.toLowerCase();
}

/** Lists the keys of this page's own parts, once each. */
function listPageKeys() {
  const section = document.querySelector('#keyboard [data-page-keys]');
  if (!section) return;
  const listed = new Map();
  for (const part of keyed()) {
    const words = part.getAttribute('aria-label') ?? wordsOf(part);
    if (!listed.has(part.dataset.key)) listed.set(part.dataset.key, words);
  }
  const rows = [...listed].map(([key, words]) =>
    element('div', {}, element('dt', {}, keyCaps(key)), element('dd', {}, words)));
  section.querySelector('dl').replaceChildren(...rows);
  section.hidden = rows.length === 0;
}

function wordsOf(part) {
  const copy = part.cloneNode(true);
  for (const extra of copy.querySelectorAll('.keys, .count')) extra.remove();
  return copy.textContent.trim();
}
