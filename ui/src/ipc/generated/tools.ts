// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * What an address is.
 */
export type AddressView = { 
/**
 * Whether it is valid.
 */
valid: boolean, 
/**
 * Why not: a code.
 */
reason: string | null, 
/**
 * The form in which it should be written.
 */
normal: string | null, 
/**
 * CAIP-10 account id.
 */
caip10: string | null, 
/**
 * Destination tag or memo that the address carries.
 */
tag: string | null, };

/**
 * Days the user added to the calendar, and what the calendar covers.
 */
export type CalendarView = { 
/**
 * The calendar is known from this day on.
 */
covered_from: string, 
/**
 * The calendar is known up to this day.
 */
covered_through: string, 
/**
 * All holidays, by date.
 */
holidays: Array<HolidayView>, };

/**
 * Asks whether an address is right.
 */
export type CheckAddressRequest = { 
/**
 * The chain.
 */
chain: string, 
/**
 * The address.
 */
address: string, };

/**
 * A holiday.
 */
export type HolidayView = { 
/**
 * The day.
 */
date: string, 
/**
 * Korean name.
 */
ko: string, 
/**
 * English name.
 */
en: string, 
/**
 * Whether the user added it.
 */
added: boolean, };

/**
 * Asks what the normaliser would change.
 */
export type PreviewTextRequest = { 
/**
 * The text.
 */
text: string, 
/**
 * The field's kind, such as `paragraph`.
 */
kind: string, };

/**
 * Adds a temporary holiday, or takes an added one back.
 */
export type SetHolidayRequest = { 
/**
 * The day.
 */
date: string, 
/**
 * Its name; empty takes it back.
 */
name: string, };

/**
 * When a report would be due.
 */
export type ShowDeadlineRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * When the officer decided, ISO 8601; Korean time without offset.
 */
decided_at: string, };

/**
 * One change.
 */
export type TextChange = { 
/**
 * What kind: a code.
 */
kind: string, 
/**
 * Position in characters of the original.
 */
at: number, 
/**
 * What stood there.
 */
before: string, 
/**
 * What stands there now.
 */
after: string, };

/**
 * A cleaned text and what was changed.
 */
export type TextPreview = { 
/**
 * The cleaned text.
 */
text: string, 
/**
 * The changes, in order.
 */
changes: Array<TextChange>, };
