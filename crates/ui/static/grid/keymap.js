// Which key does what in the grid. Keys never change between releases without a switch: they
// are what people's fingers know.

import { isMoney } from './model.js';

/** The command of a key press in a cell of `column`; null when the browser keeps the key. */
export function commandOf(event, column, input) {
  const { key, ctrlKey, shiftKey, altKey, metaKey, isComposing } = event;
  if (isComposing || metaKey) return null;
  if (ctrlKey && !altKey) return withCtrl(key, shiftKey);
  if (altKey) return key === 'ArrowDown' ? 'lookup' : null;
  const plain = {
    Enter: shiftKey ? 'back' : 'next',
    Tab: shiftKey ? 'back' : 'next-or-out',
    ArrowUp: 'up',
    ArrowDown: 'down',
    PageUp: 'page-up',
    PageDown: 'page-down',
    Escape: 'revert',
    F9: 'lookup',
  }[key];
  return plain ?? (input.readOnly ? null : ofCharacter(key, column, input));
}

function withCtrl(key, shiftKey) {
  if (shiftKey) return key.toLowerCase() === 'z' ? 'redo' : null;
  return {
    Enter: 'copy-row',
    Delete: 'remove-row',
    Home: 'first',
    End: 'last',
    "'": 'copy-above',
    z: 'undo',
    y: 'redo',
    s: 'save',
  }[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Characters that are commands where they cannot be meant as text. */
function ofCharacter(key, column, input) {
  if (key === '+' && isMoney(column.kind)) return 'balance';
  const isFresh = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  if (key === '"' && isFresh) return 'copy-above';
  if (key === 'C' && isFresh && !['text', 'currency'].includes(column.kind)) return 'copy-above';
  return null;
}
