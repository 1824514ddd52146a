// What jsdom lacks and the window uses. Loaded before every test.

import { afterEach } from 'vitest';
import { cleanup } from '@testing-library/svelte';
import { useHost } from './ipc/call';
import { language } from './i18n';
import { notices } from './shared/notices.svelte';
import { forgetTyped } from './shared/typed';

Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement): void {
    this.open = true;
  },
  close(this: HTMLDialogElement): void {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  },
});
// axe asks for a canvas to measure letters; without one it falls back on words alone.
HTMLCanvasElement.prototype.getContext = () => null;
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
window.requestAnimationFrame = (run) => window.setTimeout(() => run(performance.now()), 0);

afterEach(() => {
  cleanup();
  useHost(undefined);
  localStorage.clear();
  language.choose('ko');
  notices.list = [];
  forgetTyped();
});
