// Pictures of the real window with the practice vault, for the README and for our own eyes:
// `node tests/e2e/pictures.mjs <program> <folder>`. Checks nothing.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atDesk } from './desk.mjs';
import { call } from './steps.mjs';

const [program, folder] = process.argv.slice(2);
if (!program || !folder) {
  console.error('usage: node tests/e2e/pictures.mjs <program> <folder>');
  process.exit(2);
}
await mkdir(folder, { recursive: true });

await atDesk('pictures', async (desk) => {
  const window = await desk.drive(path.resolve(program));
  const take = async (name) => {
    // Fonts and transitions settle.
    await new Promise((done) => setTimeout(done, 700));
    await writeFile(path.join(folder, `${name}.png`), Buffer.from(await window.picture(), 'base64'));
  };
  await window.resize(1280, 800);
  await window.see('firstrun-create');
  await take('first-run-1280');
  await window.click('firstrun-demo');
  await window.see('home-new-filing');
  await take('home-1280');
  // The notice with the practice passphrase has been seen.
  await window.run("document.querySelector('.toast button, [role=status] button, .toasts button')?.click()");
  const page = await call(window, 'filing.list', { query: null, status: null, before: null, limit: 1 });
  const sent = page.filings[0].id;
  await call(window, 'filing.return', { id: sent, note: '보완' });
  await call(window, 'filing.edit', { id: sent, path: 'narrative.title', value: '사기' });
  await window.click('nav-register');
  await take('register-1280');
  await window.click('[data-testid="register-table"] [data-index="0"]');
  await window.see('editor-back');
  await take('editor-1280');
  await window.click('editor-section-narrative');
  await take('narrative-1280');
  await window.resize(1920, 1080);
  await window.click('editor-section-transfers');
  await take('transfers-1920');
  await window.click('editor-section-subject');
  await window.click('editor-pdf');
  await window.see('pdf-frame');
  await new Promise((done) => setTimeout(done, 4000));
  await take('pdf-1920');
  await window.click('lang-switch');
  await take('english-1920');
  await window.click('editor-pdf');
  await window.click('editor-back');
  await window.click('nav-audit');
  await take('audit-1920');
  await window.click('nav-settings');
  await take('settings-1920');
});
