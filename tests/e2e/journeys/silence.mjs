// Nothing leaves the machine: the window, opened as a person opens it, asks for no network socket,
// neither its own process nor those of its page.

import assert from 'node:assert/strict';
import { atDesk } from '../desk.mjs';
import { networkUses } from '../sockets.mjs';

export const opensNoSocket = (program) =>
  atDesk('opensNoSocket', async (desk) => {
    await desk.startAlone(program);
    const record = await desk.record();
    assert.match(record, /socket\(AF_UNIX/, 'the record is empty, so it proves nothing');
    assert.deepEqual(networkUses(record), []);
  });

/** The check above can fail: a record with a foreign socket is not silence. */
export async function aSocketWouldBeSeen() {
  const name = (port, address) => `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${address}")}`;
  const driven = [
    '7  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 8',
    `7  bind(8, ${name(5000, '127.0.0.1')}, 16) = 0`,
    '9  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 17',
    `9  connect(17, ${name(5000, '127.0.0.1')}, 16) = -1 EINPROGRESS (Operation now in progress)`,
  ];
  const foreign = [
    '9  socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 18',
    `9  connect(18, ${name(53, '192.0.2.1')}, 16) = 0`,
    '9  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 19',
  ];
  assert.deepEqual(networkUses(driven.join('\n'), { driver: true }), [], 'the driver is allowed');
  assert.equal(networkUses(driven.join('\n')).length, 4, 'nothing is allowed without a driver');
  assert.deepEqual(networkUses([...driven, ...foreign].join('\n'), { driver: true }), foreign.slice(0, 2).concat(foreign[2]));
}
