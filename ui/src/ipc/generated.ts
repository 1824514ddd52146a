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
 * What those looked at who cannot write, and sign-ins that came to nothing: the access log beside the vault.
 */
export type AccessLog = { 
/**
 * Newest first; the last thousand.
 */
entries: Array<AccessView>, 
/**
 * Whether every line follows from the one before.
 */
whole: boolean, };

/**
 * A line of the access log.
 */
export type AccessView = { 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * Who; empty where a name was typed that the vault does not know.
 */
who: string, 
/**
 * What: `vault.opened`, `filing.opened`, `sign_in.failed` …
 */
what: string, 
/**
 * To what.
 */
subject: string, 
/**
 * For what purpose, or why not.
 */
purpose: string, };

/**
 * The authority confirmed that it received the report.
 */
export type AcknowledgeFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * When it was confirmed, ISO 8601; Korean time without offset.
 */
acknowledged_at: string, 
/**
 * The receipt number, where it came only now.
 */
receipt_no: string | null, 
/**
 * By what: an e-mail, a certificate.
 */
note: string, };

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
hash: string, 
/**
 * What was said for it: the purpose of a look, the reason of a change.
 */
note: string | null, };

/**
 * Writes a remark beside a field, or answers one.
 */
export type AddCommentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The field; none: the whole filing.
 */
path: string | null, 
/**
 * The remark that this answers.
 */
parent: number | null, 
/**
 * The text.
 */
text: string, };

/**
 * Records what was spoken with the authority.
 */
export type AddContactRequest = { 
/**
 * The filing; needed for an emergency report.
 */
filing: number | null, 
/**
 * `emergency`, `inquiry`, `inspection`, `copy` or `other`.
 */
kind: string, 
/**
 * When, ISO 8601; Korean time without offset.
 */
happened_at: string, 
/**
 * `phone`, `fax`, `visit`, `post` or `online`.
 */
channel: string, 
/**
 * The official's name.
 */
official: string, 
/**
 * The official's office.
 */
office: string, 
/**
 * How the official's identity was verified.
 */
verified: string, 
/**
 * What was said.
 */
content: string, 
/**
 * What was shown or handed over.
 */
material: string, };

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
 * Gives a person a place in the vault, and the key to it.
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
reason: string, 
/**
 * The first passphrase, typed by the person; none: one is made up, to be replaced at the first sign-in.
 */
passphrase: string | null, };

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
 * Answers a flag.
 */
export type AnswerFlagRequest = { 
/**
 * The flag.
 */
flag: string, 
/**
 * The pattern.
 */
pattern: string, 
/**
 * What there is to say; not blank.
 */
comment: string, };

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
 * The quantity of an asset.
 */
export type AssetQuantity = { 
/**
 * The symbol; empty where none is given.
 */
asset: string, 
/**
 * The quantity, exact.
 */
quantity: string, };

/**
 * Attaches a file to a draft.
 */
export type AttachFileRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * What it proves: a code of `evidence-kind`.
 */
kind: string, 
/**
 * File name.
 */
name: string, 
/**
 * Where the file lies; or `base64`.
 */
path: string | null, 
/**
 * The bytes; or `path`.
 */
base64: string | null, 
/**
 * Whether a warning about the file is accepted.
 */
accept_warning: boolean, };

/**
 * The files that go with a filing.
 */
export type AttachmentList = { 
/**
 * In the order in which they were attached.
 */
attachments: Array<AttachmentView>, 
/**
 * What a file can prove.
 */
kinds: Array<CodeView>, };

/**
 * Names an attached file.
 */
export type AttachmentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The attached file.
 */
attachment: number, };

/**
 * An attached file.
 */
export type AttachmentView = { 
/**
 * The attached file.
 */
id: number, 
/**
 * What it proves: a code of `evidence-kind`.
 */
kind: string, 
/**
 * File name.
 */
name: string, 
/**
 * Size in bytes.
 */
size: string, 
/**
 * SHA-256 of the content.
 */
sha256: string, 
/**
 * Media type, by its first bytes.
 */
mime: string, 
/**
 * What was warned of and accepted: `executable`, `macro`, `script`.
 */
warning: string | null, 
/**
 * When it was attached, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

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
 * Prints answers again and again.
 */
export type BenchPdfRequest = { 
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
content: string, 
/**
 * How often.
 */
rounds: number, };

/**
 * How long each print took.
 */
export type BenchPdfView = { 
/**
 * Nanoseconds, one number a print, as texts.
 */
nanoseconds: Array<string>, 
/**
 * Size of the file, as text.
 */
bytes: string, 
/**
 * Its pages.
 */
pages: number, 
/**
 * SHA-256 of the file.
 */
sha256: string, };

/**
 * A bundle was made.
 */
export type BundleMade = { 
/**
 * The file.
 */
path: string, 
/**
 * SHA-256 of its bytes.
 */
sha256: string, 
/**
 * The head its chain ends with.
 */
head: string, 
/**
 * Number of files in it, without the manifest.
 */
files: number, };

/**
 * What the check of a bundle found.
 */
export type BundleView = { 
/**
 * Whether nothing was altered.
 */
intact: boolean, 
/**
 * How many acts its chain has.
 */
acts: number, 
/**
 * The head its chain ends with, as far as it is intact.
 */
head: string, 
/**
 * Number of the first bad act.
 */
first_bad: number | null, 
/**
 * What kind of damage it is: a code.
 */
damage: string | null, 
/**
 * The file where it shows.
 */
file: string | null, 
/**
 * How many files the manifest names.
 */
files: number, 
/**
 * Filings whose document hash is proven to stand on the chain.
 */
proven: Array<string>, };

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
 * The chain was written.
 */
export type ChainExported = { 
/**
 * The file.
 */
path: string, 
/**
 * The head it ends with: number of the act, a colon, its hash. To be noted elsewhere.
 */
head: string, };

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
 * Checks a bundle.
 */
export type CheckBundleRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Opens an encrypted one.
 */
passphrase: string | null, 
/**
 * A head that was printed: it must be in the chain.
 */
head: string | null, };

/**
 * Checks an exported chain.
 */
export type CheckChainRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * A head that was printed or noted: it must be in the chain.
 */
head: string | null, };

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
 * The reports that were made, in the order of their transfers.
 */
export type CloseCreated = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Rows in them.
 */
rows: number, 
/**
 * Values that were filled in.
 */
filled: number, 
/**
 * Rates that are missing, each once.
 */
missing_rates: Array<MissingRate>, };

/**
 * A field that rows lack.
 */
export type CloseField = { 
/**
 * The field.
 */
path: string, 
/**
 * How many rows.
 */
rows: number, };

/**
 * Closes a case that was examined and is not reported.
 */
export type CloseFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The reasoned conclusion.
 */
reason: string, 
/**
 * When it is to be looked at again, if at all.
 */
reopen_on: string | null, };

/**
 * How last month stands, in short.
 */
export type CloseGlance = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Imported transfers of it.
 */
count: number, 
/**
 * When its report is due; `None` past the calendar.
 */
deadline: DeadlineView | null, 
/**
 * The report, when there is one.
 */
report: CloseReport | null, };

/**
 * What is missing of one group of columns.
 */
export type CloseNeed = { 
/**
 * The group: `value`, `rate`, `reason`, `proof`, `party`, `travel_rule`, `border`, `other`.
 */
need: string, 
/**
 * Rows that lack something of it.
 */
rows: number, 
/**
 * How many rows lack each field.
 */
fields: Array<CloseField>, 
/**
 * The first of these rows, as lines of the ledger; empty where a report was asked.
 */
ids: Array<number>, };

/**
 * A report that has to do with a month.
 */
export type CloseReport = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * How many of its rows, or of the month's transfers, stand in it.
 */
rows: number, };

/**
 * Asks how a month stands.
 */
export type CloseRequest = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, };

/**
 * How a month stands: what the ledger has of it, and what is missing before it can be reported.
 */
export type CloseView = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Its first day.
 */
from: string, 
/**
 * Its last day.
 */
to: string, 
/**
 * The form of the report.
 */
form: string, 
/**
 * Its version in force today.
 */
version: string, 
/**
 * Where the report of a month comes from.
 */
cite: string, 
/**
 * When it is due; `None` past the calendar.
 */
deadline: DeadlineView | null, 
/**
 * Imported transfers of the month.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * Transfers without a moment that reads; they belong to no month.
 */
undated: number, 
/**
 * The report of the month, when there is one; what is missing is then asked of its rows.
 */
report: CloseReport | null, 
/**
 * Other reports of this form in which transfers of the month stand already.
 */
standing: Array<CloseReport>, 
/**
 * Rows that were looked at.
 */
rows: number, 
/**
 * Rows that lack nothing.
 */
complete: number, 
/**
 * What the others lack, in groups; a group of which nothing is missing stands with 0.
 */
needs: Array<CloseNeed>, 
/**
 * Rates that nobody has given, each once.
 */
missing_rates: Array<MissingRate>, 
/**
 * Patterns that touch the month.
 */
flags: number, 
/**
 * How many of them have no answer.
 */
flags_open: number, 
/**
 * Transfers that agree in moment, direction, asset, quantity and address, in groups.
 */
look_alikes: Array<Array<number>>, };

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
 * Remarks on a filing.
 */
export type CommentList = { 
/**
 * Oldest first.
 */
comments: Array<CommentView>, };

/**
 * A remark, with what was said to it.
 */
export type CommentView = { 
/**
 * The remark.
 */
id: number, 
/**
 * The field; none: the whole filing.
 */
path: string | null, 
/**
 * The text.
 */
text: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * Answers, oldest first.
 */
replies: Array<ReplyView>, 
/**
 * How it was settled; absent while it is open.
 */
resolved: ReplyView | null, };

/**
 * The files that were written.
 */
export type CompanionsExported = { 
/**
 * SHA-256 of the canonical copy as it leaves; printed on the paper and named in every file.
 */
document_hash: string, 
/**
 * The files.
 */
files: Array<Exported>, 
/**
 * Whether the whole canonical copy was left out, for it holds masked identifiers and no passphrase was given.
 */
canonical_withheld: boolean, };

/**
 * Puts two revisions side by side.
 */
export type CompareRequest = { 
/**
 * The earlier one.
 */
left: RevisionSide, 
/**
 * The later one.
 */
right: RevisionSide, };

/**
 * What differs.
 */
export type Comparison = { 
/**
 * By path; the first five thousand.
 */
differences: Array<Difference>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * Contacts with the authority.
 */
export type ContactList = { 
/**
 * Newest first.
 */
contacts: Array<ContactView>, };

/**
 * A contact with the authority.
 */
export type ContactView = { 
/**
 * The contact.
 */
id: number, 
/**
 * The filing it is about.
 */
filing: number | null, 
/**
 * What it was.
 */
kind: string, 
/**
 * When, ISO 8601 with offset.
 */
happened_at: string, 
/**
 * By what means.
 */
channel: string, 
/**
 * The official's name.
 */
official: string, 
/**
 * The official's office.
 */
office: string, 
/**
 * How the official's identity was verified.
 */
verified: string, 
/**
 * What was said.
 */
content: string, 
/**
 * What was shown or handed over.
 */
material: string, 
/**
 * When it was written down, ISO 8601 with offset.
 */
recorded_at: string, 
/**
 * By whom.
 */
actor: string, };

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
 * Makes a bundle of filings.
 */
export type CreateBundleRequest = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Full path of the new file.
 */
path: string, 
/**
 * Encrypts the bundle (age-encryption.org/v1) so that only this passphrase opens it.
 */
passphrase: string | null, };

/**
 * Makes reports from the ledger.
 */
export type CreateCloseRequest = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Transfers to report one by one; empty: one report of the whole month.
 */
ids: Array<number>, };

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
corrects: number | null, 
/**
 * The filing it follows, on a customer who goes on; its answers are copied, its transfers are not.
 */
follows: number | null, };

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
 * Opens an encrypted file.
 */
export type DecryptRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * Its passphrase.
 */
passphrase: string, };

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
 * One difference.
 */
export type Difference = { 
/**
 * Where; rows of two filings are named by their place.
 */
path: string, 
/**
 * What stands on the left.
 */
before: AnswerView | null, 
/**
 * What stands on the right.
 */
after: AnswerView | null, };

/**
 * A filing that may be destroyed.
 */
export type DisposableView = { 
/**
 * The filing.
 */
filing: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * When the relationship ended.
 */
ended: string, 
/**
 * Since when it may be destroyed.
 */
free_from: string, 
/**
 * How many files go with it.
 */
attachments: number, };

/**
 * What was destroyed.
 */
export type DisposalDone = { 
/**
 * Records under seal.
 */
records: string, 
/**
 * Attached files.
 */
files: number, 
/**
 * What is left to do.
 */
view: DisposalView, };

/**
 * A request for destruction.
 */
export type DisposalRequestView = { 
/**
 * The request.
 */
request: number, 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Why.
 */
reason: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * Whether the signed-in person asked: another one must carry it out.
 */
own: boolean, };

/**
 * What may be destroyed, and what was asked for.
 */
export type DisposalView = { 
/**
 * Filings that may be destroyed today.
 */
free: Array<DisposableView>, 
/**
 * Requests that nobody has carried out or withdrawn.
 */
requests: Array<DisposalRequestView>, };

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
 * Records when the relationship that a filing is about ended.
 */
export type EndRelationshipRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The day, `YYYY-MM-DD`; none takes it back.
 */
day: string | null, 
/**
 * How that is known.
 */
reason: string, };

/**
 * What happened. A code exists only where a shell does something with it.
 */
export type ErrorCode = "vault_locked" | "wrong_passphrase" | "vault_held" | "vault_damaged" | "too_many_tries" | "network_share" | "not_a_backup" | "backup_damaged" | "key_refused" | "vault_newer" | "not_a_vault" | "folder_not_empty" | "passphrase_too_short" | "not_allowed" | "disk_full" | "not_in_status" | "blocking_findings" | "unaccepted_warnings" | "open_flags" | "too_many" | "month_reported" | "not_found" | "bad_request" | "past_calendar" | "definition_missing" | "uncovered_characters" | "file_unreadable" | "file_unwritable" | "table_unreadable" | "too_long" | "paper_altered" | "key_unusable" | "authority_unreachable" | "nothing_to_undo" | "attachment_warning" | "file_too_large" | "cancelled" | "internal";

/**
 * Writes an attached file to a new file, which stays.
 */
export type ExportAttachmentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The attached file.
 */
attachment: number, 
/**
 * Full path of the new file.
 */
path: string, };

/**
 * Writes the chain of acts to a file.
 */
export type ExportChainRequest = { 
/**
 * Full path of the new file.
 */
path: string, };

/**
 * Writes the files that go with a report.
 */
export type ExportCompanionsRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Full path of the folder to write into.
 */
dir: string, 
/**
 * Encrypts the whole canonical copy as a file of its own; what else is written masks what the paper masks.
 */
passphrase: string | null, };

/**
 * Writes a filing's paper to a file.
 */
export type ExportPdfRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The file to write.
 */
path: string, 
/**
 * For what: `submission`, `review`, `training`, `inspection`, `archive`, or `other: …`; a colon and
 * a remark may follow each.
 */
purpose: string | null, 
/**
 * `full`, `masked` or `redacted`; full where it is not said.
 */
copy: string | null, 
/**
 * The fields that a redacted copy leaves out.
 */
redact: Array<string>, 
/**
 * Seals the paper.
 */
seal: SealRequest | null, 
/**
 * Encrypts the file for this passphrase.
 */
passphrase: string | null, 
/**
 * Writes the whole canonical copy beside the paper, encrypted for this passphrase; of a full paper only.
 */
annex: string | null, };

/**
 * Writes the rows that cannot be taken into a CSV file.
 */
export type ExportRejectsRequest = { 
/**
 * What was read.
 */
run: RunImportRequest, 
/**
 * The file to write.
 */
path: string, 
/**
 * The shell's words for the reasons, and for the headings `line` and `why`.
 */
words: { [key in string]: string }, };

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
 * What was filled in.
 */
export type FactsTaken = { 
/**
 * Fields that were blank and are not any more.
 */
filled: number, };

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
 * The answer to a flag.
 */
export type FlagAnswerView = { 
/**
 * What was said.
 */
comment: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * When, ISO with offset.
 */
at: string, };

/**
 * Patterns that were found.
 */
export type FlagList = { 
/**
 * The flags.
 */
flags: Array<FlagView>, 
/**
 * How many have no answer yet.
 */
open: number, };

/**
 * A pattern that was found, with what it rests on.
 */
export type FlagView = { 
/**
 * Its identity: the same movements give the same flag.
 */
flag: string, 
/**
 * The pattern, `R1`.
 */
pattern: string, 
/**
 * Where its threshold comes from.
 */
cite: string, 
/**
 * Whether the threshold is provisional.
 */
provisional: boolean, 
/**
 * The numbers it was worked out from: counts, `sum_usd`, `limit_usd`, first and last day.
 */
says: { [key in string]: string }, 
/**
 * The movements, in the order of time.
 */
rows: Array<TransferView>, 
/**
 * What a person said to it, by whom and when.
 */
answer: FlagAnswerView | null, };

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
 * The sum of one group.
 */
export type GroupTotal = { 
/**
 * The group: a symbol, a code; empty where none is given.
 */
value: string, 
/**
 * How many.
 */
count: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, };

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
 * The files taken into the vault.
 */
export type ImportBatchList = { 
/**
 * Newest first.
 */
batches: Array<ImportBatchView>, };

/**
 * A file that was taken in.
 */
export type ImportBatchView = { 
/**
 * Its number, for the ledger; none for a filing's table, whose own undo takes it back.
 */
batch: number | null, 
/**
 * The filing it went into; none: the ledger.
 */
filing: number | null, 
/**
 * File name.
 */
name: string, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * Rows taken.
 */
accepted: number, 
/**
 * Rows refused.
 */
rejected: number, 
/**
 * When, Korean time.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * The columns of a target are those of this form's table.
 */
export type ImportColumns = { 
/**
 * The form.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The table.
 */
table: string, };

/**
 * Asks which form's columns a target has.
 */
export type ImportColumnsRequest = { 
/**
 * The target.
 */
target: ImportTarget, };

/**
 * How often something was found.
 */
export type ImportCount = { 
/**
 * What: a code.
 */
code: string, 
/**
 * In which column of the file.
 */
heading: string | null, 
/**
 * How often.
 */
count: number, 
/**
 * The first line.
 */
line: number | null, };

/**
 * What a reading found; the result of an `import.check` job.
 */
export type ImportFindings = { 
/**
 * SHA-256 of the bytes.
 */
sha256: string, 
/**
 * Rows that can be taken.
 */
accepted: number, 
/**
 * Rows that cannot, duplicates among them.
 */
rejected: number, 
/**
 * Rows that are there already, in the file or in the vault.
 */
duplicates: number, 
/**
 * Why rows are refused, by reason and column.
 */
reasons: Array<ImportCount>, 
/**
 * What else was seen, by code and column.
 */
notices: Array<ImportCount>, 
/**
 * The first rejected rows.
 */
rows: Array<RejectedRow>, 
/**
 * The first taken rows, as they would be stored.
 */
samples: Array<{ [key in string]: AnswerView }>, };

/**
 * How a file is read into a table. Columns are named without their table: `txid`.
 */
export type ImportPlan = { 
/**
 * The column for each heading; a heading that is missing, or empty, is not read.
 */
columns: { [key in string]: string }, 
/**
 * What stands in every row that has nothing else there, by column.
 */
constants: { [key in string]: string }, 
/**
 * What words of the file mean, by column and word.
 */
translations: { [key in string]: { [key in string]: string } }, 
/**
 * The zone of times that name none: `kst` or `utc`.
 */
zone: string | null, 
/**
 * The decimal mark: `point` or `comma`; needed where a file leaves it open.
 */
decimal: string | null, 
/**
 * How many digits an identifier always has, by column.
 */
digits: { [key in string]: number }, };

/**
 * Reads a file of rates: JSON of 한국수출입은행 or of ECOS, or a table with headings.
 */
export type ImportRatesRequest = { 
/**
 * The file.
 */
base64: string, 
/**
 * Who published the rates.
 */
source: string, 
/**
 * The day, where the layout does not say.
 */
day: string | null, };

/**
 * How a source is to be read; what is left out is found out.
 */
export type ImportReading = { 
/**
 * `utf-8`, `utf-8-bom`, `cp949`, `utf-16le` or `utf-16be`.
 */
encoding: string | null, 
/**
 * What stands between cells: one character.
 */
delimiter: string | null, 
/**
 * The sheet of a workbook.
 */
sheet: string | null, 
/**
 * The line of the headings; 0 where the first line is a row already.
 */
heading_line: number | null, };

/**
 * Where a table comes from.
 */
export type ImportSource = { "kind": "path", 
/**
 * Its path.
 */
path: string, } | { "kind": "base64", 
/**
 * Its name.
 */
name: string, 
/**
 * Its bytes.
 */
base64: string, } | { "kind": "text", 
/**
 * The text.
 */
text: string, };

/**
 * Where rows go.
 */
export type ImportTarget = { "kind": "filing", 
/**
 * The filing.
 */
id: number, 
/**
 * The table.
 */
table: string, } | { "kind": "ledger", } | { "kind": "form", 
/**
 * The form; none: the first in force that has the table.
 */
form: string | null, 
/**
 * The table.
 */
table: string, };

/**
 * A source as a table.
 */
export type ImportView = { 
/**
 * The form whose columns are filled.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The table.
 */
table: string, 
/**
 * File name.
 */
name: string, 
/**
 * SHA-256 of the bytes.
 */
sha256: string, 
/**
 * How many bytes.
 */
size: string, 
/**
 * `delimited`, `workbook` or `json`.
 */
format: string, 
/**
 * Its encoding, for a text.
 */
encoding: string, 
/**
 * What stands between its cells, for a text.
 */
delimiter: string | null, 
/**
 * The sheets of a workbook.
 */
sheets: Array<string>, 
/**
 * The one that is read.
 */
sheet: string | null, 
/**
 * The line of the headings; 0 where there are none.
 */
heading_line: number, 
/**
 * Headings, each different from the others.
 */
headings: Array<string>, 
/**
 * The first rows, by heading.
 */
samples: Array<Array<string>>, 
/**
 * What is odd about the file.
 */
notices: Array<ImportCount>, 
/**
 * What the headings suggest. The zone of times is never guessed.
 */
plan: ImportPlan, 
/**
 * Columns of the table whose times need a zone, among those suggested.
 */
times: Array<string>, 
/**
 * Earlier imports of the same file.
 */
before: Array<ImportBatchView>, };

/**
 * Rows were imported; the result of an `import.run` job.
 */
export type Imported = { 
/**
 * What was found.
 */
found: ImportFindings, 
/**
 * The batch, for the ledger: it can be taken back whole.
 */
batch: number | null, 
/**
 * How many rows the filing's table has now.
 */
total: number | null, 
/**
 * What applies to the filing now.
 */
state: FilingState | null, };

/**
 * Names a job.
 */
export type JobRequest = { 
/**
 * Its number.
 */
id: number, };

/**
 * A job was started; `job.show` tells how it stands.
 */
export type JobStarted = { 
/**
 * Its number.
 */
job: number, };

/**
 * Whether a job runs.
 */
export type JobState = "running" | "done" | "failed" | "cancelled";

/**
 * How a job stands.
 */
export type JobView = { 
/**
 * Its number.
 */
id: number, 
/**
 * Whether it runs, and how it ended.
 */
state: JobState, 
/**
 * What it is doing: a code.
 */
phase: string, 
/**
 * How much of the phase is done, in the unit of the phase.
 */
done: string, 
/**
 * How much there is, where that is known.
 */
total: string | null, 
/**
 * What it found, once done: the response type of the command that started it names it.
 */
result: unknown, 
/**
 * Why it failed.
 */
error: WireError | null, };

/**
 * The time of keeping of one kind of record.
 */
export type KeepingView = { 
/**
 * The kind: `filing`, `ledger`, `access_log`, `permission_log`.
 */
record: string, 
/**
 * The least number of years by law.
 */
least: number, 
/**
 * The number of years that holds.
 */
years: number, 
/**
 * From when: `relationship_end` or `entry`.
 */
since: string, 
/**
 * Legal source.
 */
cite: string, };

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
 * Where a filing stands, how it came there, and what can be done now.
 */
export type LifeView = { 
/**
 * Its status.
 */
status: string, 
/**
 * The steps that lead on from here.
 */
steps: Array<StepOption>, 
/**
 * What happened, oldest first.
 */
timeline: Array<TimelineEntry>, 
/**
 * Everyone who wrote in it.
 */
drafters: Array<string>, 
/**
 * Everyone who passed its present answers on.
 */
reviewers: Array<string>, 
/**
 * The only people who may know of it; none: everyone whose role allows.
 */
named: Array<string> | null, 
/**
 * How many remarks are not settled.
 */
open_comments: number, 
/**
 * Filings that belong to it.
 */
links: Array<LinkView>, 
/**
 * The last day to answer a request for correction, while one is open.
 */
correction_due: string | null, 
/**
 * Business days until then; negative when it has passed.
 */
correction_days_left: number | null, 
/**
 * An emergency report was made and the formal one has not been sent.
 */
emergency_open: boolean, 
/**
 * When a case that was closed is to be looked at again.
 */
reopen_on: string | null, };

/**
 * A filing that belongs to another.
 */
export type LinkView = { 
/**
 * `corrects`, `corrected_by`, `follows` or `followed_by`.
 */
kind: string, 
/**
 * The other filing.
 */
filing: number, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Its status.
 */
status: string, };

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
 * Asks for contacts with the authority.
 */
export type ListContactsRequest = { 
/**
 * About this filing; none: all.
 */
filing: number | null, };

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
 * Asks for patterns: over the whole vault, or those that touch a filing.
 */
export type ListFlagsRequest = { 
/**
 * The filing; `None`: every party in the vault.
 */
id: number | null, 
/**
 * Only those without an answer.
 */
open_only: boolean, };

/**
 * Which forms there are.
 */
export type ListFormsRequest = { 
/**
 * Only those in force on this day, `YYYY-MM-DD`; all versions without.
 */
on: string | null, };

/**
 * Asks for what is known.
 */
export type ListKnownRequest = { 
/**
 * The start of a customer number or an address, or part of a name.
 */
text: string, 
/**
 * Records to skip.
 */
offset: number, 
/**
 * At most so many.
 */
limit: number, };

/**
 * The rates that count from a day to a day, both included.
 */
export type ListRatesRequest = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

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
 * A stretch of the ledger.
 */
export type ListTransfersRequest = { 
/**
 * Which.
 */
filter: TransferFilter, 
/**
 * `newest`, `oldest`, `largest` or `customer`.
 */
sort: string, 
/**
 * Movements to skip.
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
 * A rate that nobody has given.
 */
export type MissingRate = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day whose rate counts.
 */
day: string, };

/**
 * A plan under a name.
 */
export type NamedPlan = { 
/**
 * The name.
 */
name: string, 
/**
 * The table it reads into.
 */
table: string, 
/**
 * The plan.
 */
plan: ImportPlan, };

/**
 * No request data, or nothing to answer.
 */
export type Nothing = Record<symbol, never>;

/**
 * Asks for what stands beside a filing.
 */
export type OfFilingRequest = { 
/**
 * The filing.
 */
filing: number, };

/**
 * Looks at a source; nothing is read into columns yet.
 */
export type OpenImportRequest = { 
/**
 * The source.
 */
source: ImportSource, 
/**
 * How to read it.
 */
reading: ImportReading, 
/**
 * Where its rows would go.
 */
target: ImportTarget, };

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
 * An attached file, opened.
 */
export type OpenedAttachment = { 
/**
 * Media type.
 */
mime: string, 
/**
 * The bytes, where the window can show them.
 */
base64: string | null, 
/**
 * Where a copy lies until the vault is locked, where only another program can show it.
 */
path: string | null, };

/**
 * Pages of the ledger in an order.
 */
export type OutlineRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, 
/**
 * `newest`, `oldest`, `largest` or `customer`.
 */
sort: string, };

/**
 * What was read from imported transfers.
 */
export type PartiesGathered = { 
/**
 * Customers that are new or changed.
 */
parties: number, 
/**
 * Addresses that are new or changed.
 */
wallets: number, };

/**
 * Customers by number.
 */
export type PartyList = { 
/**
 * The customers.
 */
parties: Array<PartyView>, 
/**
 * How many there are.
 */
total: number, };

/**
 * A customer as he is known.
 */
export type PartyView = { 
/**
 * The exchange's customer number.
 */
customer: string, 
/**
 * The name, for lists.
 */
name: string, 
/**
 * What is known, by what it is; the identifier masked.
 */
facts: { [key in string]: AnswerView }, 
/**
 * Whether a person entered it; else it was read from an import.
 */
typed: boolean, };

/**
 * What a paper says it is.
 */
export type PdfIdentity = { 
/**
 * The form.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The version of the paper.
 */
paper: number, 
/**
 * Where the filing stood.
 */
status: string, 
/**
 * `full`, `masked` or `redacted`.
 */
copy: string, 
/**
 * Whether it is an exercise.
 */
practice: boolean, 
/**
 * SHA-256 of the canonical copy inside.
 */
document_hash: string, 
/**
 * The head of the chain of acts as printed.
 */
chain_head: string | null, 
/**
 * When the filing took that state.
 */
dated: string | null, };

/**
 * What a vault knows of a paper.
 */
export type PdfOrigin = { 
/**
 * The filing.
 */
filing: number | null, 
/**
 * Whether this very file was recorded as sent.
 */
submission: boolean, 
/**
 * The last act that names this very file.
 */
printed_by: number | null, 
/**
 * Whether the printed head lies on the chain; `None` where none is printed.
 */
on_chain: boolean | null, };

/**
 * Names a paper.
 */
export type PdfRequest = { 
/**
 * The file.
 */
path: string, };

/**
 * What a check of a paper found.
 */
export type PdfVerdict = { 
/**
 * Whether it is, to the byte, what is printed from the data inside it.
 */
intact: boolean, 
/**
 * What is wrong: `not_pdf`, `too_large`, `no_filing`, `definition`, `version`, `page`, `attachment`,
 * `bytes`, `unreadable`, `appended`, `seal`.
 */
problem: string | null, 
/**
 * Where: a page, a file inside, a version.
 */
place: string | null, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * What the paper says it is; to be believed only where it is intact.
 */
identity: PdfIdentity | null, 
/**
 * The seals behind it, in order.
 */
seals: Array<SealView>, 
/**
 * What the vault knows of it, where one was asked.
 */
origin: PdfOrigin | null, };

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
 * A person was given a place.
 */
export type PersonAdded = { 
/**
 * Everyone.
 */
people: PeopleView, 
/**
 * The passphrase that was made up, shown once.
 */
one_time: string | null, };

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
 * The plans of this vault.
 */
export type PlanList = { 
/**
 * By name.
 */
plans: Array<NamedPlan>, };

/**
 * Names a plan.
 */
export type PlanRequest = { 
/**
 * The name.
 */
name: string, };

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
 * Rates, newest day first.
 */
export type RateList = { 
/**
 * The rates.
 */
rates: Array<RateView>, 
/**
 * Business days of the span, up to today, that have no rate of the dollar.
 */
missing: Array<string>, };

/**
 * A base rate.
 */
export type RateView = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day in Korea.
 */
day: string, 
/**
 * Won for one unit, exact.
 */
won: string, 
/**
 * Who published it, as it was stated.
 */
source: string, 
/**
 * SHA-256 of the file it was read from; none where it was entered by hand.
 */
file: string | null, 
/**
 * Who put it there.
 */
actor: string, };

/**
 * What became of a file of rates.
 */
export type RatesImported = { 
/**
 * How many were added.
 */
added: number, 
/**
 * How many stood there already, just so.
 */
unchanged: number, 
/**
 * What could not be read.
 */
rejected: Array<RejectedRate>, 
/**
 * SHA-256 of the file.
 */
sha256: string, };

/**
 * One filing in the reconciliation.
 */
export type ReconcileLine = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its status now.
 */
status: string, 
/**
 * When it was decided, ISO 8601 with offset.
 */
decided_at: string | null, 
/**
 * The last day to send it.
 */
due: string | null, 
/**
 * Business days left; negative when overdue.
 */
days_left: number | null, 
/**
 * When it was sent.
 */
submitted_at: string | null, 
/**
 * The receipt number.
 */
receipt_no: string | null, 
/**
 * When the authority confirmed it.
 */
acknowledged_at: string | null, 
/**
 * What is open: `unsent`, `unconfirmed`, `no_receipt`, `correction`, `emergency`,
 * `reopen`; none: nothing.
 */
open: string | null, };

/**
 * Asks for the reconciliation of a day.
 */
export type ReconcileRequest = { 
/**
 * The day in Korea; none: today.
 */
day: string | null, };

/**
 * What was decided, sent and confirmed, and what is open.
 */
export type Reconciliation = { 
/**
 * The day.
 */
day: string, 
/**
 * Decided on the day.
 */
approved: number, 
/**
 * Sent on the day.
 */
submitted: number, 
/**
 * Confirmed by the authority on the day.
 */
acknowledged: number, 
/**
 * Everything that was decided, sent or confirmed on the day, or is open at its end.
 */
lines: Array<ReconcileLine>, 
/**
 * How many of the lines are open.
 */
open: number, };

/**
 * A recovery code, shown once, to be printed.
 */
export type RecoveryCodeView = { 
/**
 * The code.
 */
recovery_code: string, };

/**
 * Composes the page with a recovery code.
 */
export type RecoveryPageRequest = { 
/**
 * The code, as it was shown.
 */
recovery_code: string, 
/**
 * Where the page is written as well; none: nowhere.
 */
path: string | null, };

/**
 * The authority asked for a correction.
 */
export type RejectFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * When it was asked, ISO 8601; Korean time without offset.
 */
asked_at: string, 
/**
 * The last day of the period that the authority set.
 */
due: string, 
/**
 * The reason it gave.
 */
reason: string, 
/**
 * The official.
 */
official: string, 
/**
 * How the official's identity was verified.
 */
verified: string, };

/**
 * An entry that is no rate.
 */
export type RejectedRate = { 
/**
 * Its place in the file, from 1.
 */
place: number, 
/**
 * Why: `currency`, `day` or `rate`.
 */
reason: string, };

/**
 * A row that cannot be taken.
 */
export type RejectedRow = { 
/**
 * Line in the file, from 1; in JSON the number of the record.
 */
line: number, 
/**
 * Every fault.
 */
faults: Array<RowFault>, 
/**
 * The row as it stands in the file.
 */
cells: Array<string>, };

/**
 * The rejected rows were written; the result of an `import.rejects` job.
 */
export type RejectsWritten = { 
/**
 * The file.
 */
path: string, 
/**
 * How many rows.
 */
rows: number, };

/**
 * How long a filing is kept.
 */
export type RelationshipView = { 
/**
 * When the relationship ended.
 */
ended: string | null, 
/**
 * The first day on which it may be destroyed.
 */
free_from: string | null, 
/**
 * Years that it is kept.
 */
years: number, };

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
 * An answer to a remark, or its settling.
 */
export type ReplyView = { 
/**
 * The text.
 */
text: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * Asks for destruction.
 */
export type RequestDisposalRequest = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Why.
 */
reason: string, };

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
 * Settles a remark.
 */
export type ResolveCommentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The remark.
 */
comment: number, 
/**
 * How it was settled.
 */
text: string, };

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
 * Limits a filing to named people, or opens it to everyone whose role allows.
 */
export type RestrictFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The people; none: everyone whose role allows.
 */
names: Array<string> | null, 
/**
 * Why.
 */
reason: string, };

/**
 * The times of keeping as they hold in this vault.
 */
export type RetentionView = { 
/**
 * When the legal sources were read.
 */
checked: string, 
/**
 * By kind of record.
 */
records: Array<KeepingView>, };

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
 * The revisions of a filing.
 */
export type RevisionList = { 
/**
 * Oldest first.
 */
revisions: Array<RevisionView>, };

/**
 * A filing at a revision.
 */
export type RevisionSide = { 
/**
 * The filing.
 */
id: number, 
/**
 * The revision; none: as it stands.
 */
revision: number | null, };

/**
 * A filing as it stood after one step of editing.
 */
export type RevisionView = { 
/**
 * Its number; the filing's content is what stood after it.
 */
revision: number, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * `edit`, `import`, `undo` or `redo`.
 */
cause: string, 
/**
 * The first place that changed.
 */
path: string, 
/**
 * How many places changed.
 */
changes: number, };

/**
 * Why a row cannot be taken.
 */
export type RowFault = { 
/**
 * Heading of the cell at fault.
 */
heading: string | null, 
/**
 * Why: a code.
 */
reason: string, 
/**
 * The cell as it stands.
 */
text: string, };

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
 * Columns whose answers are shown masked.
 */
masked: Array<string>, 
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
 * Reads a source by a plan: to look (`import.check`) or to store (`import.run`).
 */
export type RunImportRequest = { 
/**
 * The source.
 */
source: ImportSource, 
/**
 * How to read it.
 */
reading: ImportReading, 
/**
 * Where its rows go.
 */
target: ImportTarget, 
/**
 * The plan.
 */
plan: ImportPlan, 
/**
 * How many rejected rows are to be shown; all of them are counted. None: 500.
 */
show: number | null, };

/**
 * Enters what is known of a customer: all of it, what is left out is known no more.
 */
export type SavePartyRequest = { 
/**
 * The exchange's customer number.
 */
customer: string, 
/**
 * What is known; an identifier that comes back masked stays what it was.
 */
facts: { [key in string]: AnswerView }, };

/**
 * Enters what is known of an address: all of it.
 */
export type SaveWalletRequest = { 
/**
 * The chain.
 */
chain: string, 
/**
 * The address.
 */
address: string, 
/**
 * The memo or tag; empty where there is none.
 */
memo: string, 
/**
 * What is known.
 */
facts: { [key in string]: AnswerView }, };

/**
 * The schema of a form's data.
 */
export type SchemaView = { 
/**
 * Its identity, a URN.
 */
id: string, 
/**
 * JSON Schema, draft 2020-12.
 */
schema: string, };

/**
 * A key, and what the seal says.
 */
export type SealRequest = { 
/**
 * A PKCS#12 file.
 */
pkcs12: string | null, 
/**
 * Or a certificate, `signCert.der`,
 */
certificate: string | null, 
/**
 * and its key, `signPri.key`.
 */
key: string | null, 
/**
 * The passphrase of the key; not kept.
 */
passphrase: string, 
/**
 * The name on the face; the certificate's where it is not said.
 */
name: string | null, 
/**
 * The reason on the face.
 */
reason: string, 
/**
 * The `http://` address of a timestamp authority that is asked now; nobody is where it is not said.
 */
tsa: string | null, };

/**
 * A seal behind a paper.
 */
export type SealView = { 
/**
 * The name on its face.
 */
name: string, 
/**
 * The time on its face, in Korea.
 */
at: string, 
/**
 * The reason on its face.
 */
reason: string, 
/**
 * Whether the signature holds over all that stands before it.
 */
holds: boolean, 
/**
 * The name in the certificate.
 */
signer: string, 
/**
 * Who issued it; whether he is to be trusted is not judged.
 */
issuer: string, 
/**
 * Whether the time lies within the certificate's validity.
 */
in_validity: boolean, 
/**
 * The time in the timestamp, where there is one.
 */
stamped: string | null, };

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
 * What a selection sums up to.
 */
export type SelectionSum = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * The exact quantity of each asset.
 */
quantities: Array<AssetQuantity>, };

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
 * Enters a rate; of a currency and day the last one counts.
 */
export type SetRateRequest = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day in Korea.
 */
day: string, 
/**
 * Won for one unit.
 */
won: string, 
/**
 * Who published it.
 */
source: string, };

/**
 * Sets a time of keeping.
 */
export type SetRetentionRequest = { 
/**
 * The kind of record.
 */
record: string, 
/**
 * Years, not fewer than the law asks for.
 */
years: number, };

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
 * The numbers that differ from the built-in ones, as whole numbers; none for the built-in ones again.
 */
values: { [key in string]: string }, 
/**
 * Why.
 */
reason: string, };

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
 * Seals a paper outside the vault.
 */
export type SignPdfRequest = { 
/**
 * The paper.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * The key and the words.
 */
seal: SealRequest, };

/**
 * A step that is possible from where a filing stands.
 */
export type StepOption = { 
/**
 * `hand_over`, `endorse`, `approve`, `return`, `submit`, `acknowledge`, `reject`, `withdraw`,
 * `close`, `reopen`.
 */
step: string, 
/**
 * Why this person may not take it: a code.
 */
refused: string | null, };

/**
 * A step that needs a word of reason.
 */
export type StepRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The note or the reason.
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
 * The file that was sent, where it is more than what is printed now: a sealed one.
 */
paper: string | null, };

/**
 * What was filled in from the sums of the vault.
 */
export type SumsFilled = { 
/**
 * Cells that are different now.
 */
filled: number, 
/**
 * Rows without sums: they lack a moment, a value or a customer, or moved nothing.
 */
unsummed: number, };

/**
 * What one customer and one address amount to at a movement, over the whole vault.
 */
export type SumsView = { 
/**
 * The customer's movements of that day.
 */
day_count: number, 
/**
 * Their won.
 */
day_krw: string, 
/**
 * Their US dollars.
 */
day_usd: string, 
/**
 * US dollars of seven days.
 */
week_usd: string, 
/**
 * US dollars of thirty days.
 */
month_usd: string, 
/**
 * US dollars of the calendar year, up to that day.
 */
year_usd: string, 
/**
 * US dollars that moved to or from the same address.
 */
address_usd: string, 
/**
 * Customers who dealt with that address.
 */
address_customers: number, 
/**
 * Addresses the customer dealt with.
 */
customer_addresses: number, };

/**
 * Fills a customer into a place of a filing.
 */
export type TakePartyRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The place: `originator`, `beneficiary`, `subject`.
 */
place: string, 
/**
 * The row, where the place is one of a row.
 */
row: string | null, 
/**
 * The exchange's customer number.
 */
customer: string, };

/**
 * Takes movements of the ledger into a filing's table.
 */
export type TakeTransfersRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Which movements.
 */
filter: TransferFilter, };

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

/**
 * Something that happened to a filing.
 */
export type TimelineEntry = { 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * `created`, a step, or `contact.<kind>`.
 */
kind: string, 
/**
 * Where it led.
 */
status: string | null, 
/**
 * Particulars by name.
 */
particulars: { [key in string]: string }, };

/**
 * Puts a timestamp into the last seal.
 */
export type TimestampRequest = { 
/**
 * The paper.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * The authority's answer, a file;
 */
token: string | null, 
/**
 * or the `http://` address of an authority that is asked now.
 */
address: string | null, };

/**
 * What a timestamp authority is asked.
 */
export type TimestampRequestView = { 
/**
 * The request (RFC 3161) in base64.
 */
base64: string, };

/**
 * Totals were computed from the rows and put where they belong.
 */
export type TotalsFilled = { 
/**
 * The filing as it stands now.
 */
filing: FilingView, 
/**
 * Columns in which an amount could not be read; totals over them were left as they were.
 */
unreadable: Array<string>, };

/**
 * A movement with its cells, its sums, and what else is said of it elsewhere.
 */
export type TransferDetail = { 
/**
 * The movement.
 */
row: TransferView, 
/**
 * Answers by column name, without identifiers.
 */
cells: { [key in string]: AnswerView }, 
/**
 * The sums at this movement; `None` where it lacks a moment, a value or a customer.
 */
sums: SumsView | null, };

/**
 * Which movements; an empty part asks nothing.
 */
export type TransferFilter = { 
/**
 * Part of a name or address, or the start of a transaction id or of the exchange's number.
 */
text: string, 
/**
 * `out` or `in`.
 */
direction: string, 
/**
 * The symbol.
 */
asset: string, 
/**
 * The chain.
 */
chain: string, 
/**
 * The reason code.
 */
reason: string, 
/**
 * The kind of counterparty.
 */
counterparty: string, 
/**
 * The counterparty's country.
 */
country: string, 
/**
 * The first day in Korea, ISO.
 */
from: string, 
/**
 * The last day in Korea, ISO.
 */
to: string, 
/**
 * Only those without a moment or a value.
 */
incomplete: boolean, 
/**
 * Only imported transfers, no rows that were typed into reports.
 */
imported: boolean, 
/**
 * Only these.
 */
ids: Array<number>, 
/**
 * Only those in one of these stretches; empty: all.
 */
spans: Array<TransferSpan>, 
/**
 * The order in which stretches are understood, as in lists.
 */
order: string, 
/**
 * Not these.
 */
except: Array<number>, };

/**
 * How many movements there are, their sums, and where pages begin.
 */
export type TransferOutline = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * Rows of a page.
 */
every: number, 
/**
 * The first line of every page.
 */
marks: Array<number>, };

/**
 * Movements in order.
 */
export type TransferPage = { 
/**
 * The movements.
 */
rows: Array<TransferView>, 
/**
 * How many the filter chooses.
 */
total: number, };

/**
 * A page of the ledger by its first line.
 */
export type TransferPageRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, 
/**
 * As in the outline.
 */
sort: string, 
/**
 * The first line; `None`: from the beginning.
 */
from: number | null, 
/**
 * At most so many.
 */
limit: number, };

/**
 * One movement in full.
 */
export type TransferRequest = { 
/**
 * Its line in the ledger.
 */
transfer: number, };

/**
 * Movements in order.
 */
export type TransferRows = { 
/**
 * The movements.
 */
rows: Array<TransferView>, };

/**
 * A stretch of a list, both ends included.
 */
export type TransferSpan = { 
/**
 * The line it begins with.
 */
first: number, 
/**
 * The line it ends with.
 */
last: number, };

/**
 * Sums over what a filter chooses.
 */
export type TransferTotals = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * How many were cancelled or came back; they are not in the sums either.
 */
ineffective: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * The same by asset, country, reason, counterparty and direction.
 */
by: { [key in string]: Array<GroupTotal> }, };

/**
 * Asks for sums.
 */
export type TransferTotalsRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, };

/**
 * One movement.
 */
export type TransferView = { 
/**
 * Its line in the ledger.
 */
id: number, 
/**
 * The filing in which it was typed, or `None` for an imported one.
 */
filing: number | null, 
/**
 * When, ISO with offset; empty where it does not read.
 */
at: string, 
/**
 * `out` or `in`.
 */
direction: string, 
/**
 * The symbol.
 */
asset: string, 
/**
 * The chain.
 */
chain: string, 
/**
 * The exact quantity.
 */
quantity: string, 
/**
 * Won; empty where it is missing.
 */
krw: string, 
/**
 * US dollars with two places; empty where it is missing.
 */
usd: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The other side's name.
 */
other: string, 
/**
 * The address on the other side.
 */
address: string, 
/**
 * The reason code.
 */
reason: string, 
/**
 * The kind of counterparty.
 */
counterparty: string, 
/**
 * The counterparty's country.
 */
country: string, 
/**
 * The transaction id.
 */
txid: string, 
/**
 * The exchange's own number.
 */
exchange_tx_id: string, 
/**
 * The state, as the code list has it; empty where none is known.
 */
status: string, };

/**
 * What was taken.
 */
export type TransfersTaken = { 
/**
 * Rows added.
 */
added: number, 
/**
 * Movements that stood in the filing already.
 */
present: number, };

/**
 * What was filled. What was typed is never changed; where it differs, the rules say so.
 */
export type TransfersValued = { 
/**
 * How many cells were filled.
 */
filled: number, 
/**
 * Rates that are missing, each once.
 */
missing: Array<MissingRate>, };

/**
 * Takes an import into the ledger back whole.
 */
export type UndoImportRequest = { 
/**
 * The batch.
 */
batch: number, };

/**
 * Asks for one masked answer in full.
 */
export type UnmaskRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * `section.field` or `table[r7].column`.
 */
path: string, 
/**
 * What it is needed for; kept with the act.
 */
purpose: string, };

/**
 * An answer in full.
 */
export type Unmasked = { 
/**
 * What stands there.
 */
value: AnswerView | null, };

/**
 * Those who can open a vault.
 */
export type UserList = { 
/**
 * Their names, in the order in which they were added.
 */
users: Array<string>, };

/**
 * Fills the blank values of a filing's transfers from quantity, price and rates.
 */
export type ValueTransfersRequest = { 
/**
 * The filing.
 */
id: number, };

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
one_person: boolean, 
/**
 * The passphrase was made up by the program: nothing else is done before it is replaced.
 */
must_change: boolean, };

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
 * Names a paper to be checked.
 */
export type VerifyPdfRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Whether the open vault is asked whose paper it is.
 */
with_vault: boolean, };

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
 * Addresses by chain.
 */
export type WalletList = { 
/**
 * The addresses.
 */
wallets: Array<WalletView>, 
/**
 * How many there are.
 */
total: number, };

/**
 * An address on the other side as it is known.
 */
export type WalletView = { 
/**
 * The chain.
 */
chain: string, 
/**
 * The address in its normal form, the memo behind a colon.
 */
address: string, 
/**
 * What is known, by what it is.
 */
facts: { [key in string]: AnswerView }, 
/**
 * Whether a person entered it; else it was read from an import.
 */
typed: boolean, };

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

/**
 * Names a request for destruction.
 */
export type WithRequest = { 
/**
 * The request.
 */
request: number, };

/**
 * Takes a report back.
 */
export type WithdrawFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Why.
 */
reason: string, 
/**
 * With whom it was agreed at the authority; needed once the report was sent.
 */
official: string, };

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
  "user.add": [AddPersonRequest, PersonAdded];
  "user.change_roles": [ChangePersonRequest, PeopleView];
  "user.deactivate": [DeactivatePersonRequest, PeopleView];
  "user.set_duties": [SetDutiesRequest, PeopleView];
  "key.show": [Nothing, KeysView];
  "key.add_user": [AddKeyRequest, KeysView];
  "key.remove_user": [RemoveKeyRequest, KeysView];
  "key.change_passphrase": [ChangePassphraseRequest, KeysView];
  "key.reset_passphrase": [ResetPassphraseRequest, KeysView];
  "key.renew_recovery": [Nothing, RecoveryCodeView];
  "key.recovery_page": [RecoveryPageRequest, PdfView];
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
  "access.list": [Nothing, AccessLog];
  "act.list": [ListActsRequest, ActPage];
  "home.show": [Nothing, HomeView];
  "form.list": [ListFormsRequest, FormList];
  "form.describe": [DescribeFormRequest, FormView];
  "form.schema": [DescribeFormRequest, SchemaView];
  "form.check": [CheckFormRequest, Findings];
  "form.render": [RenderFormRequest, PdfView];
  "bench.pdf": [BenchPdfRequest, BenchPdfView];
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
  "filing.hand_over": [StepRequest, FilingView];
  "filing.endorse": [StepRequest, FilingView];
  "filing.acknowledge": [AcknowledgeFilingRequest, FilingView];
  "filing.reject": [RejectFilingRequest, FilingView];
  "filing.withdraw": [WithdrawFilingRequest, FilingView];
  "filing.close": [CloseFilingRequest, FilingView];
  "filing.reopen": [StepRequest, FilingView];
  "filing.restrict": [RestrictFilingRequest, FilingView];
  "filing.unmask": [UnmaskRequest, Unmasked];
  "filing.life": [FilingRequest, LifeView];
  "filing.revisions": [FilingRequest, RevisionList];
  "filing.compare": [CompareRequest, Comparison];
  "filing.print_comparison": [CompareRequest, PdfView];
  "filing.print_history": [FilingRequest, PdfView];
  "filing.print_retained": [FilingRequest, PdfView];
  "comment.list": [OfFilingRequest, CommentList];
  "comment.add": [AddCommentRequest, CommentList];
  "comment.resolve": [ResolveCommentRequest, CommentList];
  "contact.list": [ListContactsRequest, ContactList];
  "contact.add": [AddContactRequest, ContactList];
  "reconcile.show": [ReconcileRequest, Reconciliation];
  "reconcile.print": [ReconcileRequest, PdfView];
  "filing.history": [FilingRequest, HistoryView];
  "filing.render": [FilingRequest, PdfView];
  "filing.export_pdf": [ExportPdfRequest, Exported];
  "filing.start_export": [ExportPdfRequest, JobStarted];
  "chain.export": [ExportChainRequest, ChainExported];
  "chain.check": [CheckChainRequest, VerifyView];
  "bundle.create": [CreateBundleRequest, BundleMade];
  "bundle.check": [CheckBundleRequest, BundleView];
  "retention.show": [Nothing, RetentionView];
  "retention.set": [SetRetentionRequest, RetentionView];
  "retention.of": [FilingRequest, RelationshipView];
  "retention.end": [EndRelationshipRequest, RelationshipView];
  "disposal.preview": [Nothing, DisposalView];
  "disposal.request": [RequestDisposalRequest, DisposalView];
  "disposal.withdraw": [WithRequest, DisposalView];
  "disposal.carry_out": [WithRequest, DisposalDone];
  "attachment.add": [AttachFileRequest, AttachmentList];
  "attachment.list": [FilingRequest, AttachmentList];
  "attachment.remove": [AttachmentRequest, AttachmentList];
  "attachment.open": [AttachmentRequest, OpenedAttachment];
  "attachment.export": [ExportAttachmentRequest, Exported];
  "pdf.verify": [VerifyPdfRequest, PdfVerdict];
  "filing.export_companions": [ExportCompanionsRequest, CompanionsExported];
  "filing.fill_totals": [FilingRequest, TotalsFilled];
  "pdf.sign": [SignPdfRequest, Exported];
  "pdf.timestamp_request": [PdfRequest, TimestampRequestView];
  "pdf.timestamp": [TimestampRequest, Exported];
  "file.decrypt": [DecryptRequest, Exported];
  "filing.fill_sums": [FilingRequest, SumsFilled];
  "filing.take_party": [TakePartyRequest, FactsTaken];
  "filing.fill_known": [FilingRequest, FactsTaken];
  "party.list": [ListKnownRequest, PartyList];
  "party.save": [SavePartyRequest, PartyView];
  "party.gather": [Nothing, PartiesGathered];
  "wallet.list": [ListKnownRequest, WalletList];
  "wallet.save": [SaveWalletRequest, WalletView];
  "row.list": [ListRowsRequest, RowPage];
  "row.add": [AddRowsRequest, RowsChanged];
  "row.remove": [RemoveRowRequest, RowsChanged];
  "transfer.list": [ListTransfersRequest, TransferPage];
  "transfer.outline": [OutlineRequest, TransferOutline];
  "transfer.page": [TransferPageRequest, TransferRows];
  "transfer.sum": [TransferTotalsRequest, SelectionSum];
  "transfer.show": [TransferRequest, TransferDetail];
  "transfer.totals": [TransferTotalsRequest, TransferTotals];
  "filing.take_transfers": [TakeTransfersRequest, TransfersTaken];
  "close.glance": [Nothing, CloseGlance];
  "close.show": [CloseRequest, CloseView];
  "close.create": [CreateCloseRequest, CloseCreated];
  "flag.list": [ListFlagsRequest, FlagList];
  "flag.answer": [AnswerFlagRequest, Nothing];
  "import.columns": [ImportColumnsRequest, ImportColumns];
  "import.open": [OpenImportRequest, ImportView];
  "import.check": [RunImportRequest, JobStarted];
  "import.run": [RunImportRequest, JobStarted];
  "import.rejects": [ExportRejectsRequest, JobStarted];
  "import.list": [Nothing, ImportBatchList];
  "import.undo": [UndoImportRequest, ImportBatchList];
  "mapping.list": [Nothing, PlanList];
  "mapping.save": [NamedPlan, PlanList];
  "mapping.remove": [PlanRequest, PlanList];
  "job.show": [JobRequest, JobView];
  "job.cancel": [JobRequest, JobView];
  "text.preview": [PreviewTextRequest, TextPreview];
  "deadline.show": [ShowDeadlineRequest, DeadlineView];
  "deadline.choices": [DeadlineDaysRequest, DeadlineChoices];
  "deadline.set_day": [SetDeadlineDayRequest, DeadlineChoices];
  "threshold.list": [Nothing, ThresholdList];
  "threshold.set": [SetThresholdRequest, ThresholdList];
  "calendar.show": [Nothing, CalendarView];
  "calendar.set_holiday": [SetHolidayRequest, CalendarView];
  "rate.list": [ListRatesRequest, RateList];
  "rate.set": [SetRateRequest, RateView];
  "rate.import": [ImportRatesRequest, RatesImported];
  "transfer.value": [ValueTransfersRequest, TransfersValued];
  "address.check": [CheckAddressRequest, AddressView];
  "demo.create": [CreateDemoRequest, DemoView];
};
