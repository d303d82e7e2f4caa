// The report about one incident: what failed, when and for how long by both clocks, what it took along, what proves it, and what was
// done about it.

import type { Severity } from '../../domain/alert.ts';
import type { Locale } from '../../domain/explain.ts';
import type { Medium } from '../../domain/link.ts';
import type { Terms } from '../../domain/terms.ts';
import { ENGLISH_TERMS } from '../../domain/terms-english.ts';
import { INDONESIAN_TERMS } from '../../domain/terms-indonesian.ts';
import type { Block, Fact } from '../document.ts';
import { fileNameOf, framed, signatures } from '../frame.ts';
import { MEDIUM_WORDS } from '../method/codes.ts';
import { NONE, type Say, sayIn } from '../method/format.ts';
import { textIn, textsIn } from '../method/language.ts';
import type { ReportBuilder, ReportSources } from '../sources.ts';
import type { IncidentData, OutageData } from './data.ts';
import { evidenceOf } from './evidence.ts';
import { gatherIncident } from './gather.ts';
import { causeOf, correctionTable, outageTable, stopTable, timelineTable } from './tables.ts';
import { WORDS } from './words.ts';

const TERMS: Readonly<Record<Locale, Terms>> = { id: INDONESIAN_TERMS, en: ENGLISH_TERMS };

/** Builds it; rejects with a ReportError `no-incident`. */
export const buildIncident: ReportBuilder<'incident'> = async (ask, sources) => {
  const { locale } = ask;
  const data = await gatherIncident(ask, sources);
  const say = sayIn(locale, data.timezone);
  const words = textsIn(locale, WORDS);
  const rootName = data.root?.name ?? words.monitor;
  return framed(
    { kind: 'incident', locale, data },
    {
      fileName: fileNameOf('incident', data.incident, ...(data.root ? [data.root.link] : [])),
      title: `${words.title} #${data.incident}`,
      subtitle: `${rootName} · ${say.moment(data.from)}`,
      facts: factsOf(locale, data, say),
      blocks: blocksOf(locale, data, { sources, say }),
      orientation: 'landscape',
    },
    { sources, say },
  );
};

function rootOutages({ outages }: IncidentData): readonly OutageData[] {
  return outages.filter(({ isRoot }) => isRoot);
}

function factsOf(locale: Locale, data: IncidentData, say: Say): readonly Fact[] {
  const words = textsIn(locale, WORDS);
  const [first] = rootOutages(data);
  const fact = (label: string, value: string): Fact => ({ label, value });
  return [
    fact(words.number, `#${data.incident}`),
    fact(words.root, data.root?.name ?? words.monitor),
    ...(data.root ? [fact(words.path, `${data.root.from} – ${data.root.to}`)] : []),
    ...(first
      ? [
          fact(words.medium, textIn(locale, MEDIUM_WORDS[first.medium as Medium])), // the data holds the link's own medium
          fact(words.provider, first.provider ?? NONE),
          fact(words.contract, first.contract ?? NONE),
        ]
      : []),
    fact(words.severity, TERMS[locale].severity[data.severity as Severity]), // the data holds the alert's own severity
    fact(words.begin, say.moment(data.from)),
    fact(words.end, data.to === null ? words.lasting : say.moment(data.to)),
    ...(data.provisionalUntil === null ? [] : [fact(words.asOf, say.moment(data.provisionalUntil))]),
    ...(first
      ? [fact(words.cause, causeOf(locale, rootOutages(data).findLast(({ cause }) => cause) ?? first))]
      : []),
  ];
}

/** Sums of the root's outages: one that comes again has several. */
function figuresOf(locale: Locale, data: IncidentData, say: Say): Block {
  const words = textsIn(locale, WORDS);
  const own = rootOutages(data);
  const sum = (of: (outage: OutageData) => number) => own.reduce((total, outage) => total + of(outage), 0);
  const lengthMs =
    own.length > 0
      ? sum(({ monitorMs }) => monitorMs)
      : (data.to ?? data.provisionalUntil ?? data.from) - data.from;
  const reported = own.filter(({ ticketMs }) => ticketMs !== null);
  const ticketMs = reported.reduce((total, outage) => total + (outage.ticketMs ?? 0), 0);
  return {
    kind: 'figures',
    figures: [
      { label: words.byMonitor, value: say.duration(lengthMs), note: words.byMonitorNote, tone: 'bad' },
      {
        label: words.byTicket,
        value: reported.length > 0 ? say.duration(ticketMs) : NONE,
        note: words.byTicketNote,
        tone: 'neutral',
      },
      {
        label: words.net,
        value: own.length > 0 ? say.duration(sum(({ netMs }) => netMs)) : NONE,
        note: words.netNote,
        tone: 'neutral',
      },
      { label: words.taken, value: say.count(data.taken), tone: data.taken > 0 ? 'warning' : 'good' },
    ],
  };
}

function blocksOf(
  locale: Locale,
  data: IncidentData,
  { sources, say }: { readonly sources: ReportSources; readonly say: Say },
): readonly Block[] {
  const words = textsIn(locale, WORDS);
  const small = (text: string): Block => ({ kind: 'text', text, tone: 'small' });
  const actions = [...new Set(data.outages.flatMap((outage) => outage.actions))];
  const evidence = [...new Set(data.outages.flatMap((outage) => outage.evidence))];
  const reasons = evidenceOf(locale, data.outages, { sources, say });
  return [
    ...(data.provisionalUntil !== null
      ? [{ kind: 'text', text: words.provisional, tone: 'warning' } as const]
      : []),
    figuresOf(locale, data, say),
    ...(data.strips.rows.length > 0 ? [stripChart(locale, data)] : []),
    { kind: 'heading', level: 1, text: words.chapterTimeline },
    { kind: 'table', table: timelineTable(locale, data) },
    { kind: 'heading', level: 1, text: words.chapterOutages },
    { kind: 'table', table: outageTable(locale, data) },
    ...(data.leftOut > 0 ? [small(`${say.count(data.leftOut)} ${words.leftOut}`)] : []),
    ...(data.gone.length > 0 ? [small(`${words.gone} ${data.gone.join(', ')}`)] : []),
    { kind: 'heading', level: 1, text: words.chapterEvidence },
    reasons.length > 0 ? { kind: 'list', items: reasons } : { kind: 'text', text: words.noOutage },
    ...(evidence.length > 0
      ? [
          { kind: 'heading', level: 2, text: words.proof } as const,
          { kind: 'list', items: evidence } as const,
        ]
      : []),
    { kind: 'heading', level: 1, text: words.chapterTickets },
    { kind: 'heading', level: 2, text: words.action },
    actions.length > 0 ? { kind: 'list', items: actions } : { kind: 'text', text: words.noAction },
    { kind: 'table', table: stopTable(locale, data) },
    { kind: 'table', table: correctionTable(locale, data) },
    signatures(locale, sources.config.reports, rootOutages(data)[0]?.provider ?? undefined),
  ];
}

function stripChart(locale: Locale, { strips, outages }: IncidentData): Block {
  const words = textsIn(locale, WORDS);
  const links = new Set(outages.map(({ link }) => link)).size;
  const isCut = strips.rows.length < links;
  return {
    kind: 'chart',
    chart: {
      type: 'strips',
      title: isCut ? `${words.chart} (${strips.rows.length} ${words.firstStrips})` : words.chart,
      from: strips.from,
      to: strips.to,
      rows: strips.rows.map(({ name, spans }) => ({ label: name, spans })),
    },
  };
}
