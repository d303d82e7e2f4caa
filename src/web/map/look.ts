// How sites and links look on the map: by what they do, or, where nobody has promised that they do anything, by their stage.

import { utilisationOf } from '../../domain/line-rate.ts';
import type { LinkState } from '../../domain/state.ts';
import type { LinkView } from '../../stream/protocol.ts';

/**
 * How something looks, the most urgent first. `planned` is hollow; `off`: suspended or retired; `none`: no link leads there;
 * `monitor`: where jalur stands.
 */
export const LOOKS = [
  'down',
  'unreachable',
  'degraded',
  'unknown',
  'up',
  'planned',
  'off',
  'none',
  'monitor',
] as const;
/** One of {@link LOOKS}. */
export type Look = (typeof LOOKS)[number];

const RANK: Readonly<Record<Look, number>> = Object.fromEntries(
  LOOKS.map((look, index) => [look, index]),
) as Record<Look, number>;

/** The more urgent the smaller. */
export function rankOf(look: Look): number {
  return RANK[look];
}

/** Whether an operator has to look at it. */
export function isBroken(look: Look): boolean {
  return RANK[look] < RANK.up;
}

/** How a link looks. */
export function linkLook({ stage, state }: Pick<LinkView, 'stage' | 'state'>): Look {
  if (stage === 'active') return state;
  return stage === 'planned' ? 'planned' : 'off';
}

/**
 * How a site looks, by the links that lead to it: while one of them works the site is reachable (design §6), and degraded when
 * another one does not; else the worst. Without active links it is planned, or off.
 */
export function siteLook(inbound: readonly Look[]): Look {
  const active = inbound.filter((look) => RANK[look] <= RANK.up);
  if (active.length === 0) {
    if (inbound.includes('planned')) return 'planned';
    return inbound.length === 0 ? 'none' : 'off';
  }
  const worst = worstOf(active);
  const works = active.some((look) => look === 'up' || look === 'degraded');
  return works && worst !== 'up' ? 'degraded' : worst;
}

/** The most urgent of some looks; `none` of none. */
export function worstOf(looks: Iterable<Look>): Look {
  let worst: Look | undefined;
  for (const look of looks) if (worst === undefined || RANK[look] < RANK[worst]) worst = look;
  return worst ?? 'none';
}

/** How full a link is, in steps that can be told apart by the width of a line. `0`: not known. */
export const LOADS = [0, 1, 2, 3, 4] as const;
/** One of {@link LOADS}. */
export type Load = (typeof LOADS)[number];
/** Percent at which the steps 2, 3 and 4 begin; as the bars of the table. */
export const LOAD_PCT = [30, 70, 90] as const;

/** How full a link is; what does not answer has no load, whatever the last poll said. */
export function loadOf(link: LinkView): Load {
  if (link.state === 'down' || link.state === 'unreachable' || link.state === 'unknown') return 0;
  const { result, rates } = link.device ?? {};
  const port = result?.kind === 'answered' ? result.interface : undefined;
  const pct = utilisationOf(rates, link.bandwidthBps, port)?.pct;
  if (pct === undefined) return 0;
  const [some, busy, full] = LOAD_PCT;
  return pct >= full ? 4 : pct >= busy ? 3 : pct >= some ? 2 : 1;
}

/** Whether a look is a link's state. */
export function isState(look: Look): look is LinkState {
  return RANK[look] <= RANK.up;
}
