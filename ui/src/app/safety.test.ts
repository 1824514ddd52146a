import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { watchIdle } from './idle';
import { faultsOf, hook, openVault, openWindow } from './testDesk';

afterEach(() => vi.useRealTimers());

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
});
