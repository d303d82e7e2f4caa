// Reports on the real daemon: a data directory with a month that is over, a start that catches it up, the files, the mail that goes
// out once, a restart that sends nothing again, and the command that comes to the same hash beside the daemon and without it.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { KeptReportView } from '../../src/domain/kept-report.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { monthOf } from '../../src/domain/sla/period.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { lastWholeMonth } from '../../src/report/asks.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { SmtpServer } from '../notify/support/smtp-server.ts';
import { stateEvent } from '../store/support/events.ts';
import { rememberingLog, standingClock } from '../store/support/place.ts';
import { Jalur, until } from '../support/daemon.ts';

const HOUR = 3_600_000;
const ZONE = zoneOf('Asia/Makassar');
const MONTH = lastWholeMonth(Date.now(), ZONE);

const configFor = (smtpPort: number) => `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.77.0.1], listen: "127.0.0.1:0" }
providers: [{ id: iconplus, name: ICON+ }]
contracts: [{ id: marasa-2019, name: Marasa 2019, provider: iconplus, slaPct: 99.5, monthlyFee: 3500000 }]
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: hq }
  - { id: mamuju, name: Mamuju, kind: regency, parent: hq }
links:
  - { id: hq-majene, from: hq, to: majene, medium: fiber, contract: marasa-2019, device: { address: 127.77.0.2 } }
  - { id: hq-mamuju, from: hq, to: mamuju, medium: fiber, contract: marasa-2019, device: { address: 127.77.0.3 } }
alerts:
  notify:
    channels:
      - { id: surat, kind: email, host: 127.0.0.1, port: ${smtpPort}, security: none, from: jalur@uji.example,
          recipients: [piket@uji.example] }
    routes: []
reports:
  letterhead: [DINAS KOMINFO UJI]
  place: Mamuju
  signatories: [{ role: Pihak Kesatu, office: Dinas Kominfo }, { role: Pihak Kedua, office: ICON+ }]
  schedule:
    # A moment that has passed whatever the day is.
    - { id: bulanan, report: sla, each: contract, cron: "0 0 1 * *", mail: { channel: surat, recipients: [kontrak@uji.example] } }
`;

/** The month that is over, with six hours in which one link was down, as a daemon left it that ended with the month. */
function seed(directory: string): void {
  const { from, to } = monthOf(MONTH, ZONE);
  const { store } = openStateStore(directory, { clock: standingClock(to), log: rememberingLog() });
  const event = (link: string, state: LinkState, at: number) => ({
    ...stateEvent(link, state, at),
    link: linkId(link),
  });
  store.commit([
    event('hq-majene', 'up', from - HOUR),
    event('hq-mamuju', 'up', from - HOUR),
    event('hq-majene', 'down', from + 100 * HOUR),
    event('hq-majene', 'up', from + 106 * HOUR),
  ]);
  store.heartbeat(Math.min(to + HOUR, Date.now()));
  store.close();
}

describe('reports on a daemon', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-reports-'));
  const file = join(directory, 'jalur.yaml');
  const data = join(directory, 'data');
  const smtp = new SmtpServer();
  let jalur: Jalur;
  let url: string;

  beforeAll(async () => {
    writeFileSync(file, configFor(await smtp.start()));
    mkdirSync(data);
    seed(data);
    await start();
  });
  afterAll(async () => {
    await jalur.end('SIGKILL');
    await smtp.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    jalur = new Jalur(['run', '--config', file, '--data', data]);
    url = await jalur.url();
  }
  async function kept(): Promise<readonly KeptReportView[]> {
    const response = await fetch(`${url}/api/v1/reports`);
    return ((await response.json()) as { reports: KeptReportView[] }).reports;
  }
  async function command(
    ...words: string[]
  ): Promise<{ readonly hash: string; readonly kept?: { id: number } }> {
    const args = ['report', 'sla', '--config', file, '--data', data, '--contract', 'marasa-2019', ...words];
    const { status, stdout, stderr } = await new Jalur([...args, '--json']).ended();
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as { hash: string };
  }

  it('catches the month up after its start: files on the disk, and one mail with them', async () => {
    await until('the report is kept', async () => (await kept()).some(({ runs }) => runs.length > 0), 60_000);
    const [report] = await kept();
    expect(report).toMatchObject({
      id: 1,
      kind: 'sla',
      about: `sla/${MONTH}/contract/marasa-2019`,
      revision: 1,
      missing: [],
      by: { who: 'jalur', via: 'jalur' },
      runs: [{ schedule: 'bulanan', month: MONTH }],
    });
    const folder = join(data, 'reports', report?.folder ?? '');
    const names = report?.files.map(({ name }) => name) ?? [];
    expect(names.map((name) => name.slice(name.lastIndexOf('.')))).toEqual(['.json', '.pdf', '.xlsx']);
    const magic = names.map((name) => readFileSync(join(folder, name)).subarray(0, 4).toString('latin1'));
    expect(magic).toEqual([expect.stringContaining('{'), '%PDF', 'PK\u0003\u0004']);

    await until('it is mailed', () => smtp.mails.length > 0, 30_000);
    const [mail] = smtp.mails;
    expect(mail?.to).toEqual(['kontrak@uji.example']);
    for (const name of names.slice(1)) expect(mail?.raw).toContain(name);
    expect(mail?.raw).not.toContain(names[0]);
    const pdf = readFileSync(join(folder, names[1] ?? '')).toString('base64');
    expect(mail?.raw.replace(/\r\n/g, '')).toContain(pdf);
  }, 120_000);

  it('comes to the same hash by the command, beside the daemon', async () => {
    const [report] = await kept();
    const output = join(directory, 'command.pdf');
    const made = await command('--month', MONTH, '--output', output);
    expect(made).toMatchObject({ hash: report?.hash, kept: { id: 1, revision: 1 } });
    expect(readFileSync(output).subarray(0, 4).toString()).toBe('%PDF');
    const onDemand = await fetch(`${url}/api/v1/reports/sla?month=${MONTH}&contract=marasa-2019`);
    expect(onDemand.headers.get('etag')).toBe(`"${report?.hash}"`);
    const checked = await fetch(`${url}/api/v1/reports/verify?hash=${report?.hash}`);
    expect(await checked.json()).toMatchObject({ known: true, reports: [{ id: 1, newest: true }] });
  }, 60_000);

  it('makes and mails nothing again after a kill and a start', async () => {
    await jalur.end('SIGKILL');
    await start();
    await until('it has looked', async () => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^jalur_reports_looked_timestamp_seconds (\S+)/m.exec(text)?.[1] ?? 0) > 0;
    });
    expect(await kept()).toHaveLength(1);
    expect(smtp.mails).toHaveLength(1);
  }, 60_000);

  it('keeps a correction as a revision that says what it replaces', async () => {
    const { from } = monthOf(MONTH, ZONE);
    const stop = await fetch(`${url}/api/v1/ledger`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        who: 'Sari',
        via: 'screen',
        entries: [
          {
            kind: 'stop',
            link: 'hq-majene',
            from: from + 101 * HOUR,
            to: from + 103 * HOUR,
            reason: 'customer-power',
            note: 'PLN padam di kantor',
            agreedByProvider: true,
            agreedByCustomer: true,
          },
        ],
      }),
    });
    expect(stop.status, await stop.clone().text()).toBeLessThan(300);
    const again = await fetch(`${url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        who: 'Sari',
        via: 'screen',
        kind: 'sla',
        month: MONTH,
        contract: 'marasa-2019',
      }),
    });
    expect(await again.json()).toMatchObject({
      outcome: 'new',
      report: { id: 2, revision: 2, replaces: 1, by: { who: 'Sari' } },
    });
    const [second, first] = await kept();
    expect(first?.replacedBy).toBe(2);
    expect(second?.hash).not.toBe(first?.hash);
    // As of before the correction it is the first again.
    const asOf = (first?.madeAt ?? 0) + 1;
    const before = await fetch(`${url}/api/v1/reports/sla?month=${MONTH}&contract=marasa-2019&as_of=${asOf}`);
    expect(before.headers.get('etag')).toBe(`"${first?.hash}"`);
  }, 60_000);

  it('comes to the same hash when no daemon runs', async () => {
    const [second] = await kept();
    const { status } = await jalur.end('SIGTERM');
    expect(status).toBe(0);
    const output = join(directory, 'alone.xlsx');
    expect(await command('--output', output)).toMatchObject({ hash: second?.hash, kept: { id: 2 } });
    expect(existsSync(output)).toBe(true);
  }, 60_000);
});
