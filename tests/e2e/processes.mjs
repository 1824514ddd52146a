// Starting and ending the processes of a journey. Each is the head of a group of its own, and only groups
// started here are ever ended, also when a journey stops half-way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

const started = new Set();

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // The whole group is gone already.
  }
}

/** Starts a process that is ended, with all it started, by `end` or when this process exits. */
export function start(command, args, options) {
  const child = spawn(command, args, { detached: true, ...options });
  child.on('error', (fault) => console.error(`${command}: ${fault.message}`));
  if (child.pid) started.add(child);
  return child;
}

/** Ends a process and what it started; asks first, unless another signal is named. */
export async function end(child, name = 'SIGTERM') {
  if (!started.delete(child)) return;
  const over = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  signal(child, name);
  const impatience = setTimeout(() => signal(child, 'SIGKILL'), 5_000);
  await over;
  clearTimeout(impatience);
  signal(child, 'SIGKILL');
}

process.on('exit', () => started.forEach((child) => signal(child, 'SIGKILL')));
