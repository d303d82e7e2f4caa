// Alerts for tests of wording, in a small province with real-looking names.

import type { Alert, AlertRule } from '../../../src/domain/alert.ts';
import type { Locale } from '../../../src/domain/explain.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { Network } from '../../../src/domain/network.ts';
import type { Story, WordingContext } from '../../../src/notify/words/story.ts';
import { networkOf } from '../../support/network.ts';

/** 24 November 2026, 14:03:27 WITA. */
export const SINCE = Date.UTC(2026, 10, 24, 6, 3, 27);
const MINUTE_MS = 60_000;

const NAMES: Readonly<Record<string, string>> = { hq: 'Diskominfo Provinsi', rmajene: 'Kabupaten Majene' };

/** One link `prov-majene`, fibre of ICON+. */
export const NETWORK: Network = (() => {
  const network = networkOf([
    { id: 'prov-majene', from: 'hq', to: 'rmajene', name: 'Provinsi–Majene', provider: 'iconplus' },
  ]);
  const sites = new Map(
    [...network.sites].map(([id, site]) => [id, { ...site, name: NAMES[id] ?? id }] as const),
  );
  return { ...network, sites };
})();

export function alertOf(rule: AlertRule, data: Alert['data'] = {}, changes: Partial<Alert> = {}): Alert {
  const isMonitor = rule.startsWith('monitor.');
  return {
    number: 12,
    rule,
    subject: isMonitor ? 'monitor' : linkId('prov-majene'),
    severity: 'critical',
    status: 'active',
    since: SINCE,
    raisedAt: SINCE + 2_000,
    occurrences: 1,
    incident: 12,
    data: isMonitor ? data : { name: 'Provinsi–Majene', ...data },
    ...changes,
  };
}

/** The story of an alert that has just been told, or that ended 38 minutes and 12 seconds after it began. */
export function storyOf(alert: Alert, changes: Partial<Story> = {}): Story {
  return { kind: 'raised', alert, at: SINCE + 7_000, most: {}, notes: [], ...changes };
}

export function ended(alert: Alert, changes: Partial<Story> = {}): Story {
  const returnedAt = SINCE + 38 * MINUTE_MS + 12_000;
  return storyOf(
    { ...alert, status: 'returned', returnedAt },
    { kind: 'cleared', at: returnedAt, ...changes },
  );
}

export function contextOf(locale: Locale, changes: Partial<WordingContext> = {}): WordingContext {
  return {
    locale,
    network: NETWORK,
    zone: zoneOf('Asia/Makassar'),
    pageUrl: 'https://jalur.sulbarprov.go.id/',
    ...changes,
  };
}
