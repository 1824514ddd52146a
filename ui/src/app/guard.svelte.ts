// Hides the content and locks. The content stays hidden until the vault is locked: work that is running is waited for,
// since a lock would end it, and a lock that failed is tried again.

import { call, callsUnderway } from '../ipc/call';
import { settleUnsaved } from '../shared/unsaved';

/** How long after a failed lock it is tried again by itself, in milliseconds. */
const AGAIN_AFTER = 5_000;

/** How often it is asked whether work still runs, in milliseconds. */
const LOOK_EVERY = 300;

export class Guard {
  /** Whether the content is hidden. */
  covered = $state(false);
  /** Whether running work is waited for. */
  waiting = $state(false);
  /** Why the last try to lock failed. */
  fault = $state.raw<unknown>(null);
  readonly #lockVault: () => Promise<void>;
  #underway: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #regardless = false;

  /** `lockVault` locks, or rejects while the vault is still open. */
  constructor(lockVault: () => Promise<void>) {
    this.#lockVault = lockVault;
  }

  /** Hides the content at once, saves what is being typed, and locks. Resolves when the vault is locked. */
  lock(): Promise<void> {
    this.covered = true;
    this.#underway ??= this.#untilLocked().finally(() => {
      this.#underway = undefined;
      this.#regardless = false;
      this.covered = false;
    });
    return this.#underway;
  }

  /** Locks now: a lock that failed is tried again, and work that is waited for is broken off. */
  now(): void {
    this.#regardless = this.waiting;
    this.#wake?.();
  }

  async #untilLocked(): Promise<void> {
    for (;;) {
      this.fault = null;
      try {
        // What saves for ever is waited for as work is: where it can be broken off.
        let saving = true;
        await Promise.race([settleUnsaved().then(() => (saving = false)), this.#pause(LOOK_EVERY)]);
        while ((this.waiting = saving || (await this.#works())) && !this.#regardless) await this.#pause(LOOK_EVERY);
        this.waiting = false;
        await this.#lockVault();
        return;
      } catch (fault) {
        this.fault = fault;
      }
      await this.#pause(AGAIN_AFTER);
    }
  }

  /** Whether a command is being answered, such as a backup, or a job runs: an import, a long paper. */
  async #works(): Promise<boolean> {
    if (callsUnderway() > 0) return true;
    try {
      return (await call('app.status', {})).jobs > 0;
    } catch {
      // What cannot say whether it works is locked.
      return false;
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
