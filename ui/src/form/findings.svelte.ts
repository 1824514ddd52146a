// What is not right with the open filing, as the rules said last, and the one that is being looked at.
//
// Asked again a moment after each edit; an answer that arrives after a newer question is dropped.

import type { Call } from './filing.svelte';
import type { FindingView } from '../ipc/generated';

/** Rest after an edit before the rules are asked. */
export const CHECK_PAUSE_MS = 400;

/** Identifies a finding across checks. */
export function findingKey(finding: FindingView): string {
  return `${finding.rule} ${finding.path ?? ''} ${finding.message}`;
}

function byPath(list: FindingView[]): Map<string, FindingView[]> {
  const groups = new Map<string, FindingView[]>();
  for (const finding of list) {
    const path = finding.path ?? '';
    groups.set(path, [...(groups.get(path) ?? []), finding]);
  }
  return groups;
}

export class FindingsController {
  /** All findings, in the order of the form. */
  list = $state.raw<FindingView[]>([]);
  /** How many stop approval, of all. */
  blocking = $state(0);
  /** How many can be accepted, of all. */
  warnings = $state(0);
  /** Whether the rules are being asked. */
  checking = $state(false);
  /** Why the rules could not be asked, until they could. */
  fault = $state.raw<unknown>(null);
  /** Key of the finding that was jumped to last. */
  current = $state<string | null>(null);

  readonly #byPath = $derived(byPath(this.list));
  readonly #call: Call;
  readonly #id: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(call: Call, id: number) {
    this.#call = call;
    this.#id = id;
  }

  /** Findings on one field or cell. */
  at(path: string): FindingView[] {
    return this.#byPath.get(path) ?? [];
  }

  /** Asks the rules after a short rest. */
  soon(): void {
    clearTimeout(this.#timer);
    this.checking = true;
    this.#timer = setTimeout(() => void this.now(), CHECK_PAUSE_MS);
  }

  /** Asks the rules. A failure is kept in `fault`; what was known before stays. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.checking = true;
    const turn = ++this.#asked;
    try {
      const answer = await this.#call('filing.check', { id: this.#id });
      if (turn === this.#asked) this.#take(answer);
    } catch (fault) {
      if (turn === this.#asked) this.fault = fault;
    } finally {
      if (turn === this.#asked) this.checking = false;
    }
  }

  /** Accepts a warning with a reason; an empty reason takes the acceptance back. */
  async accept(finding: FindingView, reason: string): Promise<void> {
    const { rule, path } = finding;
    const turn = ++this.#asked;
    const answer = await this.#call('filing.accept', { id: this.#id, rule, path, reason });
    if (turn === this.#asked) this.#take(answer);
  }

  /** The finding after (or before) the current one, going round; it becomes the current one. */
  step(by: 1 | -1): FindingView | null {
    const open = this.list.filter((finding) => finding.accepted === null);
    if (open.length === 0) return null;
    const at = open.findIndex((finding) => findingKey(finding) === this.current);
    const next = at < 0 ? (by === 1 ? 0 : open.length - 1) : (at + by + open.length) % open.length;
    const finding = open[next] ?? null;
    if (finding) this.current = findingKey(finding);
    return finding;
  }

  /** Stops a pending question. */
  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #take(answer: { findings: FindingView[]; blocking: number; warnings: number }): void {
    this.fault = null;
    this.list = answer.findings;
    this.blocking = answer.blocking;
    this.warnings = answer.warnings;
  }
}
