// Paths of fields and cells, as the wire writes them: `section.field`, `table[].column`, `table[r7].column`.
//
// Only spelling lives here. Which path exists is the definition's matter.

/** A path taken apart. `row` is null for single fields. */
export interface PathParts {
  group: string;
  row: string | null;
  name: string;
}

const SHAPE = /^([a-z0-9_]+)(?:\[(r\d+)?\])?\.([a-z0-9_]+)$/;

/** Takes a path apart; null when the text is not a path. */
export function parsePath(path: string): PathParts | null {
  const match = SHAPE.exec(path);
  if (!match) return null;
  return { group: match[1] ?? '', row: match[2] ?? null, name: match[3] ?? '' };
}

/** The path of a column's cell in a row: `t[].c` and `r7` make `t[r7].c`. Single fields stay as they are. */
export function cellPath(field: string, row: string | null): string {
  return row === null ? field : field.replace('[]', `[${row}]`);
}

/** The definition's path for a cell: `t[r7].c` gives `t[].c`. */
export function fieldPath(path: string): string {
  return path.replace(/\[r\d+\]/, '[]');
}

/** The name after the dot. */
export function columnName(path: string): string {
  return path.slice(path.indexOf('.') + 1);
}

/** The id of the element that holds the answer. */
export function domId(path: string): string {
  return `f-${path}`;
}
