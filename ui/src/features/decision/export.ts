// Writes the filing's PDF to a place of the user's choice.

import { t } from '../../i18n';
import { call, pickTarget } from '../../ipc/call';
import type { Exported } from '../../ipc/generated';

/** Where the paper was written, and its digest. */
export type Saved = Exported;

/** Asks for a place and writes the PDF there; nothing when dismissed. The proposed name names no person. */
export async function exportPaper(id: number, name?: string): Promise<Saved | null> {
  const proposed = name ?? (await call('filing.render', { id })).file_name;
  const path = await pickTarget(t('decision.paper.where'), proposed);
  return path === null ? null : call('filing.export_pdf', { id, path });
}
