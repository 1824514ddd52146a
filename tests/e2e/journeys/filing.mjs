// The one job, through the real window: a vault is created, a report is written in Hangul, approved and
// submitted, and its PDF read back by a program that is not ours.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { atDesk } from '../desk.mjs';
import { networkUses } from '../sockets.mjs';
import { answer, call, createVault, field, newFiling, openLatest, turnTo, unlock } from '../steps.mjs';
import { until } from '../webdriver.mjs';

const SAMPLE = new URL('../../../assets/samples/str.json', import.meta.url);

/** Typed by hand here; everything else of the sample is put in through the command list. */
const TYPED = ['subject.name', 'narrative.title', 'narrative.who', 'narrative.when', 'narrative.where', 'narrative.what', 'narrative.how', 'narrative.why'];

const squeezed = (text) => text.normalize('NFC').replace(/\s+/g, '');

async function pdfText(file) {
  const { stdout } = await promisify(execFile)('pdftotext', ['-enc', 'UTF-8', file, '-']);
  return squeezed(stdout);
}

/** Puts the sample's answers and rows in, except those that are typed. */
async function prepare(window, id, sample) {
  for (const [at, value] of Object.entries(sample.fields)) {
    if (!TYPED.includes(at)) await call(window, 'filing.edit', { id, path: at, value });
  }
  for (const [table, rows] of Object.entries(sample.tables)) {
    const cells = rows.map(({ id: _, ...row }) => row);
    await call(window, 'row.add', { id, table, rows: cells });
  }
}

export const filesAReport = (program) =>
  atDesk('filesAReport', async (desk) => {
    const sample = JSON.parse(await readFile(SAMPLE, 'utf8'));
    const window = await desk.drive(program);
    await createVault(window);
    const id = await newFiling(window, sample.form);
    await prepare(window, id, sample);
    await window.click('editor-back');
    await openLatest(window);
    for (const at of TYPED) await answer(window, at, sample.fields[at]);
    const stored = await call(window, 'filing.show', { id });
    for (const at of TYPED) assert.equal(stored.fields[at], sample.fields[at], `${at} is stored as it was typed`);
    const { findings } = await call(window, 'filing.check', { id });
    assert.deepEqual(findings, [], 'the sample is clean');

    await window.click('editor-approve');
    await window.fill('approve-reason', '혐의거래 요건을 모두 갖추어 보고하기로 결정합니다.');
    await window.click('approve-confirm');
    await window.click('editor-submit');
    await window.see('submit-sha256');
    await window.fill('submit-receipt', '접수-0000-시험');
    await window.click('submit-confirm');
    await window.see('frozen-banner');

    const { submission, status } = await call(window, 'filing.show', { id });
    assert.equal(status, 'submitted');
    const file = path.join(desk.home, 'report.pdf');
    await call(window, 'filing.export_pdf', { id, path: file, purpose: 'archive', copy: null, redact: [], seal: null, passphrase: null, annex: null });
    const bytes = await readFile(file);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), submission.pdf_sha256, 'the PDF is the one that was sent');
    const text = await pdfText(file);
    for (const at of TYPED) {
      const words = sample.fields[at].split(/\s+/).map(squeezed);
      // Page breaks and page feet stand between words, never inside one.
      assert.deepEqual(words.filter((word) => !text.includes(word)), [], `${at} can be read in the PDF`);
    }
    assert.deepEqual(networkUses(await desk.record(), { driver: true }), [], 'no socket but the driver\'s own');
  });

export const aPowerCutLosesAtMostTheFieldUnderTheCursor = (program) =>
  atDesk('aPowerCutLosesAtMostTheFieldUnderTheCursor', async (desk) => {
    const sample = JSON.parse(await readFile(SAMPLE, 'utf8'));
    const [left, under] = ['narrative.who', 'narrative.when'];
    let window = await desk.drive(program);
    await createVault(window);
    await newFiling(window, sample.form);
    await answer(window, left, sample.fields[left]);
    await window.type(field(under), '아직 쓰는 중');
    await desk.pullThePlug();

    window = await desk.drive(program);
    await unlock(window);
    await openLatest(window);
    await turnTo(window, left);
    await until('the field that was left is there', async () => (await window.value(field(left))) === sample.fields[left]);
  });
