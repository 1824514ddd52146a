// Keys and the idle lock: what the settings ask for, and what came of it.

import { t } from '../../i18n';
import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { KeysView } from '../../ipc/generated';
import { notices } from '../../shared/notices.svelte';

/** Minutes that are offered for the idle lock. */
export const IDLE_CHOICES = [3, 5, 10, 15, 30, 60];

export class SecurityController extends Attempt {
  keys = $state.raw<KeysView>();
  /** A recovery code that was just issued, until it is on paper. */
  code = $state<string>();

  async load(): Promise<void> {
    await this.told(async () => (this.keys = await call('key.show', {})));
  }

  changePassphrase(present: string, passphrase: string): Promise<boolean> {
    return this.told(async () => {
      this.keys = await call('key.change_passphrase', { present, passphrase });
      notices.add('success', t('safety.own.changed'));
    });
  }

  give(user: string, passphrase: string, again: boolean): Promise<boolean> {
    return this.told(async () => {
      this.keys = await call(again ? 'key.reset_passphrase' : 'key.add_user', { user, passphrase });
      notices.add('success', t('safety.holders.given', { user }));
    });
  }

  remove(user: string): Promise<boolean> {
    return this.told(async () => {
      this.keys = await call('key.remove_user', { user });
      notices.add('success', t('safety.holders.removed', { user }));
    });
  }

  renew(): Promise<boolean> {
    return this.told(async () => (this.code = (await call('key.renew_recovery', {})).recovery_code));
  }

  rotate(): Promise<boolean> {
    return this.told(async () => {
      this.keys = await call('key.rotate', {});
      notices.add('success', t('safety.rotate.done'));
    });
  }

  setIdle(minutes: number): Promise<boolean> {
    return this.told(async () => {
      this.keys = await call('key.set_idle', { minutes });
      window.dispatchEvent(new CustomEvent('singo:idle', { detail: minutes }));
      notices.add('success', t('safety.saved'));
    });
  }
}
