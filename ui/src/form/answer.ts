// Answers as texts under a cursor, and back. Nothing is trimmed or judged here.

import type { AnswerView } from '../ipc/generated';

/** An answer as one text; several lines for a list. */
export function textOf(answer: AnswerView | null | undefined): string {
  if (answer === null || answer === undefined) return '';
  return Array.isArray(answer) ? answer.join('\n') : answer;
}

/** An answer as a list. */
export function listOf(answer: AnswerView | null | undefined): string[] {
  if (answer === null || answer === undefined || answer === '') return [];
  return Array.isArray(answer) ? answer : [answer];
}

/** The answer to store for a text; none for an empty one. */
export function answerOf(text: string, kind: string): AnswerView | null {
  if (kind !== 'lines') return text === '' ? null : text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? null : lines;
}
