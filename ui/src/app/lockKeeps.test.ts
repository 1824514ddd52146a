// A lock loses nothing: what was typed comes back to whoever typed it, and running work is waited for.

import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { practiceHost } from '../form/practice';
import { CallError } from '../ipc/call';
import type { Answers, FakeHost } from '../ipc/fake';
import { hook, openVault, openWindow, summary, vault } from './testDesk';

const TYPED = '내부통제 점검을 받음';
const status = openVault['app.status'];
const life: Answers = {
  'filing.life': () => ({
    status: 'draft', steps: [{ step: 'close', refused: null }], timeline: [], drafters: [], reviewers: [], named: null, open_comments: 0, links: [],
    correction_due: null, correction_days_left: null, emergency_open: false, reopen_on: null,
  }),
  'comment.list': () => ({ comments: [] }),
  'filing.list': () => ({ filings: [summary(1)], total: 1 }),
};

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => vi.useRealTimers());

/** Signs in again, after the vault was locked. */
async function signIn(): Promise<void> {
  const user = userEvent.setup();
  await user.type(await hook('unlock-passphrase'), 'right{Enter}');
  await hook('nav-home');
}
/** Everything that stands in the document, also in its fields. */
function wholePage(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
  return document.documentElement.outerHTML + fields.map((field) => field.value).join();
}

describe('a dialog that was open', () => {
  function open(who: () => string): FakeHost {
    return openWindow({
      ...openVault,
      'contact.list': () => ({ contacts: [] }),
      'vault.open': () => ({ ...vault, user: who() }),
    });
  }
  async function type(user = userEvent.setup()): Promise<void> {
    await user.click(await hook('nav-contacts'));
    await user.click(await hook('contacts-add'));
    await user.type(await hook('contact-content'), TYPED);
    await user.type(await hook('contact-official'), '가조사');
  }
  test('is given back with its text where it was, and the text stands nowhere meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    open(() => vault.user);
    await type(userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) }));
    expect(wholePage()).toContain(TYPED);
    vi.advanceTimersByTime(11 * 60_000);
    await hook('unlock-passphrase');
    vi.useRealTimers();
    expect(wholePage()).not.toContain(TYPED);
    expect(await screen.findByText(/아직 저장하지 않은 입력은/)).toBeTruthy();
    await signIn();
    expect((await hook('nav-contacts')).getAttribute('aria-current')).toBe('page');
    const user = userEvent.setup();
    await user.click(await hook('contacts-add'));
    expect((await hook<HTMLTextAreaElement>('contact-content')).value).toBe(TYPED);
    expect((await hook<HTMLInputElement>('contact-official')).value).toBe('가조사');
    // Cancelled by the user: then it is gone.
    await user.click(screen.getByRole('button', { name: '취소' }));
    await user.click(await hook('contacts-add'));
    expect((await hook<HTMLTextAreaElement>('contact-content')).value).toBe('');
  });

  test('is not given to somebody else', async () => {
    let who = '박책임';
    open(() => who);
    await type();
    (await hook('lock')).click();
    await signIn();
    expect((await hook('nav-home')).getAttribute('aria-current'), 'nor is it told where he was').toBe('page');
    const user = userEvent.setup();
    await user.click(await hook('nav-contacts'));
    await user.click(await hook('contacts-add'));
    expect((await hook<HTMLTextAreaElement>('contact-content')).value).toBe('');
    (await hook('lock')).click();
    who = vault.user;
    await signIn();
    await user.click(await hook('nav-contacts'));
    await user.click(await hook('contacts-add'));
    expect((await hook<HTMLTextAreaElement>('contact-content')).value).toBe(TYPED);
  });

  test('keeps its text also when a command finds the vault locked', async () => {
    openWindow({
      ...openVault,
      'contact.list': () => ({ contacts: [] }),
      'contact.add': () => Promise.reject(new CallError('vault_locked')),
      'vault.open': () => vault,
    });
    await type();
    const user = userEvent.setup();
    await user.type(await hook('contact-verified'), '공무원증');
    await user.type(await hook('contact-material'), '대장');
    await user.click(await hook('contact-save'));
    await signIn();
    await user.click(await hook('contacts-add'));
    expect((await hook<HTMLTextAreaElement>('contact-content')).value).toBe(TYPED);
  });
});

test('a field that could not be saved is saved after the vault is open again, in the filing that was open', async () => {
  let full = true;
  const practice = practiceHost({}, {}).host;
  const host = openWindow({
    ...practice.answers,
    ...openVault,
    ...life,
    'form.describe': practice.answers['form.describe']!,
    'vault.open': () => vault,
    'filing.edit': (request) => {
      if (full) throw new CallError('disk_full');
      return practice.answers['filing.edit']!(request);
    },
  });
  const user = userEvent.setup();
  await user.click(await hook('nav-register'));
  await user.click(await screen.findByText('2026-001'));
  const field = async (): Promise<HTMLInputElement> => {
    await waitFor(() => expect(document.getElementById('f-head.no')).toBeTruthy());
    return document.getElementById('f-head.no') as HTMLInputElement;
  };
  await user.type(await field(), '2026-777');
  await user.click(await hook('lock'));
  await hook('unlock-passphrase');
  expect(wholePage()).not.toContain('2026-777');
  full = false;
  await signIn();
  await waitFor(async () => expect((await field()).value).toBe('2026-777'));
  expect(host.requests('filing.edit').at(-1)).toEqual({ id: 1, path: 'head.no', value: '2026-777' });
  expect(await screen.findByText('잠그기 전에 저장하지 못한 입력 1건을 저장하였습니다.')).toBeTruthy();
});

describe('work that is running', () => {
  function open(jobs: () => number): FakeHost {
    return openWindow({ ...openVault, 'app.status': async (request) => ({ ...(await status!(request)), jobs: jobs() }) });
  }

  test('is waited for behind the curtain, and the lock follows when it has ended', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let jobs = 1;
    const host = open(() => jobs);
    await hook('nav-home');
    vi.advanceTimersByTime(11 * 60_000);
    await hook('curtain-break-off');
    expect((await hook('curtain')).textContent).toContain('작업이 끝나면');
    const before = host.requests('app.status').length;
    vi.advanceTimersByTime(3_000);
    await waitFor(() => expect(host.requests('app.status').length).toBeGreaterThan(before));
    expect(host.requests('vault.lock')).toEqual([]);
    jobs = 0;
    vi.advanceTimersByTime(3_000);
    await hook('unlock-passphrase');
    expect(host.requests('vault.lock')).toHaveLength(1);
  });

  test('can be broken off by whoever wants the vault locked now', async () => {
    const host = open(() => 1);
    (await hook('lock')).click();
    (await hook('curtain-break-off')).click();
    await hook('unlock-passphrase');
    expect(host.requests('vault.lock')).toHaveLength(1);
  });

  test('is also a command that has not been answered, such as a backup', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let done = (): void => undefined;
    const host = openWindow({
      ...openVault,
      'backup.run_due': () => new Promise((resolve) => (done = () => resolve({ made: null }))),
    });
    (await hook('lock')).click();
    await hook('curtain-break-off');
    expect(host.requests('vault.lock')).toEqual([]);
    done();
    vi.advanceTimersByTime(2_000);
    await hook('unlock-passphrase');
  });
});
