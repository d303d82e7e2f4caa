// Which device is above which: a proposal with its reasons, and no more than that. What is above lies nearer to where jalur
// stands: by default routes, else by steps from the devices near us, else by round-trip time.

import type { FoundDevice } from './device.ts';
import { type Evidence, type EvidenceKind, shortName } from './evidence.ts';

/** A proposed parent. */
export interface ParentProposal {
  /** Indexes into the list of devices. */
  readonly child: number;
  readonly parent: number;
  /** `strong`: a cable or a route says so and the direction is known; `weak`: ARP alone, or a direction by RTT alone. */
  readonly strength: 'strong' | 'likely' | 'weak';
  /** What speaks for it, the direction last. */
  readonly evidence: readonly string[];
}

/** A neighbour protocol on a cable says more than a route, a shared ARP table says least: whole villages share one. */
const WEIGHT: Readonly<Record<EvidenceKind, number>> = {
  lldp: 4,
  cdp: 4,
  mndp: 3,
  subnet: 4,
  'default-route': 5,
  route: 2,
  arp: 1,
};
/** ARP alone. */
const FAINT = 1;
/** Pieces of evidence that are shown for one proposal. */
const MOST_TEXTS = 6;

/** At most one parent for each device, none for those at the top. `near`: addresses close to the monitor, such as its anchors. */
export function proposeParents(
  devices: readonly FoundDevice[],
  evidence: readonly Evidence[],
  near: readonly string[],
): readonly ParentProposal[] {
  const pairs = pairsOf(evidence);
  const depth = depthsOf(devices, pairs, near);
  const parents = new Map<number, number>();
  const proposals: ParentProposal[] = [];
  const inOrder = [...devices.keys()].sort((a, b) => (depth.get(a) ?? 1e6) - (depth.get(b) ?? 1e6) || a - b);
  for (const child of inOrder) {
    const candidates = [...(pairs.get(child)?.keys() ?? [])]
      .flatMap((parent) => judged(child, parent, { devices, pairs, depth }) ?? [])
      .filter(({ parent }) => !isBelow(parent, child, parents))
      .sort((a, b) => b.score - a.score || a.parent - b.parent);
    const [best] = candidates;
    if (!best) continue;
    parents.set(child, best.parent);
    const { parent, strength, texts } = best;
    proposals.push({ child, parent, strength, evidence: texts });
  }
  return proposals.sort((a, b) => a.child - b.child);
}

type Pairs = ReadonlyMap<number, ReadonlyMap<number, readonly Evidence[]>>;

function pairsOf(evidence: readonly Evidence[]): Pairs {
  const pairs = new Map<number, Map<number, Evidence[]>>();
  for (const piece of evidence) {
    for (const [one, other] of [
      [piece.from, piece.to],
      [piece.to, piece.from],
    ] as const) {
      const others = pairs.get(one) ?? new Map<number, Evidence[]>();
      pairs.set(one, others);
      const list = others.get(other);
      if (list) list.push(piece);
      else others.set(other, [piece]);
    }
  }
  return pairs;
}

/** Steps from the devices near us; when none is known, from the one that answers fastest. ARP alone is no step. */
function depthsOf(
  devices: readonly FoundDevice[],
  pairs: Pairs,
  near: readonly string[],
): ReadonlyMap<number, number> {
  const depth = new Map<number, number>();
  const anchors = [...devices.entries()].filter(([, { addresses }]) =>
    addresses.some((each) => near.includes(each)),
  );
  const connected = [...devices.entries()].filter(([index]) => pairs.has(index));
  const fastest = connected.sort(([, a], [, b]) => a.rttMs - b.rttMs)[0];
  const roots = anchors.length > 0 ? anchors : fastest ? [fastest] : [];
  let front = roots.map(([index]) => index);
  for (let steps = 0; front.length > 0; steps++) {
    const next = new Set<number>();
    for (const index of front) if (!depth.has(index)) depth.set(index, steps);
    for (const index of front)
      for (const [other, list] of pairs.get(index) ?? [])
        if (!depth.has(other) && weightOf(list) > FAINT) next.add(other);
    front = [...next];
  }
  return depth;
}

interface Judged {
  readonly parent: number;
  readonly score: number;
  readonly strength: ParentProposal['strength'];
  readonly texts: readonly string[];
}

function judged(
  child: number,
  parent: number,
  around: {
    readonly devices: readonly FoundDevice[];
    readonly pairs: Pairs;
    readonly depth: ReadonlyMap<number, number>;
  },
): Judged | undefined {
  const { devices, pairs, depth } = around;
  const list = pairs.get(child)?.get(parent) ?? [];
  const [one, other] = [devices[child], devices[parent]];
  if (!one || !other) return undefined;
  const up = list.some(({ kind, from }) => kind === 'default-route' && from === child);
  const down = list.some(({ kind, from }) => kind === 'default-route' && from === parent);
  if (down && !up) return undefined;
  const [steps, stepsAbove] = [depth.get(child), depth.get(parent)];
  const isKnown = steps !== undefined && stepsAbove !== undefined && steps !== stepsAbove;
  if (!up && isKnown && stepsAbove > steps) return undefined;
  if (!up && !isKnown && (steps === 0 || other.rttMs >= one.rttMs)) return undefined;
  const direction = up
    ? undefined
    : isKnown
      ? `direction: ${shortName(other)} is ${stepsAbove} steps from here, ${shortName(one)} ${steps}`
      : `direction: ${shortName(other)} answers in ${ms(other.rttMs)}, ${shortName(one)} in ${ms(one.rttMs)}`;
  const weight = weightOf(list);
  const strength =
    weight <= FAINT || (!up && !isKnown) ? 'weak' : weight >= WEIGHT.subnet ? 'strong' : 'likely';
  const texts = [...new Set(list.map(({ text }) => text))].slice(0, MOST_TEXTS);
  return {
    parent,
    strength,
    score: weight + (up ? WEIGHT['default-route'] : 0) + (isKnown ? 1 : 0),
    texts: direction === undefined ? texts : [...texts, direction],
  };
}

/** Each kind counts once: forty ARP entries are no cable. */
function weightOf(list: readonly Evidence[]): number {
  return [...new Set(list.map(({ kind }) => kind))].reduce((sum, kind) => sum + WEIGHT[kind], 0);
}

function isBelow(index: number, above: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = index; at !== undefined; at = parents.get(at))
    if (at === above) return true;
  return false;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
