// One thing that a screen tries at a time: whether it runs, what went wrong, and that in words.
// A controller whose rules about trying again are its own keeps its own state.

import { inWords } from './errors';

export class Attempt {
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  /** The fault in the language of the window; nothing while nothing went wrong. */
  readonly words = $derived(this.fault === null ? null : inWords(this.fault));

  /** Runs the verb; whether it ended well. */
  async run(verb: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.fault = null;
    try {
      await verb();
      return true;
    } catch (fault) {
      this.fault = fault;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
