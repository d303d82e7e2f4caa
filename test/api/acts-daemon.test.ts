// Two operators and a killed daemon: the first acknowledgement wins, the second is told whose it was, and what was
// acknowledged outlives kill -9.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const missing = await icmpMissing();

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Desa A, kind: village, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: fiber, device: { address: 127.0.0.2 } }
`;

describe.skipIf(missing !== undefined)(`acts upon a daemon${missing ? ` (${missing})` : ''}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-acts-'));
  const file = join(directory, 'jalur.yaml');
  const args = ['run', '--config', file, '--data', join(directory, 'data')];
  let jalur: Jalur;
  let url: string;
  let number = 0;

  beforeAll(async () => {
    writeFileSync(file, CONFIG);
    jalur = new Jalur(args);
    url = await jalur.url();
  });
  afterAll(async () => {
    await jalur.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function ask(
    path: string,
    body?: object,
  ): Promise<{ status: number; json: Record<string, unknown> }> {
    const response = await fetch(url + path, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  async function configAlert(): Promise<Alert | undefined> {
    const { json } = await ask('/api/v1/alerts');
    return (json['alerts'] as Alert[]).find((alert) => alert.rule === 'monitor.config');
  }

  it('takes the first acknowledgement and tells the second whose it was', async () => {
    writeFileSync(file, CONFIG.replace('fiber', 'fibre'));
    jalur.child.kill('SIGHUP');
    await until('the alert is raised', async () => (await configAlert()) !== undefined);
    number = (await configAlert())?.number ?? 0;
    const answers = await Promise.all(
      ['Sari', 'Budi'].map((who) => ask(`/api/v1/alerts/${number}/ack`, { who, via: 'screen' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = answers.find(({ status }) => status === 200)?.json;
    const late = answers.find(({ status }) => status === 409)?.json;
    const first = (done?.['alert'] as Alert | undefined)?.acknowledged;
    expect(first?.by).toMatch(/^(Sari|Budi)$/);
    expect(late).toMatchObject({
      error: { code: 'already-acknowledged' },
      by: first?.by,
      at: first?.at,
    });
  });

  it('keeps what was done over kill -9', async () => {
    const { json: before } = await ask(`/api/v1/alerts/${number}`);
    expect(before['acts']).toMatchObject([{ act: { kind: 'acknowledge' }, actor: { address: '127.0.0.1' } }]);
    await jalur.end('SIGKILL');
    writeFileSync(file, CONFIG);
    jalur = new Jalur(args);
    url = await jalur.url();
    const { json: after } = await ask(`/api/v1/alerts/${number}`);
    expect(after['acknowledged']).toEqual(before['acknowledged']);
    expect(after['acts']).toEqual(before['acts']);
    expect(
      (await ask(`/api/v1/alerts/${number}/note`, { who: 'Sari', note: 'berkas diperbaiki' })).status,
    ).toBe(200);
    expect((await ask(`/api/v1/alerts/${number}`)).json['acts']).toHaveLength(2);
  });

  it('refuses an alert there is not', async () => {
    expect(await ask('/api/v1/alerts/999999/ack', { who: 'Sari' })).toMatchObject({
      status: 404,
      json: { error: { code: 'no-alert' } },
    });
  });
});
