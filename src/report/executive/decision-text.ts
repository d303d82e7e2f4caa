// Decisions in sentences: what is so, and what is asked of whom.

import type { Say } from '../method/format.ts';
import type { Both } from '../method/language.ts';
import type { Decision } from './data.ts';

/** The sentence of one. */
export function decisionText({ kind, count, names, namesLeftOut, idr }: Decision, say: Say): Both {
  const number = say.count(count);
  const named = names.length === 0 ? '' : `: ${names.join(', ')}`;
  const isShort = namesLeftOut > 0;
  const inIndonesian = isShort ? `${named}, dan ${say.count(namesLeftOut)} lainnya` : named;
  const inEnglish = isShort ? `${named}, and ${say.count(namesLeftOut)} more` : named;
  switch (kind) {
    case 'claim':
      return [
        `Ajukan restitusi ${say.money(idr ?? 0)} dan tanda tangani berita acara${inIndonesian}.`,
        `Claim ${say.money(idr ?? 0)} and have the minutes signed${inEnglish}.`,
      ];
    case 'repeat-offenders':
      return [
        `${number} jalur gagal memenuhi target tiga bulan berturut-turut; panggil penyedia atau siapkan jalur cadangan${inIndonesian}.`,
        `${number} links missed their target three months in a row; summon the provider or plan a second way${inEnglish}.`,
      ];
    case 'unexplained':
      return [
        `${number} gangguan di atas satu jam belum dikonfirmasi sebabnya; lengkapi${inIndonesian}.`,
        `${number} outages of more than an hour have no confirmed cause; confirm it${inEnglish}.`,
      ];
    case 'unagreed':
      return [
        `${number} stop clock belum disetujui kedua pihak; putuskan sebelum rekonsiliasi${inIndonesian}.`,
        `${number} stop clocks are not agreed to by both parties; decide before the reconciliation${inEnglish}.`,
      ];
    case 'coverage':
      return [
        'Kurang dari 95 % waktu terukur; periksa server pemantau dan uplink kantor sebelum angka ini dipakai.',
        'Less than 95 % of the time was measured; check the monitor and the office’s uplink before these figures are used.',
      ];
    case 'silent-villages':
      return [
        `${number} desa dinyatakan aktif tetapi tidak terukur tersambung; periksa di lapangan.`,
        `${number} villages are declared active but were not measured as connected; check on site.`,
      ];
    case 'behind-target':
      return [
        `${number} desa masih kurang dari target pembangunan; tetapkan jadwal atau ubah targetnya.`,
        `${number} villages are missing to the roll-out target; set dates or change the target.`,
      ];
    case 'no-terms':
      return [
        `Target atau biaya ${number} kontrak belum dicatat, sehingga restitusinya tidak dapat dihitung${inIndonesian}.`,
        `Target or fee of ${number} contracts is not recorded, so that no restitution can be counted${inEnglish}.`,
      ];
  }
}
