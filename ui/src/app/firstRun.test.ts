import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { CallError } from '../ipc/host';
import type { Answers } from '../ipc/fake';
import { faultsOf, hook, openVault, openWindow, vault } from './testDesk';

const fresh: Answers = {
  ...openVault,
  'app.status': () => ({ version: '0', now: '2026-11-20T11:00:00+09:00', vault: null, vault_dir: '/tmp/vault', vault_exists: false, jobs: 0 }),
  'vault.create': () => ({ vault, recovery_code: 'AAAA-BBBB-CCCC-DDDD' }),
};

async function fillIn(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  const entries = {
    institution: '주식회사 보기',
    officer: '박책임',
    contact: '김담당',
    phone: '02-000-0000',
    user: '김담당',
    passphrase: 'maple river copper lantern',
    passphrase2: 'maple river copper lantern',
  };
  for (const [name, text] of Object.entries(entries)) await user.type(await hook(`firstrun-${name}`), text);
}

describe('first run', () => {
  test('a vault is created, its recovery code confirmed, and the home screen opens', async () => {
    const user = userEvent.setup();
    const host = openWindow(fresh);
    await fillIn(user);
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('firstrun-create'));

    expect((await hook('recovery-code')).textContent).toContain('AAAA-BBBB-CCCC-DDDD');
    expect(await faultsOf()).toEqual([]);
    await user.type(await hook('recovery-group-1'), 'wrong');
    await user.click(await hook('recovery-continue'));
    expect(screen.queryByTestId('home-new-filing'), 'a code that is not on paper does not let pass').toBeNull();

    await user.clear(await hook('recovery-group-1'));
    await user.type(await hook('recovery-group-1'), 'bbbb');
    await user.type(await hook('recovery-group-2'), 'ＤＤＤＤ');
    await user.click(await hook('recovery-continue'));
    expect(await hook('home-new-filing')).toBeTruthy();
    expect(host.requests('vault.create')).toEqual([
      {
        dir: '/tmp/vault',
        user: '김담당',
        passphrase: 'maple river copper lantern',
        profile: {
          institution_name: '주식회사 보기',
          institution_address: '',
          officer_name: '박책임',
          contact_name: '김담당',
          contact_phone: '02-000-0000',
          internal_target: null,
        },
        separate_duties: false,
        small_firm_reason: '신고 업무를 맡은 사람이 한 명입니다.',
      },
    ]);
  });

  test('what is missing is said at its field, and the first such field has the focus', async () => {
    const user = userEvent.setup();
    const host = openWindow(fresh);
    await user.click(await hook('firstrun-create'));
    expect(document.activeElement).toBe(await hook('firstrun-institution'));
    expect((await hook('firstrun-institution')).getAttribute('aria-invalid')).toBe('true');
    expect(host.requests('vault.create')).toEqual([]);
  });

  test('one person does everything for a reason that is said', async () => {
    const user = userEvent.setup();
    const host = openWindow(fresh);
    await fillIn(user);
    await user.clear(await hook('firstrun-duty-reason'));
    await user.click(await hook('firstrun-create'));
    expect(document.activeElement).toBe(await hook('firstrun-duty-reason'));
    expect(host.requests('vault.create')).toEqual([]);
  });

  test('a refusal keeps what was typed and says what to do', async () => {
    const user = userEvent.setup();
    openWindow({ ...fresh, 'vault.create': () => Promise.reject(new CallError('folder_not_empty')) });
    await fillIn(user);
    await user.click(await hook('firstrun-create'));
    expect((await hook('firstrun-error')).textContent).toContain('빈 폴더를 선택');
    expect((await hook<HTMLInputElement>('firstrun-institution')).value).toBe('주식회사 보기');
  });

  test('the practice vault opens with one press and shows its passphrase', async () => {
    const user = userEvent.setup();
    let built = false;
    openWindow({
      ...fresh,
      'app.status': () => ({ version: '0', now: '2026-11-20T11:00:00+09:00', vault: built ? { ...vault, practice: true } : null, vault_dir: '/tmp/vault', vault_exists: false, jobs: 0 }),
      'demo.create': ({ dir }) => {
        built = true;
        return { vault_dir: `${dir}/vault`, passphrase: 'for practice', pdfs: [] };
      },
    });
    await user.click(await hook('firstrun-demo'));
    expect(await hook('home-new-filing')).toBeTruthy();
    expect(screen.getByText(/for practice/)).toBeTruthy();
    expect(screen.getByText('연습용')).toBeTruthy();
  });
});
