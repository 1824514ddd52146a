// The editor's state: which page is shown, what stands beside it, and how one gets from a finding to its field.
//
// Holds no answers (they are the filing's) and no markup. A page that does not apply can be looked at,
// but previous and next pass it by.

import type { FilingController } from '../../form/filing.svelte';
import { findingKey } from '../../form/findings.svelte';
import type { Page } from '../../form/sections';
import type { FindingView } from '../../ipc/generated';

/** What stands to the right of the form. */
export type Side = 'findings' | 'files' | 'comments' | 'life' | 'history' | 'help';

/** How many findings a page has that are neither mended nor accepted. */
export interface PageCount {
  block: number;
  warn: number;
}

/** What the page on show can do: take the keyboard to a place. */
export interface PlaceFinder {
  focusPath(path: string): Promise<void>;
}

export class EditorController {
  readonly filing: FilingController;
  side = $state<Side>('findings');
  paper = $state(false);
  /** The field that had the keyboard last; remarks are pinned to it. */
  touched = $state<string | null>(null);
  busy = $state(false);
  fault = $state.raw<unknown>(null);
  /** The page on show, once it is drawn. */
  finder: PlaceFinder | undefined;
  #at = $state(0);

  readonly counts = $derived.by(() => this.#count());

  constructor(filing: FilingController) {
    this.filing = filing;
  }

  get page(): Page {
    const page = this.filing.pages[this.#at] ?? this.filing.pages[0];
    if (!page) throw new Error('a form without sections');
    return page;
  }

  /** Shows a page. */
  show(page: Page): void {
    const at = this.filing.pages.indexOf(page);
    if (at < 0 || at === this.#at) return;
    void this.filing.drafts.flush();
    this.#at = at;
  }

  /** The next (or previous) page that applies. */
  neighbour(by: 1 | -1): Page | null {
    for (let at = this.#at + by; at >= 0 && at < this.filing.pages.length; at += by) {
      const page = this.filing.pages[at];
      if (page && this.filing.applies(page)) return page;
    }
    return null;
  }

  step(by: 1 | -1): void {
    const page = this.neighbour(by);
    if (page) this.show(page);
  }

  /** Goes to the field that a finding is about. */
  async jump(finding: FindingView, drawn: () => Promise<void>): Promise<void> {
    this.filing.findings.current = findingKey(finding);
    const page = this.filing.pageOfFinding(finding);
    if (!page) return;
    this.show(page);
    await drawn();
    if (finding.path !== null) await this.finder?.focusPath(finding.path);
  }

  /** Goes to a field. */
  async goTo(path: string, drawn: () => Promise<void>): Promise<void> {
    const page = this.filing.pageOf(path);
    if (!page) return;
    this.show(page);
    await drawn();
    await this.finder?.focusPath(path);
  }

  /** Takes an edit back or repeats it; typing under the cursor is saved first. */
  undo(): Promise<void> {
    return this.attempt(() => this.filing.undo());
  }

  redo(): Promise<void> {
    return this.attempt(() => this.filing.redo());
  }

  /** Runs a verb; a failure is kept to be shown. */
  async attempt(verb: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      await verb();
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.busy = false;
    }
  }

  #count(): Map<string, PageCount> {
    const counts = new Map<string, PageCount>();
    for (const finding of this.filing.findings.list) {
      if (finding.accepted !== null) continue;
      const page = this.filing.pageOfFinding(finding);
      if (!page) continue;
      const count = counts.get(page.id) ?? { block: 0, warn: 0 };
      if (finding.severity === 'block') count.block += 1;
      else count.warn += 1;
      counts.set(page.id, count);
    }
    return counts;
  }
}
