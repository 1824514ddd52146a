import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The window is built into plain files that load nothing from outside: fonts and texts lie in the bundle.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  resolve: {
    alias: { $locales: here('../assets/locales') },
    // Tests mount components, so they need the browser build of Svelte.
    ...(process.env.VITEST ? { conditions: ['browser'] } : {}),
  },
  server: { port: 5173, strictPort: true, host: '127.0.0.1', fs: { allow: ['..'] } },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/testSetup.ts'],
    restoreMocks: true,
    // Journeys type letter by letter; a busy machine may take its time.
    testTimeout: 60_000,
  },
});
