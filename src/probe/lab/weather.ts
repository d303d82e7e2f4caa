// What a medium adds to an echo even on a good day. Loopback answers in 0.1 ms; a province does not.

import { hash32 } from '../../domain/hash.ts';
import type { Link, Medium } from '../../domain/link.ts';

/** What happens to echoes that take a link or a path. */
export interface Weather {
  /** Share of echoes lost, 0 to 1. */
  readonly loss: number;
  /** Added to the round-trip time, in ms. */
  readonly delayMs: number;
  /** Mean of the exponential spread on top of it; the mean difference of two replies is the same. In ms. */
  readonly jitterMs: number;
}

/** Nothing added: the way of an echo that stays in the office. */
export const CALM: Weather = { loss: 0, delayMs: 0, jitterMs: 0 };

/** Round trips by medium; GEO VSAT is two hops of 36,000 km, about 480 ms by light alone. */
const FAIR: Readonly<Record<Medium, Weather>> = {
  fiber: { loss: 0, delayMs: 3, jitterMs: 0.3 },
  copper: { loss: 0.000_2, delayMs: 14, jitterMs: 1 },
  radio: { loss: 0.000_5, delayMs: 6, jitterMs: 1.5 },
  lte: { loss: 0.001, delayMs: 42, jitterMs: 8 },
  vsat: { loss: 0.001, delayMs: 590, jitterMs: 12 },
  other: { loss: 0.000_2, delayMs: 10, jitterMs: 1 },
};

/** A link's own weather without faults; delay differs between links of a medium by up to 20 %, by a hash of their ids. */
export function fairWeather(link: Pick<Link, 'id' | 'medium'>): Weather {
  const fair = FAIR[link.medium];
  const spread = 0.9 + (0.2 * hash32(`lab-delay/${link.id}`)) / 2 ** 32;
  return { ...fair, delayMs: fair.delayMs * spread };
}

/** One stretch after another: delays and spreads add up, survivors of one are exposed to the next. */
export function through(first: Weather, second: Weather): Weather {
  return {
    loss: 1 - (1 - first.loss) * (1 - second.loss),
    delayMs: first.delayMs + second.delayMs,
    jitterMs: first.jitterMs + second.jitterMs,
  };
}
