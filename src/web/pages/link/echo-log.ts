// The single echoes of the last ten minutes: those the server remembers, and those that have come since, each once.

import type { EchoView } from '../../../stream/protocol.ts';

/** How far back the live view reaches. */
export const ECHO_SPAN_MS = 600_000;
/** Echoes kept: ten minutes at one a second, and extra ones of suspicions beside them. */
const MOST_ECHOES = 1_800;

/** Joins echoes in the order of sending; those older than ten minutes at `now` go. */
export function joinEchoes(
  known: readonly EchoView[],
  more: readonly EchoView[],
  now: number,
): readonly EchoView[] {
  const byMark = new Map<string, EchoView>();
  for (const each of [...known, ...more])
    if (each.at > now - ECHO_SPAN_MS) byMark.set(`${each.at} ${each.burst}`, each);
  return [...byMark.values()].sort((a, b) => a.at - b.at).slice(-MOST_ECHOES);
}

/** What echoes say together. RTT figures are absent where nothing came back. */
export interface EchoSum {
  readonly sent: number;
  readonly lost: number;
  readonly minMs?: number;
  readonly medianMs?: number;
  readonly maxMs?: number;
}

/** Sums regular echoes up; extra ones are sent because of a loss, or because somebody asked, and would colour it. */
export function sumEchoes(echoes: readonly EchoView[]): EchoSum {
  const regular = echoes.filter(({ burst }) => !burst);
  const rtts = regular.flatMap(({ rttMs }) => rttMs ?? []).sort((a, b) => a - b);
  const lost = regular.filter(({ outcome }) => outcome !== 'answered').length;
  const [low, middle, high] = [rtts[0], rtts[Math.floor((rtts.length - 1) / 2)], rtts.at(-1)];
  return {
    sent: regular.length,
    lost,
    ...(low !== undefined && { minMs: low }),
    ...(middle !== undefined && { medianMs: middle }),
    ...(high !== undefined && { maxMs: high }),
  };
}

/** Shapes of the strip in a box of so many units: answered bars (a beat, which has no RTT, is full), extra ones, losses. */
export interface EchoShapes {
  readonly regular: string;
  readonly extra: string;
  readonly lost: string;
  /** RTT of a bar as high as the box, ms. */
  readonly topMs: number;
}

/** Draws echoes over the ten minutes that end at `now`. */
export function echoShapes(
  echoes: readonly EchoView[],
  now: number,
  { width, height }: { readonly width: number; readonly height: number },
): EchoShapes {
  const topMs = niceTop(Math.max(0, ...echoes.map(({ rttMs }) => rttMs ?? 0)));
  const barWidth = Math.max(1, (width / 600) * 0.8);
  const parts = { regular: '', extra: '', lost: '' };
  for (const { at, outcome, rttMs, burst } of echoes) {
    const x = (width * (at - (now - ECHO_SPAN_MS))) / ECHO_SPAN_MS;
    if (x < 0) continue;
    const left = x.toFixed(1);
    if (outcome !== 'answered') {
      parts.lost += `M${left} 0v${height}`;
      continue;
    }
    const tall = Math.max(1, ((rttMs ?? topMs) / topMs) * height);
    const bar = `M${left} ${height}v-${tall.toFixed(1)}h${barWidth.toFixed(1)}v${tall.toFixed(1)}z`;
    if (burst) parts.extra += bar;
    else parts.regular += bar;
  }
  return { ...parts, topMs };
}

/** The next 1, 2 or 5 times a power of ten. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((each) => each * power >= value) ?? 10) * power;
}
