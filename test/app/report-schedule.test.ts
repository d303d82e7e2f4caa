// Reports that are made by themselves, in virtual time: after a start, by the calendar, once each, mailed once, whatever fails.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReportDesk } from '../../src/app/report-desk.ts';
import { ReportSchedule } from '../../src/app/report-schedule.ts';
import type { Config } from '../../src/config/config.ts';
import type { Interval } from '../../src/domain/state.ts';
import type { Message } from '../../src/notify/port.ts';
import type { BuiltReport } from '../../src/report/document.ts';
import { ReportRegister } from '../../src/report/register.ts';
import { ReportFiles } from '../../src/report/register-files.ts';
import type { ReportAsk, ReportSources } from '../../src/report/sources.ts';
import type { CalendarJob } from '../../src/schedule/calendar.ts';
import { base, configOf } from '../config/support.ts';
import { KeptLog } from '../notify/support/sample.ts';
import { fakeReports } from '../support/fake-reports.ts';
import { FakeTimers } from '../support/fake-timers.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

const configWith = (schedule: string): Config =>
  configOf(
    base({
      alerts: `alerts:
  notify:
    pageUrl: https://jalur.example.go.id
    channels: [{ id: surat, kind: email, host: mail.example, port: 25, security: none, from: j@example.go.id, recipients: [a@example.go.id] }]
    routes: []`,
      reports: `reports: { schedule: [${schedule}] }`,
    }),
  );
const BULANAN =
  '{ id: bulanan, report: sla, each: province, mail: { channel: surat, recipients: [k@example.go.id] } }';

/** A daemon's desk and schedule over a register that outlives it. */
class Office {
  readonly directory = mkdtempSync(join(tmpdir(), 'jalur-schedule-'));
  readonly table = fakeReports(() => undefined);
  readonly posted: { readonly channel: string; readonly message: Message }[] = [];
  readonly made: string[] = [];
  readonly log = new KeptLog();
  readonly jobs = new Map<string, CalendarJob>();
  config = configWith(BULANAN);
  timers = new FakeTimers(1_000, at('2026-11-24T12:00:00'));
  recordedFrom = at('2026-08-10T00:00:00');
  /** What the reports say; changed by a correction. */
  figure = 1;
  failing: string | undefined;
  historyUnreadable = false;
  schedule: ReportSchedule;

  constructor() {
    this.schedule = this.#boot();
  }

  register(): ReportRegister {
    return new ReportRegister(this.table, new ReportFiles(this.directory, this.table, () => 1e9));
  }

  /** Ends the daemon and starts it again at a moment. */
  async restart(now: string): Promise<void> {
    await this.schedule.close();
    this.jobs.clear();
    this.timers = new FakeTimers(1_000, at(now));
    this.schedule = this.#boot();
  }

  #boot(): ReportSchedule {
    const { timers } = this;
    const register = this.register();
    const desk = new ReportDesk({
      config: () => this.config,
      // Nothing of a source is used by the builder below.
      sources: () => ({ now: timers.wallMs() }) as ReportSources,
      build: (ask) => this.#build(ask),
      render: (report, { format }) =>
        Promise.resolve([
          { name: `${report.document.fileName}.${format}`, format, bytes: Buffer.from(report.document.hash) },
        ]),
      register,
    });
    const schedule = new ReportSchedule({
      config: () => this.config,
      store: {
        intervals: (link, from, to): readonly Interval[] =>
          to > this.recordedFrom
            ? [{ link, state: 'up', from, reason: { kind: 'answering', answeredInRow: 5 } }]
            : [],
      },
      calendar: {
        add: (job) => void this.jobs.set(job.name, job),
        remove: (name) => {
          this.jobs.delete(name);
          return Promise.resolve();
        },
      },
      desk,
      register,
      post: (channel, message) => {
        if (this.posted.some((each) => each.message.id === message.id)) return 'known';
        this.posted.push({ channel, message });
        return 'posted';
      },
      now: () => timers.wallMs(),
      timers,
      log: this.log,
    });
    schedule.start();
    return schedule;
  }

  #build(ask: ReportAsk): Promise<BuiltReport> {
    if (this.failing !== undefined) return Promise.reject(new Error(this.failing));
    const about = 'month' in ask ? ask.month : ask.kind;
    this.made.push(about);
    const hash = `${about.replace('-', '')}${this.figure}`.padEnd(64, '0');
    return Promise.resolve({
      kind: ask.kind,
      data: { about, historyUnreadable: this.historyUnreadable },
      document: {
        ...{ kind: ask.kind, locale: ask.locale, timezone: 'Asia/Makassar', fileName: `sla-${about}` },
        ...{ letterhead: [], title: `SLA ${about}`, facts: [], blocks: [], hash, footer: '' },
        orientation: 'portrait',
      },
    });
  }
}

let office: Office;
beforeEach(() => {
  office = new Office();
});
afterEach(async () => {
  await office.schedule.close();
  rmSync(office.directory, { recursive: true, force: true });
});

/** Some seconds, and all that follows from them. */
async function settle(): Promise<void> {
  await office.timers.advance(6_000);
  await office.schedule.catchUp();
}

describe('the schedule of reports', () => {
  it('makes the last month after the first start, keeps it, mails it once, and no restart does so again', async () => {
    await settle();
    expect(office.made).toEqual(['2026-10']);
    const [kept] = office.table.find({ limit: 9 });
    expect(kept).toMatchObject({
      about: 'sla/2026-10/province',
      revision: 1,
      by: { who: 'jalur', via: 'jalur' },
      runs: [{ schedule: 'bulanan', month: '2026-10' }],
    });
    expect(kept?.files.map(({ format }) => format)).toEqual(['json', 'pdf', 'xlsx']);
    expect(office.posted).toHaveLength(1);
    expect(office.posted[0]).toMatchObject({
      channel: 'surat/reports',
      message: {
        kind: 'report',
        recipients: ['k@example.go.id'],
        subject: 'sla-2026-10-r1: SLA 2026-10',
        url: 'https://jalur.example.go.id/api/v1/reports/1/files/sla-2026-10-r1.pdf',
        attachments: [
          {
            name: 'sla-2026-10-r1.pdf',
            path: 'reports/2026/000001-20261010/sla-2026-10-r1.pdf',
            type: 'application/pdf',
          },
          { name: 'sla-2026-10-r1.xlsx' },
        ],
      },
    });
    await office.restart('2026-11-24T13:00:00');
    await settle();
    expect(office.made).toEqual(['2026-10']);
    expect(office.posted).toHaveLength(1);
  });

  it('catches up every month it was off for, in their order, and not those before it was there', async () => {
    await settle();
    await office.restart('2027-03-15T09:00:00');
    await settle();
    expect(office.made).toEqual(['2026-10', '2026-11', '2026-12', '2027-01', '2027-02']);
    expect(office.posted).toHaveLength(5);

    const fresh = new Office();
    await office.schedule.close();
    rmSync(office.directory, { recursive: true, force: true });
    office = fresh;
    office.recordedFrom = at('2026-11-20T00:00:00');
    await settle();
    expect(office.made).toEqual([]);
    expect(office.log.lines.join('\n')).toContain(
      'No report is made of a month of which nothing was recorded',
    );
  });

  it('is run by the calendar at its own moment and every hour, and doubles nothing when the clock steps', async () => {
    await settle();
    expect([...office.jobs].map(([name, { cron }]) => [name, cron])).toEqual([
      ['reports', '41 * * * *'],
      ['report bulanan', '0 6 1 * *'],
    ]);
    office.timers.stepWall(at('2026-12-01T06:00:00') - office.timers.wallMs());
    await office.jobs.get('report bulanan')?.run();
    expect(office.made).toEqual(['2026-10', '2026-11']);
    // Set back over the moment, and over it again.
    office.timers.stepWall(-86_400_000);
    await office.jobs.get('reports')?.run();
    office.timers.stepWall(86_400_000);
    await office.jobs.get('report bulanan')?.run();
    expect(office.made).toEqual(['2026-10', '2026-11']);
    expect(office.posted).toHaveLength(2);
  });

  it('tries again what fails, and tells it once', async () => {
    office.failing = 'the disk is full';
    await settle();
    await office.jobs.get('reports')?.run();
    expect(office.posted).toEqual([]);
    expect(office.log.lines.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
    expect(office.schedule.figures()[0]).toMatchObject({ name: 'jalur_reports_failing', value: 1 });
    office.failing = undefined;
    await office.jobs.get('reports')?.run();
    expect(office.posted).toHaveLength(1);
    expect(office.schedule.figures()[0]?.value).toBe(0);
    expect(office.schedule.figures()[1]).toMatchObject({
      name: 'jalur_reports_looked_timestamp_seconds',
      value: office.timers.wallMs() / 1_000,
    });
  });

  it('waits a day for a history that cannot be read, and then goes without it', async () => {
    await office.restart('2026-12-01T06:00:00');
    office.historyUnreadable = true;
    await settle();
    expect(office.table.find({ limit: 9 })).toEqual([]);
    office.timers.stepWall(23 * 3_600_000);
    await office.jobs.get('reports')?.run();
    expect(office.table.find({ limit: 9 })).toEqual([]);
    office.timers.stepWall(3_600_000);
    await office.jobs.get('reports')?.run();
    expect(office.table.find({ limit: 9 })).toMatchObject([{ about: 'sla/2026-11/province' }]);
  });

  it('mails once though it ended between the mail and its mark', async () => {
    const register = office.register();
    await settle();
    const [kept] = office.table.find({ limit: 1 });
    if (!kept) throw new Error('nothing was kept');
    // As a kill in between leaves it: kept and mailed, and not marked.
    office.table.put({ ...kept, runs: [] });
    await office.restart('2026-11-24T14:00:00');
    await settle();
    expect(office.posted).toHaveLength(1);
    expect(register.get(kept.id)?.runs).toHaveLength(1);
    expect(office.table.find({ limit: 9 })).toHaveLength(1);
  });

  it('mails what an operator had made before it', async () => {
    const by = { who: 'Sari', via: 'screen' } as const;
    await office.schedule.close();
    const register = office.register();
    await register.keep({
      ...{ kind: 'sla', about: 'sla/2026-10/province', title: 'SLA', locale: 'id', year: 2026, by },
      ...{ hash: '2026101'.padEnd(64, '0'), madeAt: 1, asOf: 1, files: [] },
    });
    await office.restart('2026-11-24T14:00:00');
    await settle();
    expect(office.table.find({ limit: 9 })).toMatchObject([{ id: 1, by, runs: [{ month: '2026-10' }] }]);
    expect(office.posted).toHaveLength(1);
  });

  it('takes a changed schedule', async () => {
    await settle();
    office.config = configWith('{ id: pimpinan, report: executive, cron: "0 7 2 * *" }');
    office.schedule.planChanged();
    expect([...office.jobs.keys()]).toEqual(['reports', 'report pimpinan']);
    await office.schedule.catchUp();
    expect(office.table.find({ limit: 1 })).toMatchObject([
      { kind: 'executive', about: 'executive/2026-10' },
    ]);
    expect(office.posted).toHaveLength(1);
  });
});
