// The last page: the minutes that both parties sign, with room for what the provider has to say.

import type { Locale } from '../../domain/explain.ts';
import type { Block, Party } from '../document.ts';
import { NIP_TO_WRITE } from '../frame.ts';
import { NONE, type Say } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import { chapter, officeParties, placeOf } from '../method/paper.ts';
import type { ReportSources } from '../sources.ts';
import type { SlaData } from './data.ts';
import { WORDS } from './words.ts';

/** Parties that a page has room for. */
const MOST_PARTIES = 3;
const SECOND = /kedua|second/i;
/** Empty lines for objections. */
const LINES = 5;

/** The minutes. While the month lasts nothing is agreed upon: there are none. */
export function minutesPage(
  locale: Locale,
  data: SlaData,
  { say, sources }: { readonly say: Say; readonly sources: ReportSources },
): readonly Block[] {
  if (data.provisionalUntil !== null) return [];
  const text = (both: Both) => textIn(locale, both);
  const { total } = data;
  return [
    chapter(locale, WORDS.minutes),
    { kind: 'text', text: text(statement(data, say)) },
    {
      kind: 'facts',
      facts: [
        { label: text(['Jalur', 'Links']), value: say.count(total.links) },
        { label: text(['Gangguan dihitung', 'Counted outages']), value: say.count(total.countedEvents) },
        { label: text(['Waktu henti kotor', 'Gross downtime']), value: say.duration(total.grossMs) },
        { label: text(['Stop clock', 'Stop clock']), value: say.duration(total.stopMs) },
        { label: text(['Waktu henti dihitung', 'Counted downtime']), value: say.duration(total.countedMs) },
        {
          label: text(['Ketersediaan bersih', 'Net availability']),
          value: say.share(total.availability, total.decimals),
        },
        {
          label: text(['Tidak memenuhi target', 'Missed their target']),
          value: say.count(total.missed),
        },
        {
          label: text(['Jumlah restitusi', 'Sum of restitution']),
          value: total.restitutionIdr === null ? NONE : say.money(total.restitutionIdr),
        },
      ],
    },
    {
      kind: 'table',
      table: {
        id: 'objections',
        title: text(WORDS.objections),
        columns: [
          { key: 'no', title: text(['No', 'No.']), kind: 'count', width: 1 },
          { key: 'link', title: text(['Jalur', 'Link']), kind: 'text', width: 4 },
          { key: 'remark', title: text(WORDS.objections), kind: 'text', width: 15 },
        ],
        rows: Array.from({ length: LINES }, (_, index) => [index + 1, null, null]),
        empty: '',
      },
    },
    { kind: 'signatures', place: placeOf(sources), parties: partiesOf(locale, data, sources) },
  ];
}

function statement({ month, subject }: SlaData, say: Say): Both {
  return [
    `Para pihak telah merekonsiliasi ketersediaan layanan bulan ${say.month(month)} untuk ${subject.name} berdasarkan data dalam laporan ini, yang dikenali dari hash pada setiap halaman, dan menyatakan angka berikut benar, kecuali yang dicatat di bawah.`,
    `The parties have reconciled the availability of ${subject.name} in ${say.month(month)} on the data of this report, known by the hash on every page, and state that the figures below are right, but for what is noted under them.`,
  ];
}

/** The office first; the provider where the report is about one alone. */
function partiesOf(locale: Locale, { contracts, links }: SlaData, sources: ReportSources): readonly Party[] {
  const text = (both: Both) => textIn(locale, both);
  const [contract] = contracts;
  const providers = new Set(links.map(({ provider }) => provider));
  const [provider] = providers;
  const named = contracts.length === 1 ? contract : undefined;
  const [first] = officeParties(locale, sources, 1);
  const office = first?.office ?? '';
  const ours = named?.owner
    ? [
        {
          role: `${text(WORDS.firstParty)}: ${named.owner.position ?? text(WORDS.ppk)}`,
          office,
          name: named.owner.name,
          number: named.owner.nip === null ? NIP_TO_WRITE : nipOf(named.owner.nip),
        },
      ]
    : configured(locale, sources);
  // Who is named as the second party in the configuration signs for the provider.
  const isWhole = ours.length >= MOST_PARTIES || ours.some(({ role }) => SECOND.test(role));
  if (isWhole || providers.size !== 1 || typeof provider !== 'string') return ours;
  const position = named?.signatory?.position;
  return [
    ...ours,
    {
      role:
        typeof position === 'string' ? `${text(WORDS.secondParty)}: ${position}` : text(WORDS.secondParty),
      office: provider,
      ...(named?.signatory && { name: named.signatory.name }),
    },
  ];
}

/** The word once, whether the configuration says it or not. */
function nipOf(nip: string): string {
  return `NIP ${nip.replace(/^NIP\.?\s*/i, '')}`;
}

/** Those of the configuration; where it names nobody, a line for the head of the division. */
function configured(locale: Locale, sources: ReportSources): readonly Party[] {
  const parties = officeParties(locale, sources, MOST_PARTIES);
  if (sources.config.reports.signatories.length > 0) return parties;
  return parties.map((party) => ({ ...party, role: `${textIn(locale, WORDS.firstParty)}: ${party.role}` }));
}
