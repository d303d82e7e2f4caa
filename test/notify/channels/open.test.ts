// Every kind of channel opens from its configuration, and none connects before it is asked to send.

import { describe, expect, it } from 'vitest';
import type { ChannelConfig } from '../../../src/config/notify-config.ts';
import { openChannel } from '../../../src/notify/channels/open.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { COMMON, channelDeps, sample, secret } from '../support/sample.ts';

/** Nothing listens at port 9 of loopback. */
const PORT = 9;
const configs: readonly ChannelConfig[] = [
  {
    ...COMMON,
    kind: 'webhook',
    url: secret(`http://127.0.0.1:${PORT}/`),
    method: 'POST',
    headers: new Map(),
    contentType: 'application/json',
    recipients: [],
  },
  {
    ...COMMON,
    kind: 'telegram',
    token: secret('1:a'),
    recipients: ['1'],
    apiUrl: `http://127.0.0.1:${PORT}`,
  },
  {
    ...COMMON,
    kind: 'email',
    host: '127.0.0.1',
    port: PORT,
    security: 'tls',
    from: 'noc@x.example',
    recipients: ['a@x.example'],
  },
  { ...COMMON, kind: 'alertmanager', urls: [`http://127.0.0.1:${PORT}`], resendMs: 60_000 },
  {
    ...COMMON,
    kind: 'syslog',
    host: '127.0.0.1',
    port: PORT,
    transport: 'tcp',
    facility: 1,
    appName: 'jalur',
  },
  { ...COMMON, kind: 'command', command: ['/bin/sh', '-c', 'exit 75'], recipients: [] },
];

describe('openChannel()', () => {
  it.each(configs.map((config) => ({ config, kind: config.kind })))(
    'opens $kind',
    async ({ config, kind }) => {
      const timers = new FakeTimers();
      const deps = channelDeps(kind === 'command' ? {} : { timers, clock: timers });
      const channel = openChannel(config, deps);
      expect(channel).toMatchObject({ id: 'test', kind });
      expect(timers.pending).toBe(0);
      const called = await channel.send(sample(), AbortSignal.abort());
      expect(called).toEqual({ kind: 'later', detail: 'called off before it was done' });
      expect(await channel.send(sample(), new AbortController().signal)).toMatchObject({ kind: 'later' });
      await channel.close();
      await channel.close();
      expect(await channel.send(sample(), new AbortController().signal)).toMatchObject({ kind: 'later' });
      expect(timers.pending).toBe(0);
    },
  );
});
