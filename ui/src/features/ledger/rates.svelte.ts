// Base rates of a month: what is there, which business days have none, entering by hand, and reading a file.

import type { Call } from '../../form/filing.svelte';
import type { PickedFile } from '../../ipc/call';
import type { RateList, RatesImported } from '../../ipc/generated';

export class RateController {
  /** `YYYY-MM`. */
  month = $state('');
  list = $state.raw<RateList | null>(null);
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  imported = $state.raw<RatesImported | null>(null);
  readonly #call: Call;

  constructor(call: Call, month: string) {
    this.#call = call;
    this.month = month;
  }

  /** Shows the month; that of today where none is given. */
  async load(): Promise<void> {
    await this.#attempt(async () => {
      if (this.month === '') this.month = (await this.#call('app.status', {})).now.slice(0, 7);
      this.list = await this.#call('rate.list', spanOf(this.month));
    });
  }

  async show(month: string): Promise<void> {
    this.month = month;
    await this.load();
  }

  /** Enters a rate. */
  async set(rate: { currency: string; day: string; won: string; source: string }): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#call('rate.set', rate);
      this.list = await this.#call('rate.list', spanOf(this.month));
    });
  }

  /** Reads a file; `day` where its layout does not say. */
  async read(file: PickedFile, source: string, day: string): Promise<boolean> {
    return this.#attempt(async () => {
      this.imported = await this.#call('rate.import', { base64: file.base64, source, day: day === '' ? null : day });
      this.list = await this.#call('rate.list', spanOf(this.month));
    });
  }

  async #attempt(verb: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await verb();
      return true;
    } catch (fault) {
      this.fault = fault;
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** The first and last day of a month. */
export function spanOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

/** The month so many months on. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
