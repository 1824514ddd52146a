// What the firm sets itself beside the built-in data: the day on which reports are due, and the thresholds of
// patterns. Each holds from a day on, with its reason; what is built in stays beside it.

import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { ThresholdView } from '../../ipc/generated';

/** A pattern with its numbers over time. */
export interface PatternThresholds {
  pattern: string;
  /** By day, the earliest first. */
  steps: ThresholdView[];
  /** The one that holds today; the earliest where none holds yet. */
  current: ThresholdView | undefined;
}

export class ThresholdController extends Attempt {
  thresholds = $state.raw<ThresholdView[] | null>(null);

  /** By pattern, in the order of the program. */
  readonly patterns = $derived.by<PatternThresholds[]>(() => {
    const all = this.thresholds ?? [];
    return [...new Set(all.map((one) => one.pattern))].map((pattern) => {
      const steps = all.filter((one) => one.pattern === pattern).sort((a, b) => a.effective_from.localeCompare(b.effective_from));
      return { pattern, steps, current: steps.find((one) => one.in_force) ?? steps[0] };
    });
  });

  load(): Promise<boolean> {
    return this.run(async () => {
      this.thresholds = (await call('threshold.list', { on: null })).thresholds;
    });
  }

  /** The numbers of a pattern that are built in for a day. */
  async builtIn(pattern: string, on: string): Promise<Record<string, string>> {
    const { thresholds } = await call('threshold.list', { on });
    return thresholds.find((one) => one.pattern === pattern && one.in_force)?.built_in ?? {};
  }

  /** Sets numbers from a day on. */
  set(pattern: string, from: string, values: Record<string, string>, reason: string): Promise<boolean> {
    return this.run(async () => {
      this.thresholds = (await call('threshold.set', { pattern, effective_from: from, values, reason })).thresholds;
    });
  }
}
