// The pages of the editor: single-field sections stand alone, neighbouring sections of one table share a page.
//
// Order and grouping come from the definition; whether a page applies comes from the filing's state.

import type { FieldView, FormView, SectionView } from '../ipc/generated';

/** One page of the editor. */
export interface Page {
  /** Id of the first section. */
  id: string;
  /** The table whose rows stand here, or null. */
  table: string | null;
  /** The sections of the page, in order. */
  sections: SectionView[];
}

/** Groups a form's sections into pages. */
export function pagesOf(form: FormView): Page[] {
  const pages: Page[] = [];
  for (const section of form.sections) {
    const last = pages.at(-1);
    if (last && section.table !== null && last.table === section.table) last.sections.push(section);
    else pages.push({ id: section.id, table: section.table, sections: [section] });
  }
  return pages;
}

/** All fields by the definition's path. */
export function fieldsOf(form: FormView): Map<string, FieldView> {
  return new Map(form.sections.flatMap((section) => section.fields.map((field) => [field.path, field])));
}

/** The page of each field, by the definition's path. */
export function pagesByField(pages: Page[]): Map<string, Page> {
  return new Map(
    pages.flatMap((page) =>
      page.sections.flatMap((section) => section.fields.map((field): [string, Page] => [field.path, page])),
    ),
  );
}
