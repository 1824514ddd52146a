// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { RowView } from './rows';

/**
 * Accepts a warning with a reason; an empty reason takes the acceptance back.
 */
export type AcceptFindingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Rule id.
 */
rule: string, 
/**
 * The finding's path.
 */
path: string | null, 
/**
 * Why the warning does not matter here.
 */
reason: string, };

/**
 * An answer.
 */
export type AnswerView = string | Array<string>;

/**
 * The officer decides that the report is to be made.
 */
export type ApproveFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * When the officer decided, ISO 8601; Korean time without offset. The clock runs from here.
 */
decided_at: string, 
/**
 * The grounds of the decision.
 */
reason: string, };

/**
 * Everything entered in a filing, in the shape that checking and printing outside a vault read.
 */
export type ContentView = { 
/**
 * The form.
 */
form: string, 
/**
 * Answers to single fields by path.
 */
fields: { [key in string]: AnswerView }, 
/**
 * Rows by table; each row has its id under `id`.
 */
tables: { [key in string]: Array<{ [key in string]: AnswerView }> }, };

/**
 * Starts a filing.
 */
export type CreateFilingRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * The last day of what is reported, `YYYY-MM-DD`: a form that goes by its period is taken in the version for it.
 * Without, that of the period of what is corrected, or today's.
 */
on: string | null, 
/**
 * The filing it corrects; its answers are copied.
 */
corrects: number | null, 
/**
 * The filing it follows, on a customer who goes on; its answers are copied, its transfers are not.
 */
follows: number | null, };

/**
 * One day of the count.
 */
export type DeadlineStep = { 
/**
 * The day.
 */
date: string, 
/**
 * The number it was given, when it counts.
 */
counted: number | null, 
/**
 * What it is where it does not count: `decision_day`, `saturday`, `sunday` or `holiday`; where the law names
 * a day of the month, `period_end` and `due_day`.
 */
skipped: string | null, 
/**
 * Korean name of the holiday.
 */
holiday_ko: string | null, 
/**
 * English name of the holiday.
 */
holiday_en: string | null, };

/**
 * When a report is due, and how that was counted.
 */
export type DeadlineView = { 
/**
 * The day from which is counted, in Korea; day 0.
 */
decided_on: string, 
/**
 * Whether that is the end of the report's own period, and not the day of the decision.
 */
from_period: boolean, 
/**
 * The last day.
 */
due: string, 
/**
 * The firm's own target.
 */
target: string, 
/**
 * Business days still left from today; negative when overdue. Absent where the calendar ends.
 */
days_left: number | null, 
/**
 * Day by day.
 */
working: Array<DeadlineStep>, 
/**
 * Legal source of the period.
 */
cite: string, 
/**
 * The calendar is known up to this day.
 */
covered_through: string, };

/**
 * Stores one answer.
 */
export type EditFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * `section.field` or `table[r7].column`.
 */
path: string, 
/**
 * The new answer; none or blank clears it.
 */
value: AnswerView | null, };

/**
 * An answer was stored.
 */
export type Edited = { 
/**
 * What now stands there.
 */
value: AnswerView | null, 
/**
 * What applies now.
 */
state: FilingState, 
/**
 * The row, when a cell was edited.
 */
row: RowView | null, };

/**
 * A file was written.
 */
export type Exported = { 
/**
 * Its path.
 */
path: string, 
/**
 * SHA-256 of its bytes.
 */
sha256: string, };

/**
 * Names a filing.
 */
export type FilingRequest = { 
/**
 * The filing.
 */
id: number, };

/**
 * What follows from the answers: which parts are shown and needed, and whether a step can be undone.
 */
export type FilingState = { 
/**
 * Sections of single fields that are shown, and sections of tables that any row shows.
 */
sections: Array<string>, 
/**
 * Single fields that are shown.
 */
shown: Array<string>, 
/**
 * Single fields that need an answer.
 */
required: Array<string>, 
/**
 * Whether there is an edit to take back.
 */
can_undo: boolean, 
/**
 * Whether there is an edit to repeat.
 */
can_redo: boolean, };

/**
 * A filing, without the rows of its tables.
 */
export type FilingView = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its form's version.
 */
version: string, 
/**
 * `draft`, `review`, `approved`, `submitted`, `acknowledged`, `rejected`, `withdrawn` or
 * `closed_unreported`.
 */
status: string, 
/**
 * Answers to single fields by path.
 */
fields: { [key in string]: AnswerView }, 
/**
 * Fields whose answers are shown masked; one is shown in full for a stated purpose.
 */
masked: Array<string>, 
/**
 * Number of rows by table.
 */
rows: { [key in string]: number }, 
/**
 * What applies at present.
 */
state: FilingState, 
/**
 * When it is due, once decided.
 */
deadline: DeadlineView | null, 
/**
 * When the officer decided, ISO 8601 with offset.
 */
decided_at: string | null, 
/**
 * How it was sent, once it was.
 */
submission: SubmissionView | null, };

/**
 * One thing that is not right.
 */
export type FindingView = { 
/**
 * Rule id.
 */
rule: string, 
/**
 * `block` or `warn`.
 */
severity: string, 
/**
 * Where to jump to.
 */
path: string | null, 
/**
 * Key of the message in the form's texts.
 */
message: string, 
/**
 * Values for its placeholders.
 */
params: { [key in string]: string }, 
/**
 * The written reason with which it was accepted.
 */
accepted: string | null, };

/**
 * Everything that is not right.
 */
export type Findings = { 
/**
 * In the order of the form; the first thousand.
 */
findings: Array<FindingView>, 
/**
 * How many stop approval, of all.
 */
blocking: number, 
/**
 * How many can be accepted with a reason, of all.
 */
warnings: number, };

/**
 * One edit or step.
 */
export type HistoryEntry = { 
/**
 * When, UTC.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * `edit`, `undo`, `redo`, `import`, … or the step.
 */
kind: string, 
/**
 * Where; absent for steps.
 */
path: string | null, 
/**
 * What stood there.
 */
before: AnswerView | null, 
/**
 * What stands there since.
 */
after: AnswerView | null, };

/**
 * What was changed in a filing, newest first.
 */
export type HistoryView = { 
/**
 * Edits and steps.
 */
entries: Array<HistoryEntry>, };

/**
 * A PDF.
 */
export type PdfView = { 
/**
 * The bytes, base64.
 */
base64: string, 
/**
 * SHA-256 of the bytes.
 */
sha256: string, 
/**
 * Number of pages.
 */
pages: number, 
/**
 * A file name that names no person.
 */
file_name: string, };

/**
 * Sends an approved filing back to its drafter.
 */
export type ReturnFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * What is to be changed.
 */
note: string, };

/**
 * How a report was sent.
 */
export type SubmissionView = { 
/**
 * Channel.
 */
channel: string, 
/**
 * When, ISO 8601 with offset.
 */
submitted_at: string, 
/**
 * Receipt number.
 */
receipt_no: string | null, 
/**
 * Why there is none.
 */
no_receipt_reason: string | null, 
/**
 * The official at the authority who took it.
 */
official: string | null, 
/**
 * That official's office, telephone number or both.
 */
office: string | null, 
/**
 * SHA-256 of the PDF that was sent.
 */
pdf_sha256: string, 
/**
 * SHA-256 of the frozen answers.
 */
document_hash: string, };

/**
 * Records that the report was sent.
 */
export type SubmitFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * How: `online`, `post`, `in_person`, `fax`.
 */
channel: string, 
/**
 * When, ISO 8601; Korean time without offset.
 */
submitted_at: string, 
/**
 * The receipt number the authority gave.
 */
receipt_no: string | null, 
/**
 * Why there is none.
 */
no_receipt_reason: string | null, 
/**
 * The official at the authority who took it, where one is known.
 */
official: string | null, 
/**
 * That official's office, telephone number or both.
 */
office: string | null, 
/**
 * The file that was sent, where it is more than what is printed now: a sealed one.
 */
paper: string | null, };
