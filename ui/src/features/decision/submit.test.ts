import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { call, useHost } from '../../ipc/call';
import type { FilingView, SubmissionView } from '../../ipc/generated';
import DecisionBanner from './DecisionBanner.svelte';
import SubmitDialog from './SubmitDialog.svelte';

const submission: SubmissionView = {
  channel: 'in_person', submitted_at: '2026-11-20T11:00:00+09:00', receipt_no: 'R-1', no_receipt_reason: null, official: '나접수', office: '심사분석실 02-000-0109',
  pdf_sha256: 'ab'.repeat(32), document_hash: 'cd'.repeat(32),
};

test('who took the report is sent along where it is known, and stands in the banner', async () => {
  const { host } = practiceHost({ status: 'approved' }, {
    'filing.render': () => ({ base64: '', sha256: 'ab'.repeat(32), pages: 2, file_name: 'practice-1.pdf' }),
    'filing.submit': async () => ({ ...(await host.answers['filing.show']!({ id: 1 })), status: 'submitted', submission }),
  });
  useHost(host);
  const filing = await FilingController.open(call, 1);
  const ondone = vi.fn<(view: FilingView) => void>();
  render(SubmitDialog, { filing, onclose: vi.fn(), ondone });
  const user = userEvent.setup();
  await user.type(screen.getByTestId('submit-receipt'), 'R-1');
  await user.click(screen.getByTestId('submit-confirm'));
  expect(host.requests('filing.submit')[0]).toMatchObject({ official: null, office: null });
  await user.type(screen.getByTestId('submit-official'), ' 나접수 ');
  await user.type(screen.getByTestId('submit-office'), '심사분석실 02-000-0109');
  await user.click(screen.getByTestId('submit-confirm'));
  expect(host.requests('filing.submit')[1]).toMatchObject({ receipt_no: 'R-1', official: '나접수', office: '심사분석실 02-000-0109' });
  await vi.waitFor(() => expect(ondone).toHaveBeenCalledTimes(2));

  filing.replaced(ondone.mock.calls[1]![0]);
  render(DecisionBanner, { filing, mayReturn: false, onreturn: vi.fn() });
  expect(screen.getByTestId('sent-official').textContent).toBe('나접수');
  expect(screen.getByTestId('sent-office').textContent).toBe('심사분석실 02-000-0109');
});
