// Why the monitor said what it said, in sentences: the same words as on the screen.

import type { Locale } from '../../domain/explain.ts';
import { ENGLISH } from '../../domain/explain-english.ts';
import { INDONESIAN } from '../../domain/explain-indonesian.ts';
import type { Words } from '../../domain/explain-words.ts';
import { isId, siteId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/state.ts';
import type { Say } from '../method/format.ts';
import { textIn } from '../method/language.ts';
import type { ReportSources } from '../sources.ts';
import type { OutageData } from './data.ts';
import { seenLink, seenSites } from './seen.ts';
import { WORDS } from './words.ts';

const EXPLAIN: Readonly<Record<Locale, Words>> = { id: INDONESIAN, en: ENGLISH };
/** Links whose evidence is printed: what hangs behind the same site has the same. */
const MOST_EXPLAINED = 20;

/** A sentence or several per outage, beginning with the link. */
export function evidenceOf(
  locale: Locale,
  outages: readonly OutageData[],
  { sources, say }: { readonly sources: ReportSources; readonly say: Say },
): readonly string[] {
  const sites = seenSites(sources);
  const beyond = textIn(locale, WORDS.beyond);
  const siteName = (id: string): string => {
    const site = isId(id) ? siteId(id) : undefined;
    const found = site && sites.has(site) ? sources.config.network.sites.get(site) : undefined;
    return found?.name ?? beyond;
  };
  return outages.slice(0, MOST_EXPLAINED).map((outage) => {
    const { name, reason, state, from } = outage;
    // The data holds what the state store keeps: a Reason.
    const given = reason as unknown as Reason | null;
    if (given === null) return `${name}: ${textIn(locale, WORDS.noReason)}`;
    const sentences = EXPLAIN[locale].reason(given, {
      name,
      stage: 'active',
      state,
      since: from,
      reason: given,
      alerts: [],
      siteName,
      linkName: (id) => seenLink(id, sources)?.name ?? beyond,
      time: (at) => say.shortMoment(at),
    });
    return `${name}: ${sentences.join(' ')}`;
  });
}
