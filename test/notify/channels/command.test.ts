// The command channel with real programs: what they are given, what their end means, and that none outlives its time.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCommand } from '../../../src/notify/channels/command.ts';
import type { Channel, Receipt } from '../../../src/notify/port.ts';
import { until } from '../../support/daemon.ts';
import { COMMON, channelDeps, noAbort, sample } from '../support/sample.ts';

let folder: string;
let channel: Channel | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalur-command-'));
});
afterEach(async () => {
  await channel?.close();
  channel = undefined;
  rmSync(folder, { recursive: true });
});

/** A channel that runs a shell script, which finds its folder as its first argument. */
function script(text: string, timeoutMs = 5_000): Channel {
  const path = join(folder, 'send.sh');
  writeFileSync(path, `#!/bin/sh\ncd "$1"\n${text}\n`);
  chmodSync(path, 0o700);
  channel = openCommand(
    { ...COMMON, kind: 'command', command: [path, folder], recipients: ['+6281', '+6282'], timeoutMs },
    channelDeps(),
  );
  return channel;
}

const written = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('a command', () => {
  it('gets the message on stdin and in its environment, and nothing of the daemon’s', async () => {
    process.env['JALUR_TEST_SECRET'] = 'hidden';
    try {
      const receipt = await script('cat > in.json; env > env; echo sent as 12').send(sample(), noAbort());
      expect(receipt).toEqual({ kind: 'delivered', reference: 'exit 0: "sent as 12"' });
    } finally {
      delete process.env['JALUR_TEST_SECRET'];
    }
    expect(JSON.parse(written('in.json'))).toMatchObject({
      version: 1,
      subject: sample().subject,
      recipients: ['+6281', '+6282'],
    });
    const environment = written('env');
    expect(environment).toContain(`JALUR_SUBJECT=${sample().subject}\n`);
    expect(environment).toContain('JALUR_STARTS_AT=2026-11-24T02:15:00.000Z\n');
    expect(environment).toContain('JALUR_RECIPIENTS=+6281\n+6282\n');
    expect(environment).toContain('JALUR_LABEL_LINK=prov-majene\n');
    expect(environment).not.toContain('hidden');
    expect(environment).not.toContain('HOME=');
  });

  it('is given values, not words of a shell', async () => {
    const subject = '$(touch broken); `touch broken`\0 "';
    await script('printf %s "$JALUR_SUBJECT" > subject').send(sample({ subject }), noAbort());
    expect(written('subject')).toBe(subject.replace('\0', ''));
    expect(existsSync(join(folder, 'broken'))).toBe(false);
  });

  const ends: readonly { name: string; text: string; wanted: Partial<Receipt> & object }[] = [
    { name: 'exit 0 without reading its input', text: 'exec <&-; exit 0', wanted: { kind: 'delivered' } },
    {
      name: 'exit 75',
      text: 'echo "modem busy" >&2; exit 75',
      wanted: {
        kind: 'later',
        detail: expect.stringMatching(/send\.sh" ended with exit status 75: "modem busy"$/),
      },
    },
    {
      name: 'exit 1',
      text: 'echo one >&2; echo "no SIM card" >&2; exit 1',
      wanted: { kind: 'refused', detail: expect.stringMatching(/status 1: "no SIM card"$/) },
    },
    {
      name: 'a signal',
      text: 'kill -SEGV $$',
      wanted: { kind: 'later', detail: expect.stringContaining('SIGSEGV') },
    },
    {
      name: 'much output',
      text: 'head -c 5000000 /dev/zero; head -c 300000 /dev/zero | tr "\\0" x >&2; exit 3',
      wanted: { kind: 'refused', detail: expect.stringMatching(/status 3: "x{199}…"$/) },
    },
    {
      name: 'exit 0 while something it left goes on holding its output',
      text: 'sleep 30 & echo $! > left; exit 0',
      wanted: { kind: 'delivered' },
    },
  ];
  it.each(ends)('$name', async ({ text, wanted }) => {
    expect(await script(text).send(sample(), noAbort())).toMatchObject(wanted);
    if (existsSync(join(folder, 'left'))) process.kill(Number(written('left')));
  });

  it.each([
    {
      name: 'a missing program',
      path: '/nowhere/sms',
      wanted: /could not be started: there is no such program/,
    },
    {
      name: 'one that may not be executed',
      path: '/etc',
      wanted: /could not be started: it may not be/,
    },
  ])('$name is refused with what to do', async ({ path, wanted }) => {
    channel = openCommand({ ...COMMON, kind: 'command', command: [path], recipients: [] }, channelDeps());
    expect(await channel.send(sample(), noAbort())).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(wanted),
    });
  });

  it('is killed with all its children when its time is up', async () => {
    const stubborn = script('trap "" TERM; sleep 60 & echo $! > child; wait; sleep 60', 300);
    expect(await stubborn.send(sample(), noAbort())).toEqual({
      kind: 'later',
      detail: 'not done within 300 ms',
    });
    const child = Number(written('child'));
    await until('the children are gone', () => !isRunning(child));
  });

  it('runs one at a time', async () => {
    const slow = script('mkdir lock || exit 9; sleep 0.1; rmdir lock');
    const receipts = await Promise.all(
      [1, 2, 3].map((id) => slow.send(sample({ id: `m-${id}` }), noAbort())),
    );
    expect(receipts.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('does not begin when it is called off while another runs', async () => {
    const slow = script('echo x >> ran; sleep 0.2');
    const call = new AbortController();
    const first = slow.send(sample(), noAbort());
    const second = slow.send(sample({ id: 'm-2' }), call.signal);
    call.abort();
    expect(await second).toMatchObject({ kind: 'later' });
    expect(await first).toMatchObject({ kind: 'delivered' });
    await slow.close();
    expect(written('ran')).toBe('x\n');
  });
});

function isRunning(pid: number): boolean {
  try {
    // A zombie whose parent has not looked yet is gone as well.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
