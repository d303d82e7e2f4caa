// The schema of what a video conference asks of a path.

import type { z } from 'zod';
import { bandwidth, duration, percent } from './schema-scalars.ts';
import { section } from './section.ts';

const most = (what: string) => duration(what, { leastMs: 1, mostMs: 60_000 });

const bounds = (description: string) =>
  section(description, {
    rtt: most('Most round-trip time.').optional(),
    loss: percent('Most echoes lost.').optional(),
    jitter: most('Most jitter.').optional(),
    free: bandwidth('Least free bandwidth in each direction.').optional(),
  });

/** Limits of the levels; what is absent is the project's own. */
export const viconSchema = section('What a video conference asks of a path.', {
  ready: bounds('Up to here a site is ready (siap).').optional(),
  limited: bounds('Up to here it is limited (terbatas), beyond it is not fit (tidak).').optional(),
});

/** The section whose form has been checked. */
export type ViconEntry = z.output<typeof viconSchema>;
