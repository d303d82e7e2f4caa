// A witness in an operations room: knows what really works, and says at every moment which silence, which alarm and which
// message is not true.

import type { Alert, Suppression } from '../../src/domain/alert.ts';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import type { Link } from '../../src/domain/link.ts';
import type { Room } from './room.ts';

/**
 * After the last change everything is known: after a start a link is down once 39 echoes in a row were lost, which takes
 * nine seconds, and a village behind a regency that comes back waits for that first.
 */
const QUIET_MS = 12_000;
/** Proofs that do not wait for what echoes show: they hold from the first ticks on. */
const PROMPT: readonly Suppression['by'][] = ['flapping', 'shelved', 'rule', 'settling'];
const PROMPT_MS = 200;
/** A link that works for so long rings no more. */
const WORKING_MS = 30_000;
/** `waitMs` of the room's messages, and two ticks. */
const TOLD_MS = 5_200;

/** Watches a room from now on; `faults` fills with what is not true. */
export class Witness {
  readonly faults: string[] = [];
  /** What a poll of the link found last, by rule. */
  readonly holds = new Map<string, boolean>();
  readonly #room: Room;
  #changedMs = 0;
  #sim: unknown;
  /** Since when it works, CLOCK_MONOTONIC ms. */
  readonly #working = new Map<LinkId, number>();
  readonly #audible = new Map<number, { readonly occurrence: number; readonly sinceMs: number }>();
  readonly #told = new Set<string>();
  readonly #kinds = new Map<string, string[]>();
  readonly #occurrences = new Map<number, number>();
  #heard = 0;
  /** How often each assertion was made: one that is never made shows nothing. */
  readonly made = new Map<string, number>();

  constructor(room: Room) {
    this.#room = room;
    this.changed();
    room.onTick = () => this.#look();
  }

  /** Something was changed just now. */
  changed(): void {
    this.#changedMs = this.#room.sim.nowMs;
  }

  /** What every address was told of every alert: `alert channel address` and the kinds in their order. */
  get kinds(): ReadonlyMap<string, readonly string[]> {
    return this.#kinds;
  }

  /** How often an alert's condition came. */
  occurrences(alert: number): number {
    return this.#occurrences.get(alert) ?? 0;
  }

  #look(): void {
    const { sim } = this.#room;
    // jalur was away for a while.
    if (sim !== this.#sim) this.changed();
    this.#sim = sim;
    const links = [...sim.state.config.network.links.values()];
    for (const link of links)
      if (!sim.pathWorks(link)) this.#working.delete(link.id);
      else if (!this.#working.has(link.id)) this.#working.set(link.id, sim.nowMs);
    this.#followAlerts();
    this.#followMessages();
    if (sim.nowMs - this.#changedMs < PROMPT_MS) return;
    for (const alert of sim.alerts())
      if (alert.status === 'active' && alert.suppressed && PROMPT.includes(alert.suppressed.by))
        this.#judgeSilence(alert, alert.suppressed);
    if (sim.nowMs - this.#changedMs < QUIET_MS) return;
    for (const link of links) if (link.stage === 'active' && !sim.pathWorks(link)) this.#judgeOutage(link);
    for (const alert of sim.alerts()) {
      if (alert.status !== 'active') continue;
      if (alert.suppressed) this.#judgeSilence(alert, alert.suppressed);
      else this.#judgeSound(alert);
    }
  }

  #followAlerts(): void {
    const { sim } = this.#room;
    const audible = new Set<number>();
    for (const { number, status, suppressed, occurrences } of sim.alerts()) {
      this.#occurrences.set(number, occurrences);
      if (status !== 'active' || suppressed) continue;
      audible.add(number);
      if (this.#audible.get(number)?.occurrence !== occurrences)
        this.#audible.set(number, { occurrence: occurrences, sinceMs: sim.nowMs });
    }
    for (const number of this.#audible.keys()) if (!audible.has(number)) this.#audible.delete(number);
  }

  #followMessages(): void {
    const { postings, sim } = this.#room;
    for (const { message, channel } of postings.slice(this.#heard)) {
      const { alert, kind, recipients } = message;
      if (alert === undefined) continue;
      this.#make('message');
      const key = `${alert} ${channel} ${recipients.join(',')}`;
      this.#kinds.set(key, [...(this.#kinds.get(key) ?? []), kind]);
      if (kind === 'cleared') continue;
      const heard = this.#audible.get(alert);
      if (heard) this.#told.add(`${alert} ${heard.occurrence}`);
      else this.#fault(`${kind} was told of alert ${alert}, which is not audible`);
    }
    this.#heard = postings.length;
    const settledMs = sim.state.settling?.untilMs ?? 0;
    for (const [number, { occurrence, sinceMs }] of this.#audible) {
      if (sim.nowMs < Math.max(sinceMs + TOLD_MS, settledMs + TOLD_MS)) continue;
      this.#make('told');
      if (!this.#told.has(`${number} ${occurrence}`))
        this.#fault(`alert ${number} is audible for ${sim.nowMs - sinceMs} ms and was told to nobody`);
    }
  }

  /** A link whose path does not work has an alert (its proofs are judged with all others), or nobody can know. */
  #judgeOutage({ id }: Link): void {
    const { sim } = this.#room;
    const watch = sim.state.links.get(id);
    const { severities } = sim.state.config;
    this.#make('outage');
    if (watch?.state === 'unknown') {
      const { kind } = watch.reason;
      const isBlind = sim.state.blind !== undefined && sim.uplinkCut;
      if (!isBlind || (kind !== 'blind' && kind !== 'unmeasured')) this.#fault(`${id} is unknown: ${kind}`);
      return;
    }
    if (severities['link.down'] === 'off') return;
    if (watch?.state === 'unreachable' && severities['link.unreachable'] === 'off') return;
    const alerts = sim.alerts().filter(({ subject, status }) => subject === id && status === 'active');
    if (!alerts.some(({ rule }) => rule === 'link.down' || rule === 'link.unreachable'))
      this.#fault(`${id} does not work, is ${watch?.state}, and has no alert`);
  }

  #judgeSilence({ number, rule, subject, since }: Alert, proof: Suppression): void {
    this.#make(proof.by);
    if (!this.#isTrue(subject, since, proof))
      this.#fault(
        `alert ${number} (${rule} ${subject}) is held back by what is not true: ${JSON.stringify(proof)}`,
      );
  }

  #isTrue(subject: LinkId | 'monitor', since: number, proof: Suppression): boolean {
    const { sim } = this.#room;
    const { state } = sim;
    const { at } = sim.now();
    const active = (number: number) =>
      sim.alerts().some((alert) => alert.number === number && alert.status === 'active');
    // What its own state held back stays so while nobody can see, as what is said of an outage does.
    const unseen = subject !== 'monitor' && state.links.get(subject)?.state === 'unknown' && state.blind;
    switch (proof.by) {
      case 'ancestor': {
        const cause = state.config.network.links.get(proof.link);
        const said = state.links.get(proof.link)?.state;
        if (unseen) return true;
        return cause !== undefined && !sim.pathWorks(cause) && (said === 'down' || said === 'unreachable');
      }
      case 'blind':
        return state.blind !== undefined && sim.uplinkCut;
      case 'flapping':
        return active(proof.alert);
      case 'maintenance':
        return (
          subject !== 'monitor' &&
          state.maintenance.some(
            ({ id, from, links }) => id === proof.window && links.has(subject) && since >= from,
          )
        );
      case 'shelved':
        return proof.until > at;
      case 'rule':
        return active(proof.alert) && sim.alerts(proof.rule).some((alert) => alert.subject === subject);
      case 'settling':
        return state.settling !== undefined && sim.nowMs <= state.settling.untilMs;
    }
  }

  /** An alert that rings is about a link that does not work, or did not until just now, or shows what its rule asks for. */
  #judgeSound({ number, rule, subject, since }: Alert): void {
    const { sim } = this.#room;
    if (rule === 'monitor.blind' && !sim.uplinkCut)
      this.#fault(`alert ${number} says blind, and all is in sight`);
    if (subject === 'monitor') return;
    const sinceMs = this.#working.get(subject);
    const { blind, maintenance, config } = sim.state;
    if (blind) this.#fault(`alert ${number}: ${rule} rings about ${subject}, and jalur is blind`);
    if (maintenance.some(({ from, links }) => since >= from && links.has(subject)))
      this.#fault(`alert ${number}: ${rule} rings about ${subject}, and work on it was announced`);
    for (const other of config.rules.dependsOn.get(rule) ?? [])
      if (sim.alerts(other).some((cause) => cause.subject === subject && cause.status === 'active'))
        this.#fault(`alert ${number}: ${rule} rings about ${subject} beside ${other}`);
    if (rule === 'link.down' || rule === 'link.unreachable') {
      this.#make('working');
      if (sinceMs !== undefined && sim.nowMs - sinceMs > WORKING_MS)
        this.#fault(`alert ${number}: ${rule} rings, and ${subject} works for ${sim.nowMs - sinceMs} ms`);
    }
    if (rule.startsWith('rule.') && this.holds.get(`${rule} ${subject}`) !== true)
      this.#fault(`alert ${number}: ${rule} rings about ${subject}, and its condition does not hold`);
  }

  #make(assertion: string): void {
    this.made.set(assertion, (this.made.get(assertion) ?? 0) + 1);
  }

  #fault(text: string): void {
    if (this.faults.length < 5) this.faults.push(`${this.#room.sim.nowMs / 1_000} s: ${text}`);
  }
}

/** The rule's alerts about a link, as `Witness.holds` names them. */
export function holdsKey(rule: string, link: string): string {
  return `rule.${rule} ${linkId(link)}`;
}
