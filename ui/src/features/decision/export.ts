// Papers that leave the vault: what is asked before one is written.

import { textOf } from '../../form/answer';
import type { FilingController } from '../../form/filing.svelte';
import { labelOf } from '../../form/texts';
import { t } from '../../i18n';
import { call, pickTarget } from '../../ipc/call';
import type { Exported } from '../../ipc/generated';

/** Where the paper was written, and its digest. */
export type Saved = Exported;

/** For whose eyes a copy is. */
export const COPIES = ['full', 'masked', 'redacted'] as const;
export type CopyKind = (typeof COPIES)[number];

/** For what a paper leaves the vault. */
export const PURPOSES = ['submission', 'review', 'training', 'inspection', 'archive', 'other'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Fewest characters of a passphrase that protects a file on its way; the application asks for the same. */
const LEAST = 12;

/** What is chosen in the dialog. */
export interface Choice {
  purpose: Purpose | '';
  note: string;
  copy: CopyKind;
  redact: string[];
  /** Whether the files of the seal are named; nothing where it is not to be sealed. */
  seal: boolean | null;
  /** The passphrase of the file, typed twice. */
  secret: [string, string] | null;
  /** The passphrase of the annex, typed twice. */
  annex: [string, string] | null;
}

/** Whether nothing is missing. */
export function ready(choice: Choice): boolean {
  const said = choice.purpose !== '' && (choice.purpose !== 'other' || choice.note.trim() !== '');
  const withheld = choice.copy !== 'redacted' || choice.redact.length > 0;
  const { seal, secret } = choice;
  return said && withheld && seal !== false && locked(secret) && locked(choice.annex);
}

/** Whether a passphrase is long enough and was typed twice alike, or is not asked for. */
function locked(secret: [string, string] | null): boolean {
  return secret === null || ([...secret[0]].length >= LEAST && secret[0] === secret[1]);
}

/** The name that is proposed: form and document number, never a person's. */
export function fileName(form: string, id: number, documentNo: string, copy: CopyKind, encrypted: boolean): string {
  const number = documentNo.replace(/[^A-Za-z0-9-]/g, '_') || String(id);
  return `${form}-${number}${copy === 'full' ? '' : `-${copy}`}.pdf${encrypted ? '.age' : ''}`;
}

/** Fields that a redacted copy can leave out: those that hold an answer, and the columns of tables that have rows. */
export function answeredFields(filing: FilingController): { path: string; label: string }[] {
  const fields = filing.form.sections.flatMap((section) => section.fields.map((field) => field.path));
  const held = (path: string) => {
    const table = /^(\w+)\[\]\./.exec(path)?.[1];
    return table === undefined ? textOf(filing.answer(path)) !== '' : (filing.view.rows[table] ?? 0) > 0;
  };
  return fields.filter(held).map((path) => ({ path, label: labelOf(filing.form, path) }));
}

/** Asks for a place and writes the whole paper there, to be sent; nothing when dismissed. */
export async function exportPaper(id: number, name?: string): Promise<Saved | null> {
  const proposed = name ?? (await call('filing.render', { id })).file_name;
  const path = await pickTarget(t('decision.paper.where'), proposed);
  if (path === null) return null;
  const whole = { copy: 'full', redact: [], seal: null, passphrase: null, annex: null };
  return call('filing.export_pdf', { id, path, purpose: 'submission', ...whole });
}
