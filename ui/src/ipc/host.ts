// What the window asks of whatever it runs in. Two hosts exist: the desktop shell (call.ts) and a plain browser
// in front of a loopback test server (browserHost.ts). Tests put a third one in their place.

import type { Commands, ErrorCode } from './generated';

/** A file the user picked. */
export interface PickedFile {
  name: string;
  /** The bytes, base64. */
  base64: string;
}

/** The seam between the window and the outside. */
export interface Host {
  /** Runs a command; rejects with what the other side sent. */
  call(name: keyof Commands, request: unknown): Promise<unknown>;
  /** Whether folders and target files can be chosen in a dialog; otherwise their paths are typed. */
  readonly hasPathDialogs: boolean;
  /** Lets the user choose a folder; nothing when dismissed. */
  pickFolder(title: string): Promise<string | null>;
  /** Lets the user choose a file to read; its path, or nothing when dismissed. */
  pickSource(title: string): Promise<string | null>;
  /** Lets the user choose where to write a file; nothing when dismissed. */
  pickTarget(title: string, proposedName: string): Promise<string | null>;
}

/** A command failed; `code` and `params` are for the table in errors.ts. */
export class CallError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, string> = {},
  ) {
    super(code);
    this.name = 'CallError';
  }
}
