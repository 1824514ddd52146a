// The words of the form itself, in the language of the window. They come from the definition, never from here.

import { either } from '../i18n';
import type { CodeView, FindingView, FormView, TextsView } from '../ipc/generated';
import { fieldPath } from './path';

/** The form's words in the current language. Reactive where it is called. */
export function textsOf(form: FormView): TextsView {
  return either(form.ko, form.en);
}

/** A field's label; its path where a text is missing. */
export function labelOf(form: FormView, path: string): string {
  const field = fieldPath(path);
  return textsOf(form).label[field] ?? field;
}

/** What fields are called beside each other: one whose label another has, too, is told with its section. */
export function labelsOf(form: FormView, paths: string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(labelOf(form, path), (counts.get(labelOf(form, path)) ?? 0) + 1);
  const sections = new Map(form.sections.flatMap((section) => section.fields.map((field) => [field.path, textsOf(form).section[section.id] ?? section.id] as const)));
  return new Map(
    paths.map((path) => {
      const label = labelOf(form, path);
      return [path, (counts.get(label) ?? 0) > 1 ? `${label} (${sections.get(path) ?? ''})` : label];
    }),
  );
}

/** A code's label. */
export function codeLabel(code: CodeView): string {
  return either(code.ko, code.en);
}

/** The label of a stored code; the value itself where the list does not hold it. */
export function codeLabelOf(form: FormView, list: string | null, value: string): string {
  const code = form.codes[list ?? '']?.find((entry) => entry.value === value);
  return code ? codeLabel(code) : value;
}

/** A finding's message, with its values filled in. A value that names a field is shown as its label. */
export function messageOf(form: FormView, finding: FindingView): string {
  const texts = textsOf(form);
  const pattern = texts.message[finding.message];
  if (pattern === undefined) return finding.rule;
  return pattern.replace(/\{([a-z0-9_]+)\}/g, (whole, key: string) => {
    const value = finding.params[key];
    if (value === undefined) return whole;
    return texts.label[fieldPath(value)] ?? value;
  });
}
