// The keyboard map of the window. Keys are matched by their place on the keyboard, so that they work in Hangul mode too;
// single keys keep quiet while the user types.

import { isComposing, isTyping } from '../shared/ime';

/** What a shortcut does. */
export type Verb = 'help' | 'home' | 'register' | 'close' | 'ledger' | 'audit' | 'settings' | 'search' | 'lock';

interface Shortcut {
  verb: Verb;
  /** As it is written for the user. */
  keys: string;
  code: string;
  ctrl?: true;
  alt?: true;
  shift?: true;
}

/** All shortcuts of the shell, in the order in which the help lists them. */
export const shortcuts: Shortcut[] = [
  { verb: 'home', keys: 'Alt+1', code: 'Digit1', alt: true },
  { verb: 'register', keys: 'Alt+2', code: 'Digit2', alt: true },
  { verb: 'audit', keys: 'Alt+3', code: 'Digit3', alt: true },
  { verb: 'settings', keys: 'Alt+4', code: 'Digit4', alt: true },
  { verb: 'close', keys: 'Alt+5', code: 'Digit5', alt: true },
  { verb: 'ledger', keys: 'Alt+6', code: 'Digit6', alt: true },
  { verb: 'search', keys: 'Ctrl+K', code: 'KeyK', ctrl: true },
  { verb: 'lock', keys: 'Ctrl+L', code: 'KeyL', ctrl: true },
  { verb: 'help', keys: '?', code: 'Slash', shift: true },
];

/** The verb that a key press asks for. */
export function verbOf(event: KeyboardEvent): Verb | undefined {
  if (isComposing(event)) return undefined;
  const found = shortcuts.find(
    (one) =>
      one.code === event.code &&
      (one.ctrl ?? false) === (event.ctrlKey || event.metaKey) &&
      (one.alt ?? false) === event.altKey &&
      (one.shift ?? false) === event.shiftKey,
  );
  if (found && !found.ctrl && !found.alt && isTyping(event.target)) return undefined;
  return found?.verb;
}
