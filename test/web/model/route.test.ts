// Addresses within the page: read and written alike, and nothing strange leads astray.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, HOME, hashOf, PAGES, parseRoute, type Route } from '../../../src/web/model/route.ts';

describe('an address', () => {
  it.each<[string, Route]>([
    ['', HOME],
    ['#', HOME],
    ['#/', HOME],
    ['#/wall?kiosk=1', { page: 'wall', query: 'kiosk=1' }],
    ['#/links', { page: 'links', query: '' }],
    ['#/links?g=provider', { page: 'links', query: 'g=provider' }],
    ['#/links/prov-majene', { page: 'link', id: 'prov-majene', query: '' }],
    ['#/alerts/7?v=history', { page: 'alerts', id: '7', query: 'v=history' }],
    ['#/incidents/7', { page: 'incident', id: '7', query: '' }],
    ['#/incidents', HOME],
    ['#/nirgendwo', HOME],
    ['#/links/%E0%A4%A', { page: 'links', query: '' }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('leaves places within the page alone', () => {
    expect(parseRoute('#page')).toBeUndefined();
  });

  it('is read as it was written', () => {
    const routes = fc.record({
      page: fc.constantFrom(...PAGES),
      id: fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' }),
      query: fc.webQueryParameters(),
    });
    fc.assert(
      fc.property(routes, ({ page, id, query }) => {
        const wanted: Route = page === 'links' ? { page, query } : { page, id, query };
        expect(parseRoute(hashOf(wanted))).toEqual(wanted);
      }),
    );
  });

  it.each<[Route, number | undefined]>([
    [{ page: 'alerts', id: '7', query: '' }, 7],
    [{ page: 'alerts', id: '0', query: '' }, undefined],
    [{ page: 'alerts', id: '7a', query: '' }, undefined],
    [{ page: 'alerts', query: '' }, undefined],
    [{ page: 'incident', id: '7', query: '' }, undefined],
  ])('%o names alert %s', (route, number) => {
    expect(alertOf(route)).toBe(number);
  });
});
