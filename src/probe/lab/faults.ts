// The state of a simulated province: what a story's acts have broken, and since when. No clock, no timers, no chance of
// its own: acts come with their time, and a device that restarts is back when somebody looks after its time.

import { hash32 } from '../../domain/hash.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Network } from '../../domain/network.ts';
import { type Passage, passages, SILENT, type Trouble } from './reach.ts';
import type { Act } from './story.ts';
import { CALM, type Weather } from './weather.ts';

/** How long a device is silent while it restarts, in ms: a small router's usual third of a minute. */
export const REBOOT_MS = 20_000;
/** Devices had run this long at least, and up to fifty times as long, when the lab began. */
const LEAST_UPTIME_MS = 86_400_000;

/** One simulated device, as its SNMP agent must know it. */
export interface DeviceState {
  /** Nothing comes back from it. */
  readonly silent: boolean;
  /** CLOCK_MONOTONIC in ms of its last start; may be negative, before the machine's own. */
  readonly bootedMonoMs: number;
  /** SNMP-FRAMEWORK-MIB snmpEngineBoots. */
  readonly boots: number;
}

interface LinkState {
  cut: boolean;
  powerCut: boolean;
  absent: boolean;
  /** Restarts until then. */
  backMonoMs: number | undefined;
  degrade: Weather | undefined;
  bootedMonoMs: number;
  boots: number;
  passage: Passage;
  /** What held before `changedMonoMs`: verdicts reach us up to a timeout after their echo was sent. */
  before: Passage;
  changedMonoMs: number;
}

const OFFICE: Passage = { kind: 'open', weather: { ...CALM, delayMs: 0.3, jitterMs: 0.05 } };

/** What is broken in a province. */
export class Faults {
  readonly #network: Network;
  readonly #links = new Map<LinkId, LinkState>();
  #uplinkCut = false;
  #uplink: Noted = { passage: OFFICE, before: OFFICE, changedMonoMs: Number.NEGATIVE_INFINITY };

  constructor(network: Network, absent: readonly LinkId[], nowMonoMs: number) {
    this.#network = network;
    for (const id of network.links.keys()) {
      const chance = hash32(`lab-uptime/${id}`);
      this.#links.set(id, {
        cut: false,
        powerCut: false,
        absent: absent.includes(id),
        backMonoMs: undefined,
        degrade: undefined,
        bootedMonoMs: nowMonoMs - LEAST_UPTIME_MS * (1 + (49 * chance) / 2 ** 32),
        boots: absent.includes(id) ? 0 : 3 + (chance % 20),
        passage: SILENT,
        before: SILENT,
        changedMonoMs: Number.NEGATIVE_INFINITY,
      });
    }
    this.#look(Number.NEGATIVE_INFINITY);
  }

  /** Does one act. An act on a link that is not there changes nothing. */
  apply(act: Act, nowMonoMs: number): void {
    this.settle(nowMonoMs);
    if ('link' in act) {
      const link = this.#links.get(act.link);
      if (link) actOn(link, act, nowMonoMs);
    } else {
      this.#uplinkCut = act.do === 'uplink-cut';
    }
    this.#look(nowMonoMs);
  }

  /** Mends everything; what was built stays, what restarts goes on restarting. */
  mendAll(nowMonoMs: number): void {
    this.settle(nowMonoMs);
    this.#uplinkCut = false;
    for (const link of this.#links.values()) mend(link, nowMonoMs);
    this.#look(nowMonoMs);
  }

  /** Brings back the devices whose restart is over; true when there was one. */
  settle(nowMonoMs: number): boolean {
    const due = [...this.#links.values()].filter((link) => (link.backMonoMs ?? Infinity) <= nowMonoMs);
    due.sort((a, b) => (a.backMonoMs ?? 0) - (b.backMonoMs ?? 0));
    for (const link of due) {
      const backMonoMs = link.backMonoMs ?? nowMonoMs;
      link.backMonoMs = undefined;
      link.bootedMonoMs = backMonoMs;
      this.#look(backMonoMs);
    }
    return due.length > 0;
  }

  /** When the next restart is over; undefined when none is under way. */
  get nextBackMonoMs(): number | undefined {
    const times = [...this.#links.values()].flatMap((link) => link.backMonoMs ?? []);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** What an echo meets that was sent to a link's device at a time not earlier than the change before the last. */
  passage(link: LinkId, sentMonoMs: number): Passage {
    return at(this.#links.get(link), sentMonoMs);
  }

  /** The same for an anchor. */
  anchorPassage(sentMonoMs: number): Passage {
    return at(this.#uplink, sentMonoMs);
  }

  /** What a link's agent must know. */
  device(link: LinkId): DeviceState | undefined {
    const state = this.#links.get(link);
    return (
      state && {
        silent: state.passage.kind === 'silent',
        bootedMonoMs: state.bootedMonoMs,
        boots: state.boots,
      }
    );
  }

  #look(nowMonoMs: number): void {
    const found = passages(this.#network, (id) => troubleOf(this.#links.get(id)));
    for (const [id, link] of this.#links) {
      note(link, this.#uplinkCut ? SILENT : (found.get(id) ?? SILENT), nowMonoMs);
    }
    note(this.#uplink, this.#uplinkCut ? SILENT : OFFICE, nowMonoMs);
  }
}

type Noted = Pick<LinkState, 'passage' | 'before' | 'changedMonoMs'>;

function note(what: Noted, passage: Passage, nowMonoMs: number): void {
  if (samePassage(what.passage, passage)) return;
  what.before = nowMonoMs === Number.NEGATIVE_INFINITY ? passage : what.passage;
  what.passage = passage;
  what.changedMonoMs = nowMonoMs;
}

function at(what: Noted | undefined, sentMonoMs: number): Passage {
  if (!what) return SILENT;
  return sentMonoMs < what.changedMonoMs ? what.before : what.passage;
}

function samePassage(a: Passage, b: Passage): boolean {
  if (a.kind === 'silent' || b.kind === 'silent') return a.kind === b.kind;
  return (
    a.weather.loss === b.weather.loss &&
    a.weather.delayMs === b.weather.delayMs &&
    a.weather.jitterMs === b.weather.jitterMs
  );
}

function troubleOf(link: LinkState | undefined): Trouble | undefined {
  if (!link) return undefined;
  const dark = link.cut || link.powerCut || link.absent || link.backMonoMs !== undefined;
  return link.degrade ? { dark, degrade: link.degrade } : { dark };
}

type LinkAct = Exclude<Act, { readonly do: 'uplink-cut' | 'uplink-mend' }>;

function actOn(link: LinkState, act: LinkAct, nowMonoMs: number): void {
  switch (act.do) {
    case 'cut':
      link.cut = true;
      return;
    case 'power-cut':
      link.powerCut = true;
      link.backMonoMs = undefined;
      return;
    case 'mend':
      mend(link, nowMonoMs);
      return;
    case 'reboot':
      if (link.absent || link.powerCut) return;
      // A second reboot during the first starts it over: one more boot, silent for as long again.
      link.boots++;
      link.backMonoMs = nowMonoMs + REBOOT_MS;
      return;
    case 'build':
      if (!link.absent) return;
      link.absent = false;
      link.boots = 1;
      link.bootedMonoMs = nowMonoMs;
      return;
    case 'degrade':
      link.degrade = { loss: act.lossPct / 100, delayMs: act.delayMs, jitterMs: act.jitterMs };
      return;
    default:
      act satisfies never;
  }
}

function mend(link: LinkState, nowMonoMs: number): void {
  link.cut = false;
  link.degrade = undefined;
  if (!link.powerCut) return;
  link.powerCut = false;
  link.boots++;
  link.bootedMonoMs = nowMonoMs;
}
