// The desk: tokens of a file that changes, beats of many devices, figures, and callers who call too often.

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EchoBatch, FLAG_TAINTED } from '../../../src/domain/echo.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { SnmpObservation } from '../../../src/domain/reading.ts';
import { BeatDesk } from '../../../src/probe/beat/beat-desk.ts';
import { changeTokens, readTokens, TOKEN_FILE } from '../../../src/probe/beat/token-file.ts';
import { HANDOVER_MS, hashOf, MOST_TOKENS, withoutLink, withToken } from '../../../src/probe/beat/tokens.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { FakeTimers } from '../../support/fake-timers.ts';

const V1 = { key: 1, link: linkId('v1'), everyMs: 60_000, graceMs: 30_000 };

let directory = '';
let timers: FakeTimers;
let lines: string[];
let batches: EchoBatch[];
let observations: SnmpObservation[];
let identities: object[];
let desk: BeatDesk;

function give(token: string, link = 'v1', createdAt = timers.wallMs()): void {
  const hash = hashOf(token).toString('hex');
  changeTokens(directory, (tokens) => withToken(tokens, { link, hash, createdAt, by: 'test' }), createdAt);
}

function call(token: string, query: Record<string, unknown> = {}, address = '10.1.1.1') {
  return desk.receive({ token, query, address });
}

function deskOf(): BeatDesk {
  return new BeatDesk(
    { directory },
    {
      timers,
      log: createLog({ stream: { write: (line) => void lines.push(line) } }),
      now: () => ({ monoMs: timers.monoMs(), at: timers.wallMs() }),
      mediumOf: () => 'lte',
      onBatch: (batch) => void batches.push(batch),
      onFigures: (observation) => void observations.push(observation),
      onIdentity: (link, identity) => void identities.push({ link, ...identity }),
    },
  );
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-desk-'));
  timers = new FakeTimers();
  lines = [];
  batches = [];
  observations = [];
  identities = [];
  desk = deskOf();
  give('first');
  await desk.start([V1]);
});
afterEach(() => {
  desk.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Lets time pass; the look at the file is real I/O, so it is awaited as well. */
async function pass(ms: number): Promise<void> {
  await timers.advance(ms);
  await desk.look();
}

describe('tokens', () => {
  it('are known at the start, and others not', () => {
    expect(call('first')).toBe('taken');
    expect(call('First')).toBe('unknown');
    expect(call('')).toBe('unknown');
    expect(batches).toHaveLength(1);
  });

  it('count at once when made while the daemon runs, those before for a day more', async () => {
    give('second');
    await pass(1_000);
    expect([call('first'), call('second')]).toEqual(['taken', 'taken']);
    timers.stepWall(HANDOVER_MS);
    expect([call('first'), call('second')]).toEqual(['unknown', 'taken']);
  });

  it('are good for nothing once revoked', async () => {
    changeTokens(directory, (tokens) => withoutLink(tokens, 'v1'), timers.wallMs());
    await pass(1_000);
    expect(call('first')).toBe('unknown');
    rmSync(join(directory, TOKEN_FILE));
    await pass(1_000);
    expect(desk.status()).toMatchObject({ tokens: 0, unknownTokens: 1 });
  });

  it('stay in force when the file breaks; that is logged once, without them', async () => {
    writeFileSync(join(directory, TOKEN_FILE), '{"version":1,');
    await pass(1_000);
    await pass(5_000);
    expect(call('first')).toBe('taken');
    const told = lines.filter((line) => line.includes('Tokens of beats cannot be used'));
    expect(told).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/first|[0-9a-f]{64}/);
  });

  it('stay in force when the file cannot be read', async () => {
    rmSync(join(directory, TOKEN_FILE));
    mkdirSync(join(directory, TOKEN_FILE));
    await pass(1_000);
    await pass(1_000);
    expect(call('first')).toBe('taken');
    expect(lines.filter((line) => line.includes('EISDIR'))).toHaveLength(1);
  });
});

describe('a file of tokens that cannot be used from the start', () => {
  it('makes no device miss its beats: none could be taken', async () => {
    desk.close();
    await pass(0);
    writeFileSync(join(directory, TOKEN_FILE), 'no tokens');
    desk = deskOf();
    await desk.start([V1]);
    expect(call('first')).toBe('unknown');
    await pass(10 * 60_000);
    const verdicts = batches.flatMap(({ flags }) => [...flags]);
    expect(verdicts.length).toBeGreaterThan(5);
    expect(new Set(verdicts)).toEqual(new Set([FLAG_TAINTED]));
    expect(desk.status()).toMatchObject({ missing: 0 });
    expect(lines.filter((line) => line.includes('no beat is taken'))).toHaveLength(1);
    rmSync(join(directory, TOKEN_FILE));
    give('first');
    await pass(1_000);
    expect(call('first')).toBe('taken');
    await pass(91_000);
    expect(desk.status()).toMatchObject({ counted: 1, missing: 1 });
  });
});

describe('reading the tokens', () => {
  it('of a directory that is not there fails: it is another one than the daemon has', () => {
    expect(() => readTokens(join(directory, 'none'))).toThrow(/data directory .*none.* not exist/);
    rmSync(join(directory, TOKEN_FILE));
    expect(readTokens(directory)).toEqual([]);
  });
});

describe('changing the tokens', () => {
  it('beyond what the daemon reads is refused, and leaves those before', () => {
    const many = Array.from({ length: MOST_TOKENS + 1 }, (_, index) => ({
      link: 'v1',
      hash: hashOf(String(index)).toString('hex'),
      createdAt: 1,
      by: 'test',
    }));
    expect(() => changeTokens(directory, () => many, timers.wallMs())).toThrow(/20001 tokens/);
    expect(readTokens(directory)).toHaveLength(1);
  });

  it('is possible after a writer died, also where the clock was set back since', () => {
    writeFileSync(join(directory, `${TOKEN_FILE}.new`), '');
    const { mtimeMs } = statSync(join(directory, `${TOKEN_FILE}.new`));
    expect(() => changeTokens(directory, (tokens) => tokens, mtimeMs + 1_000)).toThrow('is writing');
    changeTokens(directory, (tokens) => tokens, mtimeMs - 3_600_000);
    expect(readTokens(directory)).toHaveLength(1);
  });
});

describe('beats', () => {
  it('become verdicts, and so does their absence', async () => {
    call('first');
    await pass(91_000);
    expect(batches.map(({ outcome, sentMonoMs, rttMs }) => [outcome[0], sentMonoMs[0], rttMs[0]])).toEqual([
      [0, 1_000, Number.NaN],
      [1, 61_000, Number.NaN],
    ]);
    expect(desk.status()).toMatchObject({ links: 1, tokens: 1, counted: 1, missing: 1, stalls: 0 });
  });

  it('of links nobody waits for are taken and counted for nothing', () => {
    desk.set([]);
    expect(call('first', { cpu_pct: '3' })).toBe('taken');
    expect(batches).toEqual([]);
    expect(observations).toEqual([]);
    expect(desk.status()).toMatchObject({ unwatched: 1 });
  });

  it('bring figures, in the form of a poll', () => {
    call('first', { uptime_s: '100', cpu_pct: '7', rsrp_dbm: '-99', model: 'wAP', x: '1', sinr_db: 'no' });
    expect(observations).toEqual([
      {
        link: 'v1',
        monoMs: 1_000,
        durationMs: 0,
        result: {
          kind: 'answered',
          system: { sysDescr: 'wAP', sysUpTimeTicks: 10_000 },
          metrics: [
            { metric: 'cpu', kind: 'gauge', unit: '%', value: 7 },
            { metric: 'rsrp', kind: 'gauge', unit: 'dBm', value: -99 },
          ],
        },
      },
    ]);
    expect(identities).toEqual([{ link: 'v1', model: 'wAP' }]);
    expect(desk.status()).toMatchObject({ ignoredFigures: 1, refusedFigures: 1 });
  });

  it('without figures are no poll', () => {
    call('first');
    call('first', { nothing: 'known' });
    expect(observations).toEqual([]);
  });
});

describe('too many calls', () => {
  it('with one token are refused, and let in again after a while', async () => {
    const answers = Array.from({ length: 12 }, () => call('first'));
    expect(answers.slice(9)).toEqual(['taken', 'slow-down', 'slow-down']);
    await pass(2_000);
    expect(call('first')).toBe('taken');
  });

  it('with wrong tokens are refused by their address, and good ones from there are not', () => {
    const answers = Array.from({ length: 40 }, (_, index) => call(`guess ${index}`));
    expect(answers.slice(0, 30)).toEqual(Array(30).fill('unknown'));
    expect(answers.slice(30)).toEqual(Array(10).fill('slow-down'));
    expect(call('first')).toBe('taken');
    expect(call('guess', {}, '10.1.1.2')).toBe('unknown');
  });

  it('from more addresses than are kept account of forget the oldest', () => {
    for (let i = 0; i < 31; i++) call('guess', {}, '10.0.0.1');
    for (let i = 0; i < 10_000; i++) call('guess', {}, `address ${i}`);
    expect(call('guess', {}, '10.0.0.1')).toBe('unknown');
  });
});
