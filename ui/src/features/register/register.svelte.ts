// The register: filings page by page, newest first, as searched and filtered. An answer that comes late,
// after the question has changed, is thrown away.

import { call } from '../../ipc/call';
import type { FilingSummary } from '../../ipc/generated';

/** The filter by status; empty is all. */
export type StatusFilter = '' | 'draft' | 'review' | 'approved' | 'submitted' | 'acknowledged' | 'rejected' | 'withdrawn' | 'closed_unreported';

const PAGE = 100;

export class RegisterController {
  filings = $state.raw<FilingSummary[]>([]);
  total = $state(0);
  status = $state<StatusFilter>('');
  loading = $state(true);
  fault = $state.raw<unknown>();
  /** What the list was searched for. */
  query = $state('');
  #question = 0;
  #fetching = false;

  /** Searches for something else. The view calls this a moment after the last key, and only with finished syllables. */
  search(text: string): void {
    this.query = text.trim();
    void this.load();
  }

  /** Shows one status only. */
  filter(status: StatusFilter): void {
    this.status = status;
    void this.load();
  }

  /** Loads the first page of the present question. */
  async load(): Promise<void> {
    const question = ++this.#question;
    this.loading = true;
    this.fault = undefined;
    try {
      const page = await this.#page(null);
      if (question !== this.#question) return;
      this.filings = page.filings;
      this.total = page.total;
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    } finally {
      if (question === this.#question) this.loading = false;
    }
  }

  /** Loads the next page when the rows in view come near the end of what is loaded. */
  async reach(end: number): Promise<void> {
    const last = this.filings[this.filings.length - 1];
    if (this.#fetching || !last || end < this.filings.length - 20 || this.filings.length >= this.total) return;
    const question = this.#question;
    this.#fetching = true;
    try {
      const page = await this.#page(last.id);
      if (question === this.#question) this.filings = [...this.filings, ...page.filings];
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    } finally {
      this.#fetching = false;
    }
  }

  #page(before: number | null): Promise<{ filings: FilingSummary[]; total: number }> {
    return call('filing.list', { query: this.query || null, status: this.status || null, before, limit: PAGE });
  }
}
