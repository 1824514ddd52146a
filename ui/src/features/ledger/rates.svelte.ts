// Base rates of a month: what is there, which business days have none, entering by hand, and reading a file.

import type { Call } from '../../form/filing.svelte';
import { Attempt } from '../../ipc/attempt.svelte';
import type { PickedFile } from '../../ipc/call';
import type { RateList, RatesImported } from '../../ipc/generated';
import { spanOf } from '../../shared/months';

export class RateController extends Attempt {
  /** `YYYY-MM`. */
  month = $state('');
  list = $state.raw<RateList | null>(null);
  imported = $state.raw<RatesImported | null>(null);
  readonly #call: Call;

  constructor(call: Call, month: string) {
    super();
    this.#call = call;
    this.month = month;
  }

  /** Shows the month; that of today where none is given. */
  async load(): Promise<void> {
    this.fault = null;
    let asked = this.month;
    try {
      if (asked === '') asked = this.month = (await this.#call('app.status', {})).now.slice(0, 7);
      await this.#read();
    } catch (fault) {
      if (asked === this.month) this.fault = fault;
    }
  }

  async show(month: string): Promise<void> {
    this.month = month;
    this.list = null;
    await this.load();
  }

  /** Enters a rate. */
  async set(rate: { currency: string; day: string; won: string; source: string }): Promise<boolean> {
    return this.once(async () => {
      await this.#call('rate.set', rate);
      await this.#read();
    });
  }

  /** Reads a file; `day` where its layout does not say. */
  async read(file: PickedFile, source: string, day: string): Promise<boolean> {
    return this.once(async () => {
      this.imported = await this.#call('rate.import', { base64: file.base64, source, day: day === '' ? null : day });
      await this.#read();
    });
  }

  /** Fetches the rates of the month; an answer about another month than the one now shown is thrown away. */
  async #read(): Promise<void> {
    const asked = this.month;
    const list = await this.#call('rate.list', spanOf(asked));
    if (asked === this.month) this.list = list;
  }
}
