// Times of keeping, and the destruction of what is free: previewed, asked for by one person, carried out by another.

import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { DisposalDone, DisposalView, RetentionView } from '../../ipc/generated';

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

  request(filings: number[], reason: string): Promise<boolean> {
    return this.run(async () => {
      this.disposal = await call('disposal.request', { filings, reason });
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
