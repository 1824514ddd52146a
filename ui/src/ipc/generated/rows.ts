// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { AnswerView, FilingState } from './filing';

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
