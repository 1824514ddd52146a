import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallError } from '../ipc/call';
import { watchIdle } from './idle';
import { faultsOf, hook, openVault, openWindow, people, vault } from './testDesk';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('idle lock', () => {
  test('comes once, when nothing was touched for so many minutes, and at once after sleep', () => {
    vi.useFakeTimers();
    let now = 0;
    const onidle = vi.fn();
    const stop = watchIdle(() => 10, onidle, () => now);
    const pass = (seconds: number): void => {
      now += seconds * 1000;
      vi.advanceTimersByTime(seconds * 1000);
    };
    pass(595);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    pass(595);
    expect(onidle).not.toHaveBeenCalled();
    // The computer slept an hour: the next look tells.
    now += 3_600_000;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(onidle).toHaveBeenCalledTimes(1);
    pass(3600);
    expect(onidle).toHaveBeenCalledTimes(1);
    stop();
  });
});

test('the page of the first sign-in is locked too, when nobody is there', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const given = { ...vault, must_change: true };
  const status = { version: '0', now: '2026-11-20T11:00:00+09:00', vault: given, vault_dir: vault.dir, vault_exists: true, jobs: 0 };
  const host = openWindow({ ...openVault, 'app.status': () => status });
  await hook('first-present');
  vi.advanceTimersByTime(11 * 60_000);
  await hook('unlock-passphrase');
  expect(host.requests('vault.lock')).toHaveLength(1);
});

describe('the curtain', () => {
  test('comes down over an open dialog, last of all in the top layer, and nothing opens it', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const shown = vi.spyOn(HTMLDialogElement.prototype, 'showModal');
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    let done = (): void => undefined;
    const host = openWindow({ ...openVault, 'vault.lock': () => new Promise((resolve) => (done = () => resolve({}))) });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '사용자' }));
    await user.click(await hook('people-add'));
    await hook('person-name');
    vi.advanceTimersByTime(11 * 60_000);
    const curtain = await hook<HTMLDialogElement>('curtain');
    expect(shown.mock.contexts.at(-1)).toBe(curtain);
    const cover = await hook('cover');
    expect(cover.inert && cover.classList.contains('covered') && cover.contains(await hook('person-name'))).toBe(true);
    expect(cover.contains(curtain), 'what hides is not hidden').toBe(false);
    expect(await faultsOf(curtain)).toEqual([]);
    curtain.close();
    expect(curtain.open).toBe(true);
    await waitFor(() => expect(host.requests('vault.lock')).toHaveLength(1));
    done();
    await hook('unlock-passphrase');
    await waitFor(() => expect(screen.queryByTestId('curtain')).toBeNull());
  });

  test('stays while the vault could not be locked, and locking is tried again until it is', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let tries = 0;
    const host = openWindow({
      ...openVault,
      'vault.lock': () => {
        tries += 1;
        if (tries < 4) throw new CallError('disk_full');
        return {};
      },
    });
    await hook('nav-home');
    vi.advanceTimersByTime(11 * 60_000);
    await hook('curtain-fault');
    expect((await hook('cover')).inert).toBe(true);
    // By itself, then by hand, then by itself again.
    vi.advanceTimersByTime(6_000);
    await waitFor(() => expect(tries).toBe(2));
    await hook('curtain-fault');
    (await hook('curtain-again')).click();
    await waitFor(() => expect(tries).toBe(3));
    await hook('curtain-fault');
    vi.advanceTimersByTime(6_000);
    await hook('unlock-passphrase');
    expect(host.requests('vault.lock')).toHaveLength(4);
    await waitFor(() => expect(screen.queryByTestId('curtain')).toBeNull());
    expect((await hook('cover')).inert).toBe(false);
  });
});

describe('keys and backups', () => {
  test('a passphrase is changed, and a key is given to whoever has none', async () => {
    const user = userEvent.setup();
    const view = { holders: ['김담당', '박검토'], without_key: [], keeps: true, idle_minutes: 10 };
    const host = openWindow({ ...openVault, 'key.change_passphrase': () => view, 'key.add_user': () => view });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '보안' }));
    await user.type(await hook('own-present'), 'old words');
    await user.type(await hook('own-fresh'), 'new words of mine');
    await user.type(await hook('own-again'), 'new words of mine');
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('own-change'));
    expect(host.requests('key.change_passphrase')).toEqual([{ present: 'old words', passphrase: 'new words of mine' }]);
  });

  test('a passphrase that was made up is replaced before anything is shown', async () => {
    const user = userEvent.setup();
    const given = { ...vault, must_change: true };
    const status = { version: '0', now: '2026-11-20T11:00:00+09:00', vault: given, vault_dir: vault.dir, vault_exists: true, jobs: 0 };
    const view = { holders: ['김담당'], without_key: [], keeps: false, idle_minutes: 10 };
    const host = openWindow({ ...openVault, 'app.status': () => status, 'key.change_passphrase': () => view });
    await user.type(await hook('first-present'), 'K7QX-0M3V-9RTB-W5ZD');
    await user.type(await hook('first-fresh'), 'new words of mine');
    await user.type(await hook('first-again'), 'new words of mine');
    expect(await faultsOf()).toEqual([]);
    expect(host.requests('home.show')).toEqual([]);
    await user.click(await hook('first-change'));
    await hook('nav-settings');
    expect(host.requests('key.change_passphrase')).toEqual([{ present: 'K7QX-0M3V-9RTB-W5ZD', passphrase: 'new words of mine' }]);
  });

  test('a new user gets a passphrase that is shown once', async () => {
    const user = userEvent.setup();
    const host = openWindow({ ...openVault, 'user.add': () => ({ people, one_time: 'K7QX-0M3V-9RTB-W5ZD' }) });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '사용자' }));
    await user.click(await hook('people-add'));
    await user.type(await hook('person-name'), '나작성');
    await user.type(await hook('person-reason'), '입사');
    await user.click(await hook('person-save'));
    expect((await hook('one-time-passphrase')).textContent).toBe('K7QX-0M3V-9RTB-W5ZD');
    expect(await faultsOf()).toEqual([]);
    expect(host.requests('user.add')[0]?.passphrase).toBe(null);
    await user.click(await hook('one-time-done'));
    expect(screen.queryByTestId('one-time-passphrase')).toBe(null);
  });

  test('the access log tells who looked and who could not sign in', async () => {
    const user = userEvent.setup();
    const entry = { at: '2026-11-19T10:00:00+09:00', who: '', what: 'sign_in.failed', subject: 'vault', purpose: '' };
    openWindow({ ...openVault, 'access.list': () => ({ whole: false, entries: [entry] }) });
    await user.click(await hook('nav-audit'));
    await user.click(await screen.findByRole('radio', { name: '접속기록' }));
    await hook('access-broken');
    expect(await faultsOf()).toEqual([]);
  });

  test('a backup is made and a restore is practised', async () => {
    const user = userEvent.setup();
    const done = { path: '/tmp/b/1', bytes: '1572864', files: 2, head: '12:ab', millis: 900 };
    const host = openWindow({ ...openVault, 'backup.create': () => done, 'backup.drill': () => done });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '백업' }));
    await user.click(await hook('backup-now'));
    expect(host.requests('backup.create')).toEqual([{ folder: null }]);
    await user.click(await hook('backup-drill'));
    await user.type(await hook('drill-secret'), 'right words');
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('drill-start'));
    expect(host.requests('backup.drill')).toEqual([{ path: '/tmp/b/1', passphrase: 'right words' }]);
  });

  test('one backup goes to another folder, without a change of the settings', async () => {
    const user = userEvent.setup();
    const done = { path: '/media/usb/20261120', bytes: '1572864', files: 2, head: '12:ab', millis: 900 };
    const host = openWindow({ ...openVault, 'backup.create': () => done });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '백업' }));
    await user.click(await hook('backup-elsewhere'));
    expect((await hook<HTMLButtonElement>('elsewhere-start')).disabled).toBe(true);
    await user.type(await hook('elsewhere-folder'), '/media/usb');
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('elsewhere-start'));
    expect(host.requests('backup.create')).toEqual([{ folder: '/media/usb' }]);
    expect(await screen.findByText(/위치: \/media\/usb\/20261120/)).toBeTruthy();
    expect(host.requests('backup.save_settings')).toEqual([]);
  });

  test('a backup is restored from the settings, and the restored vault is opened next', async () => {
    const user = userEvent.setup();
    const restored = { dir: '/tmp/new', made_at: '2026-11-19T09:00:00+09:00', head: '12:ab', kept: '/tmp/b/2' };
    let fails = true;
    const host = openWindow({
      ...openVault,
      'backup.restore': () => {
        if (fails) throw new CallError('wrong_passphrase');
        return restored;
      },
    });
    await user.click(await hook('nav-settings'));
    await user.click(await screen.findByRole('tab', { name: '백업' }));
    await user.click(await hook('backup-restore'));
    expect((await hook<HTMLInputElement>('restore-path')).value).toBe('/tmp/b/1');
    expect((await hook('restore-dialog')).textContent).toContain('먼저 백업하고');
    await user.type(await hook('restore-dir'), '/tmp/new');
    await user.type(await hook('restore-secret'), 'right words');
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('restore-start'));
    await hook('restore-error');
    expect(screen.queryByTestId('unlock-passphrase'), 'the vault that was open stays open').toBeNull();
    fails = false;
    await user.click(await hook('restore-start'));
    await hook('unlock-passphrase');
    expect(host.requests('backup.restore').at(-1)).toEqual({ path: '/tmp/b/1', dir: '/tmp/new', user: null, passphrase: 'right words' });
    expect((await hook<HTMLInputElement>('unlock-dir')).value).toBe('/tmp/new');
  });
});
