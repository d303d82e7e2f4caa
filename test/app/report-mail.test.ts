// A report on its way: through the real outbox and the real e-mail channel to an SMTP server that will not have it at first. Alerts of
// the same channel pass it by, a restart sends it once, and it is never put together with others.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentReader } from '../../src/app/attachments.ts';
import { reportMessage, reportWay, reportWays } from '../../src/app/report-mail.ts';
import type { ChannelConfig } from '../../src/config/notify-config.ts';
import type { ReportScheduleConfig } from '../../src/config/report-config.ts';
import type { KeptReport } from '../../src/domain/kept-report.ts';
import { openChannel } from '../../src/notify/channels/open.ts';
import { Deliverer } from '../../src/notify/deliver/deliverer.ts';
import { planDigests } from '../../src/notify/deliver/digest-plan.ts';
import { openOutbox } from '../../src/notify/outbox/open.ts';
import type { Outbox } from '../../src/notify/outbox/port.ts';
import { waitingOf } from '../../src/notify/outbox/waiting.ts';
import type { Posting } from '../../src/notify/posting.ts';
import { COMMON, channelDeps, KeptLog, sample } from '../notify/support/sample.ts';
import { SmtpServer } from '../notify/support/smtp-server.ts';
import { until } from '../support/daemon.ts';
import { FakeTimers } from '../support/fake-timers.ts';

const PDF = Buffer.from('%PDF-1.7 laporan ..');
const REPORT: KeptReport = {
  ...{ id: 3, kind: 'sla', about: 'sla/2026-10/province', title: 'SLA Oktober', locale: 'id', revision: 2 },
  ...{ replaces: 1, hash: 'ab'.repeat(32), madeAt: 1, asOf: 1, by: { who: 'jalur', via: 'jalur' } },
  ...{ folder: '2026/000003', runs: [] },
  files: [
    { name: 'sla-r2.json', format: 'json', bytes: 2, sha256: 'x' },
    {
      ...{ name: 'sla-r2.pdf', format: 'pdf', bytes: PDF.length },
      sha256: createHash('sha256').update(PDF).digest('hex'),
    },
  ],
};
const WAY = reportWay('surat');

/** One run of the program on the outbox of a directory. */
class Run {
  readonly timers = new FakeTimers(1_000, 1_790_000_000_000);
  readonly outbox: Outbox;
  readonly deliverer: Deliverer;

  constructor(directory: string, port: number) {
    const { timers } = this;
    const log = new KeptLog();
    const channel: ChannelConfig = {
      ...{ ...COMMON, id: 'surat', kind: 'email', host: '127.0.0.1', port, security: 'none' },
      ...{ from: 'jalur@sulbar.example', recipients: ['piket@sulbar.example'] },
    };
    const ways = [channel, ...reportWays({ schedule: [SCHEDULE] }, [channel])];
    const deps = { ...channelDeps(), readAttachment: attachmentReader(directory) };
    this.outbox = openOutbox(directory, { clock: timers, log }).outbox;
    this.deliverer = new Deliverer(
      {
        outbox: this.outbox,
        channels: new Map(ways.map((way) => [way.id, { channel: openChannel(way, deps), common: way }])),
        digest: () => sample({ kind: 'digest' }),
      },
      {
        ...{ timers, log, now: () => ({ at: timers.wallMs(), monoMs: timers.monoMs() }) },
        ...{ random: () => 0.5, onFault: () => undefined },
      },
    );
    this.deliverer.start();
  }

  post(posting: Posting): void {
    this.outbox.post(posting);
    this.deliverer.post();
  }

  async end(): Promise<void> {
    await this.deliverer.stop();
    this.outbox.close();
  }
}

const SCHEDULE: ReportScheduleConfig = {
  id: 'bulanan',
  report: 'sla',
  each: 'province',
  locale: 'id',
  formats: ['pdf'],
  cron: '0 6 1 * *',
  mail: { channel: 'surat', recipients: ['kontrak@sulbar.example'] },
};

function posting(channel: string, message: Posting['message']): Posting {
  return { channel, message, bornAt: 1_790_000_000_000, expiresAt: 1_790_000_000_000 + 14 * 86_400_000 };
}
const mail = () =>
  reportMessage({
    id: 'report bulanan 2026-10',
    report: REPORT,
    recipients: ['kontrak@sulbar.example'],
    at: 1,
  });

describe('a report by mail', () => {
  let directory: string;
  let server: SmtpServer;
  let port: number;
  let isBusy = true;
  let run: Run;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'jalur-report-mail-'));
    const file = join(directory, 'reports/2026/000003/sla-r2.pdf');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, PDF);
    isBusy = true;
    server = new SmtpServer({
      answer: (command, argument) =>
        isBusy && command === 'RCPT' && argument.includes('kontrak') ? '451 4.3.2 try later' : undefined,
    });
    port = await server.start();
    run = new Run(directory, port);
  });
  afterEach(async () => {
    await run.end();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('waits on its own way while alerts pass, and goes out once over a restart', async () => {
    run.post(posting(WAY, mail()));
    await until('it was tried', () => server.commands.some((line) => line.includes('kontrak')));
    run.post(posting('surat', sample()));
    await until('the alert is delivered', () => server.mails.length > 0);
    expect(server.mails[0]?.to).toEqual(['piket@sulbar.example']);
    expect(run.outbox.waiting(WAY)).toHaveLength(1);
    expect(run.outbox.knows(WAY, mail().id)).toBe(true);
    expect(run.outbox.knows('surat', mail().id)).toBe(false);

    await run.end();
    isBusy = false;
    run = new Run(directory, port);
    expect(run.outbox.knows(WAY, mail().id)).toBe(true);
    await until('the report is delivered', () => server.mails.length > 1);
    expect(server.mails[1]?.to).toEqual(['kontrak@sulbar.example']);
    expect(server.mails[1]?.raw).toContain('filename=sla-r2.pdf');
    await until('it is noted', () => run.outbox.waiting(WAY).length === 0);

    await run.end();
    run = new Run(directory, port);
    expect(run.outbox.knows(WAY, mail().id)).toBe(true);
    await run.timers.advance(600_000);
    expect(server.mails).toHaveLength(2);
  }, 30_000);

  it('is put together with nothing', () => {
    const waiting = Array.from({ length: 9 }, (_, seq) =>
      waitingOf(seq, posting(WAY, { ...mail(), id: `report ${seq}` })),
    );
    expect(planDigests({ waiting, at: 1_790_000_900_000, storm: true, allowance: 10 })).toEqual([]);
    const alerts = waiting.map((each) => ({ ...each, kind: 'raised' as const, alert: each.seq }));
    expect(planDigests({ waiting: alerts, at: 1_790_000_900_000, storm: true, allowance: 10 })).not.toEqual(
      [],
    );
  });

  it('says what it is, and leaves the data in the register', () => {
    expect(mail()).toMatchObject({
      kind: 'report',
      subject: 'sla-r2: SLA Oktober',
      body: expect.stringContaining(
        `SLA Oktober\nRevisi 2. Revisi ini menggantikan yang sebelumnya.\nSHA-256 data: ${'ab'.repeat(32)}`,
      ) as unknown,
      attachments: [{ name: 'sla-r2.pdf', path: 'reports/2026/000003/sla-r2.pdf' }],
    });
  });
});
