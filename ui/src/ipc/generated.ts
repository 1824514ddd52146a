// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

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
 * Some acts.
 */
export type ActPage = { 
/**
 * Newest first.
 */
acts: Array<ActView>, };

/**
 * One act.
 */
export type ActView = { 
/**
 * Position in the chain, from 1.
 */
seq: number, 
/**
 * When, UTC, ISO 8601.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * What was done, such as `filing.approved`.
 */
act: string, 
/**
 * To what.
 */
subject: string, 
/**
 * Hash of the act.
 */
hash: string, };

/**
 * Lets one more user open the vault.
 */
export type AddKeyRequest = { 
/**
 * The user's name in the vault.
 */
user: string, 
/**
 * The user's first passphrase.
 */
passphrase: string, };

/**
 * Gives a person a place in the vault; the passphrase is given apart, with `key.add_user`.
 */
export type AddPersonRequest = { 
/**
 * The name to sign in with; never given twice.
 */
name: string, 
/**
 * The name that papers show; empty: the same.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles.
 */
roles: Array<string>, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it; an examiner needs one.
 */
until: string | null, 
/**
 * Why.
 */
reason: string, };

/**
 * Adds rows at the end.
 */
export type AddRowsRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The table.
 */
table: string, 
/**
 * Cells by column name, a map a row; an empty map is an empty row.
 */
rows: Array<{ [key in string]: AnswerView }>, };

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
 * An answer.
 */
export type AnswerView = string | Array<string>;

/**
 * What a shell needs to know when it starts.
 */
export type AppStatus = { 
/**
 * Version of the program.
 */
version: string, 
/**
 * The time now in Korea, ISO 8601 with offset.
 */
now: string, 
/**
 * The open vault, if one is open.
 */
vault: VaultView | null, 
/**
 * Where a vault is proposed, or was last opened.
 */
vault_dir: string, 
/**
 * Whether a vault lies at `vault_dir`.
 */
vault_exists: boolean, };

/**
 * Stores what a preview showed; the whole import is one step to undo.
 */
export type ApplyImportRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The table.
 */
table: string, 
/**
 * File name.
 */
name: string, 
/**
 * The same bytes.
 */
base64: string, 
/**
 * The mapping that was shown.
 */
mapping: Array<string>, };

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
 * A backup that was read back and found whole.
 */
export type BackupDone = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Bytes read, as text.
 */
bytes: string, 
/**
 * Files read.
 */
files: number, 
/**
 * The last act in it, as it is printed.
 */
head: string, 
/**
 * How long it took, in milliseconds.
 */
millis: number, };

/**
 * The newest backup that was read back and found whole.
 */
export type BackupLast = { 
/**
 * When it was verified; empty: never.
 */
verified_at: string | null, 
/**
 * When it was made.
 */
made_at: string | null, 
/**
 * Its folder.
 */
path: string | null, 
/**
 * Whole days since it was made.
 */
days: number | null, 
/**
 * When one was last restored for practice.
 */
drilled_at: string | null, 
/**
 * Whether it lies in the vault's own folder, and would be lost with it.
 */
beside: boolean, };

/**
 * What there is of backups.
 */
export type BackupList = { 
/**
 * The settings.
 */
settings: BackupSettings, 
/**
 * Where the backups stand now.
 */
target: string, 
/**
 * Newest first.
 */
backups: Array<BackupView>, 
/**
 * Folders among them whose list does not read.
 */
unreadable: Array<string>, 
/**
 * The newest verified one.
 */
last: BackupLast, };

/**
 * What the daily backup did.
 */
export type BackupRun = { 
/**
 * The backup, where one was due.
 */
made: BackupDone | null, };

/**
 * How this vault is backed up.
 */
export type BackupSettings = { 
/**
 * Where to; empty: `backups` in the vault's own folder, which does not outlive its disk.
 */
folder: string, 
/**
 * Whether one is made each day without asking.
 */
daily: boolean, 
/**
 * How many days keep their newest backup.
 */
keep_daily: number, 
/**
 * How many weeks keep theirs.
 */
keep_weekly: number, 
/**
 * How many months keep theirs.
 */
keep_monthly: number, };

/**
 * A backup in the target folder.
 */
export type BackupView = { 
/**
 * Its folder.
 */
path: string, 
/**
 * When it was made, Korean time.
 */
made_at: string, 
/**
 * Why: `daily`, `asked`, `before_upgrade`, `before_restore`.
 */
reason: string, 
/**
 * Bytes of everything that it needs, as text.
 */
bytes: string, 
/**
 * Number of files.
 */
files: number, 
/**
 * The last act in it, as it is printed.
 */
head: string, };

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
 * Replaces the signed-in user's own passphrase.
 */
export type ChangePassphraseRequest = { 
/**
 * The one that opens the vault now.
 */
present: string, 
/**
 * The one that will.
 */
passphrase: string, };

/**
 * Changes the roles and particulars of a person.
 */
export type ChangePersonRequest = { 
/**
 * Who.
 */
name: string, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles.
 */
roles: Array<string>, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it.
 */
until: string | null, 
/**
 * Why.
 */
reason: string, };

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
 * Checks answers that lie in no vault.
 */
export type CheckFormRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * A day, `YYYY-MM-DD`; without: today.
 */
on: string | null, 
/**
 * `{"fields": {path: answer}, "tables": {table: [row]}}`, as JSON text.
 */
content: string, };

/**
 * A code.
 */
export type CodeView = { 
/**
 * Stored value.
 */
value: string, 
/**
 * Korean label.
 */
ko: string, 
/**
 * English label.
 */
en: string, 
/**
 * Could not be checked against the published list.
 */
provisional: boolean, };

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
 * Makes a backup now.
 */
export type CreateBackupRequest = { 
/**
 * Where to; empty: where the settings say.
 */
folder: string | null, };

/**
 * Builds a practice vault with a sample filing and its PDF.
 */
export type CreateDemoRequest = { 
/**
 * Folder for the vault and the PDFs.
 */
dir: string, };

/**
 * Starts a filing.
 */
export type CreateFilingRequest = { 
/**
 * The form; its version in force today is used.
 */
form: string, 
/**
 * The filing it corrects; its answers are copied.
 */
corrects: number | null, };

/**
 * Creates a vault and opens it.
 */
export type CreateVaultRequest = { 
/**
 * An empty or new folder.
 */
dir: string, 
/**
 * The first user's name.
 */
user: string, 
/**
 * The first user's passphrase, at least twelve characters.
 */
passphrase: string, 
/**
 * The institution, printed on every report.
 */
profile: ProfileView, 
/**
 * Whether drafting, reviewing and deciding are for different people from the start. The first user
 * is then administrator and officer; otherwise one person may do everything.
 */
separate_duties: boolean | null, 
/**
 * Why one person does everything; without a word, that there is nobody else yet.
 */
small_firm_reason: string | null, };

/**
 * A number for a day.
 */
export type DayCount = { 
/**
 * The day.
 */
date: string, 
/**
 * The number.
 */
count: number, };

/**
 * Ends a person's place in the vault.
 */
export type DeactivatePersonRequest = { 
/**
 * Who.
 */
name: string, 
/**
 * Why.
 */
reason: string, };

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
 * Why it does not count: `decision_day`, `saturday`, `sunday` or `holiday`.
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
 * The day of the decision in Korea; day 0.
 */
decided_on: string, 
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
 * Where the practice material lies.
 */
export type DemoView = { 
/**
 * The vault's folder.
 */
vault_dir: string, 
/**
 * The passphrase of the practice vault.
 */
passphrase: string, 
/**
 * The PDFs, in the order of the catalogue's forms.
 */
pdfs: Array<string>, };

/**
 * Asks for a whole definition.
 */
export type DescribeFormRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * A version; without: the one in force on `on`.
 */
version: string | null, 
/**
 * A day, `YYYY-MM-DD`; without: today.
 */
on: string | null, };

/**
 * Restores a backup to a scratch place, verifies it there and removes it.
 */
export type DrillBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * The user's passphrase, or the recovery code, as on the day of need.
 */
passphrase: string, };

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
 * What happened. A code exists only where a shell does something with it.
 */
export type ErrorCode = "vault_locked" | "wrong_passphrase" | "vault_held" | "vault_damaged" | "too_many_tries" | "network_share" | "not_a_backup" | "backup_damaged" | "key_refused" | "vault_newer" | "not_a_vault" | "folder_not_empty" | "passphrase_too_short" | "not_allowed" | "disk_full" | "not_in_status" | "blocking_findings" | "unaccepted_warnings" | "not_found" | "bad_request" | "past_calendar" | "definition_missing" | "uncovered_characters" | "file_unreadable" | "file_unwritable" | "table_unreadable" | "too_long" | "nothing_to_undo" | "internal";

/**
 * Writes the PDF to a file.
 */
export type ExportPdfRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Full path of the new file.
 */
path: string, };

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
 * A field.
 */
export type FieldView = { 
/**
 * `section.field` or `table[].column`.
 */
path: string, 
/**
 * The regulator's number.
 */
spec: string, 
/**
 * `text`, `paragraph`, `code`, `codes`, `lines`, `date`, `datetime`, `krw`, `decimal`, `integer`, …
 */
kind: string, 
/**
 * Most characters.
 */
max: number | null, 
/**
 * Code list.
 */
codes: string | null, 
/**
 * Could not be checked against the published form.
 */
provisional: boolean, 
/**
 * A name or identifier.
 */
personal: boolean, 
/**
 * Source.
 */
cite: string, };

/**
 * Filings, newest first.
 */
export type FilingPage = { 
/**
 * The filings.
 */
filings: Array<FilingSummary>, 
/**
 * How many match in all.
 */
total: number, };

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
 * A filing in a list.
 */
export type FilingSummary = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Its status.
 */
status: string, 
/**
 * The firm's document number.
 */
document_no: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who it is about, masked.
 */
subject: string, 
/**
 * Last change, UTC.
 */
updated_at: string, 
/**
 * When it is due, once decided.
 */
due: string | null, 
/**
 * Business days left.
 */
days_left: number | null, };

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
 * `draft`, `approved` or `submitted`.
 */
status: string, 
/**
 * Answers to single fields by path.
 */
fields: { [key in string]: AnswerView }, 
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
 * Forms.
 */
export type FormList = { 
/**
 * By form and date.
 */
forms: Array<FormSummary>, };

/**
 * One version of one form, in a list.
 */
export type FormSummary = { 
/**
 * The form.
 */
form: string, 
/**
 * The version.
 */
version: string, 
/**
 * First day in force.
 */
effective_from: string, 
/**
 * Last day in force; absent while open.
 */
effective_to: string | null, 
/**
 * The receiving authority's code.
 */
authority: string, 
/**
 * `official`, `provisional` or `free-form`.
 */
status: string, 
/**
 * Korean title.
 */
title_ko: string, 
/**
 * English title.
 */
title_en: string, 
/**
 * Legal source.
 */
cite: string, };

/**
 * A whole definition, as far as a window draws it.
 */
export type FormView = { 
/**
 * Identity.
 */
summary: FormSummary, 
/**
 * Content hash.
 */
hash: string, 
/**
 * Sections in order.
 */
sections: Array<SectionView>, 
/**
 * Tables with their columns, in order of first mention.
 */
tables: Array<string>, 
/**
 * Code lists by id.
 */
codes: { [key in string]: Array<CodeView> }, 
/**
 * Texts by language.
 */
ko: TextsView, 
/**
 * Texts by language.
 */
en: TextsView, 
/**
 * Rules by id: source and reason.
 */
rules: { [key in string]: RuleView }, 
/**
 * The table that transfers are imported into.
 */
transfers: string, 
/**
 * Where each value comes from; Markdown.
 */
source: string, 
/**
 * The field that holds the title of a filing.
 */
title_field: string, };

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
 * The home screen.
 */
export type HomeView = { 
/**
 * Today in Korea.
 */
today: string, 
/**
 * Decided but not sent, the most urgent first.
 */
due: Array<FilingSummary>, 
/**
 * Drafts, newest first; at most ten.
 */
drafts: Array<FilingSummary>, 
/**
 * How many filings there are in each status.
 */
draft_count: number, 
/**
 * Approved.
 */
approved_count: number, 
/**
 * Submitted.
 */
submitted_count: number, 
/**
 * Submitted on each of the last 30 days, oldest first.
 */
submitted_by_day: Array<DayCount>, 
/**
 * What a decision taken now would be due.
 */
if_decided_now: DeadlineView | null, 
/**
 * The calendar is known up to this day.
 */
covered_through: string, };

/**
 * What an import would bring.
 */
export type ImportPreview = { 
/**
 * SHA-256 of the bytes.
 */
sha256: string, 
/**
 * `utf-8`, `utf-8-bom`, `cp949` or `utf-16`.
 */
encoding: string, 
/**
 * `,`, `;` or tab.
 */
delimiter: string, 
/**
 * Headings as they stand in the file.
 */
headings: Array<string>, 
/**
 * The column each heading is read into; empty for none.
 */
mapping: Array<string>, 
/**
 * The first rows as read, by heading.
 */
samples: Array<Array<string>>, 
/**
 * How many rows can be taken.
 */
accepted: number, 
/**
 * Rows that cannot, with line and reason.
 */
rejected: Array<RejectedRow>, 
/**
 * The rows as they would be stored, the first hundred.
 */
rows: Array<{ [key in string]: AnswerView }>, };

/**
 * Rows were imported.
 */
export type Imported = { 
/**
 * How many.
 */
accepted: number, 
/**
 * Rows left out, with line and reason.
 */
rejected: Array<RejectedRow>, 
/**
 * How many the table has now.
 */
total: number, 
/**
 * What applies now.
 */
state: FilingState, };

/**
 * Who can open the vault with a passphrase.
 */
export type KeysView = { 
/**
 * Their names, in the order in which they were added.
 */
holders: Array<string>, 
/**
 * Who of those with a place in the vault has no key to it yet.
 */
without_key: Array<string>, 
/**
 * Whether the signed-in person may give and take keys.
 */
keeps: boolean, 
/**
 * Minutes without a key or the mouse after which the window locks.
 */
idle_minutes: number, };

/**
 * A page of acts, newest first.
 */
export type ListActsRequest = { 
/**
 * Only acts before this sequence number.
 */
before: number | null, 
/**
 * At most so many.
 */
limit: number, };

/**
 * A page of the register.
 */
export type ListFilingsRequest = { 
/**
 * Any part of any word; Korean or Latin.
 */
query: string | null, 
/**
 * Only this status.
 */
status: string | null, 
/**
 * Only filings before this one in the list.
 */
before: number | null, 
/**
 * At most so many.
 */
limit: number, };

/**
 * Which forms there are.
 */
export type ListFormsRequest = { 
/**
 * Only those in force on this day, `YYYY-MM-DD`; all versions without.
 */
on: string | null, };

/**
 * A stretch of a table.
 */
export type ListRowsRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The table.
 */
table: string, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * At most so many.
 */
limit: number, };

/**
 * Asks who can open a vault.
 */
export type ListUsersRequest = { 
/**
 * The vault's folder.
 */
dir: string, };

/**
 * No request data, or nothing to answer.
 */
export type Nothing = Record<symbol, never>;

/**
 * Opens a vault with a passphrase or the recovery code.
 */
export type OpenVaultRequest = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * The passphrase, or the recovery code.
 */
passphrase: string, 
/**
 * Who signs in; none: the first user.
 */
user: string | null, };

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
 * Everyone with a place in the vault, and how duties are divided.
 */
export type PeopleView = { 
/**
 * In the order in which they came.
 */
people: Array<PersonView>, 
/**
 * Whether one person may draft, review and decide.
 */
one_person: boolean, 
/**
 * Why, or why not any more; empty where it was never switched.
 */
duty_reason: string, 
/**
 * Since when, ISO 8601 with offset; absent where it was never switched.
 */
duty_since: string | null, 
/**
 * Who switched.
 */
duty_actor: string | null, };

/**
 * Every change of people and roles, newest first.
 */
export type PermissionLog = { 
/**
 * What held of whom since when.
 */
entries: Array<PersonView>, };

/**
 * A person.
 */
export type PersonView = { 
/**
 * The name to sign in with.
 */
name: string, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * Position in the firm.
 */
title: string, 
/**
 * Roles: `drafter`, `reviewer`, `officer`, `administrator`, `auditor`, `examiner`.
 */
roles: Array<string>, 
/**
 * Whether the person still works here.
 */
active: boolean, 
/**
 * First day of a time-boxed stay.
 */
from: string | null, 
/**
 * Last day of it.
 */
until: string | null, 
/**
 * Why this was last changed.
 */
reason: string, 
/**
 * Since when this holds, ISO 8601 with offset.
 */
since: string, 
/**
 * Who changed it.
 */
changed_by: string, };

/**
 * Reads a table without storing anything.
 */
export type PreviewImportRequest = { 
/**
 * The filing whose form the columns are matched with; none: the form in force.
 */
id: number | null, 
/**
 * The form, where no filing is named.
 */
form: string | null, 
/**
 * The table.
 */
table: string, 
/**
 * File name, for the record.
 */
name: string, 
/**
 * The file's bytes, base64; or the clipboard's text as UTF-8.
 */
base64: string, 
/**
 * Column by heading index, to correct the guess: `table[].column` or empty for none.
 */
mapping: Array<string> | null, };

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
 * The reporting institution.
 */
export type ProfileView = { 
/**
 * Statutory name.
 */
institution_name: string, 
/**
 * Address of the head office.
 */
institution_address: string, 
/**
 * Reporting officer.
 */
officer_name: string, 
/**
 * Person in charge at head office.
 */
contact_name: string, 
/**
 * Telephone of the person in charge.
 */
contact_phone: string, 
/**
 * The firm's own target in business days after the decision; empty: the form's default.
 */
internal_target: number | null, };

/**
 * A recovery code, shown once, to be printed.
 */
export type RecoveryCodeView = { 
/**
 * The code.
 */
recovery_code: string, };

/**
 * A row that cannot be taken.
 */
export type RejectedRow = { 
/**
 * Line in the file, from 1.
 */
line: number, 
/**
 * Heading of the cell at fault.
 */
heading: string | null, 
/**
 * Why: a code.
 */
reason: string, 
/**
 * The row as it stands in the file.
 */
text: string, };

/**
 * Names a user whose key is taken away.
 */
export type RemoveKeyRequest = { 
/**
 * The user's name in the vault.
 */
user: string, };

/**
 * Removes a row.
 */
export type RemoveRowRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The table.
 */
table: string, 
/**
 * The row.
 */
row: string, };

/**
 * Renders answers that lie in no vault.
 */
export type RenderFormRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * A day, `YYYY-MM-DD`; without: today.
 */
on: string | null, 
/**
 * As for checking.
 */
content: string, };

/**
 * Gives a user who has forgotten it another passphrase.
 */
export type ResetPassphraseRequest = { 
/**
 * The user's name in the vault.
 */
user: string, 
/**
 * The new passphrase.
 */
passphrase: string, };

/**
 * Restores a backup.
 */
export type RestoreBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * An empty or new folder for the vault.
 */
dir: string, 
/**
 * Whose passphrase it is; empty: the first user's.
 */
user: string | null, 
/**
 * The passphrase of its day, or the recovery code.
 */
passphrase: string, };

/**
 * A vault was restored; it is closed.
 */
export type RestoredView = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * When the backup was made.
 */
made_at: string, 
/**
 * The last act in it, as it is printed.
 */
head: string, 
/**
 * The backup of the vault that was open, made first.
 */
kept: string | null, };

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
 * Rows in order.
 */
export type RowPage = { 
/**
 * The rows.
 */
rows: Array<RowView>, 
/**
 * How many the table has.
 */
total: number, };

/**
 * One row and what applies to it.
 */
export type RowView = { 
/**
 * The row, `r7`.
 */
id: string, 
/**
 * Its place in the table, from 0.
 */
position: number, 
/**
 * Answers by column name.
 */
cells: { [key in string]: AnswerView }, 
/**
 * Sections of the table that this row shows.
 */
sections: Array<string>, 
/**
 * Columns (`table[].column`) that this row shows.
 */
shown: Array<string>, 
/**
 * Columns that need an answer in this row.
 */
required: Array<string>, };

/**
 * Rows were added or removed.
 */
export type RowsChanged = { 
/**
 * Ids of the rows added.
 */
added: Array<string>, 
/**
 * How many the table has now.
 */
total: number, 
/**
 * What applies now.
 */
state: FilingState, };

/**
 * What a rule rests on.
 */
export type RuleView = { 
/**
 * `block` or `warn`.
 */
severity: string, 
/**
 * Source.
 */
cite: string, 
/**
 * Reason.
 */
why: string, };

/**
 * A section.
 */
export type SectionView = { 
/**
 * Key of its title.
 */
id: string, 
/**
 * The regulator's number.
 */
spec: string, 
/**
 * The table whose columns stand here.
 */
table: string | null, 
/**
 * Absent from the published form.
 */
supplement: boolean, 
/**
 * Fields in order.
 */
fields: Array<FieldView>, };

/**
 * Switches whether one person may draft, review and decide.
 */
export type SetDutiesRequest = { 
/**
 * Whether one person may.
 */
one_person: boolean, 
/**
 * Why.
 */
reason: string, };

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
 * Sets after how many minutes without a key or the mouse the window locks.
 */
export type SetIdleRequest = { 
/**
 * From 1 to 240.
 */
minutes: number, };

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
no_receipt_reason: string | null, };

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

/**
 * The words of a form in one language.
 */
export type TextsView = { 
/**
 * Title of the form.
 */
title: string, 
/**
 * Section titles by id.
 */
section: { [key in string]: string }, 
/**
 * Table names by id.
 */
table: { [key in string]: string }, 
/**
 * Field labels by path.
 */
label: { [key in string]: string }, 
/**
 * Help by path, where there is any.
 */
help: { [key in string]: string }, 
/**
 * Messages by key, with `{placeholders}`.
 */
message: { [key in string]: string }, };

/**
 * Those who can open a vault.
 */
export type UserList = { 
/**
 * Their names, in the order in which they were added.
 */
users: Array<string>, };

/**
 * A vault was created.
 */
export type VaultCreated = { 
/**
 * The open vault.
 */
vault: VaultView, 
/**
 * Opens the vault when the passphrase is lost; shown once, to be printed.
 */
recovery_code: string, };

/**
 * An open vault.
 */
export type VaultView = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * The signed-in user.
 */
user: string, 
/**
 * A practice vault: every PDF is marked 연습용.
 */
practice: boolean, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * The user's roles: `drafter` …
 */
roles: Array<string>, 
/**
 * What the roles open: `write`, `decide` … What is not here is not offered.
 */
may: Array<string>, 
/**
 * Opened so that nothing can be written.
 */
read_only: boolean, 
/**
 * Whether one person may draft, review and decide.
 */
one_person: boolean, };

/**
 * Reads a backup back and verifies it.
 */
export type VerifyBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * A passphrase or recovery code of its day; empty: the key of the open vault.
 */
passphrase: string | null, };

/**
 * Verifies the open vault.
 */
export type VerifyVaultRequest = { 
/**
 * Hash of an act that was printed or exported: it must still be in the chain.
 */
head: string | null, };

/**
 * The result of checking the chain of acts and everything sealed by it.
 */
export type VerifyView = { 
/**
 * Whether nothing was altered.
 */
intact: boolean, 
/**
 * How many acts there are.
 */
acts: number, 
/**
 * Hash of the last act.
 */
head: string, 
/**
 * Sequence number of the first bad act.
 */
first_bad: number | null, 
/**
 * What kind of damage it is: a code.
 */
damage: string | null, };

/**
 * A failed command.
 */
export type WireError = { 
/**
 * What happened.
 */
code: ErrorCode, 
/**
 * Values for the text of the code.
 */
params: { [key in string]: string }, };

/** Every command with its request and its response. */
export type Commands = {
  "app.status": [Nothing, AppStatus];
  "vault.create": [CreateVaultRequest, VaultCreated];
  "vault.open": [OpenVaultRequest, VaultView];
  "vault.lock": [Nothing, Nothing];
  "vault.users": [ListUsersRequest, UserList];
  "vault.verify": [VerifyVaultRequest, VerifyView];
  "user.list": [Nothing, PeopleView];
  "user.log": [Nothing, PermissionLog];
  "user.add": [AddPersonRequest, PeopleView];
  "user.change_roles": [ChangePersonRequest, PeopleView];
  "user.deactivate": [DeactivatePersonRequest, PeopleView];
  "user.set_duties": [SetDutiesRequest, PeopleView];
  "key.show": [Nothing, KeysView];
  "key.add_user": [AddKeyRequest, KeysView];
  "key.remove_user": [RemoveKeyRequest, KeysView];
  "key.change_passphrase": [ChangePassphraseRequest, KeysView];
  "key.reset_passphrase": [ResetPassphraseRequest, KeysView];
  "key.renew_recovery": [Nothing, RecoveryCodeView];
  "key.rotate": [Nothing, KeysView];
  "key.set_idle": [SetIdleRequest, KeysView];
  "backup.last": [Nothing, BackupLast];
  "backup.list": [Nothing, BackupList];
  "backup.create": [CreateBackupRequest, BackupDone];
  "backup.run_due": [Nothing, BackupRun];
  "backup.verify": [VerifyBackupRequest, BackupDone];
  "backup.drill": [DrillBackupRequest, BackupDone];
  "backup.restore": [RestoreBackupRequest, RestoredView];
  "backup.save_settings": [BackupSettings, BackupList];
  "profile.show": [Nothing, ProfileView];
  "profile.save": [ProfileView, ProfileView];
  "act.list": [ListActsRequest, ActPage];
  "home.show": [Nothing, HomeView];
  "form.list": [ListFormsRequest, FormList];
  "form.describe": [DescribeFormRequest, FormView];
  "form.check": [CheckFormRequest, Findings];
  "form.render": [RenderFormRequest, PdfView];
  "filing.list": [ListFilingsRequest, FilingPage];
  "filing.create": [CreateFilingRequest, FilingView];
  "filing.show": [FilingRequest, FilingView];
  "filing.content": [FilingRequest, ContentView];
  "filing.edit": [EditFilingRequest, Edited];
  "filing.undo": [FilingRequest, FilingView];
  "filing.redo": [FilingRequest, FilingView];
  "filing.check": [FilingRequest, Findings];
  "filing.accept": [AcceptFindingRequest, Findings];
  "filing.approve": [ApproveFilingRequest, FilingView];
  "filing.return": [ReturnFilingRequest, FilingView];
  "filing.submit": [SubmitFilingRequest, FilingView];
  "filing.history": [FilingRequest, HistoryView];
  "filing.render": [FilingRequest, PdfView];
  "filing.export_pdf": [ExportPdfRequest, Exported];
  "row.list": [ListRowsRequest, RowPage];
  "row.add": [AddRowsRequest, RowsChanged];
  "row.remove": [RemoveRowRequest, RowsChanged];
  "import.preview": [PreviewImportRequest, ImportPreview];
  "import.apply": [ApplyImportRequest, Imported];
  "text.preview": [PreviewTextRequest, TextPreview];
  "deadline.show": [ShowDeadlineRequest, DeadlineView];
  "calendar.show": [Nothing, CalendarView];
  "calendar.set_holiday": [SetHolidayRequest, CalendarView];
  "address.check": [CheckAddressRequest, AddressView];
  "demo.create": [CreateDemoRequest, DemoView];
};
