// Annex E: how everything was counted, so that an auditor can count it again.

import type { Locale } from '../../domain/explain.ts';
import type { Block } from '../document.ts';
import type { Say } from '../method/format.ts';
import {
  AVAILABILITY_FORMULAS,
  CLASS_FORMULAS,
  QUALITY_FORMULAS,
  RESTITUTION_FORMULAS,
} from '../method/formulas.ts';
import { type Both, textIn } from '../method/language.ts';
import { chapter, listOf, section } from '../method/paper.ts';
import type { SlaData } from './data.ts';
import { termsText } from './terms-text.ts';
import { WORDS } from './words.ts';

/** The page. */
export function methodPage(locale: Locale, data: SlaData, say: Say): readonly Block[] {
  return [
    chapter(locale, WORDS.annexE),
    section(locale, ['Ketersediaan', 'Availability']),
    listOf(locale, AVAILABILITY_FORMULAS),
    section(locale, ['Kelas waktu', 'Classes of time']),
    listOf(locale, CLASS_FORMULAS),
    ...data.contracts.flatMap((contract): readonly Block[] => [
      section(locale, [`Ketentuan kontrak ${contract.name}`, `Terms of contract ${contract.name}`]),
      { kind: 'list', items: termsText(locale, contract, say) },
    ]),
    ...(data.links.some(({ contract }) => contract === null)
      ? [
          section(locale, ['Jalur tanpa kontrak', 'Links without a contract']),
          listOf(locale, [WITHOUT_CONTRACT]),
        ]
      : []),
    section(locale, ['Restitusi', 'Restitution']),
    listOf(locale, RESTITUTION_FORMULAS),
    section(locale, ['Mutu', 'Quality']),
    listOf(locale, QUALITY_FORMULAS),
    section(locale, ['Data dan pembulatan', 'Data and rounding']),
    { kind: 'list', items: dataNotes(data, say).map((both) => textIn(locale, both)) },
  ];
}

const WITHOUT_CONTRACT: Both = [
  'Tanpa target dan tanpa restitusi; T adalah waktu layanan, semua gangguan dihitung, waktu terdampak dikecualikan, waktu yang tidak diketahui dihitung tersedia.',
  'No target and no restitution; T is the service time, all outages count, time behind a failed link is excluded, unknown time counts as available.',
];

function dataNotes({ from, to, timezone }: SlaData, say: Say): readonly Both[] {
  const seconds = say.count((to - from) / 1_000);
  return [
    [
      `Periode setengah terbuka: ${say.moment(from)} termasuk, ${say.moment(to)} tidak; ${seconds} detik. Zona waktu ${timezone} (${say.zoneName}).`,
      `The period is half-open: ${say.moment(from)} belongs to it, ${say.moment(to)} does not; ${seconds} seconds. Time zone ${timezone} (${say.zoneName}).`,
    ],
    [
      'Hash adalah SHA-256 dari data laporan dalam JSON kanonik (RFC 8785), sama untuk semua bahasa dan format. Data yang sama menghasilkan hash yang sama; koreksi yang dicatat kemudian menghasilkan revisi dengan hash lain, dan laporan lama dapat dibuat ulang per tanggalnya.',
      'The hash is the SHA-256 of the report’s data in canonical JSON (RFC 8785), the same in every language and format. The same data gives the same hash; a correction entered later makes a revision with another hash, and the old report can be made again as of its date.',
    ],
    [
      'Ketentuan kontrak, nama jalur, dan biaya diambil dari konfigurasi ketika laporan dibuat; konfigurasi lama tidak disimpan. Angka mutu berasal dari riwayat per jam, usulan sebab dari perangkat hanya selama masih disimpan.',
      'Terms, names of links and fees come from the configuration at the time of making; older configurations are not kept. Quality figures come from the hourly history, causes proposed by devices only while they are still held.',
    ],
    [
      'Di lembar kerja, durasi dalam detik; rumus lembar kerja menghitung ulang A, bersih, restitusi, dan jumlah dari kolom-kolom itu sendiri.',
      'In the spreadsheet durations are in seconds; its formulas re-compute A, net, restitution and totals from the columns themselves.',
    ],
  ];
}
