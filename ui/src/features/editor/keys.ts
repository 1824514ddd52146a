// The keyboard map of the editor. Keys are matched by their place on the keyboard, so that they work in Hangul mode;
// function keys also by name, because not every driver sends their place.

import { isComposing } from '../../shared/ime';

/** What a shortcut of the editor does. */
export type EditorVerb =
  | 'undo'
  | 'redo'
  | 'nextFinding'
  | 'previousFinding'
  | 'nextPage'
  | 'previousPage'
  | 'paper';

interface EditorShortcut {
  verb: EditorVerb;
  /** As it is written for the user. */
  keys: string;
  code: string;
  ctrl?: true;
  shift?: true;
  /** A second way to say the same; not listed in the help. */
  silent?: true;
}

/** All shortcuts of the editor, in the order in which the help lists them. */
export const editorShortcuts: EditorShortcut[] = [
  { verb: 'nextFinding', keys: 'F8', code: 'F8' },
  { verb: 'previousFinding', keys: 'Shift+F8', code: 'F8', shift: true },
  { verb: 'nextPage', keys: 'Ctrl+PageDown', code: 'PageDown', ctrl: true },
  { verb: 'previousPage', keys: 'Ctrl+PageUp', code: 'PageUp', ctrl: true },
  { verb: 'paper', keys: 'Ctrl+P', code: 'KeyP', ctrl: true },
  { verb: 'undo', keys: 'Ctrl+Z', code: 'KeyZ', ctrl: true },
  { verb: 'redo', keys: 'Ctrl+Shift+Z', code: 'KeyZ', ctrl: true, shift: true },
  { verb: 'redo', keys: 'Ctrl+Y', code: 'KeyY', ctrl: true, silent: true },
];

/** The verb that a key press asks for. */
export function editorVerbOf(event: KeyboardEvent): EditorVerb | undefined {
  if (isComposing(event) || event.altKey) return undefined;
  return editorShortcuts.find(
    (one) =>
      (one.code === event.code || one.code === event.key) &&
      (one.ctrl ?? false) === (event.ctrlKey || event.metaKey) &&
      (one.shift ?? false) === event.shiftKey,
  )?.verb;
}
