// The moment that a question waits after the last key or choice.

const WAIT_MS = 180;

export class Pause {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Runs the verb after a moment, in place of one that waits still. */
  before(verb: () => void): void {
    this.stop();
    this.#timer = setTimeout(verb, WAIT_MS);
  }

  /** Runs nothing that waits. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
