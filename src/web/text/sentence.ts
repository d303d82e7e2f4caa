// Why a link is in its state, in one sentence; a fact the message does not hold is left out, never guessed.

import type { SiteId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/link.ts';
import type { DegradedFigure, LinkState, Reason } from '../../domain/state.ts';
import { formatMs, formatPct, type ProvinceTime } from './format.ts';
import { WORDS } from './languages.ts';
import type { Language } from './words.ts';

/** What sentences need besides their subject. */
export interface SentenceContext {
  readonly language: Language;
  readonly time: ProvinceTime;
  /** Epoch ms. */
  readonly now: number;
  /** Name of a site; its id when unknown. */
  siteName(site: SiteId): string;
}

/** What a link says of itself. */
export interface Reasoned {
  readonly stage: Stage;
  readonly state: LinkState;
  readonly reason: Reason;
}

/**
 * Why a link is in its state. A planned one is not judged before it is active, so that what its state began with says nothing
 * of today: its echoes are sent and may be answered meanwhile.
 */
export function linkReason({ stage, state, reason }: Reasoned, context: SentenceContext): string {
  const isOld = reason.kind === 'unmeasured' || reason.kind === 'stopped';
  if (stage !== 'planned' || state !== 'unknown' || !isOld) return reasonSentence(reason, context);
  return context.language === 'id'
    ? 'Masih rencana: statusnya belum dinilai'
    : 'Still planned: its state is not judged yet';
}

/** A reason as a sentence without a full stop. */
export function reasonSentence(reason: Reason, context: SentenceContext): string {
  const indonesian = context.language === 'id';
  const words = WORDS[context.language];
  const moment = (at: number): string => context.time.moment(at, context.now);
  switch (reason.kind) {
    case 'answering':
      if (reason.beatEveryMs !== undefined) return indonesian ? 'Denyut diterima' : 'Beats arrive';
      return indonesian ? 'Echo terjawab' : 'Echoes are answered';
    case 'quality': {
      const value = figureText(reason.figure, reason.value, context.language);
      const limit = figureText(reason.figure, reason.limit, context.language);
      const figure = words.figure[reason.figure];
      return indonesian ? `${figure} ${value}, batas ${limit}` : `${figure} ${value}, limit ${limit}`;
    }
    case 'silent': {
      const how = words.outcome[reason.outcome];
      const proof = reason.ancestors.map((each) => context.siteName(each.site)).join(', ');
      const first = moment(reason.firstLostAt);
      if (reason.beatEveryMs !== undefined)
        return indonesian
          ? `${reason.lostInRow} denyut tidak diterima sejak ${first}${proof && `; ${proof} terjangkau`}`
          : `${reason.lostInRow} beats missing since ${first}${proof && `; ${proof} reachable`}`;
      return indonesian
        ? `${reason.lostInRow} echo ${how} sejak ${first}${proof && `; ${proof} terjangkau`}`
        : `${reason.lostInRow} echoes: ${how} since ${first}${proof && `; ${proof} reachable`}`;
    }
    case 'ancestor': {
      const site = context.siteName(reason.site);
      return indonesian
        ? `${site} terputus sejak ${moment(reason.since)}`
        : `${site} is cut off since ${moment(reason.since)}`;
    }
    case 'blind':
      return indonesian ? 'Pemantau buta: semua anchor diam' : 'The monitor is blind: all anchors are silent';
    case 'stopped':
      return indonesian ? 'jalur tidak berjalan' : 'jalur was not running';
    case 'clock':
      return indonesian ? 'Jam sistem diubah maju' : 'The system clock was set forward';
    case 'own-faults':
      return indonesian
        ? 'Mesin pemantau sendiri menggagalkan setiap echo'
        : 'The monitor’s own machine spoils every echo';
    case 'unmeasured':
      return indonesian ? 'Belum ada pengukuran' : 'Nothing measured yet';
    case 'not-probed':
      return indonesian ? 'Tidak dipantau (di luar layanan)' : 'Not watched (out of service)';
  }
}

/** A figure with its unit. */
export function figureText(figure: DegradedFigure, value: number, language: Language): string {
  const words = WORDS[language];
  return figure === 'loss' ? formatPct(value, words) : formatMs(value, words);
}
