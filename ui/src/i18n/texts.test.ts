import { describe, expect, test } from 'vitest';
import { texts } from './texts';

const files = Object.keys(texts.ko);

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
}

describe('texts', () => {
  test('both languages have the same files and keys', () => {
    expect(Object.keys(texts.en)).toEqual(files);
    for (const file of files) {
      expect(Object.keys(texts.en[file]!).sort(), file).toEqual(Object.keys(texts.ko[file]!).sort());
    }
  });

  test('a text takes the same values in both languages, and none is empty', () => {
    for (const file of files) {
      for (const [name, text] of Object.entries(texts.ko[file]!)) {
        const english = texts.en[file]![name]!;
        expect(placeholders(english), `${file}.${name}`).toEqual(placeholders(text));
        expect(text.trim(), `${file}.${name}`).not.toBe('');
        expect(english.trim(), `${file}.${name}`).not.toBe('');
      }
    }
  });

  test('Korean texts are Korean, and English ones English', () => {
    // Names of languages and marks printed on paper stand in their own script.
    const exempt = new Set(['app.language.switch', 'app.practice.note']);
    for (const file of files) {
      for (const [name, text] of Object.entries(texts.en[file]!)) {
        if (!exempt.has(`${file}.${name}`)) expect(text, `${file}.${name}`).not.toMatch(/[가-힣]/);
      }
    }
  });
});
