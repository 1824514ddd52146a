// Takes pictures of every screen of the sample window: `node dev/shoot.mjs <folder> [address]`, with `npm run sample` running.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [folder = '../out/shots', address = 'http://127.0.0.1:5174'] = process.argv.slice(2);
const only = process.env.ONLY?.split(',');
mkdirSync(folder, { recursive: true });

const shots = {
  firstRun: { start: 'firstRun' },
  firstRunFaults: { start: 'firstRun', act: (page) => page.getByTestId('firstrun-create').click() },
  recovery: {
    start: 'firstRun',
    act: async (page) => {
      const words = { institution: '주식회사 가온디지털거래소', officer: '박책임', contact: '김담당', phone: '02-000-0000', user: '김담당' };
      for (const [name, text] of Object.entries(words)) await page.getByTestId(`firstrun-${name}`).fill(text);
      await page.getByTestId('firstrun-passphrase').fill('maple river copper lantern');
      await page.getByTestId('firstrun-passphrase2').fill('maple river copper lantern');
      await page.getByTestId('firstrun-create').click();
      await page.getByTestId('recovery-code').waitFor();
    },
  },
  unlock: { start: 'unlock' },
  unlockWrong: {
    start: 'unlock',
    act: async (page) => {
      await page.getByTestId('unlock-passphrase').fill('wrong one');
      await page.getByTestId('unlock-open').click();
      await page.getByTestId('unlock-error').waitFor();
    },
  },
  home: { start: 'open', act: (page) => page.locator('li .line button[aria-expanded]').last().click() },
  register: { start: 'open', act: (page) => page.getByTestId('nav-register').click() },
  audit: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-audit').click();
      await page.getByTestId('audit-verify').click();
      await page.getByTestId('audit-result').waitFor();
    },
  },
  settings: { start: 'open', act: (page) => page.getByTestId('nav-settings').click() },
  calendar: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(2).click();
    },
  },
  display: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(3).click();
    },
  },
  source: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(4).click();
      await page.locator('[role=tabpanel] li button').last().click();
    },
  },
  forms: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').last().click();
    },
  },
  formFile: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').last().click();
      await page.getByTestId('form-add').click();
      await page.getByTestId('form-file-path').fill('D:\\forms\\remittance-2027-05.zip');
      await page.getByTestId('form-file-look').click();
      await page.getByTestId('form-file-source').waitFor();
    },
  },
  formFaults: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').last().click();
      await page.getByTestId('form-add').click();
      await page.getByTestId('form-file-path').fill('D:\\forms\\bad.zip');
      await page.getByTestId('form-file-look').click();
      await page.getByTestId('form-file-faults').waitFor();
    },
  },
  people: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(1).click();
    },
  },
  person: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(1).click();
      await page.getByTestId('people-add').click();
    },
  },
  oneTime: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByRole('tab').nth(1).click();
      await page.getByTestId('people-add').click();
      await page.getByTestId('person-name').fill('나작성');
      await page.getByTestId('person-reason').fill('입사');
      await page.getByTestId('person-save').click();
      await page.getByTestId('one-time-passphrase').waitFor();
    },
  },
  given: { start: 'given' },
  access: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-audit').click();
      await page.getByTestId('audit-tabs').locator('label').nth(1).click();
    },
  },
  reconcile: { start: 'open', act: (page) => page.getByTestId('nav-reconcile').click() },
  contacts: { start: 'open', act: (page) => page.getByTestId('nav-contacts').click() },
  contact: {
    start: 'open',
    act: async (page) => {
      await page.getByTestId('nav-contacts').click();
      await page.getByTestId('contacts-add').click();
    },
  },
  help: { start: 'open', act: (page) => page.getByTestId('help').click() },
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [width, height] of [[1280, 800], [1920, 1080]]) {
  for (const [theme, lang] of [['light', 'ko'], ['dark', 'ko'], ['light', 'en'], ['dark', 'en']]) {
    if (process.env.LOOK && process.env.LOOK !== `${width}-${theme}-${lang}`) continue;
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    await context.addInitScript(([a, b]) => {
      localStorage.setItem('singo.theme', a);
      localStorage.setItem('singo.language', b);
    }, [theme, lang]);
    for (const [name, shot] of Object.entries(shots)) {
      if (only && !only.includes(name)) continue;
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(name, error.message));
      page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
      await page.goto(`${address}/?start=${shot.start}`);
      await page.locator('main').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(250);
      await shot.act?.(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${folder}/${name}-${width}-${theme}-${lang}.png` });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
