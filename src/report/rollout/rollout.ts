// The report about the roll-out: what is planned, being built, declared active and measured as connected, against what was to be
// reached; every village by its code.

import type { Locale } from '../../domain/explain.ts';
import type { Block } from '../document.ts';
import { fileNameOf, framed, signatures } from '../frame.ts';
import { NONE, type Say, sayIn } from '../method/format.ts';
import { textsIn } from '../method/language.ts';
import type { ReportBuilder, ReportSources } from '../sources.ts';
import { gatherRollout, type RolloutData } from './data.ts';
import { chartsOf, figuresTable, villageTable } from './tables.ts';
import { WORDS } from './words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Builds it; rejects with a ReportError `no-links` where there is nothing to tell of. */
export const buildRollout: ReportBuilder<'rollout'> = async (ask, sources) => {
  const { locale } = ask;
  const data = await gatherRollout(ask, sources);
  const say = sayIn(locale, data.timezone);
  const words = textsIn(locale, WORDS);
  const year = data.year === null ? words.allYears : String(data.year);
  return framed(
    { kind: 'rollout', locale, data },
    {
      fileName: fileNameOf('rollout', data.year ?? 'all'),
      title: words.title,
      subtitle: `${words.province} ${data.province} · ${year}`,
      facts: [
        { label: words.province, value: data.province },
        { label: words.year, value: year },
        { label: words.asOf, value: say.moment(data.asOf) },
        { label: words.measuredFrom, value: say.moment(data.from) },
      ],
      blocks: blocksOf(locale, data, { sources, say }),
      orientation: 'landscape',
    },
    { sources, say },
  );
};

function blocksOf(
  locale: Locale,
  data: RolloutData,
  { sources, say }: { readonly sources: ReportSources; readonly say: Say },
): readonly Block[] {
  const words = textsIn(locale, WORDS);
  const { total, connectedRule } = data;
  const rule = `${words.ruleWithin} ${lengthText(locale, connectedRule.atLeastMs)} ${words.ruleOf} ${lengthText(locale, connectedRule.withinMs)} ${words.ruleEnd}`;
  const unproved = total.activeSilent + total.activeUnseen;
  const table = (rows: Omit<Parameters<typeof figuresTable>[1], 'total'>): Block => ({
    kind: 'table',
    table: figuresTable(locale, { ...rows, total }),
  });
  return [
    ...(data.partial ? [{ kind: 'text', text: words.partial, tone: 'warning' } as const] : []),
    {
      kind: 'figures',
      figures: [
        { label: words.villages, value: say.count(total.villages), tone: 'neutral' },
        {
          label: words.active,
          value: say.count(total.active),
          note: `${words.activeSilent}: ${say.count(total.activeSilent)} · ${words.activeUnseen}: ${say.count(total.activeUnseen)}`,
          tone: unproved > 0 ? 'warning' : 'good',
        },
        { label: words.connected, value: say.count(total.connected), tone: 'good' },
        {
          label: words.towards,
          value:
            total.target === null
              ? NONE
              : `${say.count(total.towardsTarget ?? 0)} / ${say.count(total.target)}`,
          tone:
            total.target === null ? 'neutral' : (total.towardsTarget ?? 0) >= total.target ? 'good' : 'bad',
        },
      ],
    },
    { kind: 'text', text: rule, tone: 'small' },
    ...chartsOf(locale, data).map((chart) => ({ kind: 'chart', chart }) as const),
    table({ id: 'by-year', title: WORDS.byYear, key: WORDS.year, rows: data.byYear }),
    table({ id: 'by-regency', title: WORDS.byRegency, key: WORDS.regency, rows: data.byRegency }),
    table({ id: 'by-programme', title: WORDS.byProgramme, key: WORDS.programme, rows: data.byProgramme }),
    { kind: 'heading', level: 1, text: words.list, newPage: true },
    { kind: 'table', table: villageTable(locale, data) },
    signatures(locale, sources.config.reports, null),
  ];
}

/** Settings are whole minutes at least: `7 hari`, `24 jam`, `90 menit`. */
function lengthText(locale: Locale, ms: number): string {
  const words = textsIn(locale, WORDS);
  const [unit, of] =
    ms >= 2 * DAY_MS && ms % DAY_MS === 0
      ? [words.days, DAY_MS]
      : ms % HOUR_MS === 0
        ? [words.hours, HOUR_MS]
        : [words.minutes, MINUTE_MS];
  return `${Math.round(ms / Number(of))} ${unit}`;
}
