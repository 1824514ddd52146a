// The closing of a month: how it stands, and the report made of it.

import type { Call } from '../../form/filing.svelte';
import type { CloseView, FormView } from '../../ipc/generated';

/** What stands between a month and its report, in the order in which it is settled. */
export type Step = 'import' | 'rates' | 'gaps' | 'flags' | 'report';

export class CloseController {
  /** `YYYY-MM`; empty until the first answer. */
  month = $state('');
  view = $state.raw<CloseView | null>(null);
  form = $state.raw<FormView | null>(null);
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  #question = 0;
  readonly #call: Call;

  constructor(call: Call, month: string) {
    this.#call = call;
    this.month = month;
  }

  /** Reads how the month stands; last month where none is given. */
  async load(): Promise<void> {
    const question = ++this.#question;
    this.busy = true;
    this.fault = null;
    try {
      if (this.month === '') this.month = (await this.#call('close.glance', {})).month;
      const view = await this.#call('close.show', { month: this.month });
      if (question !== this.#question) return;
      this.view = view;
      if (this.form === null || this.form.summary.version !== view.version) {
        this.form = await this.#call('form.describe', { form: view.form, version: view.version, on: null });
      }
    } catch (fault) {
      if (question !== this.#question) return;
      this.view = null;
      this.fault = fault;
    } finally {
      if (question === this.#question) this.busy = false;
    }
  }

  async show(month: string): Promise<void> {
    this.month = month;
    await this.load();
  }

  /** Makes the report of the month; nothing when that failed. */
  async create(): Promise<number | null> {
    if (this.busy) return null;
    this.busy = true;
    this.fault = null;
    try {
      const { filings } = await this.#call('close.create', { month: this.month, ids: [] });
      return filings[0] ?? null;
    } catch (fault) {
      this.fault = fault;
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** Which steps of a month are settled. What is missing in rows can be filled in within the report, so it stops nothing. */
export function settled(view: CloseView): Record<Step, boolean> {
  return {
    import: view.count > 0,
    rates: view.count > 0 && view.missing_rates.length === 0,
    gaps: view.rows > 0 && view.complete === view.rows,
    flags: view.flags_open === 0,
    report: view.report !== null,
  };
}

/** The first step that is not settled. */
export function nextStep(view: CloseView): Step {
  const done = settled(view);
  const order: Step[] = ['import', 'rates', 'gaps', 'flags', 'report'];
  return order.find((step) => !done[step]) ?? 'report';
}
