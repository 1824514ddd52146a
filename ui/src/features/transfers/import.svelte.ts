// An import of rows, from the choice of a file to the one step that takes it back.
//
// Nothing is stored before `apply`; what a column is read into is guessed by the program and corrected here.

import type { Call, FilingController } from '../../form/filing.svelte';
import { toBase64, type PickedFile } from '../../ipc/call';
import type { FieldView, Imported, ImportPreview, RejectedRow } from '../../ipc/generated';

/** Text pasted from a spreadsheet, and the column in which one stood. */
export interface Block {
  text: string;
  column: number;
}

/** Under which name pasted rows are recorded. */
export const CLIPBOARD = 'clipboard';

export class ImportController {
  readonly table: string;
  readonly fields: FieldView[];
  file = $state.raw<PickedFile | null>(null);
  preview = $state.raw<ImportPreview | null>(null);
  result = $state.raw<Imported | null>(null);
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  undone = $state(false);
  /** Lines that were put before the user's own: a heading for a block that had none. */
  #added = 0;
  readonly #filing: FilingController;
  readonly #call: Call;
  #turn = 0;

  constructor(call: Call, filing: FilingController, table: string) {
    this.#call = call;
    this.#filing = filing;
    this.table = table;
    this.fields = filing.form.sections.filter((section) => section.table === table).flatMap((section) => section.fields);
  }

  /** Reads a file. */
  async choose(file: PickedFile): Promise<void> {
    this.#added = 0;
    this.file = file;
    await this.#read(null);
  }

  /** Reads a pasted block. One without headings gets those of the columns it was pasted over. */
  async paste(block: Block, label: (path: string) => string): Promise<void> {
    this.#added = 0;
    this.file = fromText(block.text);
    await this.#read(null);
    if (this.preview?.mapping.some((column) => column !== '')) return;
    // No heading was known, or a single line was refused as a table without rows.
    const width = (block.text.split(/\r?\n/, 1)[0] ?? '').split('\t').length;
    const columns = Array.from({ length: width }, (_, index) => this.fields[block.column + index]?.path ?? '');
    const headings = columns.map((path, index) => (path === '' ? String(index + 1) : label(path)));
    this.#added = 1;
    this.file = fromText(`${headings.join('\t')}\n${block.text}`);
    await this.#read(columns);
  }

  /** Reads a heading's column into another one; empty for none. */
  async correct(index: number, column: string): Promise<void> {
    if (!this.preview) return;
    // A column is read from one heading only.
    const mapping = this.preview.mapping.map((now, at) => (at === index ? column : now === column ? '' : now));
    await this.#read(mapping);
  }

  /** The line of the user's own text that a rejected row stands on. */
  lineOf(row: RejectedRow): number {
    return row.line - this.#added;
  }

  /** Stores the rows that can be taken. */
  async apply(): Promise<void> {
    const { file, preview } = this;
    if (!file || !preview || this.busy) return;
    await this.#attempt(async () => {
      await this.#filing.settle();
      const { name, base64 } = file;
      const { mapping } = preview;
      const result = await this.#call('import.apply', { id: this.#filing.id, table: this.table, name, base64, mapping });
      this.#filing.rows(this.table).reset(result.total);
      this.#filing.rowsChanged(this.table, result.state, result.total);
      this.result = result;
    });
  }

  /** Takes the whole import back. */
  async undo(): Promise<void> {
    await this.#attempt(async () => {
      await this.#filing.undo();
      this.undone = true;
    });
  }

  async #read(mapping: string[] | null): Promise<void> {
    const { file } = this;
    if (!file) return;
    const turn = ++this.#turn;
    await this.#attempt(async () => {
      const { name, base64 } = file;
      const request = { id: this.#filing.id, form: null, table: this.table, name, base64, mapping };
      const preview = await this.#call('import.preview', request);
      if (turn === this.#turn) this.preview = preview;
    });
  }

  async #attempt(verb: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.fault = null;
    try {
      await verb();
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.busy = false;
    }
  }
}

function fromText(text: string): PickedFile {
  return { name: CLIPBOARD, base64: toBase64(new TextEncoder().encode(text)) };
}
