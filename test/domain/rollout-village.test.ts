// One village of the roll-out: what is declared of it, by which plan, and what counts as measured.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteId } from '../../src/domain/ids.ts';
import type { Span } from '../../src/domain/interval.ts';
import type { Link } from '../../src/domain/link.ts';
import { measuredOf, seenWithin, villagesOf } from '../../src/domain/rollout-village.ts';
import type { Site } from '../../src/domain/site.ts';
import { LINK_STATES } from '../../src/domain/state.ts';
import { type LinkSketch, networkOf } from '../support/network.ts';

const HOUR = 3_600_000;
const RULE = { withinMs: 168 * HOUR, atLeastMs: 24 * HOUR };
const TODAY = '2026-11-24';

/** A network of regency `r1` with these links and, beside the sites they make, these. */
function networkWith(links: readonly LinkSketch[], sites: readonly Partial<Site>[] = []) {
  const network = networkOf([{ id: 'hq-r1', from: 'hq', to: 'r1' }, ...links]);
  const all = new Map(network.sites);
  for (const [id, site] of all) if (site.kind === 'village') all.set(id, { ...site, parent: siteId('r1') });
  for (const site of sites) {
    const id = site.id ?? siteId('v');
    all.set(id, { id, name: id, kind: 'village', parent: siteId('r1'), ...site });
  }
  return { ...network, sites: all };
}

function link(to: string, changes: Partial<Link> = {}, id = `r1-${to}`): LinkSketch {
  return { ...changes, id, from: 'r1', to };
}

describe('a village', () => {
  const declared = (links: readonly LinkSketch[], sites: readonly Partial<Site>[] = []) =>
    villagesOf(networkWith(links, sites), TODAY).map((village) => [village.site, village.declared]);

  it.each<[string, Partial<Link>[], string]>([
    ['active', [{ stage: 'active' }], 'active'],
    ['planned', [{ stage: 'planned' }], 'planned'],
    ['planned, being built', [{ stage: 'planned', building: '2026-11-24' }], 'building'],
    ['planned, built from tomorrow on', [{ stage: 'planned', building: '2026-11-25' }], 'planned'],
    ['active, a second one planned', [{ stage: 'planned' }, { stage: 'active' }], 'active'],
    [
      'suspended, a new one being built',
      [{ stage: 'suspended' }, { stage: 'planned', building: '2026-01-01' }],
      'building',
    ],
    ['suspended and retired', [{ stage: 'suspended' }, { stage: 'retired' }], 'ended'],
  ])('whose links are %s', (_, stages, expected) => {
    expect(declared(stages.map((changes, index) => link('v1', changes, `l${index}`)))).toEqual([
      ['v1', expected],
    ]);
  });

  it('without a link belongs to it once it is planned, and no other place does', () => {
    const sites: Partial<Site>[] = [
      { id: siteId('a'), year: 2027 },
      { id: siteId('b'), programme: 'P', building: '2026-10-01' },
      { id: siteId('c') },
      { id: siteId('d'), kind: 'office', year: 2027 },
    ];
    expect(declared([], sites)).toEqual([
      ['a', 'planned'],
      ['b', 'building'],
    ]);
  });

  it('has the plan of its primary link, what that does not say of the next, and else its own', () => {
    const network = networkWith(
      [
        link('v1', { role: 'backup', programme: 'Backup', year: 2021 }, 'backup'),
        link('v1', { programme: 'Primary' }, 'primary'),
        link('v1', { stage: 'retired' }, 'old'),
      ],
      [{ id: siteId('v1'), programme: 'Own', year: 2000 }],
    );
    expect(villagesOf(network, TODAY)).toEqual([
      {
        site: 'v1',
        name: 'v1',
        regency: 'r1',
        programme: 'Primary',
        year: 2021,
        declared: 'active',
        links: ['primary', 'old', 'backup'],
        probed: ['primary', 'backup'],
      },
    ]);
  });
});

describe('what was measured', () => {
  it.each<[string, number, number, string]>([
    ['a day of work', 24, 24, 'connected'],
    ['a day of work in a week of silence', 24, 168, 'connected'],
    ['a minute less', 24 - 1 / 60, 168, 'silent'],
    ['a day watched without a word', 0, 24, 'silent'],
    ['hours of work, and not more watched', 20, 20, 'unseen'],
    ['nothing', 0, 0, 'unseen'],
  ])('%s', (_, worked, known, expected) => {
    expect(measuredOf({ workedMs: worked * HOUR, knownMs: known * HOUR }, RULE)).toBe(expected);
  });

  it('counts time once, however many links worked in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.tuple(fc.constantFrom(...LINK_STATES), fc.integer({ min: 1, max: 20 })), {
            maxLength: 8,
          }),
          {
            maxLength: 3,
          },
        ),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (links, from, length) => {
          const to = from + length;
          const tiled = links.map((parts) => {
            let at = 0;
            return parts.map(([state, forMs], index): Span => {
              const span = { state, from: at, ...(index < parts.length - 1 && { to: at + forMs }) };
              at += forMs;
              return span;
            });
          });
          const moments = Array.from({ length }, (_, index) => from + index);
          const count = (holds: (state: string) => boolean) =>
            moments.filter((at) =>
              tiled.some((spans) =>
                spans.some((span) => span.from <= at && at < (span.to ?? to) && holds(span.state)),
              ),
            ).length;
          expect(seenWithin(tiled.flat(), from, to)).toEqual({
            workedMs: count((state) => state === 'up' || state === 'degraded'),
            knownMs: count((state) => state !== 'unknown'),
          });
        },
      ),
    );
  });
});
