// jalur correct against a running daemon and in its directory: an entry survives kill -9, is in the audit trail, and is seen.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/domain/sla/ledger.ts';
import { openAccessStoreBeside } from '../../src/store/access/open.ts';
import type { AuditEntry } from '../../src/store/access/port.ts';
import { type Ended, Jalur } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Kabupaten A, kind: regency, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: lte, since: 2020-03-01, device: { beat: true } }
`;
const SPAN = ['--from', '2026-10-02 08:00', '--to', '2026-10-02 10:30'];
const EIGHT = Date.UTC(2026, 9, 2, 0);

const directory = mkdtempSync(join(tmpdir(), 'jalur-correct-'));
const config = join(directory, 'jalur.yaml');
const data = join(directory, 'data');
const offline = ['--data', data, '--config', config];
let daemon: Jalur | undefined;
let url = '';

async function start(): Promise<void> {
  daemon = new Jalur(['run', '--config', config, '--data', data]);
  url = (await daemon.url()).replace(/\/$/, '');
}
async function stop(signal: NodeJS.Signals): Promise<void> {
  await daemon?.end(signal);
  daemon = undefined;
}

beforeAll(async () => {
  writeFileSync(config, CONFIG);
  await start();
});
afterAll(async () => {
  await daemon?.end('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const correct = (...words: readonly string[]): Promise<Ended> => new Jalur(['correct', ...words]).ended();
/** Asks the running daemon. */
const asked = (...words: readonly string[]): Promise<Ended> => correct(...words, '--url', url);

async function listed(...where: readonly string[]): Promise<readonly LedgerEntry[]> {
  const { status, stdout, stderr } = await correct('list', '--json', ...where);
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as { readonly entries: readonly LedgerEntry[] }).entries;
}

function trail(): readonly AuditEntry[] {
  const store = openAccessStoreBeside(data, Date.now());
  try {
    return store.auditTrail({ limit: 100 }).filter(({ action }) => action.startsWith('ledger.'));
  } finally {
    store.close();
  }
}

describe('jalur correct beside jalur run', () => {
  it("enters by the province's clock, by name, and prints what was entered", async () => {
    const ended = await asked(
      ...['add', 'hq-a', ...SPAN, '--state', 'up', '--cause', 'fiber-cut', '--note', 'NMS of the provider'],
      ...['--evidence', 'BA 12/X/2026', '--json'],
    );
    expect(ended.status, ended.stderr).toBe(0);
    const { added } = JSON.parse(ended.stdout) as { readonly added: readonly LedgerEntry[] };
    expect(added).toEqual([
      {
        id: 1,
        kind: 'correction',
        link: 'hq-a',
        from: EIGHT,
        to: EIGHT + 9_000_000,
        at: expect.any(Number),
        actor: { who: expect.stringContaining('@'), via: 'command', address: '127.0.0.1' },
        note: 'NMS of the provider',
        evidence: 'BA 12/X/2026',
        state: 'up',
        cause: 'fiber-cut',
      },
    ]);
    const second = await asked(
      'stop',
      'hq-a',
      ...SPAN,
      '--reason',
      'force-majeure',
      '--note',
      'gempa',
      '--provider-agrees',
      'yes',
    );
    expect(second.status, second.stderr).toBe(0);
    expect(second.stdout).toMatch(
      /2 {3}hq-a {2}2026-10-02 08:00 {2}2026-10-02 10:30 {2}stop clock: force-majeure \(provider agrees\)/,
    );
  });

  it('survives kill -9, over the API and on the disk, and a retry doubles nothing', async () => {
    const before = await listed('--url', url);
    await stop('SIGKILL');
    await start();
    expect(await listed('--url', url)).toEqual(before);
    expect(await listed(...offline), 'beside the daemon, without its lock').toEqual(before);
    const again = await asked(
      'stop',
      'hq-a',
      ...SPAN,
      '--reason',
      'force-majeure',
      '--note',
      'gempa',
      '--provider-agrees',
      'yes',
    );
    expect(again.stdout).toContain('this is there already:');
    expect(await listed('--url', url)).toHaveLength(2);
  });

  it('imports a table of tickets whole or not at all', async () => {
    const file = join(directory, 'tiket.csv');
    const head = 'No Tiket;Jalur;Tiket Open;Tiket Close;Stop Clock (menit);Penyebab\n';
    const good = 'T-1;hq-a;2026-10-02 08:00;2026-10-02 10:30;60;FO putus\n';
    writeFileSync(file, `${head}${good}T-2;hq-a;01-08-20 08:00;2026-10-02 10:30;;\n`);
    expect(await asked('import', file)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('row 3: "from" is "01-08-20 08:00"'),
    });
    writeFileSync(
      file,
      `${head}${good}T-2;hq-a;2019-10-02 08:00;2019-10-02 10:30;;\nT-3;hq-x;2026-10-02 08:00;2026-10-02 10:30;;\n`,
    );
    const refused = await asked('import', file);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('row 3: from 2019-10-02 08:00');
    expect(refused.stderr).toContain('row 4: there is and was no link "hq-x"; did you mean "hq-a"');
    expect(await listed('--url', url)).toHaveLength(2);
    writeFileSync(file, head + good);
    expect(await asked('import', file, '--check')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 tickets could be entered'),
    });
    const done = await asked('import', file);
    expect(done).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('1 tickets have a stop clock in bare minutes'),
    });
    expect(done.stdout).toContain('ticket T-1 (stop clock 60 min without an interval: not counted)');
    expect((await asked('import', file)).stdout).toContain('this is there already:');
  });

  it('withdraws with a reason, and the entry stays', async () => {
    expect(await asked('withdraw', '1', '--note', 'wrong link')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('WITHDRAWN'),
    });
    expect(await asked('withdraw', '1', '--note', 'again')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('withdrawn already'),
    });
    expect((await listed('--url', url))[0]).toMatchObject({ id: 1, withdrawn: { note: 'wrong link' } });
  });

  it('does not write into the directory of a running daemon, and says whom to ask', async () => {
    const ended = await correct('withdraw', '2', '--note', 'x', ...offline);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('leave --data out');
  });

  it('works in the directory once nobody runs there, and both ways are in the audit trail', async () => {
    await stop('SIGTERM');
    expect(await asked('list')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is it running'),
    });
    const ended = await correct(
      'ticket',
      'hq-a',
      ...SPAN,
      '--our-number',
      'T-9',
      '--reported',
      '2026-10-02 08:05',
      '--note',
      'telepon',
      ...offline,
    );
    expect(ended.status, ended.stderr).toBe(0);
    expect(await correct('withdraw', '2', '--note', 'not agreed', ...offline)).toMatchObject({ status: 0 });
    expect(
      await correct('ticket', 'hq-b', ...SPAN, '--our-number', 'T-9', '--note', 'x', ...offline),
    ).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is and was no link "hq-b"'),
    });
    expect(trail().map(({ action, via, target, outcome }) => [action, via, target, outcome])).toEqual([
      ['ledger.withdraw', 'cli', '2', 'done'],
      ['ledger.add', 'cli', 'hq-a', 'done'],
      ['ledger.withdraw', 'open', '1', 'withdrawn'],
      ['ledger.withdraw', 'open', '1', 'done'],
      ['ledger.add', 'open', 'hq-a', 'done'],
      ['ledger.add', 'open', 'hq-a', 'done'],
      ['ledger.add', 'open', 'hq-a', 'done'],
      ['ledger.add', 'open', 'hq-a', 'done'],
      ['ledger.add', 'open', 'hq-a', 'done'],
    ]);
    await start();
    expect(await listed('--url', url, 'hq-a')).toHaveLength(4);
  });
});

describe('a command line', () => {
  it.each<[readonly string[], string]>([
    [['delete', '1'], '"correct" wants one of add, stop, ticket, list, withdraw, import, found "delete"'],
    [['add', 'hq-a', ...SPAN, '--note', 'x'], 'give --state or --cause'],
    [['add', 'hq-a', ...SPAN, '--state', 'up'], '--note is missing'],
    [
      ['add', 'hq-a', '--from', '02-10-2026', '--to', '2026-10-03', '--note', 'x', '--state', 'up'],
      'the year first',
    ],
    [['add', 'hq-a', ...SPAN, '--note', 'x', '--cause', 'fibre-cut'], 'did you mean "fiber-cut"'],
    [['stop', 'hq-a', ...SPAN, '--note', 'x'], 'for which reason?'],
    [['stop', 'hq-a', ...SPAN, '--note', 'x', '--state', 'up'], '"correct stop" takes no --state'],
    [['ticket', 'hq-a', ...SPAN, '--note', 'x'], 'which ticket?'],
    [['withdraw', 'one', '--note', 'x'], 'wants the ID of an entry'],
    [['list', '--data', 'x', '--url', 'http://127.0.0.1:1'], 'give one of them'],
    [['import'], 'wants FILE.csv'],
  ])('%j is refused', async (words, text) => {
    const ended = await correct(...words);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toContain('    at ');
  });

  it.each<[readonly string[], string]>([
    [['import', '/nowhere.csv'], 'cannot read "/nowhere.csv"'],
    [['list', '--data', '/nowhere', '--config', config], 'there is no data directory "/nowhere"'],
  ])('%j fails with status 1', async (words, text) => {
    const ended = await correct(...words);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(text);
  });
});
