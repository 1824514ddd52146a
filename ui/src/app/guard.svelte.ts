// Hides the content and locks. The content stays hidden until the vault is locked: a lock that failed is tried again.

import { settleUnsaved } from '../shared/unsaved';

/** How long after a failed lock it is tried again by itself, in milliseconds. */
const AGAIN_AFTER = 5_000;

export class Guard {
  /** Whether the content is hidden. */
  covered = $state(false);
  /** Why the last try to lock failed. */
  fault = $state.raw<unknown>(null);
  readonly #lockVault: () => Promise<void>;
  #underway: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  /** `lockVault` locks, or rejects while the vault is still open. */
  constructor(lockVault: () => Promise<void>) {
    this.#lockVault = lockVault;
  }

  /** Hides the content at once, saves what is being typed, and locks. Resolves when the vault is locked. */
  lock(): Promise<void> {
    this.covered = true;
    this.#underway ??= this.#untilLocked().finally(() => {
      this.#underway = undefined;
      this.covered = false;
    });
    return this.#underway;
  }

  /** Tries a lock that failed again now. */
  again(): void {
    this.#wake?.();
  }

  async #untilLocked(): Promise<void> {
    for (;;) {
      this.fault = null;
      try {
        await settleUnsaved();
        await this.#lockVault();
        return;
      } catch (fault) {
        this.fault = fault;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, AGAIN_AFTER);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
