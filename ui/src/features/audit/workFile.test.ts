import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost, type Answers } from '../../ipc/fake';
import { CallError } from '../../ipc/host';
import WorkFileDialog from './WorkFileDialog.svelte';
import { proposedName } from './workFile';

const done = { path: '/tmp/out', sha256: 'ab'.repeat(32) };
function open(answers: Answers) {
  const host = new FakeHost(answers);
  useHost(host);
  render(WorkFileDialog, { onclose: vi.fn() });
  return { host, user: userEvent.setup(), go: () => screen.getByTestId<HTMLButtonElement>('work-go') };
}
const kind = (name: string) => screen.getByRole('radio', { name });

describe('a file outside the vault', () => {
  test('is sealed with the key that is named; its passphrase is forgotten', async () => {
    const { host, user, go } = open({ 'pdf.sign': () => done });
    expect(go().disabled).toBe(true);
    await user.type(screen.getByTestId('work-path'), '/home/a/str-1.pdf');
    expect(go().disabled, 'without a key').toBe(true);
    await user.type(screen.getByTestId('work-key'), '/home/a/firm.p12');
    await user.type(screen.getByTestId('work-key-secret'), 'key words');
    await user.click(go());
    expect((await screen.findByTestId('work-done')).textContent).toContain(done.sha256);
    const seal = { pkcs12: '/home/a/firm.p12', certificate: null, key: null, passphrase: 'key words', keep: false, name: null, reason: '', tsa: null };
    expect(host.requests('pdf.sign')).toEqual([{ path: '/home/a/str-1.pdf', out: '/tmp/str-1-signed.pdf', seal }]);
    expect(screen.getByTestId<HTMLInputElement>('work-key-secret').value).toBe('');
  });

  test('is sealed with a passphrase of the keychain, where the user had it kept there, until it is deleted', async () => {
    const keychain = { available: true, kept: false };
    const { host, user, go } = open({
      'pdf.kept_passphrase': () => ({ ...keychain }),
      'pdf.sign': ({ seal }) => ((keychain.kept ||= seal.keep), done),
      'pdf.forget_passphrase': () => ((keychain.kept = false), {}),
    });
    const sent = () => host.requests('pdf.sign').map(({ seal }) => [seal.passphrase, seal.keep]);
    await user.type(screen.getByTestId('work-path'), '/home/a/str-1.pdf');
    await user.type(screen.getByTestId('work-key'), '/home/a/firm.p12');
    await user.type(screen.getByTestId('work-key-secret'), 'key words');
    await user.click(await screen.findByTestId('work-keep'));
    await user.click(go());
    await user.click(await screen.findByTestId('work-forget').then(() => go()));
    await user.click(screen.getByTestId('work-forget'));
    await screen.findByTestId('work-keep');
    await user.click(go());
    expect(sent()).toEqual([
      ['key words', true],
      [null, false],
      ['', false],
    ]);
  });

  test('gives the request for its timestamp, and takes the answer from a file or an address, not both', async () => {
    const { host, user, go } = open({ 'pdf.timestamp_request': () => ({ base64: '' }), 'pdf.timestamp': () => done });
    await user.type(screen.getByTestId('work-path'), '/home/a/s.pdf');
    await user.click(kind('시점확인 요청'));
    await user.click(go());
    expect(host.requests('pdf.timestamp_request')).toEqual([{ path: '/home/a/s.pdf', out: '/tmp/s.tsq' }]);
    await user.click(kind('시점확인 넣기'));
    expect(screen.queryByTestId('work-done'), 'what was made before').toBeNull();
    expect(go().disabled).toBe(true);
    await user.type(screen.getByTestId('work-token'), '/home/a/s.tsr');
    await user.type(screen.getByTestId('work-address'), 'http://tsa.example');
    expect(go().disabled).toBe(true);
    await user.clear(screen.getByTestId('work-address'));
    await user.click(go());
    expect(host.requests('pdf.timestamp')).toEqual([{ path: '/home/a/s.pdf', out: '/tmp/s-stamped.pdf', token: '/home/a/s.tsr', address: null }]);
  });

  test('is decrypted, and a wrong passphrase says so', async () => {
    let right = false;
    const { host, user, go } = open({
      'file.decrypt': () => {
        if (!right) throw new CallError('wrong_passphrase');
        return done;
      },
    });
    await user.click(kind('암호 풀기'));
    await user.type(screen.getByTestId('work-path'), 'C:\\받은 것\\str-1.pdf.age');
    await user.type(screen.getByTestId('work-passphrase'), 'long words for it');
    await user.click(go());
    await screen.findByTestId('work-fault');
    right = true;
    await user.click(go());
    await screen.findByTestId('work-done');
    expect(host.requests('file.decrypt').at(-1)).toEqual({ path: 'C:\\받은 것\\str-1.pdf.age', out: '/tmp/str-1.pdf', passphrase: 'long words for it' });
  });

  test('is never proposed to be written over', () => {
    for (const path of ['/a/x.pdf', 'x.PDF.age', '/a/plain']) {
      for (const work of ['sign', 'ask', 'stamp', 'decrypt'] as const) expect(proposedName(work, path)).not.toBe(path.split('/').at(-1));
    }
  });
});
