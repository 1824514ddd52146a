// One thing that a screen tries at a time: whether it runs, what went wrong, and that in words.
// A controller whose rules about trying again are its own keeps its own state.

import { inWords } from './errors';
import { told } from './told';

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

  /** As `run`; what went wrong is said in passing and not kept. */
  async told(verb: () => Promise<unknown>): Promise<boolean> {
    const well = await this.run(verb);
    if (!well) told(this.fault);
    this.fault = null;
    return well;
  }

  /** As `run`, but does nothing while a verb is still running. */
  async once(verb: () => Promise<unknown>): Promise<boolean> {
    return this.busy ? false : this.run(verb);
  }
}
