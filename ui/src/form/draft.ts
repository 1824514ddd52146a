// The text under the cursor, from the first key to the vault.
//
// While somebody types, the element holds the truth: nothing is written into it, trimmed or formatted.
// It is saved when it is left and after a pause in typing, never in the middle of a Hangul composition,
// and never twice for the same text.

/** An element that text is typed into. */
export type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** What a draft needs to know of its field. */
export interface DraftOptions {
  /** What the vault holds. */
  value: string;
  /** Stores the text and says what now stands in the vault; rejects when that failed. */
  save(text: string): Promise<string>;
  /** The text as shown while nobody types; without: as stored. */
  show?(value: string): string;
  /** The text to store, from what was typed; without: as typed. */
  read?(text: string): string;
  /** Called after text was pasted, and when a changed field is left. */
  pause?(text: string): void;
  /** Where the draft reports to. */
  drafts: Drafts;
}

/** Pause in typing after which a field is saved although the cursor is still in it. */
export const PAUSE_MS = 800;

/** A field that was left in mid-composition is saved after this, if the composition never ended. */
const COMPOSITION_GRACE_MS = 60;

/** All open drafts of a filing. */
export class Drafts {
  readonly #open = new Set<Draft>();
  /** Counts replacements of the whole filing (undo, redo): the next value is taken even under the cursor. */
  epoch = 0;

  add(draft: Draft): void {
    this.#open.add(draft);
  }

  remove(draft: Draft): void {
    this.#open.delete(draft);
  }

  /** Saves whatever is not yet saved; a text in mid-composition only when `whole` says so. */
  async flush(whole = false): Promise<void> {
    await Promise.all([...this.#open].map((draft) => draft.commit(whole)));
  }

  /** Whether the text in this element is not yet saved. */
  isDirty(element: EventTarget | null): boolean {
    return [...this.#open].some((draft) => draft.element === element && draft.dirty);
  }
}

/** One element's text. */
export class Draft {
  readonly element: TextElement;
  #options: DraftOptions;
  /** What typing is compared with: the text that was given to the vault last. */
  #stored: string;
  /** What the vault made of it. */
  #vault: string;
  #underway = 0;
  #epoch: number;
  #focused = false;
  #composing = false;
  #leaving = false;
  #touched = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new AbortController();

  constructor(element: TextElement, options: DraftOptions) {
    this.element = element;
    this.#options = options;
    this.#stored = this.#vault = options.value;
    this.#epoch = options.drafts.epoch;
    this.#focused = element.ownerDocument.activeElement === element;
    this.#show();
    options.drafts.add(this);
    const { signal } = this.#listeners;
    element.addEventListener('focus', () => this.#enter(), { signal });
    element.addEventListener('blur', () => this.#leave(), { signal });
    element.addEventListener('input', () => this.#typed(), { signal });
    element.addEventListener('compositionstart', () => this.#compose(), { signal });
    element.addEventListener('compositionend', () => this.#composed(), { signal });
    element.addEventListener('paste', () => setTimeout(() => this.#pasted()), { signal });
  }

  /** Whether what was typed differs from what was stored last. */
  get dirty(): boolean {
    return this.#read() !== this.#stored;
  }

  /** Whether a syllable is being composed. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Takes over what the vault holds now, unless somebody is typing here. */
  update(options: DraftOptions): void {
    const forced = options.drafts.epoch !== this.#epoch;
    const changed = options.value !== this.#options.value;
    this.#options = options;
    if (this.#composing || (!forced && (this.#underway > 0 || !changed))) return;
    this.#epoch = options.drafts.epoch;
    this.#vault = options.value;
    if (forced || (!this.#focused && !this.dirty)) this.#settle();
  }

  /** Stores the text if it changed. Resolves when it is stored, or when that failed and it stays dirty. */
  async commit(whole = false): Promise<void> {
    clearTimeout(this.#timer);
    if ((this.#composing && !whole) || !this.dirty) return;
    const before = this.#stored;
    const text = this.#read();
    this.#stored = text;
    this.#underway += 1;
    try {
      const landed = await this.#options.save(text);
      if (this.#stored === text) this.#vault = landed;
    } catch {
      // The save state of the filing tells; the text stays dirty, so that leaving or retrying saves again.
      if (this.#stored === text) this.#stored = before;
    } finally {
      this.#underway -= 1;
    }
    if (!this.#focused && this.#underway === 0 && !this.dirty) this.#settle();
  }

  /** Puts another text in, as if it had been typed, and stores it. */
  replace(text: string): Promise<void> {
    this.element.value = this.#focused ? text : this.#shown(text);
    this.element.dispatchEvent(new Event('input', { bubbles: true }));
    return this.commit();
  }

  /** Takes back what was typed since it was last stored. */
  revert(): void {
    clearTimeout(this.#timer);
    this.element.value = this.#focused ? this.#stored : this.#shown(this.#stored);
  }

  /** Stores what is left to store and lets go of the element. */
  destroy(): void {
    this.#composing = false;
    void this.commit();
    this.#listeners.abort();
    this.#options.drafts.remove(this);
  }

  #read(): string {
    const typed = this.element.value;
    // Formatting for reading is not an edit.
    if (!this.#focused && typed === this.#shown(this.#stored)) return this.#stored;
    return this.#options.read ? this.#options.read(typed) : typed;
  }

  #shown(value: string): string {
    return this.#options.show ? this.#options.show(value) : value;
  }

  #show(): void {
    const text = this.#focused ? this.#stored : this.#shown(this.#stored);
    if (this.element.value !== text) this.element.value = text;
    this.element.dispatchEvent(new CustomEvent('shown'));
  }

  #enter(): void {
    const typed = this.element.value;
    const selected = this.element.selectionEnd === typed.length && this.element.selectionStart === 0;
    this.#focused = true;
    this.#touched = false;
    if (typed === this.#shown(this.#stored) && typed !== this.#stored) {
      this.element.value = this.#stored;
      if (selected) this.element.select();
    }
  }

  #leave(): void {
    if (this.#composing) {
      this.#leaving = true;
      setTimeout(() => this.#composed(), COMPOSITION_GRACE_MS);
      return;
    }
    const touched = this.#touched;
    const text = this.#read();
    const done = !this.dirty && this.#underway === 0;
    void this.commit();
    this.#focused = false;
    // Under the cursor the text stayed as typed even where the vault tidied it; now it is shown as stored.
    if (done) this.#settle();
    else if (this.#stored === text) this.#show();
    if (touched) this.#options.pause?.(text);
  }

  #settle(): void {
    this.#stored = this.#vault;
    this.#show();
  }

  #typed(): void {
    this.#touched = true;
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => void this.commit(), PAUSE_MS);
  }

  #compose(): void {
    this.#composing = true;
    clearTimeout(this.#timer);
  }

  #composed(): void {
    if (!this.#composing) return;
    this.#composing = false;
    if (this.#leaving) {
      this.#leaving = false;
      this.#leave();
    } else {
      this.#typed();
    }
  }

  #pasted(): void {
    if (!this.#composing) this.#options.pause?.(this.#read());
  }
}

/** Svelte action: `<input use:draft={options}>`. */
export function draft(element: TextElement, options: DraftOptions) {
  const held = new Draft(element, options);
  return {
    update: (next: DraftOptions) => held.update(next),
    destroy: () => held.destroy(),
  };
}
