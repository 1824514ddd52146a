// The window's language: Korean first, English complete. Changing it redraws every text at once.

/** A language the window speaks. */
export type Lang = 'ko' | 'en';

const KEY = 'singo.language';

class Language {
  current = $state<Lang>('ko');

  /** Reads the kept choice; Korean without one. */
  start(): void {
    if (localStorage.getItem(KEY) === 'en') this.current = 'en';
    document.documentElement.lang = this.current;
  }

  /** Switches and keeps the choice. */
  choose(next: Lang): void {
    this.current = next;
    localStorage.setItem(KEY, next);
    document.documentElement.lang = next;
  }
}

/** The one language. */
export const language = new Language();
