// Removing a row, with the way back in sight. No question is asked beforehand: undo is the answer.

import { t } from '../../i18n';
import { inWords } from '../../ipc/errors';
import type { RowView } from '../../ipc/generated';
import { notices } from '../../shared/notices.svelte';
import type { FilingController } from '../filing.svelte';
import type { RowsController } from './rows.svelte';

/** Removes a row and offers to take that back. */
export async function removeRow(filing: FilingController, rows: RowsController, row: RowView): Promise<void> {
  await filing.settle();
  await rows.remove(row);
  notices.add('info', t('form.rows.removed', { position: row.position + 1 }), {
    label: t('form.rows.undo'),
    run: () => {
      filing.undo().catch((fault: unknown) => notices.add('danger', inWords(fault).text));
    },
  });
}
