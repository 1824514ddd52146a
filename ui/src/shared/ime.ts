// Composition of Hangul and other scripts: what a keyboard handler must know so that it never cuts a syllable.
// Holds no state. Every handler that acts on Enter, Escape, arrows or shortcuts asks `isComposing` first.

/** Whether a key press belongs to an input method that is still composing (229 is how WebKit says so). */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Elements in which plain letters are typed, so that single-letter shortcuts must keep quiet. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable;
}
