import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../ipc/generated';
import { CallError } from '../ipc/host';
import { faultsOf, hook, openVault, openWindow, vault } from './testDesk';

const closed = { ...openVault, 'app.status': () => ({ version: '0', now: '2026-11-20T11:00:00+09:00', vault: null, vault_dir: '/tmp/vault', vault_exists: true, jobs: 0 }) };

describe('unlock', () => {
  test.each<[ErrorCode, Record<string, string>, string]>([
    ['wrong_passphrase', {}, '복구 코드'],
    ['vault_held', { holder: 'OFFICE-PC3', since: '09:12' }, 'OFFICE-PC3'],
    ['vault_damaged', { what: 'store.db' }, '백업'],
    ['vault_newer', {}, '최신 판'],
  ])('%s says what happened and what to do', async (code, params, words) => {
    const user = userEvent.setup();
    openWindow({ ...closed, 'vault.open': () => Promise.reject(new CallError(code, params)) });
    await user.type(await hook('unlock-passphrase'), 'a passphrase');
    await user.click(await hook('unlock-open'));
    expect((await hook('unlock-error')).textContent).toContain(words);
    expect(await faultsOf()).toEqual([]);
  });

  test('the right passphrase opens the vault, and locking closes it again', async () => {
    const user = userEvent.setup();
    const host = openWindow({ ...closed, 'vault.open': () => vault });
    await user.type(await hook('unlock-passphrase'), 'right{Enter}');
    expect(host.requests('vault.open')).toEqual([{ dir: '/tmp/vault', passphrase: 'right', user: null }]);
    await user.click(await hook('lock'));
    expect((await hook<HTMLInputElement>('unlock-passphrase')).value).toBe('');
    expect(host.requests('vault.lock')).toHaveLength(1);
  });

  test('where several people can open it, who signs in is chosen', async () => {
    const user = userEvent.setup();
    const host = openWindow({ ...closed, 'vault.users': () => ({ users: ['김담당', '박책임'] }), 'vault.open': () => vault });
    await user.selectOptions(await hook('unlock-user'), '박책임');
    expect(await faultsOf()).toEqual([]);
    await user.type(await hook('unlock-passphrase'), 'right{Enter}');
    expect(host.requests('vault.open')).toEqual([{ dir: '/tmp/vault', passphrase: 'right', user: '박책임' }]);
  });

  test('a command that finds the vault locked leads here', async () => {
    openWindow({ ...openVault, 'home.show': () => Promise.reject(new CallError('vault_locked')) });
    expect(await hook('unlock-open')).toBeTruthy();
  });
});
