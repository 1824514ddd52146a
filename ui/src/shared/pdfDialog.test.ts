// A PDF that was shown is gone from memory when its dialog closes.

import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import PdfDialog from './PdfDialog.svelte';

it('releases every address that it made', async () => {
  const made: string[] = [];
  const released: string[] = [];
  vi.stubGlobal('URL', class extends URL {
    static override createObjectURL(): string {
      made.push(`blob:${made.length}`);
      return made.at(-1) ?? '';
    }
    static override revokeObjectURL(address: string): void {
      released.push(address);
    }
  });
  const props = { title: '연습', base64: btoa('%PDF'), closeLabel: '닫기', onclose: () => undefined };
  const { rerender, unmount } = render(PdfDialog, props);
  await tick();
  expect(document.querySelector('iframe')?.src).toContain('blob:0');
  await rerender({ ...props, base64: btoa('%PDF-2') });
  expect(document.querySelector('iframe')?.src).toContain('blob:1');
  unmount();
  expect([made, released]).toEqual([['blob:0', 'blob:1'], ['blob:0', 'blob:1']]);
  vi.unstubAllGlobals();
});
