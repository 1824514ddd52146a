// A client of the W3C WebDriver protocol, as small as the journeys need. It knows no screen of Singo.
// Elements are found by their `data-testid` or by a CSS selector; whatever is not there yet is waited for.

import { setTimeout as pause } from 'node:timers/promises';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How long anything may take to appear. A bound against hanging, not a measure of speed. */
const PATIENCE_MS = 30_000;

/** Asks `look` again until it answers with something; fails with `what` after the patience. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  let last;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
    } catch (fault) {
      last = fault;
    }
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`, { cause: last });
    await pause(100);
  }
}

/** `[data-testid="…"]` for a bare name; anything else is a selector already. */
const selector = (name) => (/^[a-z][\w-]*$/i.test(name) ? `[data-testid="${name}"]` : name);

/** One window under remote control. */
export class Window {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Starts the program at `binary` through the driver at `address`. */
  static async open(address, binary) {
    const alwaysMatch = { 'webkitgtk:browserOptions': { binary, args: [] }, timeouts: { script: PATIENCE_MS } };
    const session = await request(`${address}/session`, 'POST', { capabilities: { alwaysMatch } });
    return new Window(`${address}/session/${session.sessionId}`);
  }

  /** Closes the window. The driver may drop the connection while it does; the window is gone all the same. */
  async close() {
    await request(this.#base, 'DELETE').catch(() => {});
  }

  async #find(name) {
    const using = { using: 'css selector', value: selector(name) };
    return until(`${name} appears`, async () => (await this.#ask('element', 'POST', using))[ELEMENT]);
  }

  /** Runs `act` on the element; tries again when the page has drawn it anew in between. */
  async #with(name, act) {
    return until(`${name} can be used`, async () => ({ result: await act(`element/${await this.#find(name)}`) })).then(
      ({ result }) => result,
    );
  }

  #ask(path, method = 'GET', body = undefined) {
    return request(`${this.#base}/${path}`, method, body);
  }

  /** Clicks what takes a click; what is busy or not ready is waited for. */
  click(name) {
    return this.#with(`${selector(name)}:not(:disabled, [aria-disabled="true"])`, (element) => this.#ask(`${element}/click`, 'POST', {}));
  }

  text(name) {
    return this.#with(name, (element) => this.#ask(`${element}/text`));
  }

  value(name) {
    return this.#with(name, (element) => this.#ask(`${element}/property/value`));
  }

  /** Types at the end of a field and stays in it. */
  type(name, text) {
    return this.#with(name, (element) => this.#ask(`${element}/value`, 'POST', { text }));
  }

  /** Replaces the content of a field and leaves it, as a person does. */
  async fill(name, text) {
    await this.#with(name, (element) => this.#ask(`${element}/clear`, 'POST', {}));
    await this.type(name, text);
    await this.run('document.activeElement?.blur()');
  }

  /** Whether an element is there now; does not wait. */
  async has(name) {
    return this.run('return document.querySelector(arguments[0]) !== null', selector(name));
  }

  /** Waits for an element. */
  async see(name) {
    await this.#find(name);
  }

  /** Waits until an element is gone. */
  async gone(name) {
    await until(`${name} goes away`, async () => !(await this.has(name)));
  }

  run(script, ...args) {
    return this.#ask('execute/sync', 'POST', { script, args });
  }

  /** Runs a script whose last argument is called with the result. */
  runAsync(script, ...args) {
    return this.#ask('execute/async', 'POST', { script, args });
  }

  resize(width, height) {
    return this.#ask('window/rect', 'POST', { width, height });
  }

  /** A picture of the page as PNG. The page is given a moment to draw what it last changed. */
  async picture() {
    await pause(500);
    return Buffer.from(await this.#ask('screenshot'), 'base64');
  }
}

async function request(address, method, body) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(address, { ...init, headers: { 'content-type': 'application/json' } });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(address).pathname}: ${value?.error}: ${value?.message}`);
  return value;
}
