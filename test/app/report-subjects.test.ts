// What reports can be about: only what has a link that is seen.

import { describe, expect, it } from 'vitest';
import { reportSubjects } from '../../src/app/report-subjects.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import { OCTOBER_CONFIG as config } from '../report/support/october.ts';

const zone = zoneOf('Asia/Makassar');
/** 1 November 2026, 00:30 in Makassar: October is over there, though not in London. */
const now = Date.UTC(2026, 9, 31, 16, 30);

describe('reportSubjects()', () => {
  it('names every contract, provider and regency with a link, and the last whole month by the province’s clock', () => {
    const subjects = reportSubjects(config, { now, zone });
    expect(subjects.lastMonth).toBe('2026-10');
    expect(subjects.province).toBe(true);
    const links = [...config.network.links.values()];
    const known = (of: (link: (typeof links)[number]) => string | undefined) =>
      new Set(links.flatMap((link) => of(link) ?? []));
    expect(new Set(subjects.contracts.map(({ id }) => id))).toEqual(known(({ contractId }) => contractId));
    expect(new Set(subjects.providers.map(({ id }) => id))).toEqual(known(({ providerId }) => providerId));
    expect(subjects.regencies.length).toBeGreaterThan(1);
  });

  it('names nothing beyond what somebody sees', () => {
    const [first] = reportSubjects(config, { now, zone }).regencies;
    const view = scopeView({ kind: 'regency', regency: siteId(first?.id ?? '') }, config.network);
    const subjects = reportSubjects(config, { now, zone }, view);
    expect(subjects.province).toBe(false);
    expect(subjects.regencies).toEqual([first]);
    const seen = [...view.links].map((id) => config.network.links.get(linkId(id)));
    expect(subjects.contracts.every(({ id }) => seen.some((link) => link?.contractId === id))).toBe(true);
  });
});
