// Why a link is in its state, and why it is or is not alerting, in sentences for people (design law 4).

import type { Alert, Suppression } from './alert.ts';
import { beatGraceMs, type Stage } from './link.ts';
import type { LinkState, Reason } from './state.ts';

/** Languages of explanations. */
export const LOCALES = ['id', 'en'] as const;
/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** Everything an explanation rests on. */
export interface ExplainInput {
  readonly name: string;
  readonly stage: Stage;
  readonly state: LinkState;
  /** Epoch ms. */
  readonly since: number;
  readonly reason: Reason;
  /** Lost echoes in a row that are being checked, and how many it takes; absent when nothing is suspected. */
  readonly suspicion?: {
    readonly lostInRow: number;
    readonly required: number;
    /** Present where beats are missing, not echoes. */
    readonly beatEveryMs?: number;
  };
  /** Active alerts about the link. */
  readonly alerts: readonly Alert[];
  /** Names for ids, as people know them. */
  readonly siteName: (id: string) => string;
  readonly linkName: (id: string) => string;
  /** A moment as people read it, in the province's time zone. */
  readonly time: (at: number) => string;
}

/** Sentences: the state with its evidence, then the alerts with their proofs. */
export function explainLink(input: ExplainInput, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const { suspicion } = input;
  const sentences = [
    words.state(input.name, words.states[input.state], input.time(input.since)),
    ...words.reason(input.reason, input),
  ];
  if (suspicion) sentences.push(words.suspicion(suspicion));
  if (input.stage !== 'active') sentences.push(words.notActive(words.stages[input.stage]));
  else if (input.alerts.length === 0) sentences.push(words.noAlert);
  for (const alert of input.alerts) {
    const rule = `${alert.rule} #${alert.number}`;
    sentences.push(
      alert.suppressed
        ? words.held(rule, words.suppression(alert.suppressed, input))
        : words.alerting(rule, input.time(alert.raisedAt)),
    );
  }
  return sentences;
}

interface Words {
  readonly states: Readonly<Record<LinkState, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly state: (name: string, state: string, since: string) => string;
  readonly reason: (reason: Reason, input: ExplainInput) => readonly string[];
  readonly suspicion: (suspicion: NonNullable<ExplainInput['suspicion']>) => string;
  readonly notActive: (stage: string) => string;
  readonly noAlert: string;
  readonly alerting: (rule: string, since: string) => string;
  readonly held: (rule: string, why: string) => string;
  readonly suppression: (proof: Suppression, input: ExplainInput) => string;
}

const OUTCOMES_EN = {
  lost: 'no reply',
  unreachable: 'reported unreachable',
  'ttl-exceeded': 'TTL exceeded',
  'no-route': 'no route',
} as const;
const OUTCOMES_ID = {
  lost: 'tanpa balasan',
  unreachable: 'dilaporkan tak terjangkau',
  'ttl-exceeded': 'TTL habis',
  'no-route': 'tanpa rute',
} as const;
const FIGURE_UNITS = { loss: '%', rtt: ' ms', jitter: ' ms' } as const;

const ENGLISH: Words = {
  states: { up: 'up', degraded: 'degraded', down: 'down', unreachable: 'unreachable', unknown: 'unknown' },
  stages: { planned: 'planned', active: 'active', suspended: 'suspended', retired: 'retired' },
  state: (name, state, since) => `${name} is ${state} since ${since}.`,
  reason: (reason, input) => {
    switch (reason.kind) {
      case 'answering':
        return [
          reason.beatEveryMs === undefined
            ? 'Its echoes are answered.'
            : `Its device cannot be asked and beats by itself; the beats, wanted every ${span(reason.beatEveryMs, number)}, arrive.`,
        ];
      case 'quality':
        return [
          `Its ${reason.figure} stood at ${number(reason.value)}${FIGURE_UNITS[reason.figure]}, above the limit of ${number(reason.limit)}${FIGURE_UNITS[reason.figure]}.`,
        ];
      case 'silent':
        return [
          reason.beatEveryMs !== undefined
            ? `${reason.lostInRow} beats in a row did not arrive, the first due at ${input.time(reason.firstLostAt)}; its device cannot be asked and beats every ${span(reason.beatEveryMs, number)}, and with a usual loss of ${number(reason.lossPct)}% it takes ${reason.required} of them: finding out takes ${span(waitMs(reason.required, reason.beatEveryMs), number)} after the last that came.`
            : `${reason.lostInRow} echoes in a row were not answered (${OUTCOMES_EN[reason.outcome]}), the first sent at ${input.time(reason.firstLostAt)}; with a usual loss of ${number(reason.lossPct)}% it takes ${reason.required}.`,
          reason.ancestors.length === 0
            ? 'It begins at the monitor’s own site, and the monitor could see.'
            : `Meanwhile these were seen to work: ${reason.ancestors.map(({ site, answeredAt }) => `${input.siteName(site)} (${input.time(answeredAt)})`).join(', ')}.`,
        ];
      case 'ancestor':
        return [
          `It hangs behind ${input.siteName(reason.site)}, which has no working link: ${input.linkName(reason.link)} is down since ${input.time(reason.since)}, proved by ${reason.beatEveryMs === undefined ? 'an echo lost at' : 'a missing beat that was due at'} ${input.time(reason.provedAt)}.`,
        ];
      case 'blind':
        return ['The monitor itself is cut off and sees nothing.'];
      case 'stopped':
        return ['jalur was not running, and nothing has been measured since.'];
      case 'clock':
        return ['The system clock was set forward over this time.'];
      case 'unmeasured':
        return ['Nothing has been answered yet.'];
      case 'not-probed':
        return ['It is not probed.'];
    }
  },
  suspicion: ({ lostInRow, required, beatEveryMs }) =>
    beatEveryMs === undefined
      ? `It is being checked: ${lostInRow} echoes in a row are lost, ${required} would decide.`
      : `It is being waited for: ${lostInRow} beats in a row are missing, ${required} would decide, ${span(waitMs(required, beatEveryMs), number)} after the last that came.`,
  notActive: (stage) => `It does not alert because it is ${stage}.`,
  noAlert: 'There is no alert about it.',
  alerting: (rule, since) => `Alert ${rule} is active since ${since}.`,
  held: (rule, why) => `Alert ${rule} is held back: ${why}.`,
  suppression: (proof, input) => {
    switch (proof.by) {
      case 'ancestor':
        return `its cause is ${input.linkName(proof.link)}, down since ${input.time(proof.since)}${proof.alert === undefined ? '' : ` (alert #${proof.alert})`}, proved at ${input.time(proof.provedAt)}`;
      case 'blind':
        return `the monitor is blind since ${input.time(proof.since)}`;
      case 'flapping':
        return `the link is flapping since ${input.time(proof.since)} (alert #${proof.alert})`;
      case 'maintenance':
        return `maintenance “${proof.name}”, announced by ${proof.announcedBy}, from ${input.time(proof.since)} to ${input.time(proof.until)}, and the trouble began within it`;
      case 'shelved':
        return `${proof.who} shelved it at ${input.time(proof.since)}, until ${input.time(proof.until)}`;
      case 'rule':
        return `alert ${proof.rule} #${proof.alert} about the same link says it already, since ${input.time(proof.since)}`;
      case 'settling':
        return `jalur started at ${input.time(proof.since)} and makes sure until ${input.time(proof.until)} what is new`;
    }
  },
};

const INDONESIAN: Words = {
  states: {
    up: 'terhubung',
    degraded: 'menurun',
    down: 'putus',
    unreachable: 'tak terjangkau',
    unknown: 'tidak diketahui',
  },
  stages: { planned: 'direncanakan', active: 'aktif', suspended: 'ditangguhkan', retired: 'dihentikan' },
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
            : `${reason.lostInRow} echo berturut-turut tidak dijawab (${OUTCOMES_ID[reason.outcome]}), yang pertama dikirim ${input.time(reason.firstLostAt)}; dengan loss biasa ${decimal(reason.lossPct)}% diperlukan ${reason.required}.`,
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
};

const WORDS: Readonly<Record<Locale, Words>> = { id: INDONESIAN, en: ENGLISH };

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A period in the words both languages share; half minutes are what the grace of a beat makes. */
function span(ms: number, write: (value: number) => string): string {
  return ms >= 60_000 && ms % 30_000 === 0 ? `${write(ms / 60_000)} min` : `${Math.round(ms / 1_000)} s`;
}

/** From the last beat that came to the verdict: the last of those that decide is waited for beyond the moment it is due. */
function waitMs(required: number, everyMs: number): number {
  return required * everyMs + beatGraceMs({ everyMs });
}

/** A number as Indonesian writes it: with a decimal comma. */
function decimal(value: number): string {
  return number(value).replace('.', ',');
}
