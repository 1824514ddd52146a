// Saves the page with the recovery code as a PDF, where the user wants it: to be printed, and then to be deleted.

import { t } from '../i18n';
import { notices } from '../shared/notices.svelte';
import { call, pickTarget } from './call';
import { told } from './told';

/** Asks for a place and writes the page there; says how it went. Nothing when dismissed. */
export async function saveRecoveryPage(recovery_code: string): Promise<void> {
  try {
    const path = await pickTarget(t('app.recovery.where'), 'singo-recovery.pdf');
    if (path === null) return;
    await call('key.recovery_page', { recovery_code, path });
    notices.add('success', t('app.recovery.saved', { path }));
  } catch (fault) {
    told(fault);
  }
}
