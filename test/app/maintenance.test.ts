// The maintenance desk on vitest's clock, node-cron included: every edge reaches the engine at its minute, whatever the
// clock does, and what operators announce or end outlives the process.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MaintenanceDraft } from '../../src/api/maintenance-port.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { configured, DeskBench, EVERY_SATURDAY, HOUR, SARI, scopeOf, wita } from './support/desk.ts';

let bench: DeskBench;
beforeEach(() => {
  vi.useFakeTimers({ now: wita(24, 9) });
});
afterEach(async () => {
  await bench.stop();
  expect(vi.getTimerCount(), 'no timer outlives the desk').toBe(0);
  vi.useRealTimers();
});

function draft(changes: Partial<MaintenanceDraft> = {}): MaintenanceDraft {
  return {
    name: 'Ganti FO',
    scope: scopeOf({ links: ['hq-r1'] }),
    time: { kind: 'once', from: wita(24, 10), to: wita(24, 12) },
    announcedBy: 'ICON+ 12/2026',
    ...changes,
  };
}

describe('an edge', () => {
  it('of a window that comes once reaches the engine at its moment, also one 40 days ahead', async () => {
    bench = new DeskBench([
      configured({ kind: 'once', from: wita(24, 10), to: wita(24, 12) }),
      configured({ kind: 'once', from: wita(64, 10), to: wita(64, 11) }, { id: 'far' }),
    ]);
    await bench.pass(41 * 24 * HOUR);
    expect(bench.told).toEqual([
      ['24 09:00'],
      ['24 10:00', 'cfg 1'],
      ['24 12:00'],
      ['03 10:00', 'far 1'],
      ['03 11:00'],
    ]);
  });

  it('of a row is met every time, by the clock of the province', async () => {
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    await bench.pass(14 * 24 * HOUR);
    expect(bench.told).toEqual([
      ['24 09:00'],
      ['28 22:00', 'cfg 1'],
      ['29 04:00'],
      ['05 22:00', 'cfg 1'],
      ['06 04:00'],
    ]);
  });

  it('of a row on days of the month leaves out months without that day', async () => {
    const last = { kind: 'recurring', days: [31], atMinute: 0, durationMs: HOUR } as const;
    bench = new DeskBench([configured(last)]);
    await bench.pass(40 * 24 * HOUR);
    expect(bench.told).toEqual([['24 09:00'], ['31 00:00', 'cfg 1'], ['31 01:00']]);
  });

  it('that jalur was not running over is made up for at the start', () => {
    vi.setSystemTime(wita(28, 23));
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    expect(bench.told).toEqual([['28 23:00', 'cfg 1']]);
  });

  it('that the clock was set over is met at once', async () => {
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    vi.setSystemTime(wita(28, 22, 30));
    bench.desk.clockSet();
    expect(bench.told.at(-1)).toEqual(['28 22:30', 'cfg 1']);
    await bench.pass(24 * HOUR);
    expect(bench.told.slice(2)).toEqual([['29 04:00']]);
  });

  it("follows jalur's own time while the clock is set back", async () => {
    vi.setSystemTime(wita(28, 21));
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    vi.setSystemTime(wita(28, 18));
    bench.aheadMs = 3 * HOUR;
    bench.desk.clockSet();
    await bench.pass(2 * HOUR);
    expect(bench.told.slice(1), 'jalur’s 22:00 is the clock’s 19:00').toEqual([['28 19:00', 'cfg 1']]);
  });

  it("waits for jalur's own time where cron is a moment early", async () => {
    vi.setSystemTime(wita(28, 21));
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    bench.aheadMs = -900;
    await bench.pass(HOUR + 500);
    expect(bench.told).toHaveLength(1);
    await bench.pass(500);
    expect(bench.told.at(-1)).toEqual(['28 22:00', 'cfg 1']);
  });

  it('changes with the plan, and what a window covers with it', () => {
    bench = new DeskBench([configured({ kind: 'once', from: wita(24, 8), to: wita(24, 12) })]);
    const network = networkOf([...province(2, 2), { id: 'r1-v1b', from: 'v1-1', to: 'v1-9' }]);
    Object.assign(bench.state, { config: engineConfig(network), topology: topologyOf(network) });
    bench.desk.planChanged();
    bench.plan.config = { ...bench.plan.config, maintenance: [] };
    bench.desk.planChanged();
    expect(bench.told).toEqual([['24 09:00', 'cfg 1'], ['24 09:00', 'cfg 2'], ['24 09:00']]);
  });
});

describe('an operator', () => {
  it('announces a window, and is told what it covers', async () => {
    bench = new DeskBench();
    const outcome = bench.desk.create(draft(), SARI);
    expect(outcome).toMatchObject({
      kind: 'done',
      covered: ['hq-r1', 'r1-v1', 'r1-v2'],
      view: {
        window: {
          name: 'Ganti FO',
          origin: 'operator',
          announcedBy: 'ICON+ 12/2026',
          announcedAt: wita(24, 9),
        },
        next: { from: wita(24, 10), to: wita(24, 12) },
        overAt: wita(24, 12),
        links: 3,
        acts: [{ kind: 'announce', actor: SARI, at: wita(24, 9) }],
      },
    });
    await bench.pass(4 * HOUR);
    expect(bench.told.map(([at, ...open]) => [at, open.length])).toEqual([
      ['24 09:00', 0],
      ['24 10:00', 1],
      ['24 12:00', 0],
    ]);
  });

  it('ends it early: it is kept, with who did it, over a restart too', async () => {
    bench = new DeskBench();
    const made = bench.desk.create(
      draft({ time: { kind: 'once', from: wita(24, 9), to: wita(24, 12) } }),
      SARI,
    );
    const id = made.kind === 'done' ? made.view.window.id : '';
    expect(bench.told.at(-1)).toEqual(['24 09:00', `${id} 3`]);
    await bench.pass(HOUR);
    const budi = { who: 'Budi', via: 'api' } as const;
    expect(bench.desk.end(id, budi)).toMatchObject({
      kind: 'done',
      view: { window: { endedAt: wita(24, 10) } },
    });
    expect(bench.told.at(-1)).toEqual(['24 10:00']);
    expect(bench.desk.end(id, SARI)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'over', by: 'Budi', at: wita(24, 10) },
    });
    await bench.stop();
    bench = new DeskBench([], bench.store);
    expect(bench.told).toEqual([['24 10:00']]);
    expect(bench.desk.windows()).toMatchObject([
      { window: { id }, acts: [{ kind: 'announce' }, { kind: 'end' }] },
    ]);
  });

  it('cancels one that has not begun, and a row for good', async () => {
    bench = new DeskBench();
    for (const time of [draft().time, EVERY_SATURDAY]) {
      const made = bench.desk.create(draft({ time }), SARI);
      if (made.kind === 'done') bench.desk.end(made.view.window.id, SARI);
    }
    expect(new Set(bench.desk.windows().map(({ window }) => window.id)).size, 'each has its own id').toBe(2);
    await bench.pass(8 * 24 * HOUR);
    expect(bench.told).toEqual([['24 09:00']]);
  });

  it('cannot hide what has begun: a window begins when it is announced, at the earliest', () => {
    vi.setSystemTime(wita(28, 23));
    bench = new DeskBench();
    bench.desk.create(draft({ time: { kind: 'once', from: wita(28, 22, 58), to: wita(29, 1) } }), SARI);
    bench.desk.create(draft({ time: EVERY_SATURDAY }), SARI);
    expect(bench.inputs.at(-1)).toMatchObject({ open: [{ from: wita(28, 23), to: wita(29, 1) }] });
    expect(bench.inputs.at(-1), 'the row begins next Saturday').not.toMatchObject({ open: [{}, {}] });
  });

  it.each<[string, Partial<MaintenanceDraft>, string, string]>([
    ['a link there is not', { scope: scopeOf({ links: ['hq-r9'] }) }, 'scope', 'did you mean "hq-r1"?'],
    ['a regency that is a village', { scope: scopeOf({ regencies: ['v1-1'] }) }, 'scope', 'among regencies'],
    ['a provider there is not', { scope: scopeOf({ providers: ['ICON'] }) }, 'scope', 'among providers'],
    ['nothing', { scope: scopeOf({}) }, 'scope', 'empty'],
    ['a site no link leads to', { scope: scopeOf({ sites: ['hq'] }) }, 'scope', 'covers no link'],
    [
      'an end before its begin',
      { time: { kind: 'once', from: wita(26, 1), to: wita(25, 1) } },
      'time',
      'before it begins',
    ],
    ['what is over', { time: { kind: 'once', from: wita(23, 1), to: wita(23, 2) } }, 'time', 'over already'],
    [
      'what began an hour ago',
      { time: { kind: 'once', from: wita(24, 8), to: wita(24, 12) } },
      'time',
      'begins in the past',
    ],
    ['a year', { time: { kind: 'once', from: wita(24, 10), to: wita(400, 0) } }, 'time', '92 days'],
    ['a row of seconds', { time: { ...EVERY_SATURDAY, durationMs: 1_000 } }, 'time', 'wanted from 1 min'],
    ['a row that never opens', { time: { ...EVERY_SATURDAY, notAfter: wita(27, 0) } }, 'time', 'never opens'],
  ])('is refused %s', (_, changes, code, text) => {
    bench = new DeskBench();
    expect(bench.desk.create(draft(changes), SARI)).toMatchObject({
      kind: 'refused',
      refusal: { code, message: expect.stringContaining(text) },
    });
    expect(bench.store.maintenance()).toEqual([]);
    expect(bench.told).toHaveLength(1);
  });

  it('is told beforehand what a window would cover, and nothing is kept', () => {
    bench = new DeskBench();
    expect(bench.desk.check(draft())).toEqual({ covered: ['hq-r1', 'r1-v1', 'r1-v2'] });
    expect(bench.desk.check(draft({ scope: scopeOf({ links: ['hq-r9'] }) }))).toMatchObject({
      code: 'scope',
    });
    expect(bench.desk.windows()).toEqual([]);
  });

  it.each(['iconplus', 'ICON+'])('covers what a provider rents out, by its id or name: %s', (provider) => {
    bench = new DeskBench();
    expect(bench.desk.create(draft({ scope: scopeOf({ providers: [provider] }) }), SARI)).toMatchObject({
      covered: ['sewa'],
    });
  });

  it('cannot end a window of the configuration, nor one there is not', () => {
    bench = new DeskBench([configured(EVERY_SATURDAY)]);
    expect(bench.desk.end('cfg', SARI)).toMatchObject({ refusal: { code: 'configured' } });
    expect(bench.desk.end('op.none', SARI)).toMatchObject({ refusal: { code: 'no-window' } });
  });

  it('changes nothing while the disk is full, and is told so', async () => {
    bench = new DeskBench();
    const made = bench.desk.create(draft(), SARI);
    const id = made.kind === 'done' ? made.view.window.id : '';
    bench.store.failing = 'full';
    expect(bench.desk.create(draft(), SARI)).toMatchObject({ refusal: { code: 'store' } });
    expect(bench.desk.end(id, SARI)).toMatchObject({ refusal: { code: 'store' } });
    bench.store.failing = undefined;
    expect(bench.desk.windows()).toHaveLength(1);
    await bench.pass(HOUR);
    expect(bench.told.at(-1)).toEqual(['24 10:00', `${id} 3`]);
  });

  it('may have 500 windows to come', () => {
    bench = new DeskBench();
    for (let i = 0; i < 500; i++) bench.desk.create(draft(), SARI);
    expect(bench.desk.create(draft(), SARI)).toMatchObject({ refusal: { code: 'too-many' } });
    const [first] = bench.desk.windows();
    bench.desk.end(first?.window.id ?? '', SARI);
    expect(bench.desk.create(draft(), SARI)).toMatchObject({ kind: 'done' });
  });
});

describe('the list', () => {
  it('has open windows first, then those to come, then those past for 90 days', async () => {
    bench = new DeskBench([
      configured(EVERY_SATURDAY, { id: 'row' }),
      configured({ kind: 'once', from: wita(24, 8), to: wita(24, 12) }, { id: 'open' }),
      configured({ kind: 'once', from: wita(20, 8), to: wita(20, 12) }, { id: 'past' }),
      configured({ kind: 'once', from: wita(-90, 8), to: wita(-90, 12) }, { id: 'long-past' }),
      configured({ kind: 'once', from: wita(25, 8), to: wita(25, 12) }, { id: 'soon' }),
    ]);
    const ids = (all: boolean) => bench.desk.windows({ all }).map(({ window }) => window.id);
    expect(ids(false)).toEqual(['open', 'soon', 'row', 'past']);
    expect(ids(true)).toEqual(['open', 'soon', 'row', 'past', 'long-past']);
    expect(bench.desk.windows()[0]).toMatchObject({ open: { from: wita(24, 8) }, links: 1, acts: [] });
    await bench.pass(0);
  });
});
