// The report about an acceptance record: a Berita Acara Uji Terima, with limits, figures, findings, restarts, and who decided.

import type { Locale } from '../../domain/explain.ts';
import type { Medium } from '../../domain/link.ts';
import type { Block, Fact } from '../document.ts';
import { fileNameOf, framed, signatures } from '../frame.ts';
import { MEDIUM_WORDS } from '../method/codes.ts';
import { NONE, type Say, sayIn } from '../method/format.ts';
import { textIn, textsIn } from '../method/language.ts';
import type { ReportBuilder, ReportSources } from '../sources.ts';
import { type AcceptanceData, curveOf, gatherAcceptance, type PointData } from './data.ts';
import { criteriaTable, curves, figuresTable, outageTable, restartTable, timesTable } from './tables.ts';
import { WORDS } from './words.ts';

/** Builds it; rejects with a ReportError `no-record`. */
export const buildAcceptance: ReportBuilder<'acceptance'> = async (ask, sources) => {
  const { locale } = ask;
  const data = gatherAcceptance(ask, sources);
  const curve = await curveOf(data, sources);
  const say = sayIn(locale, data.timezone);
  const words = textsIn(locale, WORDS);
  return framed(
    { kind: 'acceptance', locale, data },
    {
      fileName: fileNameOf('acceptance', data.record, data.link),
      title: words.title,
      subtitle: `${data.name} · ${say.day(data.begunAt)}`,
      facts: factsOf(locale, data, say),
      blocks: blocksOf(locale, data, { sources, say, curve }),
      orientation: 'portrait',
    },
    { sources, say },
  );
};

function factsOf(locale: Locale, data: AcceptanceData, say: Say): readonly Fact[] {
  const words = textsIn(locale, WORDS);
  const fact = (label: string, value: string | number | null): Fact[] =>
    value === null ? [] : [{ label, value: String(value) }];
  return [
    ...fact(words.record, data.record),
    ...fact(words.link, `${data.name} (${data.link})`),
    ...fact(words.path, `${data.from} – ${data.to}`),
    ...fact(words.medium, textIn(locale, MEDIUM_WORDS[data.medium as Medium])), // the data holds the link's own medium
    ...fact(words.bandwidth, data.bandwidthBps === null ? NONE : say.rate(data.bandwidthBps)),
    ...fact(words.provider, data.provider ?? NONE),
    ...fact(words.contract, data.contract ?? NONE),
    ...fact(words.programme, data.programme),
    ...fact(words.year, data.year),
    ...fact(words.device, data.device),
    ...fact(words.begin, say.moment(data.begunAt)),
    ...fact(words.end, data.endedAt === null ? words.running : say.moment(data.endedAt)),
    ...fact(words.begunBy, data.begunBy ?? words.itself),
    ...fact(words.result, resultOf(locale, data)),
    ...fact(words.decision, decisionOf(locale, data, say)),
  ];
}

function resultOf(locale: Locale, { state, brokenBy, passed }: AcceptanceData): string {
  const words = textsIn(locale, WORDS);
  switch (state) {
    case 'running':
      return words.running;
    case 'broken-off':
      if (brokenBy === null) return words.brokenOff;
      return brokenBy === 'silent' ? words.silent : words.outOfService;
    case 'complete':
      return passed ? words.passed : words.failed;
  }
}

function decisionOf(locale: Locale, { signature }: AcceptanceData, say: Say): string {
  const words = textsIn(locale, WORDS);
  if (!signature) return words.unsigned;
  return `${words[signature.decision]} ${words.by} ${signature.who}, ${say.moment(signature.at)}`;
}

function blocksOf(
  locale: Locale,
  data: AcceptanceData,
  about: { readonly sources: ReportSources; readonly say: Say; readonly curve: readonly PointData[] | null },
): readonly Block[] {
  const { sources, say, curve } = about;
  const words = textsIn(locale, WORDS);
  const { signature, supersededBy, figures } = data;
  const text = (said: string, tone: 'plain' | 'warning' = 'plain'): Block => ({
    kind: 'text',
    text: said,
    tone,
  });
  const measured: readonly Block[] = figures
    ? [
        { kind: 'table', table: criteriaTable(locale, data) },
        ...curves(locale, data, curve).map((chart) => ({ kind: 'chart', chart }) as const),
        { kind: 'table', table: figuresTable(locale, data) },
        { kind: 'table', table: timesTable(locale, data) },
        { kind: 'table', table: outageTable(locale, data, say) },
      ]
    : [];
  return [
    text(words.intro),
    ...(supersededBy === null ? [] : [text(`${words.superseded} ${supersededBy}.`, 'warning')]),
    ...(data.state === 'running' ? [text(words.runningText, 'warning')] : []),
    ...(data.passed === null ? [] : [text(resultOf(locale, data), data.passed ? 'plain' : 'warning')]),
    ...measured,
    { kind: 'table', table: restartTable(locale, data) },
    ...(signature?.note ? [text(`${words.note} (${signature.who}): ${signature.note}`)] : []),
    ...(data.state === 'running' ? [] : [text(words.closing)]),
    signatures(locale, sources.config.reports, data.provider ?? undefined),
  ];
}
