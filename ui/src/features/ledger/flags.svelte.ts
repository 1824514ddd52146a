// Patterns over the vault: which were found, what they rest on, and what people said to them. An answer that is
// being typed is kept while the list is read again.

import type { Call } from '../../form/filing.svelte';
import type { FlagView, TransferView } from '../../ipc/generated';

export class FlagController {
  flags = $state.raw<FlagView[]>([]);
  open = $state(0);
  openOnly = $state(true);
  loaded = $state(false);
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  /** What is being written, by flag. */
  drafts = $state<Record<string, string>>({});
  readonly #call: Call;
  readonly #filing: number | null;
  #question = 0;

  /** All patterns of the vault, or those that touch one filing. */
  constructor(call: Call, filing: number | null = null) {
    this.#call = call;
    this.#filing = filing;
  }

  async load(): Promise<void> {
    const question = ++this.#question;
    this.busy = true;
    this.fault = null;
    try {
      const found = await this.#call('flag.list', { id: this.#filing, open_only: this.openOnly });
      // An answer to an old question is thrown away.
      if (question !== this.#question) return;
      this.flags = found.flags;
      this.open = found.open;
      this.loaded = true;
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    } finally {
      if (question === this.#question) this.busy = false;
    }
  }

  /** Shows answered ones as well, or no more. */
  async show(openOnly: boolean): Promise<void> {
    this.openOnly = openOnly;
    await this.load();
  }

  /** Answers a flag with what was written for it. */
  async answer(flag: FlagView): Promise<boolean> {
    const comment = (this.drafts[flag.flag] ?? '').trim();
    if (comment === '' || this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await this.#call('flag.answer', { flag: flag.flag, pattern: flag.pattern, comment });
      Reflect.deleteProperty(this.drafts, flag.flag);
    } catch (fault) {
      this.fault = fault;
      this.busy = false;
      return false;
    }
    await this.load();
    return true;
  }
}

/** What of a deposit went out again, and after how long: hundredths of it with one place, and minutes, begun ones counted. */
export interface Passage {
  share: string;
  minutes: number;
}

/** The working of one transfer that was paid for by a deposit; nothing where a part of it is not known. */
export function passage(row: Pick<TransferView, 'at' | 'krw' | 'funded_at' | 'funded_krw'>): Passage | null {
  if (row.at === '' || row.funded_at === '' || row.krw === '' || row.funded_krw === '') return null;
  const deposit = BigInt(row.funded_krw);
  if (deposit <= 0n) return null;
  const tenths = (BigInt(row.krw) * 1000n) / deposit;
  const seconds = (Date.parse(row.at) - Date.parse(row.funded_at)) / 1000;
  return { share: `${tenths / 10n}.${tenths % 10n}`, minutes: Math.ceil(seconds / 60) };
}

/** One line of the working: an amount with the running sum. */
export interface WorkingLine {
  usd: string;
  sum: string;
}

/** Adds US dollars of two places, exactly. */
export function running(amounts: string[]): WorkingLine[] {
  let cents = 0n;
  return amounts.map((usd) => {
    cents += centsOf(usd);
    const sign = cents < 0n ? '-' : '';
    const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
    return { usd, sum: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` };
  });
}

function centsOf(usd: string): bigint {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(usd);
  if (!parts) return 0n;
  const cents = BigInt(parts[2] ?? '0') * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -cents : cents;
}
