// Words for codes that the commands send and several screens show: a filing's status, the days left, the steps of a count.
// Words and colours only; what a status allows is decided on the other side.

import type { DayStep } from '../shared/parts';
import type { Tone } from '../shared/tone';
import { shortDate } from '../i18n/format';
import { either, isTextKey, t } from '../i18n/t';
import type { DeadlineStep } from './generated';

/** A word and the colour that goes with it. */
export interface Words {
  text: string;
  tone: Tone;
}

const STATUS_TONE: Record<string, Tone> = {
  draft: 'neutral',
  review: 'primary',
  approved: 'primary',
  submitted: 'success',
  acknowledged: 'success',
  rejected: 'danger',
  withdrawn: 'neutral',
  closed_unreported: 'neutral',
};

/** A filing's status. */
export function statusWords(status: string): Words {
  const key = `app.status.${status}`;
  return { text: isTextKey(key) ? t(key) : status, tone: STATUS_TONE[status] ?? 'neutral' };
}

/** A pattern's name; its mark where it has none. */
export function patternWords(pattern: string): string {
  const key = `ledger.pattern.${pattern}`;
  return isTextKey(key) ? t(key) : pattern;
}

/** Whether the report has gone out and was not turned away. */
export function isSent(status: string): boolean {
  return status === 'submitted' || status === 'acknowledged';
}

/** Business days left until the due day; negative when it has passed, nothing where the calendar ends. */
export function daysLeftWords(days: number | null): Words {
  if (days === null) return { text: t('app.days.unknown'), tone: 'warning' };
  if (days < -1) return { text: t('app.days.over', { days: -days }), tone: 'danger' };
  if (days === -1) return { text: t('app.days.over.one'), tone: 'danger' };
  if (days === 0) return { text: t('app.days.today'), tone: 'danger' };
  if (days === 1) return { text: t('app.days.left.one'), tone: 'warning' };
  return { text: t('app.days.left', { days }), tone: 'primary' };
}

/** A reason that the program gave itself, in words; one that somebody typed as it is. */
export function reasonWords(reason: string): string {
  if (reason === 'sole_user') return t('people.duties.soleUser');
  return reason === 'recovery_code' ? t('people.roles.recovered') : reason;
}

/** The count of a deadline, day by day, in words. */
export function dayLadder(steps: DeadlineStep[]): DayStep[] {
  return steps.map((step) => {
    const holiday = either(step.holiday_ko, step.holiday_en);
    const reason = `app.skip.${step.skipped ?? ''}`;
    const skipped = isTextKey(reason) ? t(reason) : (step.skipped ?? '');
    return {
      id: step.date,
      date: shortDate(step.date),
      mark: step.counted === null ? '–' : `D+${step.counted}`,
      counts: step.counted !== null || step.skipped === 'due_day',
      note: step.counted !== null ? t('app.skip.counted', { number: step.counted }) : holiday ? `${skipped} · ${holiday}` : skipped,
    };
  });
}
