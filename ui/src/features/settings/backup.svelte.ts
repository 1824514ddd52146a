// Backups: what the settings ask for, and what came of it.

import { format, t } from '../../i18n';
import { call } from '../../ipc/call';
import { inWords } from '../../ipc/errors';
import type { BackupList, BackupSettings } from '../../ipc/generated';
import { notices } from '../../shared/notices.svelte';

export class BackupController {
  view = $state.raw<BackupList>();
  settings = $state<BackupSettings>();
  busy = $state(false);

  load(): Promise<boolean> {
    return this.#try(async () => {
      this.view = await call('backup.list', {});
      this.settings = { ...this.view.settings };
    });
  }

  create(): Promise<boolean> {
    return this.#try(async () => {
      const done = await call('backup.create', { folder: null });
      notices.add('success', t('safety.backup.made', { files: done.files, size: format.size(done.bytes) }));
      this.view = await call('backup.list', {});
    });
  }

  verify(path: string): Promise<boolean> {
    return this.#try(async () => {
      const done = await call('backup.verify', { path, passphrase: null });
      notices.add('success', t('safety.backup.verified', { files: done.files }));
    });
  }

  drill(path: string, passphrase: string): Promise<boolean> {
    return this.#try(async () => {
      const done = await call('backup.drill', { path, passphrase });
      const seconds = Math.max(1, Math.round(done.millis / 1000));
      notices.add('success', t('safety.backup.drilled', { files: done.files, seconds }));
      this.view = await call('backup.list', {});
    });
  }

  save(): Promise<boolean> {
    return this.#try(async () => {
      if (!this.settings) return;
      const settings = $state.snapshot(this.settings);
      this.view = await call('backup.save_settings', settings);
      this.settings = { ...this.view.settings };
      notices.add('success', t('safety.saved'));
    });
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      return true;
    } catch (fault) {
      const { severity, text, todo } = inWords(fault);
      notices.add(severity, `${text} ${todo}`);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
