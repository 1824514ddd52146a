import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import base from '../vite.config.ts';

// The sample window: the same UI with invented answers and no program behind it. Never shipped.
export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('.', import.meta.url)),
    server: { port: 5174, fs: { allow: ['../..'] } },
    build: { outDir: fileURLToPath(new URL('../../out/sample-window', import.meta.url)), emptyOutDir: true },
  }),
);
