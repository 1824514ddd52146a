import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { faultsOf, form, home, hook, openVault, openWindow, summary } from './testDesk';

describe('every screen', () => {
  test.each(['home', 'register', 'close', 'ledger', 'audit', 'settings'])('%s has nothing that axe faults, in both languages', async (name) => {
    const user = userEvent.setup();
    openWindow(openVault);
    await user.click(await hook(`nav-${name}`));
    await waitFor(() => expect(screen.queryByText('불러오는 중입니다.')).toBeNull());
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('lang-switch'));
    expect((await hook(`nav-${name}`)).getAttribute('aria-current')).toBe('page');
    expect(await faultsOf()).toEqual([]);
  });

  test('every tab of the settings, too', async () => {
    const user = userEvent.setup();
    openWindow(openVault);
    await user.click(await hook('nav-settings'));
    for (const tab of await screen.findAllByRole('tab')) {
      await user.click(tab);
      expect(await faultsOf(), tab.textContent ?? '').toEqual([]);
    }
  });
});

describe('home', () => {
  test('the days left and, on demand, the days that were counted', async () => {
    const user = userEvent.setup();
    openWindow(openVault);
    expect(await screen.findByText('1영업일 남음')).toBeTruthy();
    await user.click(await hook('home-working'));
    expect(screen.getByText('토요일')).toBeTruthy();
    expect(screen.getByText('D+3')).toBeTruthy();
  });

  test('one form in force is begun at once; several are offered', async () => {
    const user = userEvent.setup();
    const other = { ...form, form: 'other', title_ko: '다른 서식' };
    const host = openWindow({ ...openVault, 'form.list': () => ({ forms: [form, other], unread: [] }) });
    await waitFor(async () => expect((await hook<HTMLButtonElement>('home-new-filing')).disabled).toBe(false));
    await user.click(await hook('home-new-filing'));
    expect((await hook('new-other')).textContent).toContain('다른 서식');
    expect(host.requests('filing.create')).toEqual([]);
    expect(host.requests('form.list')[0]).toEqual({ on: home.today });
  });
});

describe('register', () => {
  async function openRegister() {
    const host = openWindow({
      ...openVault,
      'filing.list': ({ query }) => ({ filings: query === '사기' ? [summary(7)] : [summary(2), summary(1)], total: query === '사기' ? 1 : 2 }),
    });
    await userEvent.setup().click(await hook('nav-register'));
    const box = await hook<HTMLInputElement>('register-search');
    await waitFor(() => expect(host.requests('filing.list')).toHaveLength(1));
    // From here on time stands still, so that a slow machine changes nothing.
    vi.useFakeTimers();
    return { host, box };
  }
  const pause = () => vi.advanceTimersByTimeAsync(1000);
  afterEach(() => {
    vi.useRealTimers();
  });

  test('Hangul being composed is not searched; the finished word is, once', async () => {
    const { host, box } = await openRegister();
    await fireEvent.compositionStart(box);
    for (const part of ['ㅅ', '사', '삭', '사기']) {
      await fireEvent.input(box, { target: { value: part }, isComposing: true });
    }
    await fireEvent.keyDown(box, { key: 'ArrowDown', keyCode: 229 });
    await fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
    await pause();
    expect(host.requests('filing.list'), 'nothing is asked in the middle of a syllable').toHaveLength(1);
    expect(box.value, 'a key of the input method does not clear the box').toBe('사기');

    await fireEvent.compositionEnd(box);
    await pause();
    expect(host.requests('filing.list')).toHaveLength(2);
    expect(host.requests('filing.list')[1]).toMatchObject({ query: '사기', before: null });
    expect(screen.getByText('모두 1건')).toBeTruthy();
  });

  test('quick typing is one question', async () => {
    const { host, box } = await openRegister();
    for (const part of ['a', 'ab', 'abc']) await fireEvent.input(box, { target: { value: part } });
    await pause();
    expect(host.requests('filing.list').map((one) => one.query)).toEqual([null, 'abc']);
  });

  test('a status narrows the list, and no result says what to try', async () => {
    const user = userEvent.setup();
    const host = openWindow({ ...openVault, 'filing.list': ({ status }) => ({ filings: status ? [] : [summary(1)], total: status ? 0 : 1 }) });
    await user.click(await hook('nav-register'));
    await user.click(await screen.findByRole('radio', { name: '제출됨' }));
    expect(await screen.findByText('찾는 신고서가 없습니다.')).toBeTruthy();
    expect(host.requests('filing.list')[1]).toMatchObject({ status: 'submitted' });
  });
});

describe('month close', () => {
  test('the home line leads to the month, which says what is next, and becomes a report once', async () => {
    const user = userEvent.setup();
    const host = openWindow(openVault);
    await user.click(await hook('home-close'));
    expect((await hook('close-count')).textContent).toBe('2');
    expect(host.requests('close.show')).toEqual([{ month: '2026-10' }]);
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('환율');
    await user.click(await hook('close-create'));
    expect(host.requests('close.create')).toEqual([{ month: '2026-10', ids: [] }]);
  });
});

describe('ledger', () => {
  test('every tab is free of faults, and a pattern is answered with what was written', async () => {
    const user = userEvent.setup();
    const host = openWindow(openVault);
    await user.click(await hook('nav-ledger'));
    for (const tab of await screen.findAllByRole('tab')) {
      await user.click(tab);
      expect(await faultsOf(), tab.textContent ?? '').toEqual([]);
    }
    await user.click(screen.getAllByRole('tab')[1] as HTMLElement);
    expect((await hook('flag')).textContent).toContain('12,320.00');
    expect((await hook<HTMLButtonElement>('flag-answer')).disabled).toBe(true);
    await user.type(await hook('flag-comment'), '계약서로 확인');
    await user.click(await hook('flag-answer'));
    expect(host.requests('flag.answer')).toEqual([{ flag: 'ab'.repeat(32), pattern: 'R1', comment: '계약서로 확인' }]);
  });
});

describe('audit trail', () => {
  test('the verdict names the first act that does not fit', async () => {
    const user = userEvent.setup();
    openWindow({ ...openVault, 'vault.verify': () => ({ intact: false, acts: 4, head: '', first_bad: 5, damage: 'altered' }) });
    await user.click(await hook('nav-audit'));
    await user.click(await hook('audit-verify'));
    expect((await hook('audit-result')).textContent).toContain('5번');
  });
});

describe('keyboard', () => {
  test('shortcuts go by the place of the key and keep quiet while a syllable is composed', async () => {
    openWindow(openVault);
    await hook('nav-home');
    await fireEvent.keyDown(window, { code: 'Digit2', key: '2', altKey: true, isComposing: true });
    expect((await hook('nav-home')).getAttribute('aria-current')).toBe('page');
    await fireEvent.keyDown(window, { code: 'Digit2', key: '2', altKey: true });
    await waitFor(async () => expect((await hook('nav-register')).getAttribute('aria-current')).toBe('page'));
    await fireEvent.keyDown(window, { code: 'Slash', key: '?', shiftKey: true });
    expect((await hook('shortcut-help')).hasAttribute('open')).toBe(true);
  });
});
