// A restore of a backup into a new folder: what is asked for it, and the command. The passphrase is kept nowhere.

import { Attempt } from '../ipc/attempt.svelte';
import { call } from '../ipc/call';

export class RestoreController extends Attempt {
  /** The folder of the backup. */
  path = $state('');
  /** The folder of the new vault. */
  dir = $state('');
  user = $state('');
  secret = $state('');

  /** Whether everything is named that is needed. */
  get ready(): boolean {
    return this.path.trim() !== '' && this.dir.trim() !== '' && this.secret !== '';
  }

  /** Restores; the folder of the restored vault, or nothing when that failed. */
  async restore(): Promise<string | null> {
    let dir: string | null = null;
    await this.once(async () => {
      const user = this.user.trim() === '' ? null : this.user.trim();
      dir = (await call('backup.restore', { path: this.path.trim(), dir: this.dir.trim(), user, passphrase: this.secret })).dir;
    });
    return dir;
  }
}
