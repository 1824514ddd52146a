// Files that are dropped together are all added, also when one of them is asked about.

import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { call, useHost } from '../../ipc/call';
import { CallError } from '../../ipc/host';
import AttachmentsPanel from './AttachmentsPanel.svelte';
import { EditorController } from './editor.svelte';

it('goes on with the others after one was left out or could not be read', async () => {
  const list = { attachments: [], kinds: [{ value: 'other', ko: '기타', en: 'Other', provisional: false }] };
  const { host } = practiceHost({}, {
    'attachment.list': () => list,
    'attachment.add': ({ name, accept_warning }) => {
      if (name.startsWith('odd') && !accept_warning) throw new CallError('attachment_warning', { warning: 'type_mismatch' });
      return list;
    },
  });
  useHost(host);
  const editor = new EditorController(await FilingController.open(call, 1));
  render(AttachmentsPanel, { editor });
  const user = userEvent.setup();
  // The files of jsdom cannot be read; a folder cannot be read anywhere.
  const file = (name: string, read = () => Promise.resolve(new ArrayBuffer(1))) => Object.assign(new File([], name), { arrayBuffer: read });
  const folder = file('folder', () => Promise.reject(new Error('is a folder')));
  const files = [file('odd-1.pdf'), folder, file('plain.txt'), file('odd-2.pdf')];
  await fireEvent.drop(screen.getByRole('region'), { dataTransfer: { files } });
  await screen.findByTestId('files-warning');
  await user.click(screen.getByRole('button', { name: '첨부하지 않음' }));
  await user.click(await screen.findByTestId('files-accept'));
  await vi.waitFor(() => expect(host.requests('attachment.add').map((one) => [one.name, one.accept_warning])).toEqual([
    ['odd-1.pdf', false], ['plain.txt', false], ['odd-2.pdf', false], ['odd-2.pdf', true],
  ]));
  expect(editor.fault).toMatchObject({ code: 'file_unreadable', params: { path: 'folder' } });
});
