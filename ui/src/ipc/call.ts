// The one door out of the window, and the only file that knows the desktop shell's API.
// A command is typed by the generated list; a failure is always a CallError.

import { invoke, isTauri } from '@tauri-apps/api/core';
import { open, save } from '@tauri-apps/plugin-dialog';
import { browserHost } from './browserHost';
import type { Commands, WireError } from './generated';
import { CallError, type Host, type PickedFile } from './host';

export { CallError, type PickedFile } from './host';

function desktopHost(): Host {
  return {
    call: (name, request) => invoke('call', { name, payload: request }),
    hasPathDialogs: true,
    pickFolder: (title) => open({ title, directory: true, multiple: false }),
    pickSource: (title) => open({ title, directory: false, multiple: false }),
    pickTarget: (title, proposedName) => save({ title, defaultPath: proposedName }),
  };
}

let host: Host | undefined;
let underway = 0;
const lockListeners = new Set<() => void>();

function currentHost(): Host {
  host ??= isTauri() ? desktopHost() : browserHost();
  return host;
}

/** Puts another host in place; for tests and the sample window. */
export function useHost(other: Host | undefined): void {
  host = other;
}

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

function toCallError(fault: unknown): CallError {
  if (fault instanceof CallError) return fault;
  if (isWireError(fault)) return new CallError(fault.code, fault.params ?? {});
  return new CallError('internal', { problem: fault instanceof Error ? fault.message : String(fault) });
}

/** Runs a command. Throws CallError. */
export async function call<K extends keyof Commands>(name: K, request: Commands[K][0]): Promise<Commands[K][1]> {
  underway += 1;
  try {
    return (await currentHost().call(name, request)) as Commands[K][1];
  } catch (fault) {
    const error = toCallError(fault);
    if (error.code === 'vault_locked') lockListeners.forEach((listener) => listener());
    throw error;
  } finally {
    underway -= 1;
  }
}

/** How many commands have not been answered. */
export function callsUnderway(): number {
  return underway;
}

/** Tells when a command found the vault locked. Returns the way to stop listening. */
export function onLocked(listener: () => void): () => void {
  lockListeners.add(listener);
  return () => lockListeners.delete(listener);
}

/** Whether paths can be chosen in a dialog here; otherwise they are typed. */
export function hasPathDialogs(): boolean {
  return currentHost().hasPathDialogs;
}

/** The dialog of a field that takes a path, where there is one. */
export function picks(pick: (title: string) => Promise<string | null>, title: string): (() => Promise<string | null>) | undefined {
  return hasPathDialogs() ? () => pick(title) : undefined;
}

/** Lets the user choose a folder; nothing when dismissed. */
export function pickFolder(title: string): Promise<string | null> {
  return currentHost().pickFolder(title);
}

/** Lets the user choose a file whose path is handed on, for files too large to carry; nothing when dismissed. */
export function pickSource(title: string): Promise<string | null> {
  return currentHost().pickSource(title);
}

/** Lets the user choose where to write a file; nothing when dismissed. */
export function pickTarget(title: string, proposedName: string): Promise<string | null> {
  return currentHost().pickTarget(title, proposedName);
}

/** Base64 of bytes; in slices, because a spread of a large array overflows the stack. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Reads a file that came from a picker or was dropped. */
export async function readFile(file: File): Promise<PickedFile> {
  return { name: file.name, base64: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

/** Lets the user choose a file and reads it, through the webview's own picker: no right to the disk is needed. */
export function pickFile(accept: string): Promise<PickedFile | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve, reject) => {
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file) readFile(file).then(resolve, reject);
      else resolve(null);
    });
    input.click();
  });
}
