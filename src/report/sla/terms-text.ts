// What a contract has agreed about counting, in words: every choice, also those that are defaults.

import type { Locale } from '../../domain/explain.ts';
import { MODEL_WORDS } from '../method/codes.ts';
import type { Say } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import type { ContractData } from './data.ts';

const DENOMINATOR: Readonly<Record<ContractData['denominator'], Both>> = {
  calendar: [
    'T adalah seluruh periode, juga untuk jalur yang baru aktif di tengahnya',
    'T is the whole period, also for links that became active within it',
  ],
  service: [
    'T adalah bagian periode sejak aktivasi (BAST) sampai layanan berakhir',
    'T is the part of the period from activation (BAST) to the end of the service',
  ],
};

const EVENT_START: Readonly<Record<ContractData['eventStart'], Both>> = {
  monitoring: [
    'gangguan dihitung sejak echo pertama yang hilang (bukan sejak dipastikan)',
    'an outage counts from its first lost echo (not from when it was confirmed)',
  ],
  ticket: [
    'gangguan dihitung sejak dilaporkan kepada penyedia; tanpa laporan, sejak echo pertama yang hilang',
    'an outage counts from its report to the provider; without one, from its first lost echo',
  ],
  earlier: [
    'gangguan dihitung sejak yang lebih dahulu: echo pertama yang hilang atau laporan kepada penyedia',
    'an outage counts from its first lost echo or its report to the provider, whichever came first',
  ],
};

const STOP_CLOCKS: Readonly<Record<ContractData['stopClocks'], Both>> = {
  entered: [
    'stop clock berlaku bila tidak ditolak salah satu pihak',
    'a stop clock counts unless one of the parties has refused it',
  ],
  agreed: [
    'stop clock berlaku hanya bila disetujui penyedia dan pelanggan',
    'a stop clock counts only once provider and customer have agreed to it',
  ],
};

const UNKNOWN: Readonly<Record<ContractData['unknownTime'], Both>> = {
  'as-up': [
    'waktu yang tidak diketahui dihitung tersedia, demi keuntungan penyedia',
    'unknown time counts as available, in the provider’s favour',
  ],
  excluded: ['waktu yang tidak diketahui dikeluarkan dari T', 'unknown time is taken out of T'],
  'as-down': ['waktu yang tidak diketahui dihitung sebagai waktu henti', 'unknown time counts as downtime'],
};

const DEGRADED: Readonly<Record<ContractData['degradedTime'], Both>> = {
  available: [
    'waktu menurun (degraded) dihitung tersedia dan dilaporkan di kolom sendiri',
    'degraded time counts as available, and has a column of its own',
  ],
  down: ['waktu menurun (degraded) dihitung sebagai waktu henti', 'degraded time counts as downtime'],
};

const UNREACHABLE: Readonly<Record<ContractData['unreachableTime'], Both>> = {
  'own-contract': [
    'waktu terdampak dihitung sebagai waktu henti bila jalur yang gagal ada dalam kontrak yang sama; selain itu dikecualikan',
    'time behind a failed link counts as downtime where that link is of the same contract; else it is excluded',
  ],
  down: ['waktu terdampak dihitung sebagai waktu henti', 'time behind a failed link counts as downtime'],
  excluded: [
    'waktu terdampak dikecualikan dari waktu henti; T tetap',
    'time behind a failed link is excluded from the downtime; T stays',
  ],
};

const MAINTENANCE: Readonly<Record<ContractData['maintenanceTime'], Both>> = {
  'stop-clock': [
    'pemeliharaan yang diumumkan tepat waktu adalah stop clock',
    'maintenance announced in time is a stop clock',
  ],
  down: ['pemeliharaan dihitung sebagai waktu henti', 'maintenance counts as downtime'],
  excluded: [
    'pemeliharaan yang diumumkan tepat waktu dikeluarkan dari waktu henti dan dari T',
    'maintenance announced in time is taken out of the downtime and out of T',
  ],
};

/** One sentence per choice. */
export function termsText(locale: Locale, contract: ContractData, say: Say): readonly string[] {
  const text = (both: Both) => textIn(locale, both);
  const { slaPct, minEventMs, maintenanceNoticeMs, restoreWithinMs, periodDay } = contract;
  const notice = say.duration(maintenanceNoticeMs);
  const restore = restoreWithinMs === null ? undefined : say.duration(restoreWithinMs);
  const sentences: readonly (Both | undefined)[] = [
    slaPct === null
      ? ['tidak ada target ketersediaan', 'no availability was promised']
      : [
          `target ketersediaan (S) ${say.pct(slaPct)} per bulan`,
          `promised availability (S) ${say.pct(slaPct)} per month`,
        ],
    periodDay === 1
      ? ['periode adalah bulan kalender', 'the period is the calendar month']
      : [`periode mulai tanggal ${periodDay}`, `the period begins on day ${periodDay} of the month`],
    DENOMINATOR[contract.denominator],
    EVENT_START[contract.eventStart],
    minEventMs === 0
      ? ['semua gangguan dihitung, berapa pun lamanya', 'all outages count, however short']
      : [
          `gangguan yang lama bersihnya tidak lebih dari ${say.duration(minEventMs)} didaftar tetapi tidak dihitung (diuji utuh, juga melewati batas bulan)`,
          `an outage with a net duration of not more than ${say.duration(minEventMs)} is listed but not counted (tested as a whole, over the edge of a month too)`,
        ],
    STOP_CLOCKS[contract.stopClocks],
    MAINTENANCE[contract.maintenanceTime],
    contract.maintenanceTime === 'down'
      ? undefined
      : maintenanceNoticeMs === 0
        ? ['pemeliharaan harus diumumkan sebelum mulai', 'maintenance has to be announced before it begins']
        : [
            `pemeliharaan harus diumumkan paling lambat ${notice} sebelum mulai`,
            `maintenance has to be announced ${notice} before it begins at the latest`,
          ],
    UNREACHABLE[contract.unreachableTime],
    DEGRADED[contract.degradedTime],
    UNKNOWN[contract.unknownTime],
    restore === undefined
      ? undefined
      : [`perbaikan dijanjikan dalam ${restore}`, `repair was promised within ${restore}`],
    restitutionText(contract, say),
    [
      `persentase dipotong pada ${contract.decimals} desimal`,
      `percentages are cut off after ${contract.decimals} decimals`,
    ],
  ];
  return sentences.flatMap((both) => (both ? [text(both)] : []));
}

function restitutionText({ restitution, monthlyFeeIdr }: ContractData, say: Say): Both {
  const { model, always, tiers } = restitution;
  const [id, en] = MODEL_WORDS[model];
  if (model === 'none') return ['tidak ada restitusi', 'no restitution'];
  const fee = monthlyFeeIdr === null ? undefined : say.money(monthlyFeeIdr);
  const steps = tiers
    .map(({ belowPct, sharePct }) => `< ${say.pct(belowPct)} → ${say.pct(sharePct)}`)
    .join('; ');
  const due: Both = always
    ? ['juga bila target terpenuhi', 'also when the target is met']
    : ['hanya bila A < S', 'only when A < S'];
  return [
    `restitusi ${id}${steps ? ` (${steps})` : ''}, ${due[0]}, paling banyak F, dibulatkan ke rupiah sekali di akhir; F ${fee === undefined ? 'belum dicatat' : `= ${fee} per jalur per bulan sebelum PPN`}`,
    `restitution ${en}${steps ? ` (${steps})` : ''}, ${due[1]}, at most F, rounded to rupiah once at the end; F ${fee === undefined ? 'is not recorded' : `= ${fee} per link and month before VAT`}`,
  ];
}
