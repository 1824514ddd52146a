// What each step beyond decision and sending asks for, and the command that takes it. Which steps are offered is
// decided on the other side; here stands only what has to be stated.

import { koreanMinute, spelledDay, spelledMinute } from '../../form/times';
import { call } from '../../ipc/call';
import type { FilingView } from '../../ipc/generated';

/** A step that this dialog can take. */
export type PlainStep = 'hand_over' | 'endorse' | 'acknowledge' | 'reject' | 'withdraw' | 'close' | 'reopen';

/** One thing to state. */
export interface Asked {
  name: 'note' | 'at' | 'receipt' | 'due' | 'official' | 'verified' | 'reopen_on';
  kind: 'line' | 'lines' | 'minute' | 'day';
  required: boolean;
}

const line = (name: Asked['name'], required = true): Asked => ({ name, kind: 'line', required });

/** What a step asks for, in the order in which it is stated. */
export const ASKED: Record<PlainStep, Asked[]> = {
  hand_over: [{ name: 'note', kind: 'lines', required: false }],
  endorse: [{ name: 'note', kind: 'lines', required: false }],
  acknowledge: [{ name: 'at', kind: 'minute', required: true }, line('receipt', false), { name: 'note', kind: 'lines', required: false }],
  reject: [
    { name: 'at', kind: 'minute', required: true },
    { name: 'due', kind: 'day', required: true },
    { name: 'note', kind: 'lines', required: true },
    line('official'),
    line('verified'),
  ],
  withdraw: [{ name: 'note', kind: 'lines', required: true }, line('official', false)],
  close: [{ name: 'note', kind: 'lines', required: true }, { name: 'reopen_on', kind: 'day', required: false }],
  reopen: [{ name: 'note', kind: 'lines', required: true }],
};

/** Whether this dialog takes the step. */
export function isPlain(step: string): step is PlainStep {
  return step in ASKED;
}

/** What was stated, by name. */
export type Stated = Record<Asked['name'], string>;

/** Nothing stated yet, but for the time, which is now. */
export function blank(): Stated {
  const at = koreanMinute(new Date()).replace('T', ' ');
  return { note: '', at, receipt: '', due: '', official: '', verified: '', reopen_on: '' };
}

/** Takes the step. */
export function take(id: number, step: PlainStep, stated: Stated): Promise<FilingView> {
  const at = spelledMinute(stated.at).replace(' ', 'T');
  const note = stated.note.trim();
  switch (step) {
    case 'hand_over':
      return call('filing.hand_over', { id, note });
    case 'endorse':
      return call('filing.endorse', { id, note });
    case 'acknowledge':
      return call('filing.acknowledge', { id, acknowledged_at: at, receipt_no: stated.receipt.trim() || null, note });
    case 'reject':
      return call('filing.reject', {
        id,
        asked_at: at,
        due: spelledDay(stated.due),
        reason: note,
        official: stated.official.trim(),
        verified: stated.verified.trim(),
      });
    case 'withdraw':
      return call('filing.withdraw', { id, reason: note, official: stated.official.trim() });
    case 'close':
      return call('filing.close', { id, reason: note, reopen_on: spelledDay(stated.reopen_on) || null });
    case 'reopen':
      return call('filing.reopen', { id, note });
  }
}
