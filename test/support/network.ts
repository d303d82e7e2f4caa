// Provinces for tests, made from a few words.

import { ENGINE_DEFAULTS } from '../../src/config/defaults.ts';
import type { BuiltInRule, Severity } from '../../src/domain/alert.ts';
import { BUILT_IN_RULES } from '../../src/domain/alert.ts';
import { type LinkId, linkId, type SiteId, siteId } from '../../src/domain/ids.ts';
import type { Link } from '../../src/domain/link.ts';
import type { Anchor, EngineSettings, Network } from '../../src/domain/network.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import type { Site } from '../../src/domain/site.ts';
import type { EngineConfig } from '../../src/engine/state.ts';

/** A link in a few words; `from` `hq` is the monitor's own site. */
export interface LinkSketch extends Partial<Omit<Link, 'id' | 'from' | 'to'>> {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Two anchors near the monitor. */
export const TWO_ANCHORS: readonly Anchor[] = ['10.76.0.1', '10.76.0.2'].map((address) => ({
  address,
  echo: { everyMs: 1_000, timeoutMs: 1_000 },
}));

/** A network from sketches. */
export function networkOf(
  sketches: readonly LinkSketch[],
  options: { readonly anchors?: readonly Anchor[]; readonly settings?: Partial<EngineSettings> } = {},
): Network {
  const sites = new Map<SiteId, Site>();
  const addSite = (name: string): SiteId => {
    const id = siteId(name);
    if (!sites.has(id))
      sites.set(id, {
        id,
        name,
        kind: name === 'hq' ? 'province' : name.startsWith('r') ? 'regency' : 'village',
      });
    return id;
  };
  addSite('hq');
  const links = new Map<LinkId, Link>();
  for (const [index, sketch] of sketches.entries()) {
    const { id, from, to, ...rest } = sketch;
    links.set(linkId(id), {
      id: linkId(id),
      name: id,
      from: addSite(from),
      to: addSite(to),
      medium: 'fiber',
      role: 'primary',
      stage: 'active',
      tags: [],
      device: { address: `10.${100 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}` },
      echo: { everyMs: 1_000, timeoutMs: 1_000 },
      quality: {
        lossPct: { raise: 5, clear: 2 },
        rttMs: { raise: 100, clear: 80 },
        jitterMs: { raise: 30, clear: 20 },
        forMs: 120_000,
      },
      ...rest,
    });
  }
  return {
    province: { name: 'Test', code: '76', timezone: 'Asia/Makassar', locale: 'id' },
    monitorSite: siteId('hq'),
    sites,
    links,
    anchors: options.anchors ?? TWO_ANCHORS,
    settings: { ...ENGINE_DEFAULTS, ...options.settings },
    simulated: false,
  };
}

/** `regencies` regency links `r1`…, each with `villages` village links `r1-v1`… behind it. */
export function province(regencies: number, villages: number): LinkSketch[] {
  const sketches: LinkSketch[] = [];
  for (let r = 1; r <= regencies; r++) {
    sketches.push({ id: `hq-r${r}`, from: 'hq', to: `r${r}` });
    for (let v = 1; v <= villages; v++) sketches.push({ id: `r${r}-v${v}`, from: `r${r}`, to: `v${r}-${v}` });
  }
  return sketches;
}

/** An engine's configuration with every rule at `minor`; nothing waits for an acknowledgement, nothing settles. */
export function engineConfig(
  network: Network,
  severities: Partial<Record<BuiltInRule, Severity | 'off'>> = {},
  changes: Partial<EngineConfig> = {},
): EngineConfig {
  const all = Object.fromEntries(BUILT_IN_RULES.map((rule) => [rule, 'minor'])) as Record<
    BuiltInRule,
    Severity
  >;
  return {
    network,
    severities: { ...all, ...severities },
    acknowledge: { from: 'never', returnedMs: 86_400_000 },
    settleMs: 0,
    rules: ruleBook([], network),
    localTime: (at) => ({
      weekday: Math.floor(at / 86_400_000 + 3) % 7,
      minute: Math.floor(at / 60_000) % 1_440,
    }),
    snmpSilentPolls: 3,
    ...changes,
  };
}
