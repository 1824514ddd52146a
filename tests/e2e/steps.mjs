// What a person does at the desk, in the window's own terms: the hooks (`data-testid`) and the ids of fields
// (`f-<path>`) of the page. Journeys are made of these.

import { until } from './webdriver.mjs';

/** An invented institution and user. */
export const FIRM = {
  'firstrun-institution': '가온디지털거래소',
  'firstrun-address': '서울특별시 가상구 없는로 100',
  'firstrun-officer': '나보고',
  'firstrun-contact': '다담당',
  'firstrun-phone': '02-000-0100',
  'firstrun-user': '다담당',
};
export const PASSPHRASE = '소나무 아래 열두 글자 넘는 말';

/** The element of a field. */
export const field = (path) => `[id="f-${path}"]`;

/** Creates a vault in the proposed folder and shows that the recovery code is on paper. */
export async function createVault(window) {
  for (const [name, text] of Object.entries(FIRM)) if (await optional(window, name)) await window.fill(name, text);
  await window.fill('firstrun-passphrase', PASSPHRASE);
  await window.fill('firstrun-passphrase2', PASSPHRASE);
  await window.click('firstrun-create');
  const groups = (await window.text('recovery-code')).trim().split(/[\s-]+/);
  await window.fill('recovery-group-1', groups[1]);
  await window.fill('recovery-group-2', groups.at(-1));
  await window.click('recovery-continue');
  await window.see('home-new-filing');
}

/** Whether an entry of the first screen is asked for; the first one is waited for. */
async function optional(window, name) {
  await window.see('firstrun-institution');
  return window.has(name);
}

/** Opens the vault that is proposed. */
export async function unlock(window) {
  await window.fill('unlock-passphrase', PASSPHRASE);
  await window.click('unlock-open');
  await window.see('home-new-filing');
}

/** Starts a filing of `form` and answers with its number. */
export async function newFiling(window, form) {
  await window.click('home-new-filing');
  await until('the editor or the choice of forms', async () => (await window.has('editor-back')) || window.has(`new-${form}`));
  if (await window.has(`new-${form}`)) await window.click(`new-${form}`);
  await window.see('editor-back');
  const page = await call(window, 'filing.list', { query: null, status: null, before: null, limit: 1 });
  return page.filings[0].id;
}

/** Opens the topmost filing of the register. */
export async function openLatest(window) {
  await window.click('nav-register');
  await window.click('[data-testid="register-table"] [data-index="0"]');
  await window.see('editor-back');
}

/** Turns to the section in which a field stands. */
export async function turnTo(window, path) {
  await window.see('[data-testid^="editor-section-"]');
  const sections = await window.run(
    'return [...document.querySelectorAll(\'[data-testid^="editor-section-"]\')].map((link) => link.dataset.testid)',
  );
  for (const section of sections) {
    if (await window.has(field(path))) return;
    await window.click(section);
    await window.run('return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  }
  await window.see(field(path));
}

/** Types into a field, leaves it, and waits until the vault has it. */
export async function answer(window, path, text) {
  await turnTo(window, path);
  await window.fill(field(path), text);
  await until(`${path} is saved`, async () => window.run('return document.querySelector(\'[data-testid="save-state"]\')?.dataset.state === "saved"'));
}

/** Runs a command of the list as the page does. */
export async function call(window, name, payload) {
  const { value, fault } = await window.runAsync(
    `const [name, payload, done] = arguments;
     window.__TAURI_INTERNALS__.invoke('call', { name, payload }).then((value) => done({ value }), (fault) => done({ fault }));`,
    name,
    payload,
  );
  if (fault !== undefined) throw new Error(`${name}: ${JSON.stringify(fault)}`);
  return value;
}
