// What sites are called on the page, also those that may not be seen or are not there any more.

import { describe, expect, it } from 'vitest';
import { type SiteId, siteId } from '../../../src/domain/ids.ts';
import { BEYOND_SITE } from '../../../src/domain/scope-cut.ts';
import { WORDS } from '../../../src/web/text/languages.ts';
import { siteName } from '../../../src/web/text/site-name.ts';

const SITES: ReadonlyMap<SiteId, { readonly name: string }> = new Map([
  [siteId('majene'), { name: 'Majene' }],
]);

describe('a site', () => {
  it.each<[SiteId, 'id' | 'en', string]>([
    [siteId('majene'), 'id', 'Majene'],
    [siteId('yang-hilang'), 'id', 'yang-hilang'],
    [BEYOND_SITE, 'id', 'lokasi di luar wewenang akun ini'],
    [BEYOND_SITE, 'en', 'a site beyond the scope of this account'],
  ])('%s in %s: %s', (site, language, name) => {
    expect(siteName(site, SITES, WORDS[language])).toBe(name);
  });

  it('has its id before the network is known', () => {
    expect(siteName(siteId('majene'), undefined, WORDS.id)).toBe('majene');
  });
});
