// A host for tests and the sample window: commands are answered by functions, and every call is written down.
// Never part of the shipped window.

import type { Commands } from './generated';
import { CallError, type Host } from './host';

/** Answers to commands; one that has none fails as unknown. */
export type Answers = {
  [K in keyof Commands]?: (request: Commands[K][0]) => Commands[K][1] | Promise<Commands[K][1]>;
};

/** A call that was made. */
export interface MadeCall {
  name: keyof Commands;
  request: unknown;
}

/** A host that answers from a table. */
export class FakeHost implements Host {
  readonly calls: MadeCall[] = [];
  readonly hasPathDialogs = false;

  constructor(readonly answers: Answers) {}

  call(name: keyof Commands, request: unknown): Promise<unknown> {
    this.calls.push({ name, request });
    const answer = this.answers[name] as ((request: unknown) => unknown) | undefined;
    if (!answer) return Promise.reject(new CallError('internal', { problem: `no answer for ${name}` }));
    return Promise.resolve(request).then(answer);
  }

  /** The requests of one command, in order. */
  requests<K extends keyof Commands>(name: K): Commands[K][0][] {
    return this.calls.filter((one) => one.name === name).map((one) => one.request as Commands[K][0]);
  }

  pickFolder(): Promise<string | null> {
    return Promise.resolve(null);
  }

  pickSource(): Promise<string | null> {
    return Promise.resolve(null);
  }

  pickTarget(_title: string, proposedName: string): Promise<string | null> {
    return Promise.resolve(`/tmp/${proposedName}`);
  }
}
