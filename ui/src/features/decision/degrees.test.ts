import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceForm, practiceHost } from '../../form/practice';
import { language } from '../../i18n';
import { call, useHost } from '../../ipc/call';
import { CallError } from '../../ipc/host';
import type { FormView } from '../../ipc/generated';
import ApproveDialog from './ApproveDialog.svelte';

const degree = (path: string) => ({ path, spec: '', kind: 'code', max: null, codes: 'suspicion-degree', provisional: false, personal: false, cite: '별지' });
const graded: FormView = {
  ...practiceForm,
  sections: [...practiceForm.sections, { id: 'story', spec: 'IV', table: null, supplement: false, fields: [degree('story.branch'), degree('story.head')] }],
  codes: { ...practiceForm.codes, 'suspicion-degree': [{ value: '4', ko: '보통 이상 의심', en: 'More than ordinary', provisional: true }] },
};

async function decide(form: FormView): Promise<void> {
  language.current = 'ko';
  const { host } = practiceHost(
    { fields: { 'story.head': '4' } },
    { 'form.describe': () => form, 'deadline.show': () => Promise.reject(new CallError('past_calendar')) },
  );
  useHost(host);
  const filing = await FilingController.open(call, 1);
  render(ApproveDialog, { filing, onclose: () => {}, ondone: () => {} });
  await screen.findByTestId('approve-dialog');
}

test('the officer decides with both degrees of suspicion in sight', async () => {
  await decide(graded);
  const lines = [...screen.getByTestId('approve-degrees').querySelectorAll('dd')].map((line) => line.textContent);
  expect(lines).toEqual(['기재하지 않음', '4 · 보통 이상 의심']);
});

test('a form without degrees shows none', async () => {
  await decide(practiceForm);
  expect(screen.queryByTestId('approve-degrees')).toBeNull();
});
