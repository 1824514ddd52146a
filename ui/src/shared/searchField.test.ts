// A search waits a moment after the last key, for a syllable that is being composed, and for nobody who has left.

import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import SearchField from './SearchField.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(atOnce = false) {
  const found: string[] = [];
  const { unmount } = render(SearchField, { label: '찾기', value: '', onfind: (text: string) => found.push(text), atOnce, testid: 'find' });
  const box = screen.getByTestId('find');
  return { found, unmount, box, type: (value: string) => fireEvent.input(box, { target: { value } }) };
}

it('asks once, a moment after the last key', async () => {
  const { found, type } = open();
  await type('a');
  vi.advanceTimersByTime(179);
  await type('ab');
  vi.advanceTimersByTime(179);
  expect(found).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(found).toEqual(['ab']);
});

it('waits while the next syllable is being composed', async () => {
  const { found, box, type } = open();
  await type('가');
  await fireEvent.compositionStart(box);
  await type('가ㄴ');
  vi.advanceTimersByTime(1000);
  expect(found).toEqual([]);
  await fireEvent.compositionEnd(box);
  vi.advanceTimersByTime(180);
  expect(found).toEqual(['가ㄴ']);
});

it('asks nothing once it is gone, and at once where the caller waits itself', async () => {
  const gone = open();
  await gone.type('a');
  gone.unmount();
  vi.advanceTimersByTime(1000);
  expect(gone.found).toEqual([]);
  const { found, type } = open(true);
  await type('a');
  expect(found).toEqual(['a']);
});
