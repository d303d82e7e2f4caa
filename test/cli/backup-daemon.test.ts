// A backup of a daemon at work, taken up again elsewhere after kill -9: what was known is known, and of the time between nothing
// is claimed.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { openAccessStoreBeside } from '../../src/store/access/open.ts';
import type { BackupManifest } from '../../src/store/backup/manifest.ts';
import { openPastState } from '../../src/store/state/past.ts';
import { Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.78.0.1, 127.78.0.2], listen: "127.0.0.1:0" }
defaults: { icmp: { every: 200ms, timeout: 500ms } }
detection: { round: 5s }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: hq }
  - { id: mamasa, name: Mamasa, kind: regency, parent: hq }
links:
  - { id: hq-majene, from: hq, to: majene, medium: fiber, device: { address: 127.78.0.3 } }
  - { id: hq-mamasa, from: hq, to: mamasa, medium: fiber, device: { address: 127.78.0.4 } }
`;
const missing = await icmpMissing();
const LINKS = ['hq-majene', 'hq-mamasa'].map(linkId);
const ALWAYS = 8e15;

describe.skipIf(missing !== undefined)(
  `a backup of a running daemon${missing ? ` (${missing})` : ''}`,
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'jalur-backup-'));
    const [config, data, elsewhere, backups] = ['jalur.yaml', 'data', 'elsewhere', 'backups'].map((name) =>
      join(directory, name),
    ) as [string, string, string, string];
    let daemon: Jalur | undefined;
    let backup = '';

    beforeAll(async () => {
      writeFileSync(config, CONFIG);
      daemon = new Jalur(['run', '--config', config, '--data', data]);
      await daemon.url();
      const up = () => intervalsOf(data).filter(({ state }) => state === 'up').length === LINKS.length;
      await until('both links are up', up, 40_000);
      writeFileSync(config, CONFIG.replace('fiber', 'fibre'));
      daemon.child.kill('SIGHUP');
      await until('an alert is raised', () => alertsOf(data).length > 0);
      const access = openAccessStoreBeside(data, Date.now());
      access.addUser(
        {
          name: 'sari',
          displayName: 'Sari',
          role: 'operator',
          scope: { kind: 'province' },
          disabled: false,
          createdAt: 1,
        },
        'hash',
      );
      access.close();
    }, 60_000);
    afterAll(async () => {
      await daemon?.end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    });

    const run = (...words: readonly string[]) => new Jalur(words).ended();
    function withState<T>(of: string, read: (state: ReturnType<typeof openPastState>) => T): T {
      const state = openPastState(of);
      try {
        return read(state);
      } finally {
        state.close();
      }
    }
    const intervalsOf = (of: string) =>
      withState(of, (state) => LINKS.flatMap((link) => state.intervals(link, 0, ALWAYS)));
    const alertsOf = (of: string) => withState(of, (state) => state.alerts(0, ALWAYS));

    it('is whole, checked and named by its moment', async () => {
      const { status, stdout, stderr } = await run('backup', backups, '--data', data, '--json');
      expect(status, stderr).toBe(0);
      const made = JSON.parse(stdout) as { readonly path: string; readonly manifest: BackupManifest };
      backup = made.path;
      expect(backup).toMatch(/\/jalur-backup-\d{8}T\d{6}Z$/);
      expect(readdirSync(backups)).toHaveLength(1);
      expect(JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8'))).toEqual(made.manifest);
      const names = made.manifest.files.map(({ name }) => name);
      expect(names).toEqual(['outbox.db', 'state.db', 'access.db', 'metrics.db']);
      expect(made.manifest.files[1]?.rows).toMatchObject({ alert: alertsOf(backup).length });
      expect(intervalsOf(backup).length).toBeGreaterThan(1);
      expect((await run('restore', backup, '--check')).stdout).toContain('whole');
    }, 30_000);

    it('is not restored over a running jalur', async () => {
      const { status, stderr } = await run('restore', backup, '--data', data, '--replace');
      expect([status, stderr]).toEqual([1, expect.stringContaining('held by another jalur')]);
    });

    it('becomes a data directory in which all goes on, and the gap is unknown', async () => {
      const before = { intervals: intervalsOf(backup), alerts: alertsOf(backup) };
      await daemon?.end('SIGKILL');
      writeFileSync(config, CONFIG);
      const restored = await run('restore', backup, '--data', elsewhere);
      expect(restored.status, restored.stderr).toBe(0);
      const aliveAt = aliveIn(elsewhere);
      daemon = new Jalur(['run', '--config', config, '--data', elsewhere]);
      await daemon.url();
      await until(
        'links are judged again',
        () =>
          intervalsOf(elsewhere).some(
            ({ state, from, link }) => link === 'hq-majene' && state === 'up' && from > aliveAt,
          ),
        30_000,
      );
      for (const link of LINKS) {
        const now = intervalsOf(elsewhere).filter((one) => one.link === link);
        const was = before.intervals.filter((one) => one.link === link);
        // What had ended is as it was; what was open ends with the last sign of life, and after it nothing is known.
        expect(now.slice(0, was.length - 1)).toEqual(was.slice(0, -1));
        const last = now[was.length - 1];
        expect(last).toMatchObject({ from: was.at(-1)?.from, state: was.at(-1)?.state });
        expect(Math.abs((last?.to ?? 0) - aliveAt)).toBeLessThan(10_000);
        expect(now[was.length]).toMatchObject({ state: 'unknown', from: last?.to });
      }
      const numbers = before.alerts.map(({ number }) => number);
      expect(alertsOf(elsewhere).map(({ number }) => number)).toEqual(expect.arrayContaining(numbers));
      for (const { number } of alertsOf(elsewhere))
        expect(numbers.includes(number) || number > Math.max(...numbers) + 1_000 - 1).toBe(true);
      const access = openAccessStoreBeside(elsewhere, Date.now());
      expect(access.user('sari')).toMatchObject({ displayName: 'Sari', role: 'operator' });
      expect(access.passwordHash('sari')).toBe('hash');
      access.close();
    }, 60_000);

    it('needs --replace where something is, and keeps that', async () => {
      await daemon?.end('SIGTERM');
      daemon = undefined;
      const refused = await run('restore', backup, '--data', elsewhere);
      expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('--replace')]);
      const { status, stdout, stderr } = await run(
        'restore',
        backup,
        '--data',
        elsewhere,
        '--replace',
        '--json',
      );
      expect(status, stderr).toBe(0);
      const { movedTo } = JSON.parse(stdout) as { readonly movedTo: string };
      expect(existsSync(join(movedTo, 'state.db'))).toBe(true);
      expect(intervalsOf(elsewhere)).toEqual(intervalsOf(backup));
    }, 30_000);

    /** The last sign of life: a heartbeat, or an event. */
    function aliveIn(of: string): number {
      const db = new DatabaseSync(join(of, 'state.db'), { readOnly: true });
      const row = db
        .prepare(
          `SELECT max(ifnull((SELECT value FROM meta WHERE name = 'alive-at'), 0), (SELECT max(at) FROM event)) AS at`,
        )
        .get();
      db.close();
      return Number(row?.['at']);
    }
  },
);
