// What explanations say in Indonesian.

import { decimal, FIGURE_UNITS, figure, span, waitMs } from './explain-figures.ts';
import type { Words } from './explain-words.ts';
import type { RuleLook } from './rule-look.ts';
import { INDONESIAN_TERMS } from './terms-indonesian.ts';

const OUTCOMES = {
  lost: 'tanpa balasan',
  unreachable: 'dilaporkan tak terjangkau',
  'ttl-exceeded': 'TTL habis',
  'no-route': 'tanpa rute',
} as const;

/** Indonesian. */
export const INDONESIAN: Words = {
  states: {
    up: 'terhubung',
    degraded: 'menurun',
    down: 'putus',
    unreachable: 'tak terjangkau',
    unknown: 'tidak diketahui',
  },
  stages: { planned: 'direncanakan', active: 'aktif', suspended: 'ditangguhkan', retired: 'dihentikan' },
  causes: INDONESIAN_TERMS.cause,
  state: (name, state, since) => `${name} ${state} sejak ${since}.`,
  reason: (reason, input) => {
    switch (reason.kind) {
      case 'answering':
        return [
          reason.beatEveryMs === undefined
            ? 'Echo dijawab.'
            : `Perangkatnya tidak dapat ditanya dan berdenyut sendiri; denyut tiap ${span(reason.beatEveryMs, decimal)} diterima.`,
        ];
      case 'quality':
        return [
          `${{ loss: 'Loss', rtt: 'RTT', jitter: 'Jitter' }[reason.figure]} mencapai ${decimal(reason.value)}${FIGURE_UNITS[reason.figure]}, di atas batas ${decimal(reason.limit)}${FIGURE_UNITS[reason.figure]}.`,
        ];
      case 'silent':
        return [
          reason.beatEveryMs !== undefined
            ? `${reason.lostInRow} denyut berturut-turut tidak diterima, yang pertama seharusnya ${input.time(reason.firstLostAt)}; perangkatnya tidak dapat ditanya dan berdenyut tiap ${span(reason.beatEveryMs, decimal)}, dan dengan loss biasa ${decimal(reason.lossPct)}% diperlukan ${reason.required}: perlu ${span(waitMs(reason.required, reason.beatEveryMs), decimal)} setelah yang terakhir untuk memastikan.`
            : `${reason.lostInRow} echo berturut-turut tidak dijawab (${OUTCOMES[reason.outcome]}), yang pertama dikirim ${input.time(reason.firstLostAt)}; dengan loss biasa ${decimal(reason.lossPct)}% diperlukan ${reason.required}.`,
          reason.ancestors.length === 0
            ? 'Jalur ini berawal di lokasi monitor sendiri, dan monitor dapat melihat.'
            : `Sementara itu yang terbukti bekerja: ${reason.ancestors.map(({ site, answeredAt }) => `${input.siteName(site)} (${input.time(answeredAt)})`).join(', ')}.`,
        ];
      case 'ancestor':
        return [
          `Letaknya di belakang ${input.siteName(reason.site)} yang tidak punya jalur hidup: ${input.linkName(reason.link)} putus sejak ${input.time(reason.since)}, terbukti dari ${reason.beatEveryMs === undefined ? 'echo yang hilang pada' : 'denyut yang tidak diterima dan seharusnya'} ${input.time(reason.provedAt)}.`,
        ];
      case 'blind':
        return ['Monitor sendiri terisolasi dan tidak melihat apa pun.'];
      case 'stopped':
        return ['jalur tidak berjalan, dan sejak itu belum ada pengukuran.'];
      case 'clock':
        return ['Jam sistem dimajukan melewati waktu ini.'];
      case 'own-faults':
        return [
          'Selama satu menit atau lebih setiap echo ke sana digagalkan mesin ini sendiri: rute atau firewall-nya menolak, atau mesin terlalu lambat. Keadaan jalur tidak diketahui.',
        ];
      case 'unmeasured':
        return ['Belum ada yang dijawab.'];
      case 'not-probed':
        return ['Jalur ini tidak diperiksa.'];
    }
  },
  suspicion: ({ lostInRow, required, beatEveryMs }) =>
    beatEveryMs === undefined
      ? `Sedang diperiksa: ${lostInRow} echo berturut-turut hilang, ${required} yang menentukan.`
      : `Sedang ditunggu: ${lostInRow} denyut berturut-turut tidak ada, ${required} yang menentukan, ${span(waitMs(required, beatEveryMs), decimal)} setelah yang terakhir.`,
  notActive: (stage) => `Tidak ada alarm karena jalur ini ${stage}.`,
  noAlert: 'Tidak ada alarm tentang jalur ini.',
  alerting: (rule, since) => `Alarm ${rule} aktif sejak ${since}.`,
  held: (rule, why) => `Alarm ${rule} ditahan: ${why}.`,
  suppression: (proof, input) => {
    switch (proof.by) {
      case 'ancestor':
        return `penyebabnya ${input.linkName(proof.link)}, putus sejak ${input.time(proof.since)}${proof.alert === undefined ? '' : ` (alarm #${proof.alert})`}, terbukti ${input.time(proof.provedAt)}`;
      case 'blind':
        return `monitor buta sejak ${input.time(proof.since)}`;
      case 'flapping':
        return `jalur tidak stabil sejak ${input.time(proof.since)} (alarm #${proof.alert})`;
      case 'maintenance':
        return `pemeliharaan “${proof.name}”, diumumkan ${proof.announcedBy}, dari ${input.time(proof.since)} sampai ${input.time(proof.until)}, dan gangguan mulai di dalamnya`;
      case 'shelved':
        return `${proof.who} mengesampingkannya pada ${input.time(proof.since)}, sampai ${input.time(proof.until)}`;
      case 'rule':
        return `alarm ${proof.rule} #${proof.alert} tentang jalur yang sama sudah mengatakannya, sejak ${input.time(proof.since)}`;
      case 'settling':
        return `jalur baru berjalan sejak ${input.time(proof.since)} dan memastikan sampai ${input.time(proof.until)} apa yang baru`;
    }
  },
  returned: (rule, at, latched) =>
    latched
      ? `Alarm ${rule} terkunci: keadaannya sudah hilang sejak ${at}, dan tetap ada sampai direset.`
      : `Alarm ${rule} menunggu diakui: keadaannya sudah hilang sejak ${at}.`,
  acknowledged: (by, at) => `${by} mengakuinya pada ${at}.`,
  again: (occurrences) => `Sudah terjadi ${occurrences} kali.`,
  cause: (cause, by, at) => `Penyebab, dipastikan ${by} pada ${at}: ${cause}.`,
  overrun: (window) => `Pemeliharaan “${window}” sudah berakhir sebelum jalur ini pulih.`,
  turning: (look) => {
    const held = span(look.turningForMs ?? 0, decimal);
    const wanted = span(look.forMs, decimal);
    const what = `Aturan “${look.name.id}” (${figureOf(look)})`;
    if (look.stage === 'clearing') return `${what} membaik selama ${held}; setelah ${wanted} selesai.`;
    return look.turningForMs === undefined
      ? `${what} terpenuhi; setelah ${wanted} menjadi alarm.`
      : `${what} terpenuhi selama ${held}; setelah ${wanted} menjadi alarm.`;
  },
  quiet: (count, nearest) =>
    `${count} aturan memeriksanya dan diam${nearest ? `; yang terdekat “${nearest.name.id}” (${figureOf(nearest)})` : ''}.`,
};

function figureOf({ figure: name, value, unit, limit, distance, instance }: RuleLook): string {
  const part = instance === undefined ? '' : ` ${instance}`;
  if (value === undefined) return `${name}${part}: tidak ada pengukuran`;
  const shown = `${name}${part}${part && ':'} ${figure(value, unit, decimal)}`;
  if (!limit) return shown;
  const raise = figure(limit.raise, unit, decimal);
  const side = limit.side === 'above' ? 'di atas' : 'di bawah';
  return distance === undefined || distance === 0
    ? `${shown}, alarm ${side} ${raise}`
    : `${shown}, alarm ${side} ${raise}, selisih ${figure(distance, unit, decimal)}`;
}
