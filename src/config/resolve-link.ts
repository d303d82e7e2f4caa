// A link as written, with every default filled in: its own word first, then the medium's, then the province's, then ours.

import { linkId, siteId } from '../domain/ids.ts';
import {
  type BeatPlan,
  beatGraceMs,
  type CommunityAccess,
  type Device,
  type EchoPlan,
  type Link,
  type Medium,
  type QualityLimits,
  type SnmpPlan,
  type Threshold,
  type UsmAccess,
} from '../domain/link.ts';
import {
  BEAT_EVERY_MS,
  CLEAR_SHARE,
  ECHO_DEFAULTS,
  METERED_EVERY_MS,
  METERED_TAG,
  PLANNED_ECHO_EVERY_MS,
  PLANNED_SNMP_EVERY_MS,
  QUALITY_DEFAULTS,
  QUALITY_FOR_MS,
  SNMP_DEFAULTS,
} from './defaults.ts';
import { planOf } from './resolve-rollout.ts';
import type { Sections } from './schema.ts';
import type { BeatEntry, LinkEntry, QualityEntry, SnmpEntry } from './schema-link.ts';
import { unprinted } from './secret.ts';

/** What links need of the rest of the configuration. */
export interface LinkSurroundings {
  readonly defaults: NonNullable<Sections['defaults']>;
  readonly siteName: (id: string) => string;
  /** Names by id. */
  readonly providers: ReadonlyMap<string, string>;
  readonly contracts: ReadonlyMap<string, { readonly name: string; readonly provider: string }>;
}

/** Fills a link in. References have been checked. */
export function resolveLink(entry: LinkEntry, around: LinkSurroundings): Link {
  const contract = entry.contract === undefined ? undefined : around.contracts.get(entry.contract);
  const providerId = entry.provider ?? contract?.provider;
  const provider = providerId === undefined ? undefined : (around.providers.get(providerId) ?? providerId);
  const stage = entry.stage ?? 'active';
  return {
    id: linkId(entry.id),
    name: entry.name ?? around.siteName(entry.to),
    from: siteId(entry.from),
    to: siteId(entry.to),
    medium: entry.medium,
    role: entry.role ?? 'primary',
    stage,
    ...(entry.since !== undefined && { since: entry.since }),
    ...planOf(entry),
    ...(entry.bandwidth !== undefined && { bandwidthBps: entry.bandwidth }),
    ...(provider !== undefined && { provider }),
    ...(contract !== undefined && { contract: contract.name }),
    ...(providerId !== undefined && { providerId }),
    ...(entry.contract !== undefined && { contractId: entry.contract }),
    ...(entry.sid !== undefined && { sid: entry.sid }),
    ...(entry.activated !== undefined && { activated: entry.activated }),
    ...(entry.terminated !== undefined && { terminated: entry.terminated }),
    tags: entry.tags ?? [],
    device: resolveDevice(entry, around.defaults),
    echo: resolveEcho(entry, around.defaults),
    quality: resolveQuality(entry.medium, entry.quality, around.defaults),
  };
}

type Defaults = LinkSurroundings['defaults'];

function resolveEcho(entry: LinkEntry, defaults: Defaults): EchoPlan {
  if (entry.device.beat !== undefined) {
    // The device's own scheduler keeps this period, whatever the stage.
    const beat = resolveBeat(entry.device.beat);
    return { everyMs: beat.everyMs, timeoutMs: beatGraceMs(beat) };
  }
  const own = entry.icmp;
  const medium = defaults.media?.[entry.medium]?.icmp;
  const base = ECHO_DEFAULTS[entry.medium];
  // `defaults.icmp` speaks for ordinary lines: a satellite must not be echoed every second because of it.
  const general = entry.medium === 'vsat' ? undefined : defaults.icmp;
  const usual = medium?.every ?? general?.every ?? base.everyMs;
  const metered = (entry.tags ?? []).includes(METERED_TAG) ? Math.max(usual, METERED_EVERY_MS) : usual;
  const everyMs = own?.every ?? metered;
  const timeoutMs = own?.timeout ?? medium?.timeout ?? general?.timeout ?? base.timeoutMs;
  if (entry.stage !== 'planned') return { everyMs, timeoutMs };
  return { everyMs: Math.max(everyMs, defaults.planned?.icmp?.every ?? PLANNED_ECHO_EVERY_MS), timeoutMs };
}

function resolveBeat(entry: BeatEntry): BeatPlan {
  const everyMs = entry === true ? undefined : typeof entry === 'number' ? entry : entry.every;
  return { everyMs: everyMs ?? BEAT_EVERY_MS };
}

function resolveDevice(entry: LinkEntry, defaults: Defaults): Device {
  const { address, beat, interface: ifName, profile, snmp } = entry.device;
  if (beat !== undefined) return { beat: resolveBeat(beat) };
  const plan = snmp === false ? undefined : resolveSnmp(mergeSnmp(defaults.snmp, snmp));
  const slowest = defaults.planned?.snmp?.every ?? PLANNED_SNMP_EVERY_MS;
  return {
    ...(address !== undefined && { address }),
    ...(plan && {
      snmp: entry.stage === 'planned' ? { ...plan, everyMs: Math.max(plan.everyMs, slowest) } : plan,
    }),
    ...(ifName !== undefined && { interface: ifName }),
    ...(profile !== undefined && { profile }),
  };
}

/** A link's own settings over the defaults. Credentials of the other version change the version too. */
export function mergeSnmp(defaults: SnmpEntry | undefined, own: SnmpEntry | undefined): SnmpEntry {
  const merged = { ...defaults, ...own };
  if (own === undefined || own.version !== undefined) return merged;
  if (own.user !== undefined && own.community === undefined) return { ...merged, version: '3' };
  if (own.community !== undefined && own.user === undefined && versionOf(merged) === '3')
    return { ...merged, version: '2c' };
  return merged;
}

/** The plan of an SNMP section with its defaults merged; undefined without credentials. */
export function resolveSnmp(entry: SnmpEntry): SnmpPlan | undefined {
  const access = accessOf(entry);
  if (!access) return undefined;
  return {
    everyMs: entry.every ?? SNMP_DEFAULTS.everyMs,
    timeoutMs: entry.timeout ?? SNMP_DEFAULTS.timeoutMs,
    retries: entry.retries ?? SNMP_DEFAULTS.retries,
    port: entry.port ?? SNMP_DEFAULTS.port,
    access,
    ...(entry.acceptFrom !== undefined && { acceptFrom: entry.acceptFrom }),
  };
}

/** The version that a section speaks: what it says, else what its credentials are for. */
export function versionOf(entry: SnmpEntry): '1' | '2c' | '3' {
  return entry.version ?? (entry.user !== undefined && entry.community === undefined ? '3' : '2c');
}

function accessOf(entry: SnmpEntry): CommunityAccess | UsmAccess | undefined {
  const version = versionOf(entry);
  if (version !== '3') return entry.community && unprinted({ version, community: entry.community.reveal() });
  if (entry.user === undefined) return undefined;
  const level = entry.level ?? (entry.privKey ? 'authPriv' : entry.authKey ? 'authNoPriv' : 'noAuthNoPriv');
  return unprinted({
    version,
    user: entry.user,
    level,
    ...(entry.authKey && { authProtocol: entry.authProtocol ?? 'sha256', authKey: entry.authKey.reveal() }),
    ...(entry.privKey && { privProtocol: entry.privProtocol ?? 'aes', privKey: entry.privKey.reveal() }),
    ...(entry.context !== undefined && { context: entry.context }),
  });
}

type WrittenThreshold = QualityEntry['loss'];

/** The limits of a link of a medium, with what it says itself. */
export function resolveQuality(
  medium: Medium,
  own: QualityEntry | undefined,
  defaults: Defaults,
): QualityLimits {
  const general = defaults.media?.[medium]?.quality;
  const base = QUALITY_DEFAULTS[medium];
  return {
    lossPct: resolveThreshold([own?.loss, general?.loss], base.lossPct),
    rttMs: resolveThreshold([own?.rtt, general?.rtt], base.rttMs),
    jitterMs: resolveThreshold([own?.jitter, general?.jitter], base.jitterMs),
    forMs: own?.for ?? general?.for ?? defaults.quality?.for ?? QUALITY_FOR_MS,
  };
}

/** The nearest written one counts, its gaps filled by the next; a lone `raise` brings its own `clear`. */
export function resolveThreshold(written: readonly WrittenThreshold[], base: Threshold): Threshold {
  return written.reduceRight<Threshold>(refine, base);
}

function refine(usual: Threshold, own: WrittenThreshold): Threshold {
  if (own === undefined) return usual;
  if (typeof own === 'number') return { raise: own, clear: own * CLEAR_SHARE };
  const raise = own.raise ?? usual.raise;
  return { raise, clear: own.clear ?? (own.raise === undefined ? usual.clear : raise * CLEAR_SHARE) };
}
