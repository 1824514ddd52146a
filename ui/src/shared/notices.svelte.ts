// Short messages at the foot of the window. Anybody adds one; Toasts.svelte shows and announces them.
// Errors stay until they are dismissed; news leaves by itself.

/** How a notice is coloured and announced. */
export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

/** One message. */
export interface Notice {
  id: number;
  tone: NoticeTone;
  text: string;
  action?: { label: string; run: () => void } | undefined;
}

const STAY_MS = 6000;

class Notices {
  list = $state<Notice[]>([]);
  #next = 1;

  /** Shows a message and returns its id. */
  add(tone: NoticeTone, text: string, action?: Notice['action']): number {
    const id = this.#next++;
    // A repeated message replaces itself, so that a fault in a loop does not fill the window.
    this.list = [...this.list.filter((one) => one.text !== text), { id, tone, text, action }].slice(-4);
    if (tone === 'success' || tone === 'info') setTimeout(() => this.dismiss(id), STAY_MS);
    return id;
  }

  /** Takes away what offers to do something: whoever signs in next must not do it in another's place. */
  dropOffers(): void {
    this.list = this.list.filter((one) => one.action === undefined);
  }

  /** Takes a message away. */
  dismiss(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}

/** The one list of messages. */
export const notices = new Notices();
