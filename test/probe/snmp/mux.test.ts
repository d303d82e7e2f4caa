// Sockets that cannot be opened: whose requests fail with them, and whose do not.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { deviceAt, realPoller } from './support.ts';

// A host without IPv6: every udp6 socket fails when it is bound.
vi.mock('node:dgram', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:dgram')>();
  return {
    ...real,
    createSocket: (options: Parameters<typeof real.createSocket>[0]) => {
      const socket = real.createSocket(options);
      if (typeof options === 'object' && options.type === 'udp6')
        socket.bind = () => {
          process.nextTick(() => socket.emit('error', new Error('bind EAFNOSUPPORT ::')));
          return socket;
        };
      return socket;
    },
  };
});

it('an IPv6 socket that cannot be opened fails the IPv6 polls, as local faults, and no other', async () => {
  const silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const poller = realPoller();
  try {
    const plan = { timeoutMs: 200, retries: 0 };
    const four = poller.poll('four', deviceAt(silent.address().port, { plan }));
    await once(silent, 'message');
    const six = await poller.poll('six', deviceAt(161, { address: '::1', plan }));
    expect(six.result).toMatchObject({
      kind: 'failed',
      failure: 'local',
      detail: expect.stringContaining('EAFNOSUPPORT'),
    });
    expect((await four).result).toMatchObject({ kind: 'failed', failure: 'silent' });
  } finally {
    await poller.close();
    silent.close();
  }
});
