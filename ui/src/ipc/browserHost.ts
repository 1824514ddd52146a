// The host when the window runs in a plain browser: commands go to a loopback server that only test builds have.
// The address carries a one-time token (`#token=…`) that the server printed when it started.

import type { Host } from './host';

function readToken(): string {
  const fromHash = new URLSearchParams(location.hash.slice(1)).get('token');
  const fromPage = document.querySelector<HTMLMetaElement>('meta[name="singo-token"]')?.content;
  return fromHash ?? fromPage ?? '';
}

/** A host that speaks to the test server on the same origin. */
export function browserHost(): Host {
  const token = readToken();
  return {
    async call(name, request) {
      const response = await fetch('/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ name, payload: request }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw answer;
      return answer;
    },
    hasPathDialogs: false,
    pickFolder: (title) => Promise.resolve(window.prompt(title)),
    pickSource: (title) => Promise.resolve(window.prompt(title)),
    pickTarget: (title, proposedName) => Promise.resolve(window.prompt(title, proposedName)),
  };
}
