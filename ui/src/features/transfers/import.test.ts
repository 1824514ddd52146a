// The importer stores nothing before it is told to, and hands back what the user corrected.

import { describe, expect, it } from 'vitest';
import { FilingController, type Call } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { CallError } from '../../ipc/host';
import type { ImportPreview } from '../../ipc/generated';
import { ImportController } from './import.svelte';

const text = (base64: string) => new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));

function preview(more: Partial<ImportPreview>): ImportPreview {
  return { sha256: '', encoding: 'utf-8', delimiter: ',', headings: [], mapping: [], samples: [], accepted: 1, rejected: [], rows: [], ...more };
}

async function bench(guess: string[]) {
  const { host } = practiceHost({}, {
    'import.preview': ({ base64, mapping }) => {
      const lines = text(base64).trim().split('\n');
      if (lines.length < 2) throw new CallError('table_unreadable', { problem: 'empty' });
      return preview({ headings: (lines[0] ?? '').split(/[,\t]/), mapping: mapping ?? guess, accepted: lines.length - 1 });
    },
    'import.apply': () => ({
      accepted: 2,
      rejected: [],
      total: 2,
      state: { sections: [], shown: [], required: [], can_undo: true, can_redo: false },
    }),
  });
  const call = ((name, request) => host.call(name, request)) as Call;
  const filing = await FilingController.open(call, 1);
  return { host, filing, importer: new ImportController(call, filing, 'moves') };
}
const file = (content: string) => ({ name: 'moves.csv', base64: btoa(content) });

describe('an import', () => {
  it('reads again with a corrected column, each column from one heading only', async () => {
    const { host, importer } = await bench(['moves[].asset', '']);
    await importer.choose(file('coin,note\nBTC,x\n'));
    await importer.correct(1, 'moves[].asset');
    expect(importer.preview?.mapping).toEqual(['', 'moves[].asset']);
    expect(host.requests('import.preview').map((one) => one.mapping)).toEqual([null, ['', 'moves[].asset']]);
    expect(host.requests('import.apply')).toHaveLength(0);
  });

  it('stores with the mapping that was shown, and is taken back in one step', async () => {
    const { host, filing, importer } = await bench(['moves[].asset', 'moves[].value']);
    await importer.choose(file('coin,won\nBTC,1\nETH,2\n'));
    await importer.apply();
    expect(host.requests('import.apply')[0]?.mapping).toEqual(['moves[].asset', 'moves[].value']);
    expect(filing.rows('moves').total).toBe(2);
    await importer.undo();
    expect(host.requests('filing.undo')).toHaveLength(1);
    expect(importer.undone).toBe(true);
  });

  it('gives a pasted block without headings those of the columns it was pasted over', async () => {
    const { host, importer } = await bench(['', '']);
    await importer.paste({ text: '1.5\t1000\n2.5\t2000\n', column: 1 }, (path) => path);
    const last = host.requests('import.preview').at(-1);
    expect(last?.name).toBe('clipboard');
    expect(last?.mapping).toEqual(['moves[].quantity', 'moves[].value']);
    expect(text(last?.base64 ?? '')).toBe('moves[].quantity\tmoves[].value\n1.5\t1000\n2.5\t2000\n');
    expect(importer.lineOf({ line: 3, heading: null, reason: '', text: '' })).toBe(2);
  });

  it('takes a single pasted line, which alone would be no table', async () => {
    const { importer } = await bench(['', '']);
    await importer.paste({ text: 'BTC\t1.5', column: 0 }, (path) => path);
    expect(importer.fault).toBeNull();
    expect(importer.preview?.mapping).toEqual(['moves[].asset', 'moves[].quantity']);
  });
});
