// What is well formed and still cannot work as meant, or was probably not meant: polls that overlap, anchors that prove
// nothing, codes that contradict the tree, links whose way is not in service.

import type { Medium } from '../domain/link.ts';
import { SNMP_DEFAULTS } from './defaults.ts';
import type { RawConfig } from './include.ts';
import { labelOf } from './issue.ts';
import type { Path } from './place.ts';
import { mergeSnmp, resolveQuality } from './resolve-link.ts';
import type { SnmpEntry } from './schema-link.ts';
import { type Tell, tellOf } from './tell.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';

/** Runs these checks; the network's own come before. */
export function checkPlans(raw: RawConfig, valid: Validated): void {
  const tell = tellOf(raw);
  checkPolls(valid, tell);
  checkMediaLimits(valid, tell);
  checkAnchors(valid, tell);
  checkCodes(valid, tell);
  checkService(valid, tell);
  checkRetention(valid, tell);
}

/** A poll that may last longer than its period would never end. */
function checkPolls(valid: Validated, tell: Tell): void {
  const general = valid.sections.defaults?.snmp ?? {};
  const check = (path: Path, entry: SnmpEntry): void => {
    const everyMs = entry.every ?? SNMP_DEFAULTS.everyMs;
    const timeoutMs = entry.timeout ?? SNMP_DEFAULTS.timeoutMs;
    const tries = 1 + (entry.retries ?? SNMP_DEFAULTS.retries);
    if (tries * timeoutMs <= everyMs) return;
    tell.add(
      path,
      `${labelOf(path)}: ${tries} tries of ${formatDuration(timeoutMs)} last longer than the period of ` +
        `${formatDuration(everyMs)}, wanted a shorter timeout or a longer period`,
    );
  };
  if (valid.sections.defaults?.snmp) check(['defaults', 'snmp'], general);
  for (const { index, value } of valid.lists.links) {
    const own = value.device.snmp;
    if (own) check(['links', index, 'device', 'snmp'], mergeSnmp(general, own));
  }
}

function checkMediaLimits(valid: Validated, tell: Tell): void {
  const defaults = valid.sections.defaults;
  for (const [medium, entry] of Object.entries(defaults?.media ?? {})) {
    if (!entry?.quality) continue;
    const limits = resolveQuality(medium as Medium, entry.quality, {});
    const pairs = { loss: limits.lossPct, rtt: limits.rttMs, jitter: limits.jitterMs };
    for (const [figure, { raise, clear }] of Object.entries(pairs))
      if (clear > raise)
        tell.add(
          ['defaults', 'media', medium, 'quality', figure],
          `clear (${clear}) is above raise (${raise}); wanted it below or equal`,
        );
  }
}

function checkAnchors(valid: Validated, tell: Tell): void {
  const monitor = valid.sections.monitor;
  if (!monitor) return;
  if (monitor.anchors.length === 0)
    tell.warn(
      ['monitor', 'anchors'],
      'without anchors jalur cannot tell its own blindness from the outage of everything',
    );
  if (monitor.anchors.length === 1)
    tell.warn(
      ['monitor', 'anchors'],
      'with a single anchor, its failure alone makes the monitor blind; wanted two or more',
    );
  for (const { index, value } of valid.lists.links)
    if (value.device.address !== undefined && monitor.anchors.includes(value.device.address))
      tell.warn(
        ['links', index, 'device', 'address'],
        `${value.device.address} is an anchor too: should this link fail alone, it would count towards blindness`,
      );
}

function checkCodes(valid: Validated, tell: Tell): void {
  const sites = new Map(valid.lists.sites.map(({ value }) => [value.id, value]));
  const first = new Map<string, string>();
  for (const { index, value } of valid.lists.sites) {
    const { code } = value;
    if (code === undefined || value.kind === 'office') continue;
    const other = first.get(code);
    if (other === undefined) first.set(code, value.id);
    else tell.warn(['sites', index, 'code'], `the code ${code} is that of "${other}" too`);
    const above = value.parent === undefined ? undefined : sites.get(value.parent);
    if (above?.code !== undefined && !code.startsWith(`${above.code}.`))
      tell.warn(
        ['sites', index, 'code'],
        `the code ${code} does not begin with that of its parent "${above.id}", ${above.code}`,
      );
  }
}

/** Nothing is suppressed because of a link that is not in service: an active link behind one stands alone. */
function checkService(valid: Validated, tell: Tell): void {
  const monitor = valid.sections.monitor?.site;
  const inbound = new Map<string, boolean>();
  for (const { value } of valid.lists.links) {
    const inService = value.stage === undefined || value.stage === 'active';
    inbound.set(value.to, inService || inbound.get(value.to) === true);
  }
  for (const { index, value } of valid.lists.links) {
    if (value.stage !== undefined && value.stage !== 'active') continue;
    if (value.from !== monitor && inbound.get(value.from) === false)
      tell.warn(
        ['links', index, 'from'],
        `the link is active, but no active link leads to "${value.from}", where it starts`,
      );
  }
}

function checkRetention(valid: Validated, tell: Tell): void {
  const kept = valid.sections.store?.retention;
  if (kept?.raw !== undefined && kept.fiveMinutes !== undefined && kept.raw > kept.fiveMinutes)
    tell.warn(['store', 'retention', 'raw'], 'rounds are kept longer than the summaries made of them');
}
