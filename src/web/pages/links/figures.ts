// The figures of a link that columns show, sort by and export. Undefined: nothing was measured.

import { type Utilisation, utilisationOf } from '../../../domain/line-rate.ts';
import { lossPct } from '../../../domain/round.ts';
import { qualityFigure } from '../../../domain/rule-judge.ts';
import type { LinkView } from '../../../stream/protocol.ts';

/** Median RTT of the last round in ms; before the first that of the last echo. */
export function rttMsOf({ round, rttMs }: LinkView): number | undefined {
  return round ? round.rtt?.medianMs : rttMs;
}

/** Loss of the last round, percent. */
export function lossPctOf({ round }: LinkView): number | undefined {
  return round && lossPct(round);
}

/** Mean opinion score of the last round, 1 to 4.5, as the alert rules judge it. */
export function mosOf({ round }: LinkView): number | undefined {
  return round && qualityFigure('mos', round);
}

/** What the device's interface carries, bit/s; nothing of a link over which nobody can ask it. */
export function ratesOf({ device, state }: LinkView): { readonly inBps?: number; readonly outBps?: number } {
  return state === 'down' || state === 'unreachable' ? {} : (device?.rates ?? {});
}

/** How full the link is. */
export function useOf(link: LinkView): Utilisation | undefined {
  const result = link.device?.result;
  const port = result?.kind === 'answered' ? result.interface : undefined;
  return utilisationOf(ratesOf(link), link.bandwidthBps, port);
}

/** A device's own figure, by the metric's name. */
export function gaugeOf({ device }: LinkView, name: string): number | undefined {
  const metrics = device?.result.kind === 'answered' ? (device.result.metrics ?? []) : [];
  const found = metrics.find(({ metric, kind }) => metric === name && kind === 'gauge');
  return found?.kind === 'gauge' ? found.value : undefined;
}

/** When the last verdict was given, epoch ms; undefined for links that are not watched. */
export function verdictAtOf({ verdictAt, stage }: LinkView): number | undefined {
  return stage === 'active' || stage === 'planned' ? verdictAt : undefined;
}
