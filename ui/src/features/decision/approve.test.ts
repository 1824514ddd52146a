// What the decision makes due: the day named by the report's own period, or what is counted from the decision.

import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { t } from '../../i18n';
import { call, useHost } from '../../ipc/call';
import type { FakeHost } from '../../ipc/fake';
import type { DeadlineView, FilingView } from '../../ipc/generated';
import ApproveDialog from './ApproveDialog.svelte';

const due = (due: string, from_period: boolean): DeadlineView => ({
  decided_on: '2026-10-31', from_period, due, target: '', days_left: 5, working: [], cite: '', covered_through: '2027-12-31',
});

/** Opens the dialog over a filing with a deadline of its own or none; `counted` is what follows from the form alone. */
async function open(own: DeadlineView | null, counted: DeadlineView): Promise<FakeHost> {
  const { host } = practiceHost({}, { 'deadline.show': () => counted });
  const show = host.answers['filing.show']!;
  host.answers['filing.show'] = async (request): Promise<FilingView> => ({ ...(await show(request)), deadline: own });
  useHost(host);
  const filing = await FilingController.open(call, 1);
  render(ApproveDialog, { filing, onclose: () => undefined, ondone: () => undefined });
  return host;
}
const asked = (host: FakeHost, times: number): Promise<void> => vi.waitFor(() => expect(host.requests('deadline.show').length).toBe(times), { timeout: 5000 });
const dueDay = (): string | undefined => screen.queryByTestId('deadline-due')?.textContent;

it('names no day while the period of a report that counts from it is not known', async () => {
  const host = await open(null, due('2026-11-10', true));
  await screen.findByText(t('decision.approve.note.period'), {}, { timeout: 5000 });
  await asked(host, 1);
  expect(dueDay()).toBe(undefined);
});

it('names the day of the period, whenever it is decided', async () => {
  const host = await open(due('2026-11-10', true), due('2026-12-10', true));
  await vi.waitFor(() => expect(dueDay()).toBe('2026. 11. 10.(화)'), { timeout: 5000 });
  await asked(host, 1);
  await fireEvent.input(screen.getByTestId('approve-time'), { target: { value: '2026-11-25 10:00' } });
  await asked(host, 2);
  expect(dueDay()).toBe('2026. 11. 10.(화)');
});

it('counts from the decision where the form has no period', async () => {
  await open(null, due('2026-11-13', false));
  await vi.waitFor(() => expect(dueDay()).toBe('2026. 11. 13.(금)'), { timeout: 5000 });
  expect(screen.queryByText(t('decision.approve.note.period'))).toBe(null);
});
