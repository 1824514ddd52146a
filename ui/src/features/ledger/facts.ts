// What can be known of a customer or an address: each fact with the field of the ledger's form that says how it is
// answered. The names of facts come from the program; their words are texts of the window, for a form calls the same
// fact by where it stands ("name of the originator").

import { textOf } from '../../form/answer';
import { codeLabelOf, labelOf } from '../../form/texts';
import { isTextKey, t } from '../../i18n';
import type { AnswerView, FieldView, FormView } from '../../ipc/generated';
import type { Kind } from './known.svelte';

/** A fact. */
export interface Fact {
  name: string;
  label: string;
  field: FieldView;
}

/** The facts that can be known, in the order of the form. */
export function factsOf(form: FormView | null, kind: Kind): Fact[] {
  if (!form) return [];
  const places = kind === 'parties' ? (form.parties[0]?.fields ?? {}) : form.wallet;
  const byPath = new Map(Object.entries(places).map(([fact, path]) => [path, fact]));
  return form.sections
    .flatMap((section) => section.fields)
    .flatMap((field) => {
      const name = byPath.get(field.path);
      return name === undefined ? [] : [{ name, label: wordsOf(form, name, field.path), field }];
    });
}

/** What is known of one fact, in words; empty where it is not known. */
export function shownOf(form: FormView | null, fact: Fact | undefined, facts: Record<string, AnswerView>): string {
  const value = textOf(facts[fact?.name ?? '']);
  return form && fact && value !== '' ? codeLabelOf(form, fact.field.codes, value) : value;
}

function wordsOf(form: FormView, fact: string, path: string): string {
  const key = `ledger.fact.${fact}`;
  return isTextKey(key) ? t(key) : labelOf(form, path);
}
