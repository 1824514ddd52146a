// The session: whether a vault exists, is open, or must be opened. Holds no passphrase and no content.

import { call, onLocked } from '../ipc/call';
import type { AppStatus, VaultView } from '../ipc/generated';
import { notices } from '../shared/notices.svelte';
import { holdTyped, typedBy } from '../shared/typed';

/** Where the user stands. */
export type Phase = 'starting' | 'failed' | 'firstRun' | 'unlock' | 'restore' | 'open';

export class Session {
  phase = $state<Phase>('starting');
  status = $state.raw<AppStatus>();
  vault = $state.raw<VaultView>();
  fault = $state.raw<unknown>();
  /** The folder that the unlock screen proposes. */
  dir = $state('');

  constructor() {
    onLocked(() => this.#locked());
  }

  /** Asks what there is, and decides where to begin. */
  async start(): Promise<void> {
    this.phase = 'starting';
    try {
      const status = await call('app.status', {});
      this.status = status;
      this.dir = status.vault_dir;
      if (status.vault) this.opened(status.vault);
      else this.phase = status.vault_exists ? 'unlock' : 'firstRun';
    } catch (fault) {
      this.fault = fault;
      this.phase = 'failed';
    }
  }

  /** A vault was opened or created. */
  opened(vault: VaultView): void {
    typedBy(vault.dir, vault.user);
    this.vault = vault;
    this.dir = vault.dir;
    this.phase = 'open';
  }

  /** A passphrase that was made up has been replaced: the vault is shown. */
  passphraseChanged(): void {
    if (this.vault) this.vault = { ...this.vault, must_change: false };
  }

  /** The user wants to open a vault that already lies in a folder. */
  openExisting(dir?: string): void {
    if (dir !== undefined) this.dir = dir;
    this.phase = 'unlock';
  }

  /** The user wants to create a vault instead. */
  createNew(): void {
    this.phase = 'firstRun';
  }

  /** The user wants a vault back from a backup. */
  restore(): void {
    this.phase = 'restore';
  }

  /** A backup was restored: the vault that was open has been closed, and the restored one is to be opened. */
  restored(dir: string): void {
    this.#locked();
    this.dir = dir;
  }

  /** Locks the vault; rejects while it is still open. Everything typed has been saved field by field. */
  async lock(): Promise<void> {
    try {
      await call('vault.lock', {});
    } catch (fault) {
      // A vault that was locked meanwhile is what was wanted.
      if (this.phase === 'open') throw fault;
    }
    this.#locked();
  }

  #locked(): void {
    if (this.phase !== 'open') return;
    holdTyped();
    notices.dropOffers();
    this.vault = undefined;
    this.phase = 'unlock';
  }
}
