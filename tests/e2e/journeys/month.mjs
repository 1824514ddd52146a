// A month at the desk, through the real window: the exchange's file is imported, rates are entered, a pattern is
// answered, the month is closed into its report, and the report's paper is read by a program that is not ours.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { atDesk } from '../desk.mjs';
import { call, createVault } from '../steps.mjs';
import { until } from '../webdriver.mjs';

const TO = 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL';

/** Last month as seen from a day, `YYYY-MM`. */
function monthBefore(day) {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}

/** The first Tuesday and Wednesday of a month after the 10th: no Korean holiday moves a rate far from them. */
function twoDays(month) {
  const days = Array.from({ length: 12 }, (_, at) => `${month}-${at + 10}`);
  const isA = (weekday) => (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday;
  return [days.find(isA(2)), days.find(isA(3))];
}

/** One customer, one day, twice below 10,000 dollars and together above: a pattern. */
const table = ([one, two]) =>
  [
    ['입출고', '일시', '거래번호', '자산', '네트워크', '수량', '단가', '원화 환산액', '미화 환산액', '받는 주소', '사유 코드', '고객번호', '고객명', '받는 사람'],
    ['출금', `${one} 10:00:00`, 'T-1', 'USDT', 'tron', '6000', '1400', '8400000', '6720.00', TO, 'S01', 'C-1', '김가온', 'J. SAMPLE'],
    ['출금', `${one} 11:00:00`, 'T-2', 'USDT', 'tron', '5000', '1400', '7000000', '5600.00', TO, 'S01', 'C-1', '김가온', 'J. SAMPLE'],
    ['출금', `${two} 12:00:00`, 'T-3', 'USDC', 'tron', '10.5', '1400', '14700', '11.76', TO, 'S01', 'C-2', '이나래', 'K. SAMPLE'],
  ]
    .map((row) => row.join('\t'))
    .join('\n');

/** Puts a whole text into a field, as pasting does. */
const paste = (window, name, text) =>
  window.run(
    `const field = document.querySelector('[data-testid="' + arguments[0] + '"]');
     Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, arguments[1]);
     field.dispatchEvent(new Event('input', { bubbles: true }));`,
    name,
    text,
  );
/** Chooses in a select. */
const choose = (window, name, value) =>
  window.run(
    `const field = document.querySelector('[data-testid="' + arguments[0] + '"]');
     field.value = arguments[1];
     field.dispatchEvent(new Event('change', { bubbles: true }));`,
    name,
    value,
  );
const tab = (window, place) => window.click(`[role="tablist"] [role="tab"]:nth-child(${place})`);

export const closesAMonth = (program) =>
  atDesk('closesAMonth', async (desk) => {
    const window = await desk.drive(program);
    await createVault(window);
    const month = monthBefore((await call(window, 'app.status', {})).now.slice(0, 10));
    const days = twoDays(month);

    await window.click('nav-imports');
    await window.click('import-ledger');
    await window.see('import-paste');
    await paste(window, 'import-paste', table(days));
    await window.click('import-paste-go');
    await window.see('import-zone');
    await choose(window, 'import-zone', 'kst');
    await window.click('import-check');
    await window.click('import-apply');
    await window.see('import-result');
    await window.click('import-close');

    await window.click('nav-close');
    assert.equal((await window.text('close-count')).trim(), '3', 'the month has what was imported');
    const open = await call(window, 'close.show', { month });
    assert.deepEqual([...new Set(open.missing_rates.map((rate) => rate.day))], days, 'a rate is missing for either day');

    await window.click('close-rates');
    for (const day of days) {
      await window.fill('rate-day', day);
      await window.fill('rate-won', '1,250');
      await window.fill('rate-source', '서울외국환중개');
      await window.click('rate-enter');
      await until(`the rate of ${day} stands in the list`, async () => (await window.text('rates-list')).split('1,250').length > days.indexOf(day) + 1);
    }

    await window.click('nav-close');
    await window.click('close-create');
    await window.see('editor-back');
    const { report } = await call(window, 'close.show', { month });
    const filing = await call(window, 'filing.show', { id: report.id });
    // 11,010.5 tokens at KRW 1,400 and KRW 1,250 for a dollar: 8,400,000 + 7,000,000 + 14,700 won; 6,720 + 5,600 + 11.76 dollars.
    assert.deepEqual(
      ['summary.transfer_count', 'summary.out_krw', 'summary.out_usd'].map((at) => filing.fields[at]),
      ['3', '15414700', '12331.76'],
    );
    await window.click('editor-back');

    await window.click('nav-ledger');
    await tab(window, 2);
    await window.see('flag');
    const patterns = (await call(window, 'flag.list', { id: null, open_only: true })).flags;
    assert.ok(patterns.some((flag) => flag.pattern === 'R1'), 'one day, split below the threshold');
    for (let left = patterns.length; left > 0; left -= 1) {
      await window.fill('flag-comment', '고객이 두 번에 나눈 까닭을 계약서로 확인하였습니다.');
      await window.click('flag-answer');
      await until('the answered pattern leaves the list', async () => (await call(window, 'flag.list', { id: null, open_only: true })).open === left - 1);
      await until('the list is read again', async () => (await window.run('return document.querySelectorAll(\'[data-testid="flag"]\').length')) === left - 1);
    }

    const file = path.join(desk.home, 'month.pdf');
    await call(window, 'filing.export_pdf', { id: report.id, path: file, purpose: 'archive', copy: null, redact: [], seal: null, passphrase: null, annex: null });
    assert.equal((await readFile(file)).subarray(0, 5).toString(), '%PDF-');
    const { stdout } = await promisify(execFile)('pdftotext', ['-enc', 'UTF-8', file, '-']);
    const words = stdout.normalize('NFC').replace(/\s+/g, '');
    for (const word of ['15,414,700', '12,331.76', '월별']) assert.ok(words.includes(word), `${word} can be read in the PDF`);
  });
