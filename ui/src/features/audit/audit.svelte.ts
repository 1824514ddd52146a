// The audit trail: acts page by page, newest first, and the verification of the whole chain.

import { call } from '../../ipc/call';
import type { ActView, VerifyView } from '../../ipc/generated';

const PAGE = 200;

export class AuditController {
  acts = $state.raw<ActView[]>([]);
  complete = $state(false);
  loading = $state(true);
  verifying = $state(false);
  result = $state.raw<VerifyView>();
  fault = $state.raw<unknown>();
  #fetching = false;

  /** Loads the newest acts. */
  async load(): Promise<void> {
    this.loading = true;
    this.fault = undefined;
    try {
      const { acts } = await call('act.list', { before: null, limit: PAGE });
      this.acts = acts;
      this.complete = acts.length < PAGE;
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.loading = false;
    }
  }

  /** Loads older acts when the rows in view come near the end. */
  async reach(end: number): Promise<void> {
    const last = this.acts[this.acts.length - 1];
    if (this.#fetching || this.complete || !last || end < this.acts.length - 20) return;
    this.#fetching = true;
    try {
      const { acts } = await call('act.list', { before: last.seq, limit: PAGE });
      this.acts = [...this.acts, ...acts];
      this.complete = acts.length < PAGE;
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.#fetching = false;
    }
  }

  /** Recomputes every hash of the chain and of what it seals. */
  async verify(): Promise<void> {
    this.verifying = true;
    this.fault = undefined;
    try {
      this.result = await call('vault.verify', { head: null });
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.verifying = false;
    }
  }
}
