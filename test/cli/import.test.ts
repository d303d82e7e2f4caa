// `jalur import` as a user types it.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { provinceWith } from '../config/import/support.ts';
import { deflated, type Written, workbookParts } from '../config/import/xlsx.ts';
import { type Ended, Jalur } from '../support/daemon.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-cli-import-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const HEADER = ['No', 'Kabupaten', 'Nama Desa', 'Kode Desa', 'IP', 'Media', 'Penyedia'];
const LOMBANG = [1, 'Majene', 'Lombang', 7605042004, '10.76.105.1', 'FO', 'PT ICON+'];
const ONANG = [2, 'Majene', 'Onang', '76.05.04.2005', '10.76.105.2', 'Radio', null];

function workbook(name: string, ...rows: (readonly Written[])[]): string {
  const path = join(directory, name);
  writeFileSync(path, deflated(workbookParts([{ name: 'Desa', rows: [['REKAP'], HEADER, ...rows] }])));
  return path;
}

function text(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function runImport(...args: string[]): Promise<Ended> {
  return new Jalur(['import', ...args]).ended();
}

describe('jalur import', () => {
  it('prints a table, and notes beside it', async () => {
    const ended = await runImport(workbook('good.xlsx', LOMBANG, ONANG));
    expect(ended).toMatchObject({ status: 0 });
    expect(ended.stdout.split('\n').map((line) => line.split(',')[0])).toEqual([
      'id',
      'majene-lombang',
      'majene-onang',
      '',
    ]);
    expect(ended.stderr).toContain('note: Desa!D3 "Kode Desa": found "7605042004", read as 76.05.04.2004');
    expect(ended.stderr).toContain('2 of 2 rows are right');
  });

  it('writes a table that the configuration takes, the same bytes twice, with the ids it had', async () => {
    const out = join(directory, 'desa.csv');
    const config = text(
      'a.yaml',
      `${provinceWith('')['a.yaml'] ?? ''}providers: [{ id: icon, name: PT ICON+ }]\n`,
    );
    const file = workbook('twice.xlsx', LOMBANG, ONANG);
    expect(await runImport(file, '--config', config, '--out', out)).toMatchObject({ status: 0, stdout: '' });
    const first = readFileSync(out, 'utf8');
    expect(first).toContain('k05-lombang,Lombang,village,76.05.04.2004,k05');
    expect(first).toContain('icon');
    const { mtimeMs } = statSync(out);
    const again = await runImport(file, '--config', config, '--out', out);
    expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining('include: [desa.csv]') });
    expect(readFileSync(out, 'utf8')).toBe(first);
    expect(statSync(out).mtimeMs).toBe(mtimeMs);
    const checked = await new Jalur(['check', '--offline', '--config', config]).ended();
    expect(checked).toMatchObject({ status: 0 });
  });

  it('does not write over the sheet it reads', async () => {
    const sheet = 'Kabupaten;Nama Desa;IP;Media;Kontak\nMajene;Lombang;10.76.105.1;FO;Pak Ali\n';
    const file = text('own.csv', sheet);
    const ended = await runImport(file, '--out', join(directory, '.', 'own.csv'));
    expect(ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is the sheet itself, which would lose what the import does not read'),
    });
    expect(readFileSync(file, 'utf8')).toBe(sheet);
  });

  it('writes nothing when something is wrong, unless --skip-bad', async () => {
    const out = join(directory, 'bad.csv');
    const file = workbook('bad.xlsx', LOMBANG, [...ONANG.slice(0, 4), '10.76.105.1', 'udara']);
    const refused = await runImport(file, '--out', out);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('wrong: Desa!E4 "IP": found "10.76.105.1", which stands in row 3 too');
    expect(refused.stderr).toContain('wrong: Desa!F4 "Media": found "udara", wanted a medium');
    expect(refused.stderr).toContain(
      'nothing is written: mend the sheet, or leave 1 rows out with --skip-bad',
    );
    expect(existsSync(out)).toBe(false);
    const skipped = await runImport(file, '--out', out, '--skip-bad');
    expect(skipped.status).toBe(1);
    expect(readFileSync(out, 'utf8')).toMatch(/majene-lombang/);
    expect(readFileSync(out, 'utf8')).not.toMatch(/onang/);
  });

  it('prints JSON with the place of every finding', async () => {
    const ended = await runImport(
      workbook('json.xlsx', LOMBANG, [...ONANG.slice(0, 4), 'x', 'FO']),
      '--json',
    );
    expect(ended.status).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      sheet: 'Desa',
      headerRow: 2,
      columns: { regency: 'B', name: 'C', address: 'E' },
      read: 2,
      right: 1,
      wrong: [{ sheet: 'Desa', row: 4, column: 'E', header: 'IP', found: 'x' }],
      written: null,
    });
  });

  it('does as --map, --set and --sheet say', async () => {
    const file = text('plain.csv', 'Lokasi;Kab;Titik IP\nLombang;Majene;10.1.1.1\n');
    const ended = await runImport(file, '--map', 'Titik IP=address', '--set', 'medium=fiber; stage=planned');
    expect(ended).toMatchObject({ status: 0 });
    expect(ended.stdout).toMatch(
      /^majene-lombang,Lombang,village,,76\.05,,,,,fiber,,planned,,,,,,,,10\.1\.1\.1/m,
    );
    const sheet = await runImport(workbook('sheet.xlsx', LOMBANG), '--sheet', 'Lain');
    expect(sheet).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is no sheet "Lain"; the file has "Desa"'),
    });
  });

  it.each<[args: string[], status: number, message: string]>([
    [[], 2, 'wants FILE'],
    [['nowhere.xlsx'], 1, 'cannot read "nowhere.xlsx": there is no such file'],
    [['FILE', '--out', 'x.yaml'], 2, '--out wants a file named *.csv'],
    [['FILE', '--map', 'x'], 2, '--map wants pairs'],
    [['FILE', '--map', 'Foo=name'], 2, '--map: there is no column "Foo"'],
    [['FILE', '--set', 'foo=1'], 2, '--set: "foo" is no column'],
    [['FILE', '--config', 'nowhere.yaml'], 1, 'the configuration has a mistake'],
    [['FILE', '--out', '/nowhere/x.csv'], 1, 'cannot write "/nowhere/x.csv"'],
  ])('%j ends with status %i', async (args, status, message) => {
    const file = workbook('usage.xlsx', LOMBANG);
    const ended = await runImport(...args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect(ended).toMatchObject({ status, stderr: expect.stringContaining(message) });
    expect(ended.stderr).not.toContain('    at ');
  });
});
