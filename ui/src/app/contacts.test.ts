import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { ContactView } from '../ipc/generated';
import { faultsOf, hook, openVault, openWindow, summary } from './testDesk';

const inspection: ContactView = {
  id: 2, filing: null, document_no: null, kind: 'inspection', happened_at: '2026-11-19T10:00:00+09:00', channel: 'visit', official: '가조사', office: '기획행정실',
  verified: '공무원증 확인', content: '내부통제 점검', material: '보고 대장 사본', recorded_at: '2026-11-19T11:00:00+09:00', actor: '김담당',
};
const call: ContactView = { ...inspection, id: 1, filing: 7, document_no: '2026-007', kind: 'inquiry', channel: 'phone', content: '자금 흐름을 물음', material: '' };

function openContacts() {
  return openWindow({
    ...openVault,
    'contact.list': () => ({ contacts: [inspection, call] }),
    'contact.add': () => ({ contacts: [] }),
    'contact.print': () => ({ base64: btoa('%PDF-1.7'), sha256: 'ab'.repeat(32), pages: 1, file_name: 'contacts.pdf' }),
    'filing.list': ({ query }) => ({ filings: query === '2026-007' ? [summary(7), summary(70, { document_no: '2026-0070' })] : [], total: 0 }),
  });
}

describe('contacts and inspections', () => {
  test('every contact of the institution is listed, and printed', async () => {
    const user = userEvent.setup();
    const host = openContacts();
    await user.click(await hook('nav-contacts'));
    const rows = (await hook('contacts')).querySelectorAll('tbody tr');
    expect([...rows].map((row) => row.textContent).join()).toMatch(/기관 전체.*내부통제 점검.*2026-007.*자금 흐름을 물음/s);
    expect(host.requests('contact.list')).toEqual([{ filing: null }]);
    expect(await faultsOf()).toEqual([]);
    await user.click(await hook('contacts-print'));
    await hook('contacts-paper');
    expect(host.requests('contact.print')).toEqual([{ filing: null }]);
  });

  test('an inspection is written down without a filing; a contact about one names it', async () => {
    const user = userEvent.setup();
    const host = openContacts();
    await user.click(await hook('nav-contacts'));
    const write = async (number: string, kind: string) => {
      await user.click(await hook('contacts-add'));
      await user.selectOptions(await hook('contact-kind'), kind);
      await fireEvent.input(await hook('contact-filing'), { target: { value: number } });
      for (const [name, text] of [['official', '가조사'], ['verified', '되걸어 확인'], ['content', '점검'], ['material', '대장']] as const) await fireEvent.input(await hook(`contact-${name}`), { target: { value: text } });
      await user.click(await hook('contact-save'));
    };
    await write('', 'inspection');
    await waitFor(() => expect(screen.queryByTestId('contact-content')).toBeNull());
    await write('2026-007', 'inquiry');
    await waitFor(() => expect(screen.queryByTestId('contact-content')).toBeNull());
    expect(host.requests('contact.add').map((one) => [one.filing, one.kind])).toEqual([[null, 'inspection'], [7, 'inquiry']]);
    await write('2026-00', 'inquiry');
    expect(await faultsOf(await hook('contact-dialog'))).toEqual([]);
    expect(await screen.findByText('이 문서번호의 보고서를 찾지 못하였습니다.')).toBeTruthy();
    expect(host.requests('contact.add')).toHaveLength(2);
    // Not without a filing: the formal report that follows an emergency one is awaited for it.
    await user.clear(await hook('contact-filing'));
    await user.selectOptions(await hook('contact-kind'), 'emergency');
    expect((await hook<HTMLButtonElement>('contact-save')).disabled).toBe(true);
  });
});
