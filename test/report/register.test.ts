// The register of reports: the life of one report through its revisions, and what happens to its files.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FreshReport, ReportRegister } from '../../src/report/register.ts';
import { ReportFiles } from '../../src/report/register-files.ts';
import { fakeReports } from '../support/fake-reports.ts';

let directory: string;
let register: ReportRegister;
let table: ReturnType<typeof fakeReports>;
let isFailing = false;
let mostBytes = 1e6;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-register-'));
  isFailing = false;
  mostBytes = 1e6;
  table = fakeReports(() => {
    if (isFailing) throw new Error('the disk is full');
  });
  register = new ReportRegister(table, new ReportFiles(directory, table, () => mostBytes));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const ABOUT = 'sla/2026-10/contract/marasa-2019';
function fresh(data: string, more: Partial<FreshReport> = {}): FreshReport {
  return {
    kind: 'sla',
    about: ABOUT,
    title: 'Laporan SLA',
    locale: 'id',
    hash: data.padEnd(64, '0'),
    madeAt: 1_790_000_000_000,
    asOf: 1_790_000_000_000,
    year: 2026,
    by: { who: 'jalur', via: 'jalur' },
    files: [file('sla.pdf', data), file('sla.json', `{"${data}":1}`)],
    ...more,
  };
}
function file(name: string, text: string): FreshReport['files'][number] {
  return {
    name,
    format: name.endsWith('.pdf') ? 'pdf' : name.endsWith('.xlsx') ? 'xlsx' : 'json',
    bytes: new TextEncoder().encode(text),
  };
}
const bytesOf = async (id: number, name: string) => (await register.read(id, name))?.bytes.toString();

describe('the register', () => {
  it('walks a report through its life', async () => {
    const first = await register.keep(fresh('a'));
    expect(first).toMatchObject({
      outcome: 'new',
      report: { id: 1, revision: 1, folder: '2026/000001-a0000000', runs: [] },
    });
    expect(first.report.replaces).toBeUndefined();
    expect(readdirSync(join(directory, 'reports/2026/000001-a0000000')).sort()).toEqual([
      'sla-r1.json',
      'sla-r1.pdf',
    ]);
    expect(await bytesOf(1, 'sla-r1.pdf')).toBe('a');

    // Made again with the same data: nothing is added.
    expect(await register.keep(fresh('a', { madeAt: 1_790_000_100_000 }))).toEqual({
      outcome: 'same',
      report: first.report,
    });

    // A correction was entered: a revision that says what it replaces.
    const second = await register.keep(fresh('b'));
    expect(second).toMatchObject({ outcome: 'new', report: { id: 2, revision: 2, replaces: 1 } });
    expect(register.get(1)).toMatchObject({ revision: 1, replacedBy: 2, missing: [] });
    expect(register.get(2)?.replacedBy).toBeUndefined();
    expect(await bytesOf(1, 'sla-r1.pdf')).toBe('a');

    // The same data in English are the same revision.
    const english = await register.keep(fresh('b', { locale: 'en' }));
    expect(english).toMatchObject({ outcome: 'new', report: { id: 3, revision: 2, locale: 'en' } });
    expect(english.report.replaces).toBeUndefined();
    expect(english.report.files.map(({ name }) => name)).toEqual(['sla-en-r2.pdf', 'sla-en-r2.json']);

    // The correction is withdrawn: the data are those of the first again, which is there.
    expect(await register.keep(fresh('a'))).toMatchObject({ outcome: 'same', report: { id: 1 } });

    expect(register.byHash('b'.padEnd(64, '0')).map(({ id }) => id)).toEqual([3, 2]);
    expect(register.list({ limit: 2 }).map(({ id }) => id)).toEqual([3, 2]);
    expect(register.list({ limit: 2, before: 2 }).map(({ id }) => id)).toEqual([1]);
  });

  it('adds a format, and a schedule’s run, to what is there', async () => {
    await register.keep(fresh('a'));
    const run = { schedule: 'bulanan', month: '2026-10' };
    expect(register.isDone(ABOUT, run)).toBe(false);
    const { report, outcome } = await register.keep(fresh('a', { files: [file('sla.xlsx', 'x')] }));
    register.mark(1, run);
    register.mark(1, run);
    register.mark(7, run);
    expect(register.get(1)?.runs).toEqual([run]);
    expect(outcome).toBe('same');
    expect(report.files.map(({ name }) => name)).toEqual(['sla-r1.pdf', 'sla-r1.json', 'sla-r1.xlsx']);
    expect(register.isDone(ABOUT, run)).toBe(true);
    expect(register.isDone(ABOUT, { ...run, month: '2026-11' })).toBe(false);
    expect(register.isDone(ABOUT, { ...run, schedule: 'lain' })).toBe(false);
  });

  it('tells of a file that is gone, and brings it back when the report is made again', async () => {
    await register.keep(fresh('a'));
    rmSync(join(directory, 'reports/2026/000001-a0000000/sla-r1.pdf'));
    expect(register.get(1)?.missing).toEqual(['sla-r1.pdf']);
    await expect(register.read(1, 'sla-r1.pdf')).rejects.toMatchObject({ code: 'missing' });
    expect(await register.keep(fresh('a'))).toMatchObject({ outcome: 'same' });
    expect(register.get(1)?.missing).toEqual([]);
    expect(await bytesOf(1, 'sla-r1.pdf')).toBe('a');
  });

  it('gives no file that somebody has changed', async () => {
    await register.keep(fresh('a'));
    writeFileSync(join(directory, 'reports/2026/000001-a0000000/sla-r1.pdf'), 'forged');
    await expect(register.read(1, 'sla-r1.pdf')).rejects.toMatchObject({ code: 'changed' });
    expect(await register.read(1, '../../../state.db')).toBeUndefined();
    expect(await register.read(9, 'sla-r1.pdf')).toBeUndefined();
  });

  it('refuses what is beyond its bound, says what to do, and deletes nothing', async () => {
    mostBytes = 10;
    await register.keep(fresh('a', { files: [file('sla.pdf', '12345678')] }));
    await expect(register.keep(fresh('b', { files: [file('sla.pdf', '123')] }))).rejects.toThrow(
      /raise reports\.keep, or move the folders of old years/,
    );
    expect(await bytesOf(1, 'sla-r1.pdf')).toBe('12345678');
    // Moved to an archive, it takes no room any more.
    rmSync(join(directory, 'reports/2026/000001-a0000000'), { recursive: true });
    expect(await register.keep(fresh('b', { files: [file('sla.pdf', '123')] }))).toMatchObject({
      report: { id: 2, revision: 2, replaces: 1 },
    });
  });

  it('keeps no line about files that could not be written', async () => {
    writeFileSync(join(directory, 'reports'), 'in the way');
    await expect(register.keep(fresh('a'))).rejects.toMatchObject({ code: 'io' });
    expect(register.list({ limit: 9 })).toEqual([]);
  });

  it('writes over no files of a report that has no line, of a register that failed or was restored', async () => {
    const failing = new ReportRegister(
      {
        ...table,
        put: () => {
          throw new Error('the disk is full');
        },
      },
      new ReportFiles(directory, table, () => mostBytes),
    );
    await expect(failing.keep(fresh('a'))).rejects.toThrow('the disk is full');
    expect(register.list({ limit: 9 })).toEqual([]);
    await register.keep(fresh('b'));
    expect(await bytesOf(1, 'sla-r1.pdf')).toBe('b');
    // Nobody's files, but perhaps those of a register that was restored from an earlier day.
    expect(readFileSync(join(directory, 'reports/2026/000001-a0000000/sla-r1.pdf'), 'utf8')).toBe('a');
  });
});
