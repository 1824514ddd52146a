// The importer stores nothing before it is told to, asks what it may not guess, and hands back what was corrected.

import { describe, expect, it } from 'vitest';
import type { Call } from '../../form/filing.svelte';
import { practiceForm } from '../../form/practice';
import { FakeHost, type Answers } from '../../ipc/fake';
import type { ImportFindings, ImportView, JobView } from '../../ipc/generated';
import { ImportController } from './import.svelte';

const FOUND: ImportFindings = { sha256: '', accepted: 2, rejected: 0, duplicates: 0, reasons: [], notices: [], rows: [], samples: [] };

function view(headings: string[], columns: Record<string, string>): ImportView {
  return {
    form: 'practice', version: '1', table: 'moves', name: 'moves.csv', sha256: '', size: '10', format: 'delimited', encoding: 'utf-8',
    delimiter: ',', sheets: [], sheet: null, heading_line: 1, headings, samples: [], notices: [], times: [], before: [],
    plan: { columns, constants: {}, translations: {}, zone: null, decimal: null, digits: {} },
  };
}
function ended(result: unknown, more: Partial<JobView> = {}): JobView {
  return { id: 1, state: 'done', phase: 'reading', done: '2', total: '2', result, error: null, ...more };
}
function bench(more: Answers = {}) {
  const host = new FakeHost({
    'import.open': ({ reading }) => (reading.heading_line === 0 ? view(['#1', '#2'], {}) : view(['coin', 'won'], { coin: 'asset' })),
    'import.check': () => ({ job: 1 }),
    'import.run': () => ({ job: 1 }),
    'job.show': () => ended(FOUND),
    ...more,
  });
  const call = ((name, request) => host.call(name, request)) as Call;
  return { host, importer: new ImportController(call, { kind: 'ledger' }, 'moves', practiceForm) };
}
const file = { name: 'moves.csv', base64: btoa('coin,won\nBTC,1\n') };

describe('an import', () => {
  it('reads a column from one heading only, and forgets what the old plan found', async () => {
    const { importer } = bench();
    await importer.choose(file);
    await importer.check();
    expect(importer.findings?.accepted).toBe(2);
    importer.correct('won', 'asset');
    expect(importer.plan?.columns).toEqual({ won: 'asset' });
    expect(importer.stale).toBe(true);
    await importer.check();
    expect(importer.stale).toBe(false);
  });

  it('goes on showing what it found while words are given their meaning, and says that it is stale', async () => {
    const { importer } = bench();
    await importer.choose(file);
    await importer.check();
    importer.translate('asset', '비트', 'BTC');
    importer.translate('asset', '이더', 'ETH');
    expect([importer.step, importer.findings?.accepted, importer.stale]).toEqual(['check', 2, true]);
    expect(importer.plan?.translations).toEqual({ asset: { 비트: 'BTC', 이더: 'ETH' } });
  });

  it('asks for the zone of times only where a time does not say its own', async () => {
    const fields = practiceForm.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.path === 'moves[].asset' ? { ...field, kind: 'datetime' } : field)) }));
    for (const [samples, needed] of [[['2026-09-01T01:12:07Z', '2026-09-01T10:12:00.5+09:00', '2026-09-01 10:12 KST', '1788225127'], false], [['2026-09-01T01:12:07Z', '2026-09-01 10:12'], true], [['2026-09-01'], true], [[], true]] as const) {
      const { host } = bench({ 'import.open': () => ({ ...view(['at'], { at: 'asset' }), samples: samples.map((one) => [one]) }) });
      const importer = new ImportController(((name, request) => host.call(name, request)) as Call, { kind: 'ledger' }, 'moves', { ...practiceForm, sections: fields });
      await importer.choose(file);
      expect(importer.needsZone).toBe(needed);
    }
  });

  it('stores nothing before it is told to, and then with the plan that was shown', async () => {
    const { host, importer } = bench({ 'job.show': () => ended({ found: FOUND, batch: 7, total: null, state: null }) });
    await importer.choose(file);
    importer.correct('won', 'value');
    expect(host.requests('import.run')).toHaveLength(0);
    await importer.take(() => Promise.resolve());
    expect(host.requests('import.run')[0]?.plan.columns).toEqual({ coin: 'asset', won: 'value' });
    expect([importer.step, importer.result?.batch]).toEqual(['done', 7]);
  });

  it('gives a pasted block without headings the columns it was pasted over', async () => {
    const { host, importer } = bench({
      'import.open': ({ reading }) => (reading.heading_line === 0 ? view(['#1', '#2'], {}) : view(['1.5', '1000'], {})),
    });
    await importer.paste({ text: '1.5\t1000\n', column: 1 });
    expect(host.requests('import.open').map((one) => one.reading.heading_line)).toEqual([null, 0]);
    expect(importer.plan?.columns).toEqual({ '#1': 'quantity', '#2': 'value' });
  });

  it('stays where it was when the user stops a check, and says why one failed', async () => {
    let shown = ended(null, { state: 'cancelled' });
    const { importer } = bench({ 'job.show': () => shown });
    await importer.choose(file);
    await importer.check();
    expect([importer.step, importer.findings, importer.job]).toEqual(['columns', null, null]);
    shown = ended(null, { state: 'failed', error: { code: 'table_unreadable', params: { problem: 'encoding' } } });
    await importer.check();
    expect(importer.fault).toMatchObject({ code: 'table_unreadable' });
  });

  it('takes of a saved plan what this file has', async () => {
    const plan = { columns: { coin: 'asset', gone: 'value' }, constants: {}, translations: {}, zone: 'utc', decimal: null, digits: {} };
    const { importer } = bench({ 'mapping.list': () => ({ plans: [{ name: 'A', table: 'moves', plan }, { name: 'B', table: 'other', plan }] }) });
    await importer.loadPlans();
    await importer.choose(file);
    importer.use('A');
    expect(importer.plans.map((one) => one.name)).toEqual(['A']);
    expect([importer.plan?.columns, importer.plan?.zone]).toEqual([{ coin: 'asset' }, 'utc']);
  });
});
