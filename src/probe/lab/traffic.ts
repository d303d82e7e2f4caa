// Plausible traffic: offices work by day, villages watch in the evening. A closed form, so that a counter can be read at
// any moment, in any order, and after a restart of the lab as well.

const DAY_S = 86_400;
const WAVE_S = 420;

/** The traffic of one direction of an interface. */
export interface Traffic {
  readonly meanBps: number;
  /** Second of the local day with the most traffic. */
  readonly peakS: number;
  /** Phase of the minutes-long wave on top, in radians. */
  readonly phaseRad: number;
}

/** Day and wave together stay below 1: traffic never runs backwards. */
const DAY_SHARE = 0.6;
const WAVE_SHARE = 0.3;

/** Rate at a local time in seconds, in bit/s; above 0. */
export function rateBps({ meanBps, peakS, phaseRad }: Traffic, localS: number): number {
  const day = Math.cos((2 * Math.PI * (localS - peakS)) / DAY_S);
  const wave = Math.cos((2 * Math.PI * localS) / WAVE_S + phaseRad);
  return meanBps * (1 + DAY_SHARE * day + WAVE_SHARE * wave);
}

/** Octets between two local times in seconds: the integral of the rate. */
export function octetsBetween(traffic: Traffic, fromS: number, toS: number): bigint {
  const octets = integral(traffic, toS) - integral(traffic, fromS);
  return BigInt(Math.max(0, Math.floor(octets / 8)));
}

function integral({ meanBps, peakS, phaseRad }: Traffic, localS: number): number {
  const day = (DAY_S / (2 * Math.PI)) * Math.sin((2 * Math.PI * (localS - peakS)) / DAY_S);
  const wave = (WAVE_S / (2 * Math.PI)) * Math.sin((2 * Math.PI * localS) / WAVE_S + phaseRad);
  return meanBps * (localS + DAY_SHARE * day + WAVE_SHARE * wave);
}
