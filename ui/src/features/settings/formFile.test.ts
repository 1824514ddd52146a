// A form that comes as a file: what it would change is seen first, and what was seen is what is added.

import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { FormPreview, FormSummary } from '../../ipc/generated';
import AddFormDialog from './AddFormDialog.svelte';
import { faultWords, placeOf } from './forms.svelte';

const form = (version: string, more: Partial<FormSummary> = {}): FormSummary => ({
  form: 'sample', version, effective_from: '2027-05-01', effective_to: null, authority: 'kcs', status: 'official', title_ko: '보기 통보서', title_en: 'Sample', cite: '보기규정', hash: version.padEnd(64, '0'), origin: 'added', added: null, ...more,
});
const preview = (path: string, more: Partial<FormPreview> = {}): FormPreview => ({
  path, faults: [], form: form('2'), before: form('1', { origin: 'built_in' }), closes_on: '2027-04-30',
  differences: [{ what: 'no_longer_masked', before: 'subject.name', after: '' }],
  parts: [{ what: 'fields', before: 10, after: 11, added: ['header.new'], removed: [], changed: ['header.old'] }],
  source: '', ...more,
});
const type = (field: string, value: string): Promise<boolean> => fireEvent.input(screen.getByTestId(field), { target: { value } });
const button = (id: string): HTMLButtonElement => screen.getByTestId<HTMLButtonElement>(id);

it('adds what was looked at, with its hash and where it comes from', async () => {
  const onadded = vi.fn();
  const host = new FakeHost({ 'form.preview': ({ path }) => preview(path), 'form.add': () => ({ forms: [form('2')], unread: [] }) });
  useHost(host);
  render(AddFormDialog, { onadded, onclose: () => undefined });
  await type('form-file-path', '/a/own.zip');
  expect(button('form-file-add').disabled).toBe(true);
  await fireEvent.click(screen.getByTestId('form-file-look'));
  await screen.findByText('header.new');
  expect(screen.getByText('subject.name')).toBeTruthy();
  expect(button('form-file-add').disabled, 'its source is not said yet').toBe(true);
  await type('form-file-source', ' 시험 고시 ');
  await fireEvent.click(button('form-file-add'));
  await vi.waitFor(() => expect(onadded).toHaveBeenCalled());
  expect(host.requests('form.add')).toEqual([{ path: '/a/own.zip', hash: form('2').hash, source: '시험 고시' }]);
});

it('shows nothing of one file beside the path of another', async () => {
  useHost(new FakeHost({ 'form.preview': ({ path }) => preview(path) }));
  render(AddFormDialog, { onadded: () => undefined, onclose: () => undefined });
  await type('form-file-path', '/a/own.zip');
  await fireEvent.click(screen.getByTestId('form-file-look'));
  await screen.findByText('header.new');
  await type('form-file-path', '/a/other.zip');
  expect(screen.queryByText('header.new')).toBe(null);
  expect(button('form-file-add').disabled).toBe(true);
});

it('tells each fault with its place, and adds nothing', async () => {
  const faults = [{ file: 'form.toml', line: 7, why: 'overlap', detail: '2027-02 (2027-02-19)' }, { file: 'rules/1.toml', line: 3, why: 'loader', detail: 'unknown field `sevrity`' }];
  useHost(new FakeHost({ 'form.preview': ({ path }) => preview(path, { faults }) }));
  render(AddFormDialog, { onadded: () => undefined, onclose: () => undefined });
  await type('form-file-path', '/a/own.zip');
  await fireEvent.click(screen.getByTestId('form-file-look'));
  const told = await screen.findByTestId('form-file-faults');
  expect(told.textContent).toContain('form.toml:7');
  expect(told.textContent).toContain('2027-02 (2027-02-19)');
  expect(told.textContent).toContain('unknown field `sevrity`');
  expect(screen.queryByTestId('form-file-source')).toBe(null);
  expect(button('form-file-add').disabled).toBe(true);
  expect([placeOf({ file: '', line: 0, why: 'changed', detail: '' }), placeOf({ file: 'a', line: 0, why: '', detail: '' })]).toEqual(['', 'a']);
  expect(faultWords({ file: '', line: 0, why: 'not-known', detail: 'as it is' })).toBe('as it is');
});
