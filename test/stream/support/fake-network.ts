// A hub with a plan, a state store and an engine that say what tests make them say, in virtual time.

import type { ActKind } from '../../../src/domain/act.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import type { EngineEvent, NumberedEvent } from '../../../src/domain/event.ts';
import { isDurable } from '../../../src/domain/event.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Timers } from '../../../src/runtime/timers.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { Hub } from '../../../src/stream/hub.ts';
import { HUB_LIMITS, type HubLimits } from '../../../src/stream/limits.ts';
import type { NetworkView } from '../../../src/stream/protocol.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { FakeTransport, type Reader } from './fake-transport.ts';

/** A link's change of state. */
export function stateEvent(link: string, at = 1): EngineEvent {
  return { kind: 'link.state', at, link: linkId(link), state: 'down', from: at, reason: { kind: 'blind' } };
}

/** A link's round, told from others by its median RTT. */
export function roundEvent(link: string, medianMs: number): EngineEvent {
  const rtt = { minMs: 1, meanMs: 1, medianMs, p95Ms: 9, maxMs: 9, buckets: [] };
  const durations = { upMs: 60_000, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 };
  const round = { from: 0, to: 60_000, sent: 60, received: 60, tainted: 0, rtt, durations };
  return { kind: 'link.round', at: 60_000, link: linkId(link), state: 'up', round };
}

/** An alert that is raised, or changes. */
export function alertEvent(number: number, fields: Partial<Alert> = {}, at = 1): EngineEvent {
  const alert: Alert = {
    number,
    rule: 'link.down',
    subject: linkId('a'),
    severity: 'critical',
    status: 'active',
    since: at,
    raisedAt: at,
    occurrences: 1,
    incident: number,
    data: {},
    ...fields,
  };
  return { kind: 'alert.changed', at, alert };
}

/** What an operator did about an alert. */
export function actEvent(alert: number, who: string, act: ActKind, at = 1): EngineEvent {
  return {
    kind: 'alert.act',
    at,
    act: { alert, act, actor: { who, via: 'screen' }, at, subject: linkId('a') },
  };
}

/** Settings of a fake network; `world` puts it into real time. */
export interface FakeNetworkOptions {
  readonly limits?: Partial<HubLimits>;
  readonly seq?: number;
  readonly bootId?: string;
  /** The snapshot's content; without it a network without links. */
  readonly view?: () => NetworkView;
  readonly world?: { readonly timers: Timers; readonly clock: Clock };
  /** A state store that numbers and keeps the events; without it they are kept here. */
  readonly store?: Pick<StateStore, 'commit' | 'eventsSince'>;
}

/** Everything around a hub. */
export class FakeNetwork {
  readonly timers: FakeTimers;
  readonly hub: Hub;
  readonly published: NumberedEvent[] = [];
  /** Durable events the store holds: those after this number. */
  storeFrom = 0;
  storeFails = false;
  seq: number;
  snapshots = 0;
  readonly #store: FakeNetworkOptions['store'];

  constructor({ limits = {}, seq = 100, bootId = 'boot-1', view, world, store }: FakeNetworkOptions = {}) {
    this.#store = store;
    this.timers = new FakeTimers();
    const { timers, clock } = world ?? { timers: this.timers, clock: this.timers };
    this.seq = seq;
    this.hub = new Hub(
      {
        snapshot: () => ({ ...this.#snapshot(), ...view?.(), seq: this.seq }),
        eventsSince: (since, limit) => this.#since(since, limit),
        seq: () => this.seq,
        oldestDataMs: () => 700,
        now: () => ({ at: clock.wallMs(), monoMs: clock.monoMs() }),
        isLink: (id) => id !== 'stranger',
        bootId,
        timers,
      },
      { ...HUB_LIMITS, ...limits },
    );
  }

  /** Numbers and announces one step's events. */
  publish(...events: readonly EngineEvent[]): void {
    const numbered =
      this.#store?.commit(events).events ??
      events.map((event, index) => ({ seq: this.seq + index + 1, durable: true, event }));
    this.seq = numbered.at(-1)?.seq ?? this.seq;
    this.published.push(...numbered);
    this.hub.publish(numbered);
  }

  /** Connects a client. */
  connect(since?: number, reader: Reader = 'reads') {
    const transport = new FakeTransport(reader);
    return { transport, end: this.hub.attach(transport, since) };
  }

  /** Numbers of the durable events after one. */
  durableAfter(seq: number): readonly number[] {
    return this.published.filter((each) => isDurable(each.event) && each.seq > seq).map((each) => each.seq);
  }

  #since(since: number, limit: number): readonly NumberedEvent[] | undefined {
    if (this.storeFails) throw new Error('the store is busy');
    if (this.#store) return this.#store.eventsSince(since, limit);
    if (since < this.storeFrom) return undefined;
    return this.published.filter(({ seq, event }) => seq > since && isDurable(event)).slice(0, limit);
  }

  #snapshot(): NetworkView {
    this.snapshots++;
    return {
      seq: this.seq,
      serverTime: this.timers.wallMs(),
      bootId: 'boot-1',
      version: '1',
      province: { name: 'Sulawesi Barat', code: '76', timezone: 'Asia/Makassar', locale: 'id' },
      simulated: false,
      echoEngine: { engine: 'socket', why: 'for a test' },
      monitorSite: siteId('hq'),
      sites: [],
      links: [],
      alerts: [],
    };
  }
}
