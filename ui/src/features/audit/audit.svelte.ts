// The audit trail: acts page by page, newest first, and the verification of the whole chain.

import { t } from '../../i18n';
import { call, pickTarget } from '../../ipc/call';
import type { ActView, ChainExported, VerifyView } from '../../ipc/generated';

const PAGE = 200;

export class AuditController {
  acts = $state.raw<ActView[]>([]);
  complete = $state(false);
  loading = $state(true);
  verifying = $state(false);
  exporting = $state(false);
  exported = $state.raw<ChainExported>();
  result = $state.raw<VerifyView>();
  /** A head that was printed or noted, to compare with. */
  noted = $state('');
  /** Whether the last verification compared with one. */
  compared = $state(false);
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
      const head = this.noted.trim() || null;
      this.result = await call('vault.verify', { head });
      this.compared = head !== null;
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.verifying = false;
    }
  }

  /** Writes the whole chain to a file that can be checked without the vault. */
  async exportChain(): Promise<void> {
    this.exporting = true;
    this.fault = undefined;
    try {
      const path = await pickTarget(t('audit.export'), 'chain.jsonl');
      if (path !== null) this.exported = await call('chain.export', { path });
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.exporting = false;
    }
  }
}
