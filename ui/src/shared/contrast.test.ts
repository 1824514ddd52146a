/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// Read as a file: the test runner empties style sheets that are imported.
const css = readFileSync('src/shared/styles/tokens.css', 'utf8');

function tokensOf(theme: string): Record<string, string> {
  const block = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

/** Contrast ratio of two colours, WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((hex) => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5]
        .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const text: [string, string][] = [
  ...['ground', 'surface', 'sunken', 'raised', 'neutral-soft'].flatMap((under): [string, string][] => [
    ['text', under],
    ['text-soft', under],
  ]),
  ...['ground', 'surface', 'sunken', 'raised'].map((under): [string, string] => ['text-faint', under]),
  ...['ground', 'surface', 'sunken', 'primary-soft'].map((under): [string, string] => ['primary-text', under]),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['on-danger', 'danger'],
  ...['success', 'warning', 'danger'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    [tone, 'surface'],
    ['text', `${tone}-soft`],
  ]),
  ['text', 'primary-soft'],
];
const outlines: [string, string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'ground'],
  ['focus', 'surface'],
  ['focus', 'ground'],
  ['chart', 'surface'],
];

describe.each(['light', 'dark'])('%s theme', (theme) => {
  const tokens = tokensOf(theme);

  test.each(text)('%s on %s can be read (4.5:1)', (over, under) => {
    expect(contrast(tokens[over]!, tokens[under]!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(outlines)('%s on %s can be seen (3:1)', (over, under) => {
    expect(contrast(tokens[over]!, tokens[under]!)).toBeGreaterThanOrEqual(3);
  });
});
