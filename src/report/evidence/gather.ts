// Gathers a year of evidence: monthly reviews, coverage, use, interconnections, and which levels of which scheme they speak for.

import type { LinkId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import { type Zone, zoneOf } from '../../domain/local-time.ts';
import type { Ratio } from '../../domain/sla/account.ts';
import { sumUp } from '../../domain/sla/group.ts';
import { monthOf, type Period } from '../../domain/sla/period.ts';
import type { LinkSummary } from '../../store/metrics/summary.ts';
import { type CountedMonth, countMonths } from '../method/months.ts';
import { rolloutThen } from '../method/rollout-then.ts';
import { linksOf } from '../method/subject.ts';
import { offsetMs } from '../render/local.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../sources.ts';
import type { CoverageRow, EvidenceData, Interconnection, OfficeUse, PromiseData } from './data.ts';
import { mappingOf } from './mapping.ts';
import { reviewOf } from './review.ts';
import type { EvidenceKey, Scheme } from './schemes.ts';

const HOUR_MS = 3_600_000;
/** A link with this tag leads to the government's own network (Jaringan Intra Pemerintah). */
const JIP_TAG = 'jip';

/** The data; rejects with a ReportError when the year has not begun or there are no links. */
export async function gatherEvidence(
  ask: Extract<ReportAsk, { readonly kind: 'evidence' }>,
  schemes: readonly Scheme[],
  sources: ReportSources,
): Promise<EvidenceData> {
  const { config } = sources;
  const zone = zoneOf(config.network.province.timezone);
  const asOf = Math.min(ask.asOf, sources.now);
  const [january, december] = [`${ask.year}-01`, `${ask.year}-12`];
  const period = { from: monthOf(january, zone).from, to: monthOf(december, zone).to };
  if (period.from >= asOf)
    throw new ReportError('future', `${ask.year} has not begun: found nothing to gather evidence of`);
  const { links, partial } = linksOf({ by: 'province' }, sources);
  const months = await countMonths({ links, last: december, months: 12, asOf }, sources);
  const review = months.map((month) => reviewOf(month, asOf, sources));
  const rollout = await rolloutThen(Math.min(asOf, period.to), sources);
  const offices = officeLinks(links, sources);
  const summaries = await summariesOf(
    offices,
    { from: period.from, to: Math.min(asOf, period.to) },
    sources,
    zone,
  );
  const nameOf = (id: string | undefined) =>
    [...config.network.sites.values()].find((site) => site.id === id)?.name ?? null;
  const figures = sumUp(months.flatMap(({ counted }) => counted.map(({ account }) => account)));
  const whole = {
    report: 'evidence',
    version: 1,
    year: ask.year,
    timezone: config.network.province.timezone,
    ...period,
    provisionalUntil: asOf < period.to ? asOf : null,
    partial,
    monitored: {
      links: new Set(months.flatMap(({ counted }) => counted.map(({ link }) => link.id))).size,
      sites: new Set(months.flatMap(({ counted }) => counted.map(({ link }) => link.to))).size,
      since: review.find(({ availability }) => availability !== null)?.month ?? null,
      coverage: { ...figures.coverage },
    },
    promises: promisesOf(links, sources),
    review,
    coverageByYear: (rollout?.byYear ?? []).map((row) => coverageRow(row, String(row.key ?? ''))),
    coverageByRegency: (rollout?.byRegency ?? []).map((row) => coverageRow(row, nameOf(row.key))),
    offices: officesOf(offices, months, { sources, summaries }),
    historyUnreadable: summaries === undefined,
    interconnections: interconnectionsOf(links, months, sources),
  } as const satisfies Omit<EvidenceData, 'held' | 'schemes'>;
  const held = heldBy(whole);
  return { ...whole, held, schemes: mappingOf(schemes, held) };
}

/** What the pack can show; the office's own documents it cannot. */
function heldBy(data: Omit<EvidenceData, 'held' | 'schemes'>): Readonly<Record<EvidenceKey, boolean>> {
  return {
    monitoring: data.monitored.since !== null,
    coverage: data.coverageByYear.some(({ target }) => target !== null) || data.coverageByRegency.length > 0,
    use: data.offices.some(({ inOctets }) => inOctets !== null),
    terms: data.promises.some(({ slaPct }) => slaPct !== null),
    review: data.review.some(({ availability }) => availability !== null),
    'follow-up': data.review.some(({ actions }) => actions.length > 0),
    interconnection: data.interconnections.length > 0,
    sop: false,
    'topology-picture': false,
  };
}

function coverageRow(
  row: {
    readonly villages: number;
    readonly target?: number;
    readonly connected: number;
    readonly active: number;
  },
  key: string | null,
): CoverageRow {
  const { villages, target, connected, active } = row;
  return { key: key === '' ? null : key, villages, target: target ?? null, connected, active };
}

function promisesOf(links: readonly Link[], { config }: ReportSources): readonly PromiseData[] {
  return config.contracts.flatMap(({ id, name, provider, sla }) => {
    const count = links.filter(({ contract }) => contract === name).length;
    if (count === 0) return [];
    return [
      {
        ...{
          id,
          name,
          links: count,
          slaPct: sla.slaPct ?? null,
          restoreWithinMs: sla.restoreWithinMs ?? null,
        },
        provider: config.providers.find((each) => each.id === provider)?.name ?? provider,
      },
    ];
  });
}

function officeLinks(links: readonly Link[], { config }: ReportSources): readonly Link[] {
  return links.filter(({ to }) => config.network.sites.get(to)?.kind === 'office');
}

/** Undefined where the history cannot be read. */
async function summariesOf(
  links: readonly Link[],
  { from, to }: Period,
  sources: ReportSources,
  zone: Zone,
): Promise<ReadonlyMap<LinkId, LinkSummary> | undefined> {
  if (links.length === 0) return new Map();
  const utcOffsetMs = offsetMs(from, (at) => zone.at(at));
  const ids = new Set(links.map(({ id }) => id));
  try {
    return await sources.summaries({ from, to: to - (to % HOUR_MS), links: ids, utcOffsetMs });
  } catch {
    return undefined;
  }
}

function officesOf(
  links: readonly Link[],
  months: readonly CountedMonth[],
  about: {
    readonly sources: ReportSources;
    readonly summaries: ReadonlyMap<LinkId, LinkSummary> | undefined;
  },
): readonly OfficeUse[] {
  const sites = [...new Set(links.map(({ to }) => to))];
  return sites.map((site) => {
    const own = links.filter(({ to }) => to === site);
    const octets = (of: (summary: LinkSummary) => number | undefined) => {
      const known = own.flatMap(({ id }) => {
        const summary = about.summaries?.get(id);
        return summary ? (of(summary) ?? []) : [];
      });
      return known.length === 0 ? null : Math.round(known.reduce((total, value) => total + value, 0));
    };
    return {
      site,
      name: about.sources.config.network.sites.get(site)?.name ?? site,
      links: own.length,
      availability: yearOf(own, months),
      inOctets: octets(({ inOctets }) => inOctets),
      outOctets: octets(({ outOctets }) => outOctets),
    };
  });
}

function interconnectionsOf(
  links: readonly Link[],
  months: readonly CountedMonth[],
  { config }: ReportSources,
): readonly Interconnection[] {
  const { sites } = config.network;
  return links.flatMap((link) => {
    const kind = link.tags.includes(JIP_TAG)
      ? 'jip'
      : sites.get(link.to)?.kind === 'regency'
        ? 'regency'
        : undefined;
    if (!kind || link.stage === 'planned') return [];
    return [
      {
        id: link.id,
        name: link.name,
        from: sites.get(link.from)?.name ?? link.from,
        to: sites.get(link.to)?.name ?? link.to,
        kind,
        medium: link.medium,
        provider: link.provider ?? null,
        bandwidthBps: link.bandwidthBps ?? null,
        activated: link.activated ?? link.since ?? null,
        availability: yearOf([link], months),
      },
    ];
  });
}

/** Σ(T − D) of ΣT over the year; null where nothing is known. */
function yearOf(links: readonly Link[], months: readonly CountedMonth[]): Ratio | null {
  const ids = new Set(links.map(({ id }) => id));
  const accounts = months.flatMap(({ counted }) =>
    counted.flatMap(({ link, account }) => (ids.has(link.id) ? account : [])),
  );
  const { availability, coverage } = sumUp(accounts);
  return coverage.part > 0 && availability.whole > 0 ? { ...availability } : null;
}
