// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * The days of the next month on which reports of a form may be due.
 */
export type DeadlineChoices = { 
/**
 * The form.
 */
form: string, 
/**
 * The form's own day; none where its period is counted in business days.
 */
standard: number | null, 
/**
 * The day that holds for a period ending today; none where the period is counted in business days.
 */
current: number | null, 
/**
 * Every day that may be chosen, the form's own first.
 */
days: Array<number>, 
/**
 * What was chosen, by the first day of periods it holds for.
 */
set: Array<DeadlineDayView>, 
/**
 * Legal source of the period.
 */
cite: string, };

/**
 * A day that the firm chose.
 */
export type DeadlineDayView = { 
/**
 * Holds for periods that end on this day or later.
 */
effective_from: string, 
/**
 * The day of the next month.
 */
day: number | null, 
/**
 * Why.
 */
reason: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * When, ISO with offset.
 */
at: string, };

/**
 * Asks on which days reports of a form may be due.
 */
export type DeadlineDaysRequest = { 
/**
 * The form.
 */
form: string, };

/**
 * Asks for the thresholds.
 */
export type ListThresholdsRequest = { 
/**
 * Which hold on this day; today where it is left out.
 */
on: string | null, };

/**
 * Chooses the day of the next month on which reports of a form are due.
 */
export type SetDeadlineDayRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * One of the days that may be chosen.
 */
day: number, 
/**
 * For periods that end on this day or later.
 */
effective_from: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Sets numbers of a pattern from a day on.
 */
export type SetThresholdRequest = { 
/**
 * The pattern.
 */
pattern: string, 
/**
 * The first day of movements it applies to.
 */
effective_from: string, 
/**
 * Whole numbers by name. What is left out, or is what is built in for that day, stays with the program;
 * where that is all, the built-in ones hold again.
 */
values: { [key in string]: string }, 
/**
 * Why.
 */
reason: string, };

/**
 * The thresholds of all patterns, by pattern and day.
 */
export type ThresholdList = { 
/**
 * The thresholds.
 */
thresholds: Array<ThresholdView>, };

/**
 * The numbers of a pattern from a day on.
 */
export type ThresholdView = { 
/**
 * The pattern, `R1`.
 */
pattern: string, 
/**
 * The first day of movements it applies to.
 */
effective_from: string, 
/**
 * Numbers by name: whole US dollars (`limit_usd`), `days`, `least`.
 */
values: { [key in string]: string }, 
/**
 * The numbers that are built in for that day.
 */
built_in: { [key in string]: string }, 
/**
 * Whether it is the one that holds on the day that was asked for.
 */
in_force: boolean, 
/**
 * Whether the firm set it.
 */
own: boolean, 
/**
 * Whether it is taken over by analogy and not the law's.
 */
provisional: boolean, 
/**
 * Where a built-in one comes from.
 */
cite: string, 
/**
 * Why the firm set it, or went back to the built-in one.
 */
reason: string | null, 
/**
 * Who set it.
 */
actor: string | null, };
