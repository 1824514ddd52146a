// What the firm sets itself beside the built-in data: the day on which reports are due, and the thresholds of
// patterns. Each holds from a day on, with its reason; what is built in stays beside it.

import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { DeadlineChoices, ThresholdView } from '../../ipc/generated';

/** A pattern with its numbers over time. */
export interface PatternThresholds {
  pattern: string;
  /** By day, the earliest first. */
  steps: ThresholdView[];
}

export class ThresholdController extends Attempt {
  thresholds = $state.raw<ThresholdView[] | null>(null);

  /** By pattern, in the order of the program. */
  readonly patterns = $derived.by<PatternThresholds[]>(() => {
    const all = this.thresholds ?? [];
    return [...new Set(all.map((one) => one.pattern))].map((pattern) => ({
      pattern,
      steps: all.filter((one) => one.pattern === pattern).sort((a, b) => a.effective_from.localeCompare(b.effective_from)),
    }));
  });

  load(): Promise<boolean> {
    return this.run(async () => {
      this.thresholds = (await call('threshold.list', {})).thresholds;
    });
  }

  /** Sets numbers from a day on; those that are the built-in ones are left to the program. */
  set(pattern: string, from: string, values: Record<string, string>, builtIn: Record<string, string>, reason: string): Promise<boolean> {
    const own = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== builtIn[name]));
    return this.run(async () => {
      this.thresholds = (await call('threshold.set', { pattern, effective_from: from, values: own, reason })).thresholds;
    });
  }
}

/** The step that holds on a day; the earliest where none holds yet. */
export function stepOn(steps: ThresholdView[], day: string): ThresholdView | undefined {
  return steps.filter((one) => one.effective_from <= day).at(-1) ?? steps[0];
}

/** The day of the next month on which a report of a period that ends on `day` is due. */
export function dueDayOn(choices: DeadlineChoices, day: string): number | null {
  return choices.set.filter((one) => one.effective_from <= day).at(-1)?.day ?? choices.standard;
}
