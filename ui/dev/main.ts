// The sample window: `?start=firstRun|unlock|open|given|stuck` chooses where it begins; stuck: open, and cannot be locked.

import { useHost } from '../src/ipc/call';
import { sampleHost } from './sample';

const start = new URLSearchParams(location.search).get('start') ?? 'open';
useHost(sampleHost(start));
await import('../src/app/main');
