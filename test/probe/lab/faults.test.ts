// What a story's acts do to echoes: tables of acts, and what holds for any of them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { Faults, REBOOT_MS } from '../../../src/probe/lab/faults.ts';
import type { Act } from '../../../src/probe/lab/story.ts';
import { networkOf } from '../../support/network.ts';

const NETWORK = networkOf([
  { id: 'hq-r1', from: 'hq', to: 'r1' },
  { id: 'hq-r1-radio', from: 'hq', to: 'r1', medium: 'radio', role: 'backup' },
  { id: 'hq-r2', from: 'hq', to: 'r2', medium: 'vsat' },
  { id: 'r1-v1', from: 'r1', to: 'v1' },
  { id: 'r2-v2', from: 'r2', to: 'v2' },
  { id: 'v2-v3', from: 'v2', to: 'v3' },
]);
const LINKS = [...NETWORK.links.keys()];
const START_MS = 1_000;

function silent(faults: Faults, nowMs: number): string[] {
  return LINKS.filter((id) => faults.passage(id, nowMs).kind === 'silent');
}

const on = (act: 'cut' | 'power-cut' | 'mend' | 'reboot' | 'build', link: string): Act => ({
  do: act,
  link: linkId(link),
});
const degrade = (link: string, lossPct: number, delayMs: number): Act => ({
  do: 'degrade',
  link: linkId(link),
  lossPct,
  delayMs,
  jitterMs: 0,
});

describe('what is silent after', () => {
  const table: readonly (readonly [string, readonly Act[], readonly string[]])[] = [
    ['nothing', [], []],
    ['a cut village', [on('cut', 'r1-v1')], ['r1-v1']],
    ['a cut link with all behind it', [on('cut', 'hq-r2')], ['hq-r2', 'r2-v2', 'v2-v3']],
    ['a cut link whose site has a backup', [on('cut', 'hq-r1')], ['hq-r1']],
    [
      'both links of a site',
      [on('cut', 'hq-r1'), on('cut', 'hq-r1-radio')],
      ['hq-r1', 'hq-r1-radio', 'r1-v1'],
    ],
    ['a mended cut', [on('cut', 'hq-r2'), on('mend', 'hq-r2')], []],
    ['a power cut', [on('power-cut', 'r2-v2')], ['r2-v2', 'v2-v3']],
    ['a mend of something else', [on('cut', 'r2-v2'), on('mend', 'hq-r2')], ['r2-v2', 'v2-v3']],
    ['a reboot', [on('reboot', 'r2-v2')], ['r2-v2', 'v2-v3']],
    ['loss', [degrade('hq-r2', 60, 0)], []],
    ['the uplink', [{ do: 'uplink-cut' }], LINKS],
    [
      'the uplink mended over a cut',
      [{ do: 'uplink-cut' }, on('cut', 'r1-v1'), { do: 'uplink-mend' }],
      ['r1-v1'],
    ],
    ['an act on a link that is not there', [on('cut', 'nowhere')], []],
  ];
  it.each(table)('%s', (_, acts, expected) => {
    const faults = new Faults(NETWORK, [], START_MS);
    for (const act of acts) faults.apply(act, START_MS + 5);
    expect(silent(faults, START_MS + 10)).toEqual(expected);
    const anchors = acts.at(-1)?.do === 'uplink-cut' ? 'silent' : 'open';
    expect(faults.anchorPassage(START_MS + 10).kind).toBe(anchors);
  });
});

describe('weather', () => {
  it('adds up along the path: a village behind VSAT is as far away as VSAT', () => {
    const faults = new Faults(NETWORK, [], START_MS);
    const rtt = (id: string): number => {
      const passage = faults.passage(linkId(id), START_MS);
      return passage.kind === 'open' ? passage.weather.delayMs : Number.NaN;
    };
    expect(rtt('hq-r2')).toBeGreaterThan(500);
    expect(rtt('v2-v3')).toBeGreaterThan(rtt('hq-r2'));
    expect(rtt('r1-v1')).toBeLessThan(10);
    faults.apply(degrade('hq-r2', 50, 100), START_MS + 1);
    const village = faults.passage(linkId('v2-v3'), START_MS + 1);
    expect(village.kind === 'open' && village.weather.loss).toBeCloseTo(0.5, 2);
    expect(rtt('hq-r1')).toBeLessThan(10);
  });

  it('is that of the time of sending, not that of the verdict', () => {
    const faults = new Faults(NETWORK, [], START_MS);
    faults.apply(on('cut', 'r1-v1'), 5_000);
    expect(faults.passage(linkId('r1-v1'), 4_999).kind).toBe('open');
    expect(faults.passage(linkId('r1-v1'), 5_000).kind).toBe('silent');
    faults.apply(on('mend', 'r1-v1'), 9_000);
    expect(faults.passage(linkId('r1-v1'), 8_999).kind).toBe('silent');
    expect(faults.passage(linkId('r1-v1'), 9_000).kind).toBe('open');
  });
});

describe('devices', () => {
  it('walk through a cut, a reboot, a power cut and being built', () => {
    const faults = new Faults(NETWORK, [linkId('v2-v3')], START_MS);
    const device = (id: string) => faults.device(linkId(id)) ?? expect.fail(`no device ${id}`);
    const first = device('r1-v1');
    expect(first.bootedMonoMs).toBeLessThan(START_MS - 86_000_000);
    faults.apply(on('cut', 'r1-v1'), 2_000);
    expect(device('r1-v1')).toEqual({ ...first, silent: true });
    faults.apply(on('mend', 'r1-v1'), 3_000);
    expect(device('r1-v1'), 'a cut line restarts nothing').toEqual(first);

    faults.apply(on('reboot', 'r1-v1'), 4_000);
    expect(faults.nextBackMonoMs).toBe(4_000 + REBOOT_MS);
    expect(faults.settle(4_000 + REBOOT_MS - 1)).toBe(false);
    expect(device('r1-v1').silent).toBe(true);
    expect(faults.settle(4_000 + REBOOT_MS + 700)).toBe(true);
    expect(device('r1-v1')).toEqual({
      silent: false,
      bootedMonoMs: 4_000 + REBOOT_MS,
      boots: first.boots + 1,
    });
    expect(faults.passage(linkId('r1-v1'), 4_000 + REBOOT_MS).kind).toBe('open');
    expect(faults.nextBackMonoMs).toBeUndefined();

    faults.apply(on('power-cut', 'r1-v1'), 40_000);
    faults.apply(on('mend', 'r1-v1'), 50_000);
    expect(device('r1-v1')).toEqual({ silent: false, bootedMonoMs: 50_000, boots: first.boots + 2 });

    expect(device('v2-v3').silent).toBe(true);
    faults.apply(on('reboot', 'v2-v3'), 50_000);
    expect(faults.nextBackMonoMs, 'what is not there does not restart').toBeUndefined();
    faults.apply(on('build', 'v2-v3'), 60_000);
    expect(device('v2-v3')).toEqual({ silent: false, bootedMonoMs: 60_000, boots: 1 });
    faults.mendAll(70_000);
    expect(device('v2-v3').silent, 'what was built stays').toBe(false);
  });
});

describe('whatever is done', () => {
  const act = fc
    .record({
      kind: fc.constantFrom(
        'cut',
        'power-cut',
        'mend',
        'reboot',
        'build',
        'degrade',
        'uplink-cut',
        'uplink-mend',
      ),
      link: fc.constantFrom(...LINKS),
      afterMs: fc.nat({ max: 30_000 }),
    })
    .map(({ kind, link, afterMs }): { readonly act: Act; readonly afterMs: number } => {
      if (kind === 'degrade') return { act: degrade(link, 20, 50), afterMs };
      if (kind === 'uplink-cut' || kind === 'uplink-mend') return { act: { do: kind }, afterMs };
      return { act: { do: kind, link }, afterMs };
    });

  it('behind a silent site nothing answers, boots never go down, uptime is never negative, and all can be mended', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const faults = new Faults(NETWORK, [linkId('r1-v1')], START_MS);
        const boots = new Map(LINKS.map((id) => [id, 0]));
        let nowMs = START_MS;
        for (const each of acts) {
          nowMs += each.afterMs;
          faults.apply(each.act, nowMs);
          const dark = silent(faults, nowMs);
          for (const [before, behind] of [
            ['hq-r2', 'r2-v2'],
            ['r2-v2', 'v2-v3'],
          ] as const) {
            if (dark.includes(before)) expect(dark).toContain(behind);
          }
          for (const id of LINKS) {
            const device = faults.device(id);
            expect(device?.silent).toBe(dark.includes(id));
            expect(device?.boots).toBeGreaterThanOrEqual(boots.get(id) ?? 0);
            expect(device?.bootedMonoMs).toBeLessThanOrEqual(nowMs);
            boots.set(id, device?.boots ?? 0);
          }
        }
        faults.mendAll(nowMs);
        faults.settle(nowMs + REBOOT_MS);
        const left = silent(faults, nowMs + REBOOT_MS);
        expect(left.filter((id) => id !== 'r1-v1')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
