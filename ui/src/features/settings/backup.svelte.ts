// Backups: what the settings ask for, and what came of it.

import { format, t } from '../../i18n';
import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { BackupList, BackupSettings } from '../../ipc/generated';
import { notices } from '../../shared/notices.svelte';

export class BackupController extends Attempt {
  view = $state.raw<BackupList>();
  settings = $state<BackupSettings>();

  load(): Promise<boolean> {
    return this.told(async () => {
      this.view = await call('backup.list', {});
      this.settings = { ...this.view.settings };
    });
  }

  /** Makes a backup now: where the settings say, or this once in another folder. */
  create(folder: string | null = null): Promise<boolean> {
    return this.told(async () => {
      const done = await call('backup.create', { folder });
      const made = t('safety.backup.made', { files: done.files, size: format.size(done.bytes) });
      notices.add('success', folder === null ? made : `${made} ${t('safety.backup.where', { target: done.path })}`);
      this.view = await call('backup.list', {});
    });
  }

  verify(path: string): Promise<boolean> {
    return this.told(async () => {
      const done = await call('backup.verify', { path, passphrase: null });
      notices.add('success', t('safety.backup.verified', { files: done.files }));
    });
  }

  drill(path: string, passphrase: string): Promise<boolean> {
    return this.told(async () => {
      const done = await call('backup.drill', { path, passphrase });
      const seconds = Math.max(1, Math.round(done.millis / 1000));
      notices.add('success', t('safety.backup.drilled', { files: done.files, seconds }));
      this.view = await call('backup.list', {});
    });
  }

  save(): Promise<boolean> {
    return this.told(async () => {
      if (!this.settings) return;
      const settings = $state.snapshot(this.settings);
      this.view = await call('backup.save_settings', settings);
      this.settings = { ...this.view.settings };
      notices.add('success', t('safety.saved'));
    });
  }
}
