// Long commands: asks a job how it stands until it has ended.

import { call } from './call';
import type { JobView } from './generated';
import { CallError } from './host';

/** How often a running job is asked, in milliseconds. */
const ASKED_EVERY = 120;

/** What the job found; nothing when it was stopped. `seen` is told how it stands each time; `via` is the door to the commands. */
export async function jobResult(id: number, seen: (view: JobView) => void, via: typeof call = call): Promise<unknown> {
  for (;;) {
    const view = await via('job.show', { id });
    seen(view);
    if (view.state === 'done') return view.result;
    if (view.state === 'cancelled') return null;
    if (view.state === 'failed') throw new CallError(view.error?.code ?? 'internal', view.error?.params ?? {});
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY));
  }
}
