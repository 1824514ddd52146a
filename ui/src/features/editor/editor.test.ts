// The editor as its user meets it, in front of a host that only remembers.

import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost, type PracticeContent } from '../../form/practice';
import { language } from '../../i18n';
import { call, useHost } from '../../ipc/call';
import type { Answers } from '../../ipc/fake';
import PracticeEditor from './PracticeEditor.svelte';

async function open(start: Partial<PracticeContent> = {}, more: Answers = {}) {
  const { host, content } = practiceHost(start, more);
  useHost(host);
  const filing = await FilingController.open(call, 1);
  const onimport = vi.fn();
  render(PracticeEditor, { filing, onimport });
  await tick();
  return { host, content, filing, onimport, user: userEvent.setup() };
}
function field(path: string): HTMLInputElement {
  const element = document.getElementById(`f-${path}`);
  if (!(element instanceof HTMLInputElement)) throw new Error(`no field ${path}`);
  return element;
}

beforeEach(() => {
  // Nothing is laid out here; a table needs some height to show rows.
  Element.prototype.scrollIntoView = vi.fn();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});

describe('a field', () => {
  it('is saved exactly once when it is left, and says so', async () => {
    const { host, user } = await open();
    await user.type(field('head.no'), '2026-001');
    await user.tab();
    await waitFor(() => expect(screen.getByTestId('save-state').dataset.state).toBe('saved'));
    expect(host.requests('filing.edit')).toEqual([{ id: 1, path: 'head.no', value: '2026-001' }]);
  });

  it('that is masked is shown in full for a stated purpose only', async () => {
    const { host, user } = await open(
      { fields: { 'head.no': '2026-0**' }, masked: ['head.no'], status: 'review' },
      { 'filing.unmask': () => ({ value: '2026-001' }) },
    );
    await user.click(screen.getByTestId('unmask-head.no'));
    const show = screen.getByTestId<HTMLButtonElement>('unmask-show');
    expect(show.disabled).toBe(true);
    await user.type(screen.getByTestId('unmask-purpose'), '실명 대조');
    await user.click(show);
    expect((await screen.findByTestId('unmasked')).textContent).toBe('2026-001');
    expect(host.requests('filing.unmask')).toEqual([{ id: 1, path: 'head.no', purpose: '실명 대조' }]);
  });

  it('keeps its text when the language changes under the cursor', async () => {
    const { user } = await open();
    const input = field('head.no');
    await user.type(input, '쓰는 중');
    expect(screen.getByText('가 head.no')).toBeTruthy();
    language.current = 'en';
    await tick();
    expect(screen.getByText('A head.no')).toBeTruthy();
    expect(field('head.no')).toBe(input);
    expect(input.value).toBe('쓰는 중');
    expect(document.activeElement).toBe(input);
  });

  it('is not rewritten by an answer that arrives during a composition', async () => {
    const { host, filing } = await open();
    const input = field('head.no');
    input.focus();
    input.dispatchEvent(new Event('compositionstart'));
    input.value = '하';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await filing.save('head.no', '딴 값');
    await tick();
    expect(input.value).toBe('하');
    input.value = '한';
    input.dispatchEvent(new Event('compositionend'));
    input.blur();
    await filing.settle();
    expect(host.requests('filing.edit').at(-1)).toEqual({ id: 1, path: 'head.no', value: '한' });
    expect(input.value).toBe('한');
  });

  it('shows what cleaning would change, and changes nothing by itself', async () => {
    const preview = { text: '"가"', changes: [{ kind: 'quote', at: 0, before: '“', after: '"' }] };
    const { content, user } = await open({}, { 'text.preview': ({ text }) => (text.includes('“') ? preview : { text, changes: [] }) });
    await user.type(field('head.no'), '“가”');
    await user.tab();
    await screen.findByTestId('tidy-apply');
    expect(content.fields['head.no']).toBe('“가”');
    await user.click(screen.getByTestId('tidy-apply'));
    await waitFor(() => expect(field('head.no').value).toBe('"가"'));
    expect(content.fields['head.no']).toBe('"가"');
  });

  it('says when it could not be saved, and saves on the next try', async () => {
    let works = false;
    const { content, user } = await open({}, {
      'filing.edit': ({ path, value }) => {
        if (!works) throw new Error('disk full');
        content.fields[path] = value ?? '';
        return { value, state: { sections: ['head'], shown: ['head.no'], required: [], can_undo: true, can_redo: false }, row: null };
      },
    });
    await user.type(field('head.no'), '중요');
    await user.tab();
    await waitFor(() => expect(screen.getByTestId('save-state').dataset.state).toBe('failed'));
    expect(field('head.no').value).toBe('중요');
    works = true;
    await user.click(screen.getByTestId('save-retry'));
    await waitFor(() => expect(screen.getByTestId('save-state').dataset.state).toBe('saved'));
    expect(content.fields['head.no']).toBe('중요');
  });
});

describe('findings', () => {
  it('lead to their field on another page', async () => {
    const { user } = await open({ required: ['story.title'] });
    await user.click(await screen.findByTestId('finding-1'));
    await waitFor(() => expect(document.activeElement).toBe(field('story.title')));
    expect(field('story.title').getAttribute('aria-invalid')).toBe('true');
  });

  it('lead to a cell of a table', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ id: `r${at * 2 + 1}`, cells: { asset: 'BTC' } }));
    const { user } = await open({ rows, required: ['moves[r401].value'] });
    await user.click(await screen.findByTestId('finding-1'));
    await waitFor(() => expect(document.activeElement?.id).toBe('f-moves[r401].value'));
  });

  it('are gone through with F8', async () => {
    const { user } = await open({ required: ['head.amount', 'story.title'] });
    await screen.findByTestId('finding-2');
    await user.keyboard('{F8}');
    await waitFor(() => expect(document.activeElement?.id).toBe('f-head.amount'));
    await user.keyboard('{F8}');
    await waitFor(() => expect(document.activeElement?.id).toBe('f-story.title'));
    await user.keyboard('{Shift>}{F8}{/Shift}');
    await waitFor(() => expect(document.activeElement?.id).toBe('f-head.amount'));
  });
});

describe('undo and redo', () => {
  it('act on the filing where nothing unsaved is under the cursor', async () => {
    const { host, user, content } = await open({ fields: { 'head.no': '새 값' } });
    field('head.no').focus();
    content.fields['head.no'] = '옛 값';
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(field('head.no').value).toBe('옛 값'));
    expect(host.requests('filing.undo')).toHaveLength(1);
    await user.click(screen.getByTestId('editor-redo'));
    await waitFor(() => expect(host.requests('filing.redo')).toHaveLength(1));
  });

  it('leave a text that is not yet saved to its own undo', async () => {
    const { host, user } = await open();
    await user.type(field('head.no'), '가');
    await user.keyboard('{Control>}z{/Control}');
    expect(host.requests('filing.undo')).toHaveLength(0);
  });
});

describe('a table', () => {
  const rows = [
    { id: 'r1', cells: { asset: 'BTC', value: '1000000' } },
    { id: 'r2', cells: { asset: 'ETH' } },
  ];
  async function table() {
    const opened = await open({ rows: structuredClone(rows) });
    await opened.user.click(screen.getByTestId('editor-section-moves'));
    await waitFor(() => expect(document.getElementById('f-moves[r1].asset')?.textContent).toBe('BTC'));
    return opened;
  }

  it('is edited in place by keyboard', async () => {
    const { host, user } = await table();
    await user.click(document.getElementById('f-moves[r1].quantity') as HTMLElement);
    await waitFor(() => expect(document.activeElement?.id).toBe('f-moves[r1].quantity'));
    await user.keyboard('1.5{Enter}');
    await waitFor(() => expect(document.activeElement?.id).toBe('f-moves[r2].quantity'));
    expect(host.requests('filing.edit')).toEqual([{ id: 1, path: 'moves[r1].quantity', value: '1.5' }]);
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(document.activeElement?.id).toBe('f-moves[r2].asset'));
    await user.keyboard('{F2}X{Escape}');
    expect(field('moves[r2].asset').value).toBe('ETH');
    expect(host.requests('filing.edit')).toHaveLength(1);
  });

  it('shows its rows anew when something else has filled them in', async () => {
    const { content, filing } = await table();
    (content.rows[0] as (typeof rows)[0]).cells.asset = 'XRP';
    filing.replaced(await call('filing.show', { id: 1 }));
    await waitFor(() => expect(document.getElementById('f-moves[r1].asset')?.textContent).toBe('XRP'));
  });

  it('hands a pasted block to the importer instead of one cell', async () => {
    const { user, onimport } = await table();
    await user.click(document.getElementById('f-moves[r1].quantity') as HTMLElement);
    await waitFor(() => expect(document.activeElement?.id).toBe('f-moves[r1].quantity'));
    await user.paste('1\t2\n3\t4\n');
    expect(onimport).toHaveBeenCalledWith('moves', { text: '1\t2\n3\t4\n', column: 1 });
  });
});
