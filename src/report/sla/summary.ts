// The first page: the figures that matter, and what has to be known to read them.

import type { Locale } from '../../domain/explain.ts';
import type { Block, Tone } from '../document.ts';
import type { Say } from '../method/format.ts';
import { NONE } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import { chapter } from '../method/paper.ts';
import type { SlaData } from './data.ts';
import { WORDS } from './words.ts';

/** Names that a sentence can hold. */
const MOST_NAMES = 10;

/** Warnings, four figures, and a sentence on each of what follows. */
export function summaryBlocks(locale: Locale, data: SlaData, say: Say): readonly Block[] {
  const text = (both: Both) => textIn(locale, both);
  const { total } = data;
  const judged = total.met + total.missed;
  const tone: Tone = judged === 0 ? 'neutral' : total.missed > 0 ? 'bad' : 'good';
  return [
    ...warnings(data, say).map((both): Block => ({ kind: 'text', tone: 'warning', text: text(both) })),
    chapter(locale, WORDS.chapterResult, false),
    {
      kind: 'figures',
      figures: [
        {
          label: text(['Ketersediaan bersih', 'Net availability']),
          value: say.share(total.availability, total.decimals),
          note: `${text(['kotor', 'gross'])} ${say.share(total.grossAvailability, total.decimals)}`,
          tone,
        },
        {
          label: text(['Jalur memenuhi target', 'Links that met their target']),
          value: judged === 0 ? NONE : `${say.count(total.met)} / ${say.count(judged)}`,
          tone,
        },
        {
          label: text(['Waktu henti dihitung', 'Counted downtime']),
          value: say.duration(total.countedMs),
          note: `${say.count(total.countedEvents)} / ${say.count(total.events)} ${text(['gangguan', 'outages'])}`,
          tone: total.countedMs > 0 ? 'warning' : 'good',
        },
        {
          label: text(['Restitusi', 'Restitution']),
          value: total.restitutionIdr === null ? NONE : say.money(total.restitutionIdr),
          ...(data.provisionalUntil !== null && {
            note: text(['dihitung setelah bulan berakhir', 'counted once the month is over']),
          }),
          tone: (total.restitutionIdr ?? 0) > 0 ? 'bad' : 'neutral',
        },
      ],
    },
    { kind: 'text', text: text(reading(data, say)) },
  ];
}

function warnings(data: SlaData, say: Say): readonly Both[] {
  const { provisionalUntil, partial, historyUnreadable, notInService } = data;
  const found: Both[] = [];
  if (provisionalUntil !== null)
    found.push([
      `SEMENTARA: bulan ini belum berakhir; dihitung sampai ${say.moment(provisionalUntil)}. Restitusi belum ditetapkan.`,
      `PROVISIONAL: the month is not over; counted until ${say.moment(provisionalUntil)}. No restitution is due yet.`,
    ]);
  if (partial)
    found.push([
      'Laporan ini hanya memuat jalur yang boleh dilihat pembacanya; semua jumlah adalah jumlah jalur-jalur itu saja.',
      'This report holds only links that its reader may see; all sums are sums of those links alone.',
    ]);
  if (historyUnreadable)
    found.push([
      'Riwayat pengukuran tidak dapat dibaca ketika laporan dibuat: mutu dan pemakaian tidak dicantumkan. Ketersediaan dan restitusi tidak bergantung padanya.',
      'The history of measurements could not be read when this was made: quality and use are left out. Availability and restitution do not depend on it.',
    ]);
  if (notInService.length > 0) {
    const names = notInService.slice(0, MOST_NAMES).join(', ');
    const more = notInService.length > MOST_NAMES ? `, … (${notInService.length})` : '';
    found.push([
      `Tidak beroperasi dalam periode ini, tidak dihitung: ${names}${more}.`,
      `Not in service in this period, not counted: ${names}${more}.`,
    ]);
  }
  return found;
}

function reading({ total, unknown, ledger }: SlaData, say: Say): Both {
  const unknownMs = total.coverage.whole - total.coverage.part;
  const stops = ledger.filter(({ kind }) => kind === 'stop').length;
  const corrections = ledger.filter(({ kind }) => kind === 'correction').length;
  return [
    `Dari ${say.count(total.links)} jalur tercatat ${say.count(total.events)} gangguan dengan waktu henti kotor ${say.duration(total.grossMs)}; stop clock ${say.duration(total.stopMs)}. ` +
      `Tidak diketahui: ${say.duration(unknownMs)} dalam ${say.count(unknown.length)} rentang. ` +
      `Catatan yang berlaku: ${say.count(stops)} stop clock, ${say.count(corrections)} koreksi.`,
    `On ${say.count(total.links)} links ${say.count(total.events)} outages were recorded with a gross downtime of ${say.duration(total.grossMs)}; stop clock ${say.duration(total.stopMs)}. ` +
      `Unknown: ${say.duration(unknownMs)} in ${say.count(unknown.length)} stretches. ` +
      `Entries that counted: ${say.count(stops)} stop clocks, ${say.count(corrections)} corrections.`,
  ];
}
