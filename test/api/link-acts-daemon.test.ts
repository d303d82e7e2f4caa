// Echo now and poll now on a daemon at work: ten real echoes beside the regular ones, and refusals that say why.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EchoNow, LinkDetail, PollNow } from '../../src/stream/link-detail.ts';
import { Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const missing = await icmpMissing();

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
grafana: { url: "https://grafana.example.go.id/" }
providers: [{ id: iconplus, name: ICON+ }]
contracts: [{ id: metro, name: Metro 2020, provider: iconplus, slaPct: 99.5, minEvent: 5m }]
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Desa A, kind: village, parent: hq }
  - { id: b, name: Desa B, kind: village, parent: hq }
links:
  - id: hq-a
    from: hq
    to: a
    medium: fiber
    contract: metro
    device: { address: 127.0.0.2, snmp: { community: !env TEST_COMMUNITY, port: 9, timeout: 200ms, retries: 0 } }
  - { id: hq-b, from: hq, to: b, medium: fiber, stage: suspended, device: { address: 127.0.0.3, snmp: false } }
`;

describe.skipIf(missing !== undefined)(`asking one link now${missing ? ` (${missing})` : ''}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-asked-'));
  const file = join(directory, 'jalur.yaml');
  let jalur: Jalur;
  let url: string;

  beforeAll(async () => {
    writeFileSync(file, CONFIG);
    jalur = new Jalur(['run', '--config', file, '--data', join(directory, 'data')], {
      TEST_COMMUNITY: 'public',
    });
    url = await jalur.url();
  }, 30_000);
  afterAll(async () => {
    await jalur.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function ask<Body>(method: string, path: string): Promise<{ status: number; body: Body }> {
    const response = await fetch(url + path, { method });
    return { status: response.status, body: (await response.json()) as Body };
  }
  const detail = async (): Promise<LinkDetail> => (await ask<LinkDetail>('GET', '/api/v1/links/hq-a')).body;

  it('sends ten extra echoes, which no figure of regular ones counts, and one wish at a time', async () => {
    await until('the link is echoed', async () => (await detail()).link.verdictAt !== undefined);
    const [one, other] = await Promise.all(
      [0, 1].map(() => ask<EchoNow & { error?: { code: string } }>('POST', '/api/v1/links/hq-a/echo')),
    );
    expect([one?.status, other?.status].sort()).toEqual([200, 429]);
    const done = one?.status === 200 ? one.body : other?.body;
    expect(done?.address).toBe('127.0.0.2');
    const judged = done?.echoes.filter(({ tainted }) => !tainted) ?? [];
    expect(done?.echoes.length).toBeGreaterThan(0);
    expect(judged.every(({ outcome, rttMs }) => outcome === 'answered' && rttMs !== undefined)).toBe(true);
    const { echoes } = await detail();
    // One more may have left before a busy machine ended them.
    expect(echoes.filter(({ burst }) => burst).length).toBeGreaterThanOrEqual(judged.length);
  }, 30_000);

  it('leads to the dashboard of the link in Grafana', async () => {
    expect((await detail()).plan?.grafana).toBe(
      'https://grafana.example.go.id/d/jalur-prom-link?var-link=hq-a',
    );
  });

  it('polls once and says that nobody answered', async () => {
    const { status, body } = await ask<PollNow>('POST', '/api/v1/links/hq-a/poll');
    expect(status).toBe(200);
    expect(body.result).toMatchObject({ kind: 'failed' });
  }, 30_000);

  it('refuses a link that is out of service', async () => {
    const expected = { status: 409, body: { error: { code: 'not-probed' } } };
    expect(await ask('POST', '/api/v1/links/hq-b/echo')).toMatchObject(expected);
    expect(await ask('POST', '/api/v1/links/hq-b/poll')).toMatchObject(expected);
  });

  it('tells the contract of the link', async () => {
    expect((await detail()).plan?.contract).toEqual({
      id: 'metro',
      name: 'Metro 2020',
      provider: 'ICON+',
      slaPct: 99.5,
      minEventMs: 300_000,
    });
  });
});
