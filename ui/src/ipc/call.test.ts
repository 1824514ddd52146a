import { expect, test } from 'vitest';
import { call, CallError, onLocked, toBase64, useHost } from './call';
import { errorTable, inWords } from './errors';
import { FakeHost } from './fake';
import { texts } from '../i18n/texts';

test('a failure is always a CallError with its code and values', async () => {
  useHost(
    new FakeHost({
      // The shell rejects with plain data, as it comes over the wire.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      'vault.lock': () => Promise.reject({ code: 'disk_full', params: {} }),
      'app.status': () => Promise.reject(new Error('socket closed')),
    }),
  );
  await expect(call('vault.lock', {})).rejects.toMatchObject({ code: 'disk_full' });
  await expect(call('app.status', {})).rejects.toMatchObject({ code: 'internal', params: { problem: 'socket closed' } });
});

test('a locked vault is announced to whoever listens', async () => {
  let heard = 0;
  const stop = onLocked(() => (heard += 1));
  useHost(new FakeHost({ 'home.show': () => Promise.reject(new CallError('vault_locked')) }));
  await expect(call('home.show', {})).rejects.toBeInstanceOf(CallError);
  stop();
  await expect(call('home.show', {})).rejects.toBeInstanceOf(CallError);
  expect(heard).toBe(1);
});

test('bytes become base64 whatever their number', () => {
  // RFC 4648, section 10.
  expect(toBase64(new TextEncoder().encode('foobar'))).toBe('Zm9vYmFy');
  expect(toBase64(new Uint8Array(200_000)).length).toBe(266_668);
});

test('every error says what happened and what to do, and no text is left over', () => {
  const named = Object.values(errorTable).flatMap((entry) => [entry.text, entry.todo]);
  const keys = named.map((key) => key.slice('error.'.length));
  // `code.why` says more closely why a code was given; both languages have the same keys by another test.
  const closer = (key: string): boolean => !keys.includes(key) && keys.includes(key.split('.')[0] ?? '');
  expect(keys.sort()).toEqual(Object.keys(texts.ko['error']!).filter((key) => !closer(key)).sort());
});

test('an error is put into words with its values', () => {
  const words = inWords(new CallError('vault_held', { holder: 'OFFICE-PC3', since: '09:12' }));
  expect(words.text).toContain('OFFICE-PC3');
  expect(words.severity).toBe('warning');
  expect(inWords('odd')).toMatchObject({ code: 'internal' });
});
