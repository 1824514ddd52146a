// A window for tests: the whole application in front of a host that answers from a table.

import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { useHost } from '../ipc/call';
import { FakeHost, type Answers } from '../ipc/fake';
import { practiceForm } from '../form/practice';
import type { BackupLast, CloseView, DeadlineView, FilingSummary, FlagView, FormSummary, HomeView, PeopleView, TransferView, VaultView } from '../ipc/generated';
import App from './App.svelte';

/** The vault of a firm of one person. */
export const vault: VaultView = {
  dir: '/tmp/vault',
  user: '김담당',
  practice: false,
  display: '김담당',
  roles: ['drafter', 'reviewer', 'officer', 'administrator'],
  may: [
    'anyone', 'enter', 'see_register', 'see_content', 'unmask', 'write', 'comment', 'review', 'return', 'decide',
    'send', 'restrict', 'export', 'see_acts', 'verify', 'administer', 'keep', 'dispose',
  ],
  read_only: false,
  one_person: true,
  must_change: false,
};

/** A backup of yesterday. */
const lastBackup: BackupLast = {
  verified_at: '2026-11-19T09:00:00+09:00',
  made_at: '2026-11-19T09:00:00+09:00',
  path: '/tmp/b/1',
  days: 1,
  drilled_at: null,
  beside: false,
};

/** A form in force. */
export const form: FormSummary = {
  form: 'sample',
  version: '2026-1',
  effective_from: '2026-01-01',
  effective_to: null,
  authority: 'KoFIU',
  status: 'official',
  title_ko: '보기 서식',
  title_en: 'Sample form',
  cite: '보기법 제1조',
  hash: 'ab'.repeat(32), origin: 'built_in', added: null,
};

/** Three business days over a weekend. */
export const deadline: DeadlineView = {
  decided_on: '2026-11-19',
  from_period: false,
  due: '2026-11-24',
  target: '2026-11-20',
  days_left: 1,
  working: [
    { date: '2026-11-19', counted: null, skipped: 'decision_day', holiday_ko: null, holiday_en: null },
    { date: '2026-11-20', counted: 1, skipped: null, holiday_ko: null, holiday_en: null },
    { date: '2026-11-21', counted: null, skipped: 'saturday', holiday_ko: null, holiday_en: null },
    { date: '2026-11-22', counted: null, skipped: 'sunday', holiday_ko: null, holiday_en: null },
    { date: '2026-11-23', counted: 2, skipped: null, holiday_ko: null, holiday_en: null },
    { date: '2026-11-24', counted: 3, skipped: null, holiday_ko: null, holiday_en: null },
  ],
  cite: '보기규정 제3조',
  covered_through: '2027-12-31',
};

/** A filing in a list. */
export function summary(id: number, more: Partial<FilingSummary> = {}): FilingSummary {
  return {
    id,
    form: form.form,
    version: form.version,
    status: 'draft',
    document_no: `2026-${String(id).padStart(3, '0')}`,
    title: `보고 ${id}`,
    subject: '김○○',
    updated_at: '2026-11-19T01:00:00Z',
    due: null,
    days_left: null,
    ...more,
  };
}

/** A home screen with one deadline and one draft. */
export const home: HomeView = {
  today: '2026-11-23',
  due: [summary(2, { status: 'approved', due: deadline.due, days_left: 1 })],
  drafts: [summary(1)],
  draft_count: 1,
  approved_count: 1,
  submitted_count: 5,
  submitted_by_day: [
    { date: '2026-11-22', count: 0 },
    { date: '2026-11-23', count: 3 },
  ],
  if_decided_now: deadline,
  covered_through: '2027-12-31',
  acts_lost: null,
};

/** Nobody but the first user. */
export const people: PeopleView = {
  people: [
    {
      name: '김담당', display: '김담당', title: '', roles: vault.roles, active: true, from: null, until: null,
      reason: '', since: '2026-11-19T10:00:00+09:00', changed_by: '김담당',
    },
  ],
  one_person: true,
  duty_reason: 'sole_user',
  duty_since: '2026-11-19T10:00:00+09:00',
  duty_actor: '김담당',
};

/** A transfer of last month, with a pattern that waits for an answer. */
const transfer: TransferView = {
  id: 11, filing: null, at: '2026-10-13T10:00:00+09:00', direction: 'out', asset: 'USDT', chain: 'tron', quantity: '6000', krw: '8400000', usd: '6720.00',
  customer: '김가온', other: 'J. SAMPLE', address: 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', reason: 'S01', counterparty: '', country: '', txid: '', exchange_tx_id: 'T-1', status: '', funded_at: '', funded_krw: '',
};
const flag: FlagView = {
  flag: 'ab'.repeat(32), pattern: 'R1', cite: '보기규정 제4조', own: false, provisional: true, rows: [transfer, { ...transfer, id: 12, usd: '5600.00' }], answer: null,
  says: { count: '2', sum_usd: '12320.00', limit_usd: '10000.00', from: '2026-10-13', to: '2026-10-13' },
};
/** A month of which a rate and a reason are missing. */
export const month: CloseView = {
  month: '2026-10', from: '2026-10-01', to: '2026-10-31', form: 'sample', version: '2026-1', cite: '보기규정 제2조', deadline,
  count: 2, incomplete: 1, krw: '8400000', usd: '6720.00', undated: 0, report: null, standing: [], rows: 2, complete: 1,
  needs: [
    { need: 'rate', rows: 1, fields: [{ path: 'transfers[].base_rate', rows: 1 }], ids: [12] },
    { need: 'reason', rows: 0, fields: [], ids: [] },
  ],
  missing_rates: [{ currency: 'USD', day: '2026-10-13' }], flags: 1, flags_open: 1, look_alikes: [], most: 100000,
};

/** Answers of an open vault with a few filings. */
export const openVault: Answers = {
  'app.status': () => ({ version: '0', now: '2026-11-20T11:00:00+09:00', vault, vault_dir: vault.dir, vault_exists: true, jobs: 0 }),
  'vault.lock': () => ({}),
  'vault.users': () => ({ users: [vault.user] }),
  'key.show': () => ({ holders: [vault.user], without_key: ['박검토'], keeps: true, idle_minutes: 10 }),
  'backup.run_due': () => ({ made: null }),
  'backup.last': () => lastBackup,
  'backup.list': () => ({
    settings: { folder: '', daily: true, keep_daily: 7, keep_weekly: 4, keep_monthly: 12 },
    target: '/tmp/vault/backups',
    backups: [
      { path: '/tmp/b/1', made_at: '2026-11-19T09:00:00+09:00', reason: 'daily', bytes: '1572864', files: 2, head: '12:abcdef0123' },
    ],
    unreadable: [],
    last: lastBackup,
  }),
  'home.show': () => home,
  'user.list': () => people,
  'user.log': () => ({ entries: people.people }),
  'close.glance': () => ({ month: '2026-10', count: 2, deadline, report: null }),
  'close.show': () => month,
  'close.create': () => ({ filings: [2], rows: 2, filled: 6, missing_rates: month.missing_rates }),
  'import.columns': () => ({ form: 'sample', version: '2026-1', table: 'transfers', headings: [] }),
  'form.describe': () => practiceForm,
  'transfer.outline': () => ({ count: 1, incomplete: 0, krw: '8400000', usd: '6720.00', every: 200, marks: [11] }),
  'transfer.page': () => ({ rows: [transfer] }),
  'transfer.sum': () => ({ count: 1, incomplete: 0, krw: '8400000', usd: '6720.00', quantities: [{ asset: 'USDT', quantity: '6000' }] }),
  'flag.list': () => ({ flags: [flag], open: 1 }),
  'flag.answer': () => ({}),
  'rate.list': () => ({
    rates: [{ currency: 'USD', day: '2026-11-19', won: '1398.4', source: '서울외국환중개', file: null, actor: '김담당' }],
    missing: ['2026-11-18'],
  }),
  'rate.set': ({ currency, day, won, source }) => ({ currency, day, won, source, file: null, actor: '김담당' }),
  'reconcile.show': () => ({ day: '2026-11-20', approved: 0, submitted: 0, acknowledged: 0, lines: [], open: 0 }),
  'form.list': () => ({ forms: [form], unread: [] }),
  'filing.list': () => ({ filings: [summary(2), summary(1)], total: 2 }),
  'act.list': () => ({
    acts: [{ seq: 1, at: '2026-11-19T01:00:00Z', actor: '김담당', act: 'vault.created', subject: 'vault', hash: 'ab'.repeat(32), note: null }],
  }),
  'vault.verify': () => ({ intact: true, acts: 1, head: 'ab'.repeat(32), first_bad: null, damage: null }),
  'profile.show': () => ({
    institution_name: '주식회사 보기',
    institution_address: '',
    officer_name: '박책임',
    contact_name: '김담당',
    contact_phone: '02-000-0000',
    internal_target: null,
  }),
  'profile.save': (profile) => profile,
  'calendar.show': () => ({
    covered_from: '2021-01-01',
    covered_through: '2027-12-31',
    holidays: [{ date: '2026-12-25', ko: '성탄절', en: 'Christmas', added: false }],
  }),
};

/** Opens the application before a host with these answers. */
export function openWindow(answers: Answers): FakeHost {
  const host = new FakeHost(answers);
  useHost(host);
  render(App);
  return host;
}

/** The element of a test hook, once it is there. */
export function hook<E extends HTMLElement = HTMLElement>(id: string): Promise<E> {
  return screen.findByTestId<E>(id);
}

/** What axe finds wrong, as far as it can tell without layout and colours. */
export async function faultsOf(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
}
