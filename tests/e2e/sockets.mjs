// Reads a record of system calls and names every use of the network in it.

/**
 * Lines that use the internet protocols: asking for such a socket, naming or connecting one.
 * A driven window is told to listen for its driver; `driver: true` leaves out that one conversation: a
 * single port on the loopback address, listened on once, spoken to by the window's own processes.
 */
export function networkUses(record, { driver = false } = {}) {
  const lines = record.split('\n').filter((line) => /AF_INET6?\b|sa_family=AF_(INET6?|PACKET)/.test(line));
  if (!driver) return lines;
  const listens = lines.filter((line) => / bind\(/.test(line));
  const port = listens.length === 1 ? /sin_port=htons\((\d+)\)/.exec(listens[0])?.[1] : undefined;
  const own = new RegExp(`(bind|connect)\\(\\d+, \\{sa_family=AF_INET, sin_port=htons\\(${port}\\), sin_addr=inet_addr\\("127\\.0\\.0\\.1"\\)\\}`);
  const spoken = lines.filter((line) => own.test(line));
  // Each conversation takes one socket; a socket beyond those has another purpose.
  const sockets = lines.filter((line) => /socket\(AF_INET, SOCK_STREAM/.test(line));
  const others = lines.filter((line) => !own.test(line) && !sockets.includes(line));
  return [...others, ...sockets.slice(spoken.length)];
}
