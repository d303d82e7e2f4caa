import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../../../src/domain/ids.ts';
import { NO_FILTER } from '../../../../src/web/map/map-filter.ts';
import { listRows, regencyIdOf, UNPLACED } from '../../../../src/web/pages/map/map-rows.ts';
import { linkOf, planOf, siteAt } from '../../map/plan.ts';

/** Rows in a few words. */
const told = (plan: Parameters<typeof listRows>[0], filter = NO_FILTER): string[] =>
  listRows(plan, filter).map((row) =>
    row.kind === 'group'
      ? `# ${row.key} ${row.broken}/${row.sites}`
      : `${row.site.id} ${row.look}${row.since === undefined ? '' : ` ${row.since}`}`,
  );

describe('listRows()', () => {
  it('lists every site by regency, the ones without a position last', () => {
    expect(told(planOf())).toEqual([
      '#  0/1',
      'office monitor',
      '# majene 0/3',
      'majene up 1000',
      'pamboang up 1000',
      'sendana up 1000',
      `# ${UNPLACED} 0/1`,
      'tubo up 1000',
    ]);
  });

  it('puts what is broken first: regencies, and villages within them by urgency', () => {
    const plan = planOf([
      ['prov-majene', 'office', 'majene'],
      ['a', 'majene', 'pamboang', { state: 'unreachable', since: 5_000 }],
      ['b', 'majene', 'sendana', { state: 'down', since: 4_000 }],
    ]);
    const sites = new Map(plan.sites).set(
      siteId('mamasa'),
      siteAt('mamasa', 'regency', [-2.9, 119.3], 'office'),
    );
    expect(told({ ...plan, sites })).toEqual([
      '# majene 2/3',
      'sendana down 4000',
      'pamboang unreachable 5000',
      'majene up 1000',
      '#  0/1',
      'office monitor',
      '# mamasa 0/1',
      'mamasa none',
      `# ${UNPLACED} 0/1`,
      'tubo none',
    ]);
  });

  it('lists by a filter what the map shows, without regencies that do not match', () => {
    const plan = planOf();
    const links = new Map(plan.links).set(
      linkId('majene-tubo'),
      linkOf('majene-tubo', 'majene', 'tubo', { state: 'down' }),
    );
    expect(told({ ...plan, links }, { look: 'problems' })).toEqual([`# ${UNPLACED} 1/1`, 'tubo down 1000']);
    expect(told(plan, { medium: 'vsat' })).toEqual([]);
  });

  it('shows the monitor as not knowing while it is blind', () => {
    expect(told({ ...planOf(), blindSince: 7 })).toContain('office unknown');
  });
});

it('regencyIdOf() ends on a plan that bites its tail', () => {
  const a = siteAt('a', 'village', undefined, 'b');
  const b = siteAt('b', 'village', undefined, 'a');
  const sites = new Map([a, b].map((site) => [site.id, site]));
  expect(regencyIdOf(a, sites)).toBeUndefined();
});
