// The echo process. It alone holds the ICMP sockets and whatever privilege they took; it is started by the daemon
// (socket-engine.ts), obeys frames on stdin, reports frames on stdout, and ends when stdin does.

import { randomBytes, randomInt } from 'node:crypto';
import { loadLibc } from './libc.ts';
import { Loop } from './loop.ts';
import { COOKIE_BYTES } from './packet.ts';

// Whoever stops the daemon's process group means the daemon: it ends us by closing the pipe, after its last words.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const loop = new Loop({
  libc: loadLibc(),
  cookie: randomBytes(COOKIE_BYTES),
  randomId: () => randomInt(1, 65_536),
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1e3, rssBytes: process.memoryUsage.rss() };
  },
});
loop.run();
process.exit(0);
