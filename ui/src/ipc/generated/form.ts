// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

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
content: string, 
/**
 * Folders and ZIPs of other definitions that count too.
 */
forms?: Array<string>, };

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
on: string | null, 
/**
 * Folders and ZIPs of other definitions that count too.
 */
forms?: Array<string>, };

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
 * How a definition came into a vault.
 */
export type FormAddedView = { 
/**
 * When, in Korean time.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * Where the file comes from, in that person's words.
 */
source: string, };

/**
 * Forms.
 */
export type FormList = { 
/**
 * By form and date.
 */
forms: Array<FormSummary>, 
/**
 * Definitions that were added and do not read any more.
 */
unread: Array<FormUnread>, };

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
cite: string, 
/**
 * Content hash.
 */
hash: string, 
/**
 * `built_in`, `added` to this vault, or `given` for this command.
 */
origin: string, 
/**
 * How one that was added came here.
 */
added: FormAddedView | null, };

/**
 * A definition in the vault that this program cannot read.
 */
export type FormUnread = { 
/**
 * The form.
 */
form: string, 
/**
 * The version.
 */
version: string, 
/**
 * Content hash as it was sealed.
 */
hash: string, };

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
title_field: string, 
/**
 * Places that take what is known of a customer.
 */
parties: Array<PartyPlaceView>, 
/**
 * Where what is known of an address goes: fields by fact; empty where nothing of it does.
 */
wallet: { [key in string]: string }, };

/**
 * Which forms there are.
 */
export type ListFormsRequest = { 
/**
 * Only those in force on this day, `YYYY-MM-DD`; all versions without.
 */
on: string | null, 
/**
 * Folders and ZIPs of other definitions that count too.
 */
forms?: Array<string>, };

/**
 * A place of a form that takes what is known of a customer.
 */
export type PartyPlaceView = { 
/**
 * The name by which it is asked for.
 */
place: string, 
/**
 * The table whose rows take it; none where single fields do.
 */
table: string | null, 
/**
 * The fields that this version has, by fact.
 */
fields: { [key in string]: string }, };

/**
 * A PDF was written.
 */
export type PrintedFile = { 
/**
 * Its path.
 */
path: string, 
/**
 * SHA-256 of its bytes.
 */
sha256: string, 
/**
 * Number of pages.
 */
pages: number, };

/**
 * Prints answers that lie in no vault to a file.
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
content: string, 
/**
 * Where the PDF goes; a file that lies there is replaced once the new one is whole.
 */
path: string, 
/**
 * Folders and ZIPs of other definitions that count too.
 */
forms?: Array<string>, };

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
