// Times of keeping, and the destruction of what is free: previewed, asked for by one person, carried out by another.

import { isTextKey, t } from '../../i18n';
import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { DisposalDone, DisposalView, KeepingView, RetentionView } from '../../ipc/generated';

/** A kind of record in words. */
export function recordWords(record: string): string {
  const key = `settings.keeping.record.${record}`;
  return isTextKey(key) ? t(key) : record;
}

/** From when the time of keeping of a kind of record is counted. */
export function sinceWords({ record, since }: KeepingView): string {
  const keys = [`settings.keeping.since.${record}`, `settings.keeping.since.${since}`];
  const key = keys.find(isTextKey);
  return key ? t(key) : since;
}

/** What is destroyed of a kind of record. */
export function goesWords(record: string): string {
  const key = `settings.disposal.goes.${record}`;
  return isTextKey(key) ? t(key) : '';
}

/** What is chosen to be asked for. */
export interface Chosen {
  filings: number[];
  batches: number[];
  logs: string[];
}

export class KeepingController extends Attempt {
  times = $state.raw<RetentionView>();
  disposal = $state.raw<DisposalView>();
  done = $state.raw<DisposalDone>();

  constructor(readonly mayDispose: boolean) {
    super();
  }

  async load(): Promise<void> {
    await this.run(async () => {
      this.times = await call('retention.show', {});
      if (this.mayDispose) this.disposal = await call('disposal.preview', {});
    });
  }

  /** Sets a time of keeping in years; the least of the law holds below. */
  setYears(record: string, years: number): Promise<boolean> {
    return this.run(async () => {
      this.times = await call('retention.set', { record, years });
      if (this.mayDispose) this.disposal = await call('disposal.preview', {});
    });
  }

  /** Records when the last relationship ended that a file of the ledger is about. */
  endBatch(batch: number, day: string | null, reason: string): Promise<boolean> {
    return this.run(async () => {
      this.disposal = await call('retention.end_batch', { batch, day, reason });
    });
  }

  request(chosen: Chosen, reason: string): Promise<boolean> {
    return this.run(async () => {
      this.disposal = await call('disposal.request', { ...chosen, reason });
    });
  }

  withdraw(request: number): Promise<boolean> {
    return this.run(async () => {
      this.disposal = await call('disposal.withdraw', { request });
    });
  }

  carryOut(request: number): Promise<boolean> {
    return this.run(async () => {
      this.done = await call('disposal.carry_out', { request });
      this.disposal = this.done.view;
    });
  }
}
