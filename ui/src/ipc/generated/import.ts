// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { ImportBatchView } from './batch';
import type { AnswerView, FilingState } from './filing';

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
