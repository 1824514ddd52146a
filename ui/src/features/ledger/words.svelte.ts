// The words of the codes of a transfer, and the columns of its form with their labels. They come from the form whose
// table the ledger has; the headings of the list itself, which names things across columns, are texts of the window.

import type { Call } from '../../form/filing.svelte';
import { codeLabelOf, labelOf } from '../../form/texts';
import type { CodeView, FormView } from '../../ipc/generated';

export class LedgerWords {
  form = $state.raw<FormView | null>(null);
  #table = '';

  /** Fetches the form. Without it codes are shown as they are stored. */
  async load(call: Call): Promise<void> {
    const { form, version, table } = await call('import.columns', { target: { kind: 'ledger' } });
    this.#table = table;
    this.form = await call('form.describe', { form, version, on: null });
  }

  /** The label of a column. */
  label(column: string): string {
    return this.form ? labelOf(this.form, `${this.#table}[].${column}`) : column;
  }

  /** The word for a code of a column. */
  code(column: string, value: string): string {
    if (!this.form || value === '') return value;
    return codeLabelOf(this.form, this.#field(column)?.codes ?? null, value);
  }

  /** The codes of a column. */
  codes(column: string): CodeView[] {
    return this.form?.codes[this.#field(column)?.codes ?? ''] ?? [];
  }

  /** The columns of the table in the order of the form. */
  columns(): string[] {
    const fields = this.form?.sections.filter((section) => section.table === this.#table).flatMap((section) => section.fields) ?? [];
    return fields.map((field) => field.path.slice(field.path.indexOf('.') + 1));
  }

  #field(column: string) {
    const path = `${this.#table}[].${column}`;
    return this.form?.sections.flatMap((section) => section.fields).find((field) => field.path === path);
  }
}
