// Words for the codes that reports print.

import type { CauseCode } from '../../domain/act.ts';
import type { Locale } from '../../domain/explain.ts';
import type { Medium } from '../../domain/link.ts';
import type { TiphonCategory } from '../../domain/quality.ts';
import type { EventVerdict, SlaClass } from '../../domain/sla/account.ts';
import type { CorrectedState, StopReason } from '../../domain/sla/ledger.ts';
import type { RestitutionModel } from '../../domain/sla/terms.ts';
import type { Terms } from '../../domain/terms.ts';
import { ENGLISH_TERMS } from '../../domain/terms-english.ts';
import { INDONESIAN_TERMS } from '../../domain/terms-indonesian.ts';
import type { Both } from './language.ts';

const TERMS: Readonly<Record<Locale, Terms>> = { id: INDONESIAN_TERMS, en: ENGLISH_TERMS };

/** A cause as the screen says it, or what a device let suppose. */
export function causeText(locale: Locale, code: CauseCode | 'restart' | 'line'): string {
  if (code === 'restart')
    return locale === 'id' ? 'perangkat menyala ulang (listrik)' : 'device restarted (power)';
  if (code === 'line') return locale === 'id' ? 'jaringan (perangkat tetap menyala)' : 'line (device ran on)';
  return TERMS[locale].cause[code];
}

/** Media. */
export const MEDIUM_WORDS: Readonly<Record<Medium, Both>> = {
  fiber: ['FO', 'fibre'],
  radio: ['radio', 'radio'],
  lte: ['LTE', 'LTE'],
  vsat: ['VSAT', 'VSAT'],
  copper: ['tembaga', 'copper'],
  other: ['lain', 'other'],
};

/** Classes of time. */
export const CLASS_WORDS: Readonly<Record<SlaClass, Both>> = {
  up: ['Normal', 'Up'],
  degraded: ['Menurun', 'Degraded'],
  down: ['Putus', 'Down'],
  unreachable: ['Terdampak', 'Unreachable'],
  unknown: ['Tidak diketahui', 'Unknown'],
  maintenance: ['Pemeliharaan', 'Maintenance'],
};

/** States that an outage may begin with, or a correction may say. */
export const STATE_WORDS: Readonly<Record<CorrectedState, Both>> = {
  up: ['normal', 'up'],
  degraded: ['menurun', 'degraded'],
  down: ['putus', 'down'],
  unreachable: ['terdampak', 'unreachable'],
  unknown: ['tidak diketahui', 'unknown'],
};

/** What became of an outage in the count. */
export const VERDICT_WORDS: Readonly<Record<EventVerdict, Both>> = {
  counted: ['dihitung', 'counted'],
  short: ['non-restitusi (singkat)', 'not counted (short)'],
  stopped: ['stop clock seluruhnya', 'stop clock throughout'],
  affected: ['terdampak (bukan penyedia ini)', 'affected (not this provider)'],
};

/** Why time is taken out. */
export const STOP_WORDS: Readonly<Record<StopReason, Both>> = {
  maintenance: ['pemeliharaan terjadwal', 'planned maintenance'],
  'customer-power': ['listrik di lokasi pelanggan', 'power at the customer’s site'],
  'customer-equipment': ['perangkat pelanggan', 'customer’s equipment'],
  'no-access': ['tidak ada akses atau izin ke lokasi', 'no access to the site'],
  'force-majeure': ['keadaan kahar', 'force majeure'],
  'third-party': ['pihak ketiga', 'third party'],
};

/** Categories of the TIPHON index, as practised in Indonesia. */
export const TIPHON_WORDS: Readonly<Record<TiphonCategory, Both>> = {
  'very-satisfying': ['Sangat Memuaskan', 'Very satisfying'],
  satisfying: ['Memuaskan', 'Satisfying'],
  'less-satisfying': ['Kurang Memuaskan', 'Less satisfying'],
  poor: ['Jelek', 'Poor'],
};

/** Restitution models with their formula. F fee, S promise %, A availability %, D counted downtime, T denominator. */
export const MODEL_WORDS: Readonly<Record<RestitutionModel, Both>> = {
  gap: ['gap: F × (S − A) / S', 'gap: F × (S − A) / S'],
  gap100: ['gap100: F × (S − A) / 100', 'gap100: F × (S − A) / 100'],
  prorata_excess: [
    'prorata_excess: F × maks(0; D − T × (1 − S/100)) / T',
    'prorata_excess: F × max(0, D − T × (1 − S/100)) / T',
  ],
  prorata_all: ['prorata_all: F × D / T', 'prorata_all: F × D / T'],
  beibi: ['beibi: F × D / (T × S/100)', 'beibi: F × D / (T × S/100)'],
  tier: ['tier: bagian dari F menurut tabel tingkat', 'tier: a share of F by a table of steps'],
  none: ['tidak ada restitusi', 'no restitution'],
};

/** Why nothing is known of a stretch. */
export const UNKNOWN_WORDS: Readonly<Record<string, Both>> = {
  blind: ['pemantau buta (semua anchor diam)', 'the monitor was blind (all anchors silent)'],
  stopped: ['jalur tidak berjalan', 'jalur was not running'],
  clock: ['jam sistem dimajukan', 'the system clock was set forward'],
  'own-faults': ['gangguan mesin pemantau', 'faults of the monitoring machine'],
  unmeasured: ['belum diukur', 'not measured yet'],
  'not-probed': ['tidak dipantau (di luar layanan)', 'not probed (out of service)'],
  correction: ['menurut koreksi', 'by a correction'],
  none: ['tanpa catatan', 'no record'],
};
