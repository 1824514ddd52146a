// A desk of its own for one journey: a virtual screen, an empty home, and a record of every socket that the
// program asks for. Nothing of the user's own session is seen or touched.

import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { end, start } from './processes.mjs';
import { Window, until } from './webdriver.mjs';

/** Where the pictures of failed journeys are left. */
const PICTURES = path.resolve('out/e2e');

/** What strace writes down: asking for, naming and using a socket; and, to know how far a program that
 * nobody drives has come, looking at a file. */
const SOCKETS = 'socket,connect,bind,listen';
const LOOKS = '?stat,?statx,?newfstatat,?access,?faccessat,?faccessat2,?openat';

/** Runs a journey at a desk of its own. When it fails, a picture of the window stays in out/e2e. */
export async function atDesk(name, journey) {
  const desk = new Desk(await mkdtemp(path.join(tmpdir(), 'singo-')));
  try {
    await desk.open();
    await journey(desk);
  } catch (fault) {
    await desk.leavePicture(name);
    throw fault;
  } finally {
    await desk.close();
  }
}

class Desk {
  #children = [];
  #env = {};
  #window;

  constructor(home) {
    this.home = home;
    /** The folder that the program proposes for the vault. */
    this.vault = path.join(home, 'vault');
    this.#env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      XDG_DATA_HOME: path.join(home, 'share'),
      XDG_CONFIG_HOME: path.join(home, 'config'),
      XDG_CACHE_HOME: path.join(home, 'cache'),
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NO_AT_BRIDGE: '1',
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      LANG: 'C.UTF-8',
      TZ: 'Asia/Seoul',
      SINGO_VAULT_DIR: this.vault,
    };
  }

  async open() {
    // The server picks a free number for its screen and writes it to descriptor 3.
    const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.unshift(screen);
    const [number] = await once(screen.stdio[3], 'data');
    this.#env.DISPLAY = `:${number.toString().trim()}`;
  }

  /** Opens the program under remote control. */
  async drive(program) {
    const port = await freePort();
    const driver = start('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      cwd: this.home,
      env: { ...this.#env, TAURI_WEBVIEW_AUTOMATION: 'true' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#children.unshift(driver);
    const address = `http://127.0.0.1:${port}`;
    await until('the driver answers', async () => (await fetch(`${address}/status`)).ok);
    this.#window = await Window.open(address, await this.#watched(program, SOCKETS));
    await this.#window.resize(1280, 800);
    return this.#window;
  }

  /** Ends the window as a power cut does: SIGKILL to the program, its page and its driver, at this instant. */
  async pullThePlug() {
    this.#window = undefined;
    await end(this.#children.shift(), 'SIGKILL');
  }

  /** Opens the program as a person does, without a driver, and waits until its page has asked for the vault. */
  async startAlone(program) {
    const wrapper = await this.#watched(program, `${SOCKETS},${LOOKS}`);
    this.#children.unshift(start(wrapper, [], { cwd: this.home, env: this.#env, stdio: ['ignore', 'ignore', 'inherit'] }));
    // The program itself looks at the folder before it has a window; its keys are asked for by the page.
    await until('the page asks for the vault', async () => (await this.record()).includes(`"${this.vault}/keys.json"`));
  }

  /** What strace has written down so far. */
  record() {
    return readFile(path.join(this.home, 'record.txt'), 'utf8').catch(() => '');
  }

  /** A program that runs `program` and has its system calls written down, those of its children too. */
  async #watched(program, calls) {
    const wrapper = path.join(this.home, 'watched');
    const strace = `exec strace -f -qq --seccomp-bpf -s 256 -e trace=${calls} -o record.txt`;
    await writeFile(wrapper, `#!/bin/sh\n${strace} '${path.resolve(program)}' "$@"\n`, { mode: 0o755 });
    return wrapper;
  }

  async leavePicture(name) {
    const picture = await this.#window?.picture().catch(() => undefined);
    if (!picture) return;
    await mkdir(PICTURES, { recursive: true });
    await writeFile(path.join(PICTURES, `${name}.png`), picture);
  }

  async close() {
    await this.#window?.close();
    for (const child of this.#children) await end(child);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
