// How wide the columns of a table are and how a cell reads while nobody types in it.

import type { AnswerView, FieldView, FormView } from '../../ipc/generated';
import { textOf } from '../answer';
import { lineKind } from '../kinds';
import { codeLabelOf } from '../texts';

const WIDTHS: Record<string, number> = {
  integer: 92,
  krw: 150,
  decimal: 176,
  date: 116,
  datetime: 190,
  code: 132,
  address: 200,
  txid: 200,
  paragraph: 220,
};

/** Width of a column in pixels. */
export function columnWidth(field: FieldView): number {
  return WIDTHS[field.kind] ?? 148;
}

/** A cell's text as it is read. */
export function cellText(form: FormView, field: FieldView, value: AnswerView | null | undefined): string {
  const text = textOf(value);
  if (text === '') return '';
  if (field.codes !== null) return codeLabelOf(form, field.codes, text);
  const { show } = lineKind(field.kind);
  return show ? show(text) : text;
}
