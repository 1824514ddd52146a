// A text by its key, in the current language. Reading it inside markup or a derived value makes that follow the language.

import { language } from './language.svelte';
import { texts, type TextKey } from './texts';

/** Values for the `{placeholders}` of a text. */
export type TextParams = Record<string, string | number>;

/** Puts values into the placeholders; one without a value stays as it stands, so that it is seen. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The text of a key. */
export function t(key: TextKey, params?: TextParams): string {
  const dot = key.indexOf('.');
  const text = texts[language.current][key.slice(0, dot)]?.[key.slice(dot + 1)];
  return fill(text ?? key, params);
}

/** Whether a key built at run time, such as one from a code, exists. */
export function isTextKey(key: string): key is TextKey {
  const dot = key.indexOf('.');
  return texts.ko[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined;
}

/** Every key that begins so, such as those for the codes of a group. */
export function keysUnder(prefix: string): TextKey[] {
  const dot = prefix.indexOf('.');
  const [file, start] = [prefix.slice(0, dot), prefix.slice(dot + 1)];
  const keys = Object.keys(texts.ko[file] ?? {}).filter((key) => key.startsWith(start));
  return keys.map((key) => `${file}.${key}` as TextKey);
}

/** Of a value that carries both languages, the one to show. */
export function either<T>(ko: T, en: T): T {
  return language.current === 'ko' ? ko : en;
}
