import { render } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import TypedProbe from './TypedProbe.svelte';
import { forgetTyped, holdsTyped, holdTyped, typedBy } from './typed';

afterEach(forgetTyped);

const text = (): string => document.querySelector('input')?.value ?? '';
function open(place = 'note:1') {
  return render(TypedProbe, { place });
}
async function type(words: string): Promise<void> {
  const input = document.querySelector('input');
  if (!input) throw new Error('no field');
  input.value = words;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await Promise.resolve();
}

test('what was typed comes back once, to the same user, in the same place', async () => {
  typedBy('/v', '김담당');
  const first = open();
  await type('승인 사유');
  holdTyped();
  first.unmount();
  expect([holdsTyped(), holdsTyped('note:1')]).toEqual([true, false]);

  typedBy('/v', '박검토');
  const other = open();
  expect([text(), holdsTyped()]).toEqual(['', false]);
  other.unmount();
  typedBy('/elsewhere', '김담당');
  const elsewhere = open();
  expect(text()).toBe('');
  elsewhere.unmount();

  typedBy('/v', '김담당');
  const beside = open('note:2');
  expect(text()).toBe('');
  beside.unmount();
  const again = open();
  expect([text(), holdsTyped()]).toEqual(['승인 사유', false]);
  // Locked a second time before it was sent.
  holdTyped();
  again.unmount();
  expect(open().container.querySelector('input')?.value).toBe('승인 사유');
});

test('what is done in a dialog that stays is not kept', async () => {
  typedBy('/v', '김담당');
  const { rerender } = open();
  await type('보낸 글');
  await rerender({ place: 'note:1', done: true });
  holdTyped();
  expect(holdsTyped()).toBe(false);
  await rerender({ place: 'note:1', done: false });
  holdTyped();
  expect(holdsTyped()).toBe(true);
});

test('a dialog that was cancelled, and one in which nothing was typed, leave nothing', async () => {
  typedBy('/v', '김담당');
  const cancelled = open();
  await type('버린 글');
  cancelled.unmount();
  const untouched = open('note:3');
  holdTyped();
  untouched.unmount();
  expect(holdsTyped()).toBe(false);
  open();
  expect(text()).toBe('');
});
