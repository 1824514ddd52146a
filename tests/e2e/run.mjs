// Runs every journey through the real window: `node tests/e2e/run.mjs <program> [part of a name]`.
// Ends with one line of counts in cargo's own words, and fails when a journey does.

import { readdir } from 'node:fs/promises';
import path from 'node:path';

const [program, wanted = ''] = process.argv.slice(2);
if (!program) {
  console.error('usage: node tests/e2e/run.mjs <program> [part of a name]');
  process.exit(2);
}

const folder = new URL('journeys/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs')).sort();
let passed = 0;
let failed = 0;
for (const file of names) {
  const journeys = await import(new URL(file, folder));
  for (const [name, journey] of Object.entries(journeys)) {
    if (!name.includes(wanted)) continue;
    const began = Date.now();
    try {
      await journey(path.resolve(program));
      passed += 1;
      console.log(`journey ${name} ... ok (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (fault) {
      failed += 1;
      console.log(`journey ${name} ... FAILED; a picture is in out/e2e/${name}.png`);
      console.error(fault);
    }
  }
}
console.log(`\ntest result: ${failed === 0 && passed > 0 ? 'ok' : 'FAILED'}. ${passed} passed; ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
