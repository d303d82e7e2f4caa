// The monthly report as people read it, out of its data and nothing else but head and foot.

import type { Locale } from '../../domain/explain.ts';
import type { Block, Fact, ReportDocument } from '../document.ts';
import { type Say, sayIn } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import { chapter, fileNameOf, footerOf, letterheadOf, simulatedWarning } from '../method/paper.ts';
import { hashOf } from '../render/canonical.ts';
import type { ReportSources } from '../sources.ts';
import { eventTable, ledgerTable, maintenanceTable, unknownTable } from './annex-tables.ts';
import { chartsOf } from './charts.ts';
import type { SlaData } from './data.ts';
import { classTable, factTable } from './fact-tables.ts';
import { groupTables, restitutionTables } from './group-tables.ts';
import { linkTable } from './link-tables.ts';
import { methodPage } from './method-page.ts';
import { minutesPage } from './minutes.ts';
import { qualityTable, trafficTable } from './quality-tables.ts';
import { summaryBlocks } from './summary.ts';
import { WORDS } from './words.ts';

/** Lays the report out. `asOf`: what was entered or measured later is not in the data; epoch ms. */
export function slaDocument(
  data: SlaData,
  { locale, asOf }: { readonly locale: Locale; readonly asOf: number },
  sources: ReportSources,
): ReportDocument {
  const say = sayIn(locale, data.timezone);
  const text = (both: Both) => textIn(locale, both);
  const provisional = data.provisionalUntil !== null;
  const blocks: readonly Block[] = [
    ...simulatedWarning(locale, sources),
    ...summaryBlocks(locale, data, say),
    chapter(locale, WORDS.chapterLinks, false),
    table(linkTable(locale, data)),
    ...restitutionTables(locale, data).map(table),
    table(factTable(locale, data)),
    table(classTable(locale, data)),
    chapter(locale, WORDS.chapterGroups, false),
    ...groupTables(locale, data).map(table),
    chapter(locale, WORDS.chapterQuality, false),
    table(qualityTable(locale, data)),
    table(trafficTable(locale, data)),
    chapter(locale, WORDS.annexA),
    table(eventTable(locale, data)),
    table(ledgerTable(locale, data)),
    chapter(locale, WORDS.annexB, false),
    table(maintenanceTable(locale, data)),
    chapter(locale, WORDS.annexC, false),
    table(unknownTable(locale, data)),
    chapter(locale, WORDS.annexD),
    ...chartsOf(locale, data).map((chart): Block => ({ kind: 'chart', chart })),
    ...methodPage(locale, data, say),
    ...minutesPage(locale, data, { say, sources }),
  ];
  const month = say.month(data.month);
  return {
    kind: 'sla',
    locale,
    timezone: data.timezone,
    fileName: fileNameOf(
      'sla',
      data.subject.id ?? data.subject.by,
      data.month,
      ...(provisional ? ['sementara'] : []),
    ),
    letterhead: letterheadOf(sources),
    title: text(WORDS.title),
    subtitle: `${text(WORDS.month)} ${month}${provisional ? ` – ${text(WORDS.provisional)}` : ''}`,
    facts: headerFacts(data, { locale, say, asOf, program: sources.program }),
    blocks,
    hash: hashOf(data),
    footer: footerOf(locale, sources, say),
    orientation: 'landscape',
  };
}

function table(of: Extract<Block, { kind: 'table' }>['table']): Block {
  return { kind: 'table', table: of };
}

const SUBJECTS: Readonly<Record<SlaData['subject']['by'], Both>> = {
  contract: ['Kontrak', 'Contract'],
  provider: ['Penyedia', 'Provider'],
  regency: ['Kabupaten', 'Regency'],
  province: ['Provinsi', 'Province'],
};

function headerFacts(
  data: SlaData,
  about: { readonly locale: Locale; readonly say: Say; readonly asOf: number; readonly program: string },
): readonly Fact[] {
  const { locale, say, asOf, program } = about;
  const text = (both: Both) => textIn(locale, both);
  const missing = text(WORDS.unrecorded);
  const fact = (label: Both, value: string): Fact => ({ label: text(label), value });
  const [only, ...others] = data.contracts;
  const contract = only && others.length === 0 ? only : undefined;
  return [
    fact(SUBJECTS[data.subject.by], data.subject.name),
    ...(contract
      ? [
          ...(data.subject.by === 'contract' ? [] : [fact(SUBJECTS.contract, contract.name)]),
          fact(
            ['Nomor dan tanggal kontrak', 'Contract number and date'],
            `${contract.number ?? missing}; ${contract.date === null ? missing : say.isoDay(contract.date)}`,
          ),
          fact(['Nama paket', 'Package'], contract.packageName ?? missing),
          fact(['Penyedia', 'Provider'], contract.provider),
          fact(['PPK', 'Commitment officer (PPK)'], contract.owner?.name ?? missing),
        ]
      : []),
    fact(['Periode', 'Period'], `${say.moment(data.from)} – ${say.moment(data.to)}`),
    fact(
      ['Keadaan per', 'As of'],
      data.lastEntry === null
        ? say.moment(asOf)
        : `${say.moment(asOf)}; ${text(['catatan terakhir no.', 'last ledger entry no.'])} ${data.lastEntry}`,
    ),
    fact(
      ['Sumber waktu', 'Time source'],
      data.timeServers.length === 0
        ? text(['jam sistem (tanpa pembanding NTP)', 'system clock (not compared with NTP)'])
        : `NTP: ${data.timeServers.join(', ')}`,
    ),
    fact(['Cakupan ukur', 'Coverage'], say.share(data.total.coverage, 2)),
    fact(['Jalur dilaporkan', 'Links reported'], say.count(data.total.links)),
    fact(['Perangkat lunak', 'Program'], program),
  ];
}
