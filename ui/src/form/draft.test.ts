// A draft loses nothing, saves once, and never cuts a syllable.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft, Drafts, PAUSE_MS, type DraftOptions } from './draft';

function bench(value = '', more: Partial<DraftOptions> = {}) {
  const element = document.createElement('input');
  document.body.append(element);
  const saved: string[] = [];
  const drafts = new Drafts();
  const options: DraftOptions = {
    value,
    drafts,
    save: (text) => {
      saved.push(text);
      return Promise.resolve(text);
    },
    ...more,
  };
  const draft = new Draft(element, options);
  const type = (text: string) => {
    element.value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const compose = (kind: 'compositionstart' | 'compositionend') => element.dispatchEvent(new Event(kind));
  return { element, draft, drafts, options, saved, type, compose };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('a draft', () => {
  it('is saved once when it is left', async () => {
    const { element, saved, type } = bench();
    element.focus();
    type('가나다');
    element.blur();
    await vi.runAllTimersAsync();
    expect(saved).toEqual(['가나다']);
  });

  it('is saved after a pause, and not again when it is left', async () => {
    const { element, saved, type } = bench();
    element.focus();
    type('가');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(saved).toEqual(['가']);
    element.blur();
    await vi.runAllTimersAsync();
    expect(saved).toEqual(['가']);
  });

  it('is not saved when nothing was typed', async () => {
    const { element, saved } = bench('1234567', { show: (text) => `${text}원` });
    element.focus();
    element.blur();
    await vi.runAllTimersAsync();
    expect(saved).toEqual([]);
  });

  it('is saved as it stands in mid-composition when the door is about to close', async () => {
    const { element, options, saved, type, compose } = bench('가');
    element.focus();
    compose('compositionstart');
    type('가나다ㄹ');
    await options.drafts.flush();
    expect(saved).toEqual([]);
    await options.drafts.flush(true);
    expect(saved).toEqual(['가나다ㄹ']);
  });

  it('is never saved nor rewritten in the middle of a composition', async () => {
    const { element, draft, options, saved, type, compose } = bench('가');
    element.focus();
    compose('compositionstart');
    type('가ㄴ');
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 3);
    await draft.commit();
    options.drafts.epoch += 1;
    draft.update({ ...options, value: '다른 글' });
    expect(saved).toEqual([]);
    expect(element.value).toBe('가ㄴ');
    type('가나');
    compose('compositionend');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(saved).toEqual(['가나']);
  });

  it('is saved when it is left in the middle of a composition that never ends', async () => {
    const { element, saved, type, compose } = bench();
    element.focus();
    compose('compositionstart');
    type('나');
    element.blur();
    expect(saved).toEqual([]);
    await vi.runAllTimersAsync();
    expect(saved).toEqual(['나']);
  });

  it('keeps the text under the cursor as typed and shows what was stored on leaving', async () => {
    const { element, saved, type } = bench('', { save: (text) => Promise.resolve(text.trim()) });
    element.focus();
    type('가나 ');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(element.value).toBe('가나 ');
    element.blur();
    await vi.runAllTimersAsync();
    expect(element.value).toBe('가나');
    expect(saved).toEqual([]);
  });

  it('stays dirty when saving failed, and is saved on the next try', async () => {
    let works = false;
    const tried: string[] = [];
    const { element, draft, drafts, type } = bench('', {
      save: (text) => {
        tried.push(text);
        return works ? Promise.resolve(text) : Promise.reject(new Error('disk full'));
      },
    });
    element.focus();
    type('중요');
    element.blur();
    await vi.runAllTimersAsync();
    expect(draft.dirty).toBe(true);
    expect(element.value).toBe('중요');
    works = true;
    await drafts.flush();
    expect(tried).toEqual(['중요', '중요']);
    expect(draft.dirty).toBe(false);
  });

  it('groups digits only while nobody types', async () => {
    const { element, saved, type } = bench('1234567', {
      show: (text) => text.replace(/\B(?=(\d{3})+$)/g, ','),
      read: (text) => text.replaceAll(',', ''),
    });
    expect(element.value).toBe('1,234,567');
    element.focus();
    expect(element.value).toBe('1234567');
    type('12345678');
    element.blur();
    await vi.runAllTimersAsync();
    expect(element.value).toBe('12,345,678');
    expect(saved).toEqual(['12345678']);
  });

  it('takes the text of an undo even under the cursor', () => {
    const { element, draft, options } = bench('새 글');
    element.focus();
    options.drafts.epoch += 1;
    draft.update({ ...options, value: '옛 글' });
    expect(element.value).toBe('옛 글');
  });

  it('is saved when its page is taken away', async () => {
    const { element, draft, saved, type } = bench();
    element.focus();
    type('가');
    draft.destroy();
    await vi.runAllTimersAsync();
    expect(saved).toEqual(['가']);
  });
});
