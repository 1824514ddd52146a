// Forms that come as files: looking at one, adding it, withdrawing it. What a file may do is the program's to say.

import { isTextKey, t } from '../../i18n';
import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { FormFault, FormList, FormPreview, FormSummary } from '../../ipc/generated';

export class FormFilesController extends Attempt {
  preview = $state.raw<FormPreview | null>(null);

  /** Looks at a file; what stands against it is part of what is found. */
  look(path: string): Promise<boolean> {
    return this.once(async () => {
      this.preview = null;
      this.preview = await call('form.preview', { path });
    });
  }

  /** Adds the file that was looked at, as it was looked at. */
  async add(source: string): Promise<FormList | null> {
    const seen = this.preview;
    let list: FormList | null = null;
    await this.once(async () => {
      if (seen?.form) list = await call('form.add', { path: seen.path, hash: seen.form.hash, source });
    });
    return list;
  }

  async withdraw(form: FormSummary, reason: string): Promise<FormList | null> {
    let list: FormList | null = null;
    await this.once(async () => {
      list = await call('form.withdraw', { form: form.form, version: form.version, reason });
    });
    return list;
  }
}

/** Where a fault stands, in the file's own terms: a file and a line. */
export function placeOf(fault: FormFault): string {
  if (fault.file === '') return '';
  return fault.line > 0 ? `${fault.file}:${fault.line}` : fault.file;
}

/** What a fault says. What the loader finds is said in its own words. */
export function faultWords(fault: FormFault): string {
  const key = `error.form_refused.${fault.why}`;
  return isTextKey(key) ? t(key, { detail: fault.detail }) : fault.detail;
}
