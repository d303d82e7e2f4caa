// Messages through the whole daemon: a regency is cut off in a simulated province, and somebody outside is told once, told of
// the end, and told nothing twice when the daemon is killed in between.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/notify/port.ts';
import { Jalur, until } from '../support/daemon.ts';

const OUTAGE_MS = 60_000;

/** A regency with two villages behind it; cut at 6 s, mended at 36 s: a start knows no link's loss, and asks for 39 lost echoes. */
function config(hook: number, snmp: number): string {
  return `
version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar, locale: id }
monitor: { site: hq, anchors: [127.77.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: hq }
  - { id: v1, name: Desa Satu, kind: village, parent: majene }
  - { id: v2, name: Desa Dua, kind: village, parent: majene }
links:
  - { id: prov-majene, from: hq, to: majene, medium: fiber, device: { address: 127.77.1.1 } }
  - { id: l1, from: majene, to: v1, medium: radio, device: { address: 127.77.1.2 } }
  - { id: l2, from: majene, to: v2, medium: radio, device: { address: 127.77.1.3 } }
lab:
  seed: 1
  snmpPort: ${snmp}
  repeat: 1h
  story:
    - { at: 6s, do: cut, link: prov-majene }
    - { at: 36s, do: mend, link: prov-majene }
alerts:
  notify:
    wait: 2s
    channels:
      - { id: hook, kind: webhook, url: "http://127.0.0.1:${hook}/" }
`;
}

describe('the daemon', () => {
  const messages: Message[] = [];
  let directory: string;
  let hook: Server;
  let file: string;
  let jalur: Jalur | undefined;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'jalur-messages-'));
    messages.length = 0;
    hook = createServer((request, reply) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        messages.push(JSON.parse(body) as Message);
        reply.end();
      });
    });
    await new Promise<void>((listening) => hook.listen(0, '127.0.0.1', listening));
    file = join(directory, 'jalur.yaml');
    const { port } = hook.address() as AddressInfo;
    writeFileSync(file, config(port, 20_000 + (process.pid % 20_000)));
  });
  afterEach(async () => {
    await jalur?.end('SIGKILL');
    hook.closeAllConnections();
    await new Promise((closed) => hook.close(closed));
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    jalur = new Jalur(['run', '--config', file, '--data', join(directory, 'data')]);
    return await jalur.url();
  }

  const told = () => messages.map(({ kind, alert, subject }) => [kind, alert, subject.split(',')[0]]);

  it('tells of a cut once, with what it took along, and of its end; an operator who acknowledges is heard', async () => {
    const url = await start();
    await until('the cut is told', () => messages.length > 0, OUTAGE_MS);
    expect(messages[0]).toMatchObject({ kind: 'raised', severity: 'major', locale: 'id' });
    expect(messages[0]?.subject).toContain('Putus: Majene. 2 desa ikut terputus');
    const ack = (who: string) =>
      fetch(`${url}/api/v1/alerts/${messages[0]?.alert}/ack`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ who }),
      });
    expect((await ack('Sari')).status).toBe(200);
    const second = await ack('Budi');
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: 'already-acknowledged' }, by: 'Sari' });
    await until('the end is told', () => messages.length > 1, OUTAGE_MS);
    expect(told()).toEqual([
      ['raised', messages[0]?.alert, expect.stringContaining('Putus: Majene')],
      ['cleared', messages[0]?.alert, expect.stringContaining('Putus: Majene')],
    ]);
    const detail = await (await fetch(`${url}/api/v1/alerts/${messages[0]?.alert}`)).json();
    expect(detail).toMatchObject({
      messages: [
        { channel: 'hook', kind: 'cleared', outcome: 'delivered', attempts: 1 },
        { channel: 'hook', kind: 'raised', outcome: 'delivered', attempts: 1 },
      ],
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('jalur_notify_messages_total{channel="hook",outcome="delivered"} 2');
    expect(metrics).toContain('jalur_disk_free_bytes');
  }, 150_000);

  it('repeats nothing and loses no end when it is killed in an outage', async () => {
    await start();
    await until('the cut is told', () => messages.length > 0, OUTAGE_MS);
    await jalur?.end('SIGKILL');
    const url = await start();
    await until('the end is told', () => messages.some(({ kind }) => kind === 'cleared'), OUTAGE_MS).catch(
      async (error: unknown) => {
        const alerts = await (await fetch(`${url}/api/v1/alerts?state=active,returned,closed`)).text();
        throw new Error(`${error}; told ${JSON.stringify(told())}; alerts ${alerts}; ${jalur?.stderr}`);
      },
    );
    const { alert, id } = messages[0] ?? {};
    const first = messages.filter((message) => message.alert === alert);
    // Killed between sending and its receipt it may be sent once more, by the same id.
    expect([...new Set(first.filter(({ kind }) => kind === 'raised').map((message) => message.id))]).toEqual([
      id,
    ]);
    expect(first.filter(({ kind }) => kind === 'raised').length).toBeLessThanOrEqual(2);
    expect(first.at(-1)?.kind).toBe('cleared');
  }, 200_000);

  it('ends with a sentence when the outbox is of a newer jalur, and leaves it as it is', async () => {
    mkdirSync(join(directory, 'data'));
    const outbox = join(directory, 'data', 'outbox.db');
    const db = new DatabaseSync(outbox);
    db.exec('PRAGMA user_version=99');
    db.close();
    jalur = new Jalur(['run', '--config', file, '--data', join(directory, 'data')]);
    const { status, stderr } = await jalur.ended();
    expect(stderr).toContain('it has schema version 99');
    expect(status).toBe(1);
    const after = new DatabaseSync(outbox, { readOnly: true });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    after.close();
  }, 60_000);
});
