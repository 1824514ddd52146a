// The open filing: its answers, what follows from them, and the verbs that change it.
//
// No rule lives here. Every change goes through the command list, one after the other, so that answers land
// in the order in which they were given; the view shows what the program answered.

import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type {
  AnswerView,
  Commands,
  Edited,
  FieldView,
  FilingState,
  FilingView,
  FindingView,
  FormView,
  TextPreview,
} from '../ipc/generated';
import { Drafts } from './draft';
import { FindingsController } from './findings.svelte';
import { columnName, fieldPath, parsePath } from './path';
import { RowsController } from './rows/rows.svelte';
import { fieldsOf, pagesByField, pagesOf, type Page } from './sections';

/** Sends a command. */
export type Call = <K extends keyof Commands>(name: K, request: Commands[K][0]) => Promise<Commands[K][1]>;

/** Whether everything given so far lies in the vault. */
export type SaveState = 'saved' | 'saving' | 'failed';

export class FilingController {
  readonly id: number;
  readonly form: FormView;
  readonly pages: Page[];
  readonly fields: Map<string, FieldView>;
  readonly #pageByField: Map<string, Page>;
  readonly drafts = new Drafts();
  readonly findings: FindingsController;
  readonly tables: Map<string, RowsController>;

  /** The filing as last answered; single answers are read through `answer`. */
  view = $state.raw() as FilingView;
  /** Counts changes of content; what is derived from it elsewhere (paper, history) is stale when it grew. */
  revision = $state(0);
  /** The last failure to save, until a save succeeds. */
  failure = $state.raw<unknown>(null);

  readonly #call: Call;
  readonly #answers = new SvelteMap<string, AnswerView>();
  readonly #failed = new SvelteSet<string>();
  /** What was given and does not lie in the vault yet, by place. */
  readonly #unsaved = new Map<string, AnswerView | null>();
  #underway = $state(0);
  #queue: Promise<unknown> = Promise.resolve();

  readonly #shown = $derived(new Set(this.view.state.shown));
  readonly #required = $derived(new Set(this.view.state.required));
  readonly #sections = $derived(new Set(this.view.state.sections));

  constructor(call: Call, form: FormView, view: FilingView) {
    this.#call = call;
    this.form = form;
    this.id = view.id;
    this.pages = pagesOf(form);
    this.fields = fieldsOf(form);
    this.#pageByField = pagesByField(this.pages);
    this.findings = new FindingsController(call, view.id);
    const rows = (table: string) =>
      new RowsController(call, view.id, table, view.rows[table] ?? 0, (state, total) =>
        this.rowsChanged(table, state, total),
      );
    this.tables = new Map(form.tables.map((table) => [table, rows(table)]));
    this.#take(view);
  }

  /** Opens a filing: the answers, and the definition by which it was begun. */
  static async open(call: Call, id: number): Promise<FilingController> {
    const view = await call('filing.show', { id });
    const { form, version } = view;
    const description = await call('form.describe', { form, version, on: null });
    const filing = new FilingController(call, description, view);
    void filing.findings.now();
    return filing;
  }

  /** Whether answers can be changed. */
  get editable(): boolean {
    return this.view.status === 'draft';
  }

  get saveState(): SaveState {
    if (this.#underway > 0) return 'saving';
    return this.#failed.size > 0 ? 'failed' : 'saved';
  }

  /** What stands in a single field. */
  answer(path: string): AnswerView | null {
    return this.#answers.get(path) ?? null;
  }

  isShown(path: string): boolean {
    return this.#shown.has(path);
  }

  /** Whether the one who is signed in may see a masked answer in full. */
  mayUnmask = $state(true);

  /** Whether a single field's answer is shown masked. */
  isMasked(path: string): boolean {
    return this.view.masked.includes(path);
  }

  /** One masked answer in full; that it was looked at, and why, is recorded. */
  async unmask(path: string, purpose: string): Promise<AnswerView | null> {
    return (await this.#call('filing.unmask', { id: this.id, path, purpose })).value;
  }

  isRequired(path: string): boolean {
    return this.#required.has(path);
  }

  /** The page on which a field or cell stands; null when the form has none such. */
  pageOf(path: string): Page | null {
    return this.#pageByField.get(fieldPath(path)) ?? null;
  }

  /** The page a finding is about: that of its path, or of the table that it names as a whole. */
  pageOfFinding(finding: FindingView): Page | null {
    if (finding.path !== null) return this.pageOf(finding.path);
    const { table } = finding.params;
    return this.pages.find((page) => page.table !== null && page.table === table) ?? null;
  }

  /** Whether a page has anything to fill in. A table can always take a first row. */
  applies(page: Page): boolean {
    return page.table !== null || page.sections.some((section) => this.#sections.has(section.id));
  }

  rows(table: string): RowsController {
    const rows = this.tables.get(table);
    if (!rows) throw new Error(`no table ${table}`);
    return rows;
  }

  /** Stores one answer; blank clears it. Resolves with what stands there now, rejects when it was not stored. */
  save(path: string, value: AnswerView | null): Promise<AnswerView | null> {
    this.#unsaved.set(path, value);
    return this.#enqueue(async () => {
      try {
        const edited = await this.#call('filing.edit', { id: this.id, path, value });
        if (this.#unsaved.get(path) === value) this.#unsaved.delete(path);
        this.#failed.delete(path);
        this.failure = null;
        this.#edited(path, edited);
        return edited.value;
      } catch (error) {
        this.#failed.add(path);
        this.failure = error;
        throw error;
      }
    });
  }

  /** Takes the last edit back. */
  undo(): Promise<void> {
    return this.#replace('filing.undo');
  }

  /** Repeats the edit that was taken back last. */
  redo(): Promise<void> {
    return this.#replace('filing.redo');
  }

  /** Asks what cleaning a text would change. */
  preview(text: string, kind: string): Promise<TextPreview> {
    return this.#call('text.preview', { text, kind });
  }

  /** Takes over a whole view: after undo, a step, an import. */
  replaced(view: FilingView): void {
    this.drafts.epoch += 1;
    this.#take(view);
    for (const [table, rows] of this.tables) rows.reset(view.rows[table] ?? 0);
    this.revision += 1;
    void this.findings.now();
  }

  /** Takes over what follows from added or removed rows. */
  rowsChanged(table: string, state: FilingState, total: number): void {
    this.view = { ...this.view, state, rows: { ...this.view.rows, [table]: total } };
    this.revision += 1;
    this.findings.soon();
  }

  /** Saves what is not yet saved and waits until everything underway has landed. */
  async settle(): Promise<void> {
    await this.drafts.flush();
    await this.#queue;
  }

  /** As `settle`, when the door is about to close: a syllable that is still being composed is saved as it stands. */
  async finish(): Promise<void> {
    await this.drafts.flush(true);
    await this.#queue;
  }

  /** What was given and does not lie in the vault, what is being typed included. */
  unsaved(): [string, AnswerView | null][] {
    void this.drafts.flush(true);
    return [...this.#unsaved];
  }

  /** Stores what did not get into the vault before it was locked; gives what still does not. */
  async saveAgain(edits: [string, AnswerView | null][]): Promise<[string, AnswerView | null][]> {
    const done = await Promise.allSettled(edits.map(([path, value]) => this.save(path, value)));
    return edits.filter((_, index) => done[index]?.status === 'rejected');
  }

  close(): void {
    void this.drafts.flush();
    this.findings.close();
  }

  async #replace(command: 'filing.undo' | 'filing.redo'): Promise<void> {
    await this.settle();
    await this.#enqueue(async () => this.replaced(await this.#call(command, { id: this.id })));
  }

  #edited(path: string, edited: Edited): void {
    const parts = parsePath(path);
    if (parts?.row && edited.row) this.rows(parts.group).take(edited.row);
    else if (edited.value === null) this.#answers.delete(path);
    else this.#answers.set(path, edited.value);
    this.view = { ...this.view, state: edited.state };
    this.revision += 1;
    this.findings.soon();
  }

  #take(view: FilingView): void {
    this.view = view;
    for (const path of [...this.#answers.keys()]) if (!(path in view.fields)) this.#answers.delete(path);
    for (const [path, value] of Object.entries(view.fields)) this.#answers.set(path, value);
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    this.#underway += 1;
    const run = this.#queue.then(work).finally(() => (this.#underway -= 1));
    this.#queue = run.catch(() => undefined);
    return run;
  }
}

/** What stands in a place: a single field, or a cell of a fetched row. */
export function answerAt(filing: FilingController, path: string): AnswerView | null {
  const parts = parsePath(path);
  if (!parts?.row) return filing.answer(path);
  return filing.rows(parts.group).byId(parts.row)?.cells[columnName(fieldPath(path))] ?? null;
}
