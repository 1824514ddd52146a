// What is ticked is asked for, and nothing that may be destroyed no longer; whoever asked does not carry it out.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { DisposableView, DisposalRequestView, DisposalView, KeepingView, KeptBatchView, RetentionView } from '../../ipc/generated';
import KeepingSettings from './KeepingSettings.svelte';

const filing: DisposableView = { filing: 4, document_no: '2021-0004', form: 'sample', status: 'submitted', ended: '2021-11-01', free_from: '2026-11-02', attachments: 2 };
const batch = (id: number, ended: string | null): KeptBatchView => ({
  batch: id, name: `${id}.csv`, at: '2021-10-01T09:00:00+09:00', removed: false, transfers: 1200, first: '2021-09-01', last: '2021-09-30',
  ended, free: ended !== null, free_from: ended === null ? null : '2026-11-02',
});
const asked = (request: number, own: boolean): DisposalRequestView => ({ request, filings: [4], batches: [], logs: [], reason: '기간 경과', at: '2026-11-20T09:00:00+09:00', actor: own ? '나' : '김담당', own });
const log = { record: 'access_log', until: '2024-11-20', entries: 12345, acts: 6, first: '2022-01-03', last: '2024-11-19' };
const kept = (record: string): KeepingView => ({ record, least: 2, years: 2, since: record === 'filing' ? 'relationship_end' : 'entry', cite: '' });
const times: RetentionView = { records: [], checked: '2026-11-01' };

/** Opens the settings of keeping over a view. */
function open(view: DisposalView, refused = false): FakeHost {
  const host = new FakeHost({
    'retention.show': () => times,
    'disposal.preview': () => view,
    'disposal.request': () => view,
    'retention.end_batch': ({ batch: id, day }) => {
      if (refused) throw new Error('refused');
      return { ...view, batches: view.batches.map((one) => (one.batch === id ? batch(id, day) : one)) };
    },
  });
  useHost(host);
  render(KeepingSettings, { may: ['dispose'] });
  return host;
}

it('offers to carry out what another asked for, and never what one asked for oneself', async () => {
  open({ free: [filing], batches: [], logs: [], requests: [asked(1, true), asked(2, false)] });
  await screen.findByTestId('carry-out-2');
  expect(screen.queryByTestId('carry-out-1')).toBe(null);
  expect(screen.getByTestId('withdraw-1')).toBeTruthy();
});

it('sends exactly what is ticked; a file that is kept still cannot be', async () => {
  const host = open({ free: [filing], batches: [batch(7, '2021-11-01'), batch(8, null)], logs: [log], requests: [] });
  const user = userEvent.setup();
  expect((await screen.findByTestId<HTMLInputElement>('batch-8')).disabled).toBe(true);
  for (const one of ['free-4', 'batch-7', 'log-access_log']) await user.click(screen.getByTestId(one));
  await user.type(screen.getByTestId('disposal-reason'), '기간 경과');
  await user.click(screen.getByTestId('disposal-ask'));
  expect(host.requests('disposal.request')).toEqual([{ filings: [4], batches: [7], logs: ['access_log'], reason: '기간 경과' }]);
});

it('says of every kind that may be destroyed today what goes, and of no other', async () => {
  open({ free: [], batches: [batch(7, '2021-11-01'), batch(8, null)], logs: [log], requests: [] });
  const said = (await screen.findByTestId('disposal-goes')).querySelectorAll('li');
  expect([...said].map((line) => line.textContent)).toEqual([expect.stringContaining('파일 이름'), expect.stringContaining('접속기록, 그리고')]);
});

it('asks for nothing where nothing may be destroyed today', async () => {
  open({ free: [], batches: [batch(8, null)], logs: [], requests: [] });
  expect((await screen.findByTestId<HTMLInputElement>('batch-8')).disabled).toBe(true);
  expect([screen.queryByTestId('disposal-goes'), screen.queryByTestId('disposal-ask')]).toEqual([null, null]);
});

it('counts permissions from the day they were replaced, and looks from their entry', async () => {
  useHost(new FakeHost({ 'retention.show': () => ({ ...times, records: ['filing', 'access_log', 'permission_log'].map(kept) }) }));
  render(KeepingSettings, { may: [] });
  const lines = (await screen.findByTestId('keeping-times')).querySelectorAll('tbody tr');
  expect([...lines].map((line) => line.querySelector('td')?.textContent)).toEqual(['거래관계가 끝난 날부터', '기록한 날부터', '다른 기록으로 바뀐 날부터']);
});

it('carries out what another asked for once that is confirmed', async () => {
  const view: DisposalView = { free: [filing], batches: [], logs: [], requests: [asked(2, false)] };
  const host = open(view);
  host.answers['disposal.carry_out'] = () => ({ records: '31', entries: '0', files: 2, view: { ...view, free: [], requests: [] } });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('carry-out-2'));
  expect(host.requests('disposal.carry_out')).toEqual([]);
  await user.click(screen.getByTestId('disposal-confirm'));
  expect(host.requests('disposal.carry_out')).toEqual([{ request: 2 }]);
  expect((await screen.findByTestId('disposal-done')).textContent).toContain('기록 31건');
  expect([screen.queryByTestId('disposal-dialog'), screen.queryByTestId('free-4')]).toEqual([null, null]);
});

it('does not send what was ticked and is free no longer', async () => {
  const host = open({ free: [filing], batches: [batch(7, '2021-11-01')], logs: [], requests: [] });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('batch-7'));
  await user.click(screen.getByTestId('free-4'));
  await user.click(screen.getByTestId('batch-end-7'));
  await user.clear(screen.getByTestId('batch-end-day'));
  await user.type(screen.getByTestId('batch-end-reason'), '거래 계속');
  await user.click(screen.getByTestId('batch-end-save'));
  await vi.waitFor(() => expect(screen.getByTestId<HTMLInputElement>('batch-7').disabled).toBe(true));
  expect(screen.getByTestId<HTMLInputElement>('batch-7').checked).toBe(false);
  await user.type(screen.getByTestId('disposal-reason'), '기간 경과');
  await user.click(screen.getByTestId('disposal-ask'));
  expect(host.requests('disposal.request')).toEqual([{ filings: [4], batches: [], logs: [], reason: '기간 경과' }]);
});

it('says what went wrong in the dialog it was met in, and nowhere once that is closed', async () => {
  open({ free: [], batches: [batch(7, '2021-11-01')], logs: [], requests: [] }, true);
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('batch-end-7'));
  await user.type(screen.getByTestId('batch-end-reason'), '확인');
  await user.click(screen.getByTestId('batch-end-save'));
  const [alert, ...others] = await screen.findAllByRole('alert');
  expect([screen.getByTestId('batch-end-dialog').contains(alert ?? null), others]).toEqual([true, []]);
  await user.keyboard('{Escape}');
  expect(screen.getByTestId<HTMLInputElement>('batch-end-reason').value, 'a typed reason stays').toBe('확인');
  await user.click(screen.getByText('취소'));
  expect(screen.queryByRole('alert')).toBe(null);
});
