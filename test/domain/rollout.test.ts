// The roll-out in figures, against counting by hand and against brute force.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId, type SiteId, siteId } from '../../src/domain/ids.ts';
import { rolloutOf } from '../../src/domain/rollout.ts';
import type { RolloutTarget } from '../../src/domain/rollout-plan.ts';
import { targetOf } from '../../src/domain/rollout-target.ts';
import { DECLARED, MEASURED, type VillageStatus } from '../../src/domain/rollout-village.ts';

describe('a target', () => {
  const target = (year: number, villages: number, programme?: string, regency?: string): RolloutTarget => ({
    year,
    villages,
    ...(programme !== undefined && { programme }),
    ...(regency !== undefined && { regency: siteId(regency) }),
  });
  const MARASA = [
    ...(
      [
        ['r1', 8],
        ['r2', 5],
        ['r3', 4],
      ] as const
    ).map(([regency, n]) => target(2019, n, 'M', regency)),
    target(2020, 20, 'M'),
    target(2020, 12, undefined, 'r1'),
    target(2021, 9),
  ];
  it.each<[string, Parameters<typeof targetOf>[1], number | undefined]>([
    ['of a year by programme and regency is their sum', { year: 2019 }, 17],
    ['of one programme in it', { year: 2019, programme: 'M' }, 17],
    ['of one regency in it', { year: 2019, regency: 'r2' }, 5],
    ['of both', { year: 2019, programme: 'M', regency: 'r3' }, 4],
    ['of two views on one year is the greater, not the sum', { year: 2020 }, 20],
    ['of each view is its own', { year: 2020, regency: 'r1' }, 12],
    ['of what nobody divided is unknown', { year: 2021, regency: 'r1' }, undefined],
    ['of a year without one is unknown', { year: 2022 }, undefined],
    ['of all years is their sum', {}, 46],
    ['of a programme over the years', { programme: 'M' }, 37],
    ['of a regency over the years', { regency: 'r1' }, 20],
  ])('%s', (_, query, expected) => {
    expect(targetOf(MARASA, query)).toBe(expected);
  });
});

const villages: fc.Arbitrary<VillageStatus[]> = fc
  .array(
    fc.record({
      declared: fc.constantFrom(...DECLARED),
      measured: fc.constantFrom(...MEASURED),
      year: fc.option(fc.integer({ min: 2019, max: 2022 }), { nil: undefined }),
      programme: fc.option(fc.constantFrom('A', 'B'), { nil: undefined }),
      regency: fc.option(fc.constantFrom('r1', 'r2'), { nil: undefined }),
    }),
    { maxLength: 25 },
  )
  .map((drafts) =>
    drafts.map(({ declared, measured, year, programme, regency }, index) => ({
      site: siteId(`v${index}`),
      name: `V${index}`,
      declared,
      measured,
      links: [linkId(`l${index}`)],
      probed: [],
      workedMs: 0,
      knownMs: 0,
      ...(year !== undefined && { year }),
      ...(programme !== undefined && { programme }),
      ...(regency !== undefined && { regency: siteId(regency) }),
    })),
  );
const REGENCIES: readonly SiteId[] = ['r2', 'r1'].map(siteId);

describe('the board', () => {
  it('agrees with counting each condition by itself, in the whole and in every row', () => {
    fc.assert(
      fc.property(villages, (all) => {
        const board = rolloutOf({ villages: all, targets: [], regencies: REGENCIES });
        const expected = (of: readonly VillageStatus[]) => {
          const counts = {
            villages: 0,
            planned: 0,
            building: 0,
            active: 0,
            ended: 0,
            connected: 0,
            activeSilent: 0,
            activeUnseen: 0,
            undeclared: 0,
          };
          for (const { declared, measured } of of) {
            counts.villages++;
            counts[declared]++;
            if (measured === 'connected') counts.connected++;
            if (declared === 'active' && measured === 'silent') counts.activeSilent++;
            if (declared === 'active' && measured === 'unseen') counts.activeUnseen++;
            if (declared !== 'active' && measured === 'connected') counts.undeclared++;
          }
          return counts;
        };
        expect(board.total).toEqual(expected(all));
        for (const [rows, key] of [
          [board.byYear, 'year'],
          [board.byProgramme, 'programme'],
          [board.byRegency, 'regency'],
        ] as const) {
          const keys = rows.map((row) => row.key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(new Set(keys)).toEqual(new Set(all.map((village) => village[key])));
          for (const { key: value, ...figures } of rows)
            expect(figures).toEqual(expected(all.filter((village) => village[key] === value)));
        }
        const { planned, building, active, ended, connected, activeSilent, activeUnseen, undeclared } =
          board.total;
        expect(planned + building + active + ended).toBe(all.length);
        expect(connected - undeclared + activeSilent + activeUnseen).toBe(active);
      }),
    );
  });

  it('has rows in an order people expect, those without a key last, also where only a target speaks of them', () => {
    const one = (changes: Partial<VillageStatus>): VillageStatus => ({
      site: siteId('v'),
      name: 'V',
      declared: 'active',
      measured: 'unseen',
      links: [],
      probed: [],
      workedMs: 0,
      knownMs: 0,
      ...changes,
    });
    const board = rolloutOf({
      villages: [
        one({}),
        one({ year: 2021, regency: siteId('r1') }),
        one({ year: 2019, regency: siteId('r2') }),
      ],
      targets: [
        { year: 2020, villages: 7, programme: 'Z' },
        { year: 2022, villages: 3, programme: 'A' },
      ],
      regencies: REGENCIES,
    });
    expect(board.byYear.map(({ key, target, villages: count }) => [key, target, count])).toEqual([
      [2019, undefined, 1],
      [2020, 7, 0],
      [2021, undefined, 1],
      [2022, 3, 0],
      [undefined, undefined, 1],
    ]);
    expect(board.byRegency.map(({ key }) => key)).toEqual(['r2', 'r1', undefined]);
    expect(board.byProgramme.map(({ key }) => key)).toEqual(['A', 'Z', undefined]);
    expect(board.total.target).toBe(10);
    expect(board.curve).toEqual([
      { year: 2019, villages: 1, active: 1, connected: 0 },
      { year: 2020, target: 7, villages: 1, active: 1, connected: 0 },
      { year: 2021, target: 7, villages: 2, active: 2, connected: 0 },
      { year: 2022, target: 10, villages: 2, active: 2, connected: 0 },
    ]);
  });

  it('measures against a target only villages of years that have one', () => {
    const one = (
      year: number | undefined,
      measured: 'connected' | 'silent' = 'connected',
    ): VillageStatus => ({
      site: siteId('v'),
      name: 'V',
      declared: 'active',
      measured,
      regency: siteId('r1'),
      links: [],
      probed: [],
      workedMs: 0,
      knownMs: 0,
      ...(year !== undefined && { year }),
    });
    const { total, byRegency } = rolloutOf({
      villages: [one(2019), one(2019, 'silent'), one(2020), one(2021), one(undefined)],
      targets: [
        { year: 2019, villages: 2, regency: siteId('r1') },
        { year: 2020, villages: 3 },
      ],
      regencies: REGENCIES,
    });
    expect(total).toMatchObject({ connected: 4, target: 5, towardsTarget: 2 });
    // Nobody divided the target of 2020 by regency.
    expect(byRegency).toMatchObject([{ key: 'r1', connected: 4, target: 2, towardsTarget: 1 }]);
  });

  it('of a part is what the whole says of it', () => {
    const targets: RolloutTarget[] = [
      { year: 2019, villages: 4, programme: 'A', regency: siteId('r1') },
      { year: 2019, villages: 2, programme: 'B', regency: siteId('r1') },
      { year: 2020, villages: 5, programme: 'A' },
    ];
    fc.assert(
      fc.property(villages, (all) => {
        const source = { villages: all, targets, regencies: REGENCIES };
        const whole = rolloutOf(source);
        for (const { key, ...figures } of whole.byYear)
          if (key !== undefined) expect(rolloutOf(source, { year: key }).total).toEqual(figures);
        for (const { key, ...figures } of whole.byRegency)
          if (key !== undefined) expect(rolloutOf(source, { regency: key }).total).toEqual(figures);
      }),
    );
  });
});
