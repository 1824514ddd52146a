// An import of rows: a source is looked at, its columns are confirmed, it is checked, and then taken in.
//
// Nothing is stored before `run`. What a column is read into is guessed by the program and corrected here; the
// zone of times is asked, never guessed. Long steps are jobs: their progress is shown and they can be stopped.

import type { Call } from '../../form/filing.svelte';
import { labelsOf } from '../../form/texts';
import { Attempt } from '../../ipc/attempt.svelte';
import type { PickedFile } from '../../ipc/call';
import type {
  FieldView,
  FormView,
  ImportFindings,
  ImportPlan,
  ImportReading,
  ImportSource,
  ImportTarget,
  ImportView,
  Imported,
  JobView,
  NamedPlan,
  RejectsWritten,
} from '../../ipc/generated';
import { CallError } from '../../ipc/host';
import { jobResult } from '../../ipc/job';

/** Text pasted from a spreadsheet, and the column in which one stood. */
export interface Block {
  text: string;
  column: number;
}

/** Where the user stands. */
export type Step = 'source' | 'columns' | 'check' | 'done';

/** A time that says its zone, and seconds or milliseconds since 1970, which are universal. */
const ZONED = /^(\d{10}|\d{13}|.*\d:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2}| ?(UTC|GMT|KST)))$/;
const AS_FOUND: ImportReading = { encoding: null, delimiter: null, sheet: null, heading_line: null };

export class ImportController extends Attempt {
  readonly target: ImportTarget;
  readonly table: string;
  readonly fields: FieldView[];
  step = $state<Step>('source');
  source = $state.raw<ImportSource | null>(null);
  reading = $state.raw<ImportReading>(AS_FOUND);
  view = $state.raw<ImportView | null>(null);
  plan = $state.raw<ImportPlan | null>(null);
  plans = $state.raw<NamedPlan[]>([]);
  findings = $state.raw<ImportFindings | null>(null);
  /** Whether the plan was changed after the findings: they are still shown, and must be found anew before anything is stored. */
  stale = $state(false);
  result = $state.raw<Imported | null>(null);
  job = $state.raw<JobView | null>(null);
  undone = $state(false);
  readonly #call: Call;

  constructor(call: Call, target: ImportTarget, table: string, form: FormView) {
    super();
    this.#call = call;
    this.target = target;
    this.table = table;
    this.fields = form.sections.filter((section) => section.table === table).flatMap((section) => section.fields);
  }

  /** Whether the zone of times must still be chosen: a time is read, and none of its samples says its own zone. */
  get needsZone(): boolean {
    const { plan, view } = this;
    if (!plan || !view || plan.zone !== null) return false;
    const times = new Set(this.fields.filter((field) => field.kind === 'datetime').map(nameOf));
    if (Object.keys(plan.constants).some((column) => times.has(column))) return true;
    return Object.entries(plan.columns).some(([heading, column]) => times.has(column) && !this.#zoned(heading));
  }

  /** Whether every sample of a column says its own zone. A later row that does not is refused by the check. */
  #zoned(heading: string): boolean {
    const at = this.view?.headings.indexOf(heading) ?? -1;
    const samples = (this.view?.samples ?? []).map((row) => row[at] ?? '').filter((text) => text.trim() !== '');
    return samples.length > 0 && samples.every((text) => ZONED.test(text.trim()));
  }

  /** Looks at a file that the page has read. */
  async choose(file: PickedFile): Promise<void> {
    await this.open({ kind: 'base64', name: file.name, base64: file.base64 });
  }

  /** Looks at a source. */
  async open(source: ImportSource): Promise<void> {
    this.source = source;
    this.reading = AS_FOUND;
    await this.#look();
  }

  /** Looks at a pasted block. One without headings gets those of the columns it was pasted over. */
  async paste(block: Block): Promise<void> {
    await this.open({ kind: 'text', text: block.text });
    const isRead = this.plan !== null && Object.keys(this.plan.columns).length > 0;
    if (isRead) return;
    await this.read({ heading_line: 0 });
    const columns = this.fields.slice(block.column).map(nameOf);
    const named = (this.view?.headings ?? []).map((heading, at) => [heading, columns[at] ?? ''] as const);
    if (this.plan) this.plan = { ...this.plan, columns: Object.fromEntries(named) };
  }

  /** Reads the source another way: encoding, separator, sheet, line of the headings. */
  async read(change: Partial<ImportReading>): Promise<void> {
    this.reading = { ...this.reading, ...change };
    await this.#look();
  }

  /** Changes the plan; what was found by the old one no longer counts. */
  change(change: Partial<ImportPlan>): void {
    if (!this.plan) return;
    this.plan = { ...this.plan, ...change };
    this.stale = this.findings !== null;
  }

  /** Reads a heading's column into another one; empty for none. A column is read from one heading only. */
  correct(heading: string, column: string): void {
    const others = Object.entries(this.plan?.columns ?? {}).filter(([own, taken]) => own !== heading && taken !== column);
    this.change({ columns: Object.fromEntries(column === '' ? others : [...others, [heading, column]]) });
  }

  /** Puts the same text into a column of every row; an empty text takes it away. */
  fix(column: string, text: string): void {
    const others = Object.entries(this.plan?.constants ?? {}).filter(([own]) => own !== column);
    this.change({ constants: Object.fromEntries(text === '' ? others : [...others, [column, text]]) });
  }

  /** Says what a word of the file means in a column. */
  translate(column: string, word: string, meaning: string): void {
    const words = { ...this.plan?.translations[column] };
    if (meaning === '') Reflect.deleteProperty(words, word);
    else words[word] = meaning;
    this.change({ translations: { ...this.plan?.translations, [column]: words } });
  }

  /** Fetches the plans of this vault. */
  async loadPlans(): Promise<void> {
    await this.once(async () => {
      this.plans = (await this.#call('mapping.list', {})).plans.filter((plan) => plan.table === this.table);
    });
  }

  /** Takes a saved plan, as far as its headings occur in this file. */
  use(name: string): void {
    const saved = this.plans.find((plan) => plan.name === name)?.plan;
    const { view } = this;
    if (!saved || !view) return;
    const known = Object.entries(saved.columns).filter(([heading]) => view.headings.includes(heading));
    this.change({ ...saved, columns: Object.fromEntries(known) });
  }

  /** Keeps the plan under a name. */
  async keep(name: string): Promise<boolean> {
    const { plan, table } = this;
    if (!plan) return false;
    return this.once(async () => {
      const { plans } = await this.#call('mapping.save', { name, table, plan });
      this.plans = plans.filter((one) => one.table === table);
    });
  }

  /** Takes a saved plan away. */
  async removePlan(name: string): Promise<boolean> {
    const { table } = this;
    return this.once(async () => {
      const { plans } = await this.#call('mapping.remove', { name });
      this.plans = plans.filter((one) => one.table === table);
    });
  }

  /** Reads everything without storing. */
  async check(): Promise<void> {
    await this.once(async () => {
      const found = (await this.#job('import.check')) as ImportFindings | null;
      // A check that was stopped leaves what an earlier one found, as it stands to the plan.
      if (!found) return;
      this.findings = found;
      this.stale = false;
      this.step = 'check';
    });
  }

  /** Takes the rows in. */
  async take(before: () => Promise<void>): Promise<void> {
    await this.once(async () => {
      await before();
      this.result = (await this.#job('import.run')) as Imported | null;
      if (this.result) this.step = 'done';
    });
  }

  /** Writes the rejected rows into a file. */
  async exportRejects(path: string, words: Record<string, string>): Promise<RejectsWritten | null> {
    let written: RejectsWritten | null = null;
    await this.once(async () => {
      const run = this.#request();
      const { job } = await this.#call('import.rejects', { run, path, words });
      written = (await this.#watch(job)) as RejectsWritten | null;
    });
    return written;
  }

  /** Stops the running job. */
  async cancel(): Promise<void> {
    if (this.job) this.job = await this.#call('job.cancel', { id: this.job.id });
  }

  /** Takes the whole import back. */
  async undo(verb: () => Promise<void>): Promise<void> {
    await this.once(async () => {
      await verb();
      this.undone = true;
    });
  }

  #request() {
    const { source, reading, target, plan } = this;
    if (!source || !plan) throw new CallError('bad_request', { problem: 'plan' });
    return { source, reading, target, plan, show: null };
  }

  async #look(): Promise<void> {
    const { source, reading, target } = this;
    if (!source) return;
    await this.once(async () => {
      this.view = null;
      this.findings = null;
      this.stale = false;
      const view = await this.#call('import.open', { source, reading, target });
      this.view = view;
      this.plan = view.plan;
      this.step = 'columns';
    });
  }

  async #job(name: 'import.check' | 'import.run'): Promise<unknown> {
    const { job } = await this.#call(name, this.#request());
    return this.#watch(job);
  }

  /** Asks a job how it stands until it has ended. Nothing when it was stopped. */
  async #watch(id: number): Promise<unknown> {
    try {
      return await jobResult(id, (view) => (this.job = view), this.#call);
    } finally {
      this.job = null;
    }
  }
}

/** A field's column, without its table. */
export function nameOf(field: FieldView): string {
  return field.path.slice(field.path.indexOf('.') + 1);
}

/** What the columns are called. */
export function columnLabels(form: FormView, fields: FieldView[]): Map<string, string> {
  const labels = labelsOf(form, fields.map((field) => field.path));
  return new Map(fields.map((field) => [nameOf(field), labels.get(field.path) ?? '']));
}
