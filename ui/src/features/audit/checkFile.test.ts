// What came of a check is shown beside what was asked, and beside nothing else.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { VerifyView } from '../../ipc/generated';
import { t } from '../../i18n';
import CheckFileDialog from './CheckFileDialog.svelte';

const intactChain: VerifyView = { intact: true, acts: 3, head: '3:ab', first_bad: null, damage: null };

it('shows neither a verdict nor a refusal once the head or the path is another', async () => {
  const host = new FakeHost({
    'chain.check': ({ path }) => {
      if (path.startsWith('/b')) throw new Error('refused');
      return intactChain;
    },
  });
  useHost(host);
  const user = userEvent.setup();
  render(CheckFileDialog, { onclose: () => undefined });
  const dialog = screen.getByTestId('check-file');
  const intact = (): boolean => dialog.textContent.includes(t('audit.intact'));
  const refused = (): boolean => dialog.querySelector('.callout.danger') !== null;
  await user.type(screen.getByTestId('check-path'), '/a.jsonl');
  await user.click(screen.getByTestId('check-go'));
  expect(intact()).toBe(true);
  await user.type(screen.getByTestId('check-head'), '9');
  expect(intact()).toBe(false);
  await user.clear(screen.getByTestId('check-path'));
  await user.type(screen.getByTestId('check-path'), '/b.jsonl');
  await user.click(screen.getByTestId('check-go'));
  expect([refused(), intact()]).toEqual([true, false]);
  await user.type(screen.getByTestId('check-path'), 'x');
  expect([refused(), intact()]).toEqual([false, false]);
});

it('shows no answer beside a question that was typed while it was awaited, and asks one thing at a time', async () => {
  let answer: (view: VerifyView) => void = () => undefined;
  const host = new FakeHost({ 'chain.check': () => new Promise<VerifyView>((done) => (answer = done)) });
  useHost(host);
  const user = userEvent.setup();
  render(CheckFileDialog, { onclose: () => undefined });
  const dialog = screen.getByTestId('check-file');
  await user.type(screen.getByTestId('check-path'), '/a.jsonl');
  await user.click(screen.getByTestId('check-go'));
  await user.type(screen.getByTestId('check-head'), '9');
  await user.type(screen.getByTestId('check-head'), '{Enter}');
  expect(host.requests('chain.check')).toEqual([{ path: '/a.jsonl', head: null }]);
  answer(intactChain);
  await vi.waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('check-go').disabled).toBe(false));
  expect(dialog.textContent).not.toContain(t('audit.intact'));
  await user.clear(screen.getByTestId('check-head'));
  expect(dialog.textContent).toContain(t('audit.intact'));
});
