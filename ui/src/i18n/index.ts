// What the rest of the window takes from here: texts by key, the language, and how dates and numbers are written.

export { language, type Lang } from './language.svelte';
export { either, fill, isTextKey, keysUnder, t, type TextParams } from './t';
export type { TextKey } from './texts';
export * as format from './format';
