// Light, dark, or as the system has it. Kept in this machine's browser storage; says nothing about a filing.

/** What the user chose. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'singo.theme';

class Theme {
  choice = $state<ThemeChoice>('system');
  #systemDark = $state(false);
  resolved = $derived<'light' | 'dark'>(this.choice === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.choice);

  /** Reads the kept choice, follows the system, and paints the document. Called once, before anything is drawn. */
  start(): void {
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') this.choice = kept;
    const query = window.matchMedia?.('(prefers-color-scheme: dark)');
    this.#systemDark = query?.matches ?? false;
    query?.addEventListener?.('change', (event) => {
      this.#systemDark = event.matches;
      this.#paint();
    });
    this.#paint();
  }

  /** Chooses and keeps the choice. */
  choose(choice: ThemeChoice): void {
    this.choice = choice;
    localStorage.setItem(KEY, choice);
    this.#paint();
  }

  #paint(): void {
    document.documentElement.dataset['theme'] = this.resolved;
  }
}

/** The one theme. */
export const theme = new Theme();
