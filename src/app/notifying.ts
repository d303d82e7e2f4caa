// Messages at work: what the notifier decides is committed to the outbox, and what waits there is delivered by the
// configuration's channels.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { Figure, MessageView } from '../api/deps.ts';
import type { ChannelConfig } from '../config/notify-config.ts';
import type { NumberedEvent } from '../domain/event.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { openChannel } from '../notify/channels/open.ts';
import { Notifier } from '../notify/decide/notifier.ts';
import { Deliverer } from '../notify/deliver/deliverer.ts';
import type { LaneChannel } from '../notify/deliver/lane.ts';
import { openOutbox } from '../notify/outbox/open.ts';
import type { JournalEntry, Outbox } from '../notify/outbox/port.ts';
import type { Message } from '../notify/port.ts';
import type { Decision, DigestWriter, SavedDecisions } from '../notify/posting.ts';
import { digestWriter } from '../notify/words/digest.ts';
import { systemRandom } from '../runtime/random.ts';
import type { Timeline } from '../runtime/timeline.ts';
import type { TimerHandle } from '../runtime/timers.ts';
import type { StateStore } from '../store/state/port.ts';
import { attachmentReader } from './attachments.ts';
import { notifyFigures } from './notify-figures.ts';
import { every, type Opening } from './parts.ts';
import { opened, type Plan } from './plan.ts';
import { reportWays } from './report-mail.ts';

/** Waits of some seconds end within it. */
const TICK_MS = 500;
/** A storm is decided in portions, and everything else has its turn between two of them. */
const NEXT_PORTION_MS = 5;
/** The channels are told of a storm when all of it is decided, so that it makes one digest, but not later than this. */
const MOST_HELD_MS = 700;
/** Events of an earlier run are read in bites of so many. */
const READ_AT_ONCE = 1_000;
/** Messages about one alert that are shown. */
const MOST_SHOWN = 100;

/** What messages are wired to. */
export interface NotifyingDeps {
  readonly plan: Plan;
  readonly store: Pick<StateStore, 'load' | 'seq' | 'eventsSince'>;
  /** Made, and not started yet. */
  readonly loop: Pick<EngineLoop, 'fault' | 'state'>;
  readonly timeline: Timeline;
}

/** Messages at work. */
export interface Notifying {
  /** Takes the events of one step, after their commit. */
  take(events: readonly NumberedEvent[]): void;
  /** Goes on with what an earlier run left, and delivers from now on; the engine's loop has been started. */
  start(): void;
  /**
   * Sends one more message through a channel, whatever is told of alerts there; `known`: one with its id is on its way already, or
   * was. Throws StoreError where that cannot be read.
   */
  post(channel: string, message: Message, expiresAt: number): 'posted' | 'known';
  /** Takes a changed plan. */
  planChanged(): void;
  /** What became of the newest messages about an alert, newest first. */
  of(alert: number): readonly MessageView[];
  figures(): readonly Figure[];
}

/** Opens the outbox and decides from here on. Throws StoreError when the outbox cannot be opened. */
export function openNotifying(deps: NotifyingDeps, opening: Opening): Notifying {
  const notifying = new NotifyingDesk(deps, opening);
  opening.closer.add('messages', () => notifying.close());
  return notifying;
}

/** Open channels by their id. */
type Ways = ReadonlyMap<string, { readonly config: ChannelConfig; readonly lane: LaneChannel }>;

class NotifyingDesk implements Notifying {
  readonly #deps: NotifyingDeps;
  readonly #opening: Opening;
  readonly #outbox: Outbox;
  readonly #notifier: Notifier;
  readonly #deliverer: Deliverer;
  #ways: Ways = new Map();
  #digest: DigestWriter;
  #stopTicks: () => void = () => undefined;
  #started = false;
  #portion: TimerHandle;
  /** Since when postings wait for the rest of a storm, CLOCK_MONOTONIC ms. */
  #heldSinceMs: number | undefined;

  constructor(deps: NotifyingDeps, opening: Opening) {
    const { plan, store, timeline, loop } = deps;
    const { options, clock, timers, log } = opening;
    this.#deps = deps;
    this.#opening = opening;
    const { outbox, quarantine } = openOutbox(options.directory, { clock, log });
    this.#outbox = outbox;
    this.#digest = this.#digestWriter();
    // Whom a damaged outbox had told nobody knows: what is active is told again, rather than by nobody.
    const saved = quarantine ? { through: store.seq(), threads: [] } : outbox.load();
    const settledMs = loop.state.settling?.untilMs;
    this.#notifier = new Notifier(
      {
        config: plan.config.notify,
        network: plan.network,
        zone: this.#zone(),
        alerts: store.load().activeAlerts,
        seq: store.seq(),
        saved,
        now: timeline.now(),
        ...(settledMs !== undefined && { settledMs }),
      },
      { newId: randomUUID },
    );
    this.#ways = this.#openWays();
    this.#deliverer = new Deliverer(
      {
        outbox: this.#outbox,
        channels: this.#lanes(),
        digest: (messages, why, context) => this.#digest(messages, why, context),
      },
      {
        timers,
        now: () => timeline.now(),
        random: systemRandom,
        log,
        onFault: (detail) => loop.fault('notify', detail),
      },
    );
    this.take(this.#missed(saved));
  }

  start(): void {
    this.#started = true;
    this.#deliverer.start();
    this.#stopTicks = every(this.#opening.timers, TICK_MS, () => this.#tick());
  }

  take(events: readonly NumberedEvent[]): void {
    this.#keep(this.#notifier.take(events, this.#deps.timeline.now()));
  }

  post(channel: string, message: Message, expiresAt: number): 'posted' | 'known' {
    if (this.#outbox.knows(channel, message.id)) return 'known';
    this.#outbox.post({ channel, message, bornAt: this.#deps.timeline.now().at, expiresAt });
    this.#deliverer.post();
    return 'posted';
  }

  planChanged(): void {
    const { config, network } = this.#deps.plan;
    this.#notifier.reload(config.notify, network);
    this.#digest = this.#digestWriter();
    const before = this.#ways;
    this.#ways = this.#openWays();
    const kept = new Set([...this.#ways.values()].map(({ lane }) => lane.channel));
    const gone = [...before.values()].flatMap(({ lane }) => (kept.has(lane.channel) ? [] : [lane.channel]));
    this.#deliverer
      .setChannels(this.#lanes())
      .then(() => Promise.all(gone.map((channel) => channel.close())))
      .catch((error: unknown) => {
        this.#opening.log.warn('A channel could not be closed in order', { detail: String(error) });
      });
  }

  of(alert: number): readonly MessageView[] {
    return this.#outbox.journal({ alert, limit: MOST_SHOWN }).map(shown);
  }

  figures(): readonly Figure[] {
    return notifyFigures({
      channels: this.#deliverer.status(),
      outbox: this.#outbox.status(),
      notifier: this.#notifier.counts,
      now: this.#deps.timeline.now().at,
    });
  }

  async close(): Promise<void> {
    this.#stopTicks();
    this.#started = false;
    this.#opening.timers.clearTimeout(this.#portion);
    await this.#deliverer.stop();
    await Promise.all([...this.#ways.values()].map(({ lane }) => lane.channel.close()));
    this.#outbox.close();
  }

  #tick(): void {
    const now = this.#deps.timeline.now();
    if (now.monoMs >= this.#notifier.dueMs) this.#keep(this.#notifier.tick(now));
  }

  #keep(decision: Decision | undefined): void {
    // What could not be written is sent all the same; the deliverer tells of the failing disk.
    if (decision) this.#outbox.commit(decision);
    const { monoMs } = this.#deps.timeline.now();
    if (decision && decision.postings.length > 0) this.#heldSinceMs ??= monoMs;
    const isMore = this.#started && this.#notifier.dueMs <= monoMs;
    const { timers } = this.#opening;
    timers.clearTimeout(this.#portion);
    if (isMore) this.#portion = timers.setTimeout(() => this.#tick(), NEXT_PORTION_MS);
    if (this.#heldSinceMs === undefined) return;
    if (isMore && monoMs - this.#heldSinceMs < MOST_HELD_MS) return;
    this.#heldSinceMs = undefined;
    this.#deliverer.post();
  }

  /** What happened while nobody decided: between the last decision and the end of the earlier run. */
  #missed({ through }: SavedDecisions): readonly NumberedEvent[] {
    const { store } = this.#deps;
    if (through === undefined) return [];
    const missed: NumberedEvent[] = [];
    for (let seq = through; seq < store.seq(); ) {
      const events = store.eventsSince(seq, READ_AT_ONCE);
      if (events === undefined) {
        this.#opening.log.warn('Events since the last decision about messages are no longer held', {
          since: seq,
        });
        return missed;
      }
      const last = events.at(-1);
      if (!last) break;
      for (const event of events) if (event === last || matters(event)) missed.push(event);
      seq = last.seq;
    }
    return missed;
  }

  /** Channels whose configuration is the same go on as they are: they know what they have sent. */
  #openWays(): Ways {
    const { clock, timers, log, options } = this.#opening;
    const deps = {
      ...{ clock, timers, log, userAgent: `jalur/${options.version}`, hostname: hostname() },
      readAttachment: attachmentReader(options.directory),
    };
    const { notify, reports } = this.#deps.plan.config;
    return new Map(
      [...notify.channels, ...reportWays(reports, notify.channels)].map((config) => {
        const known = this.#ways.get(config.id);
        const isSame = known && isDeepStrictEqual(opened(known.config), opened(config));
        const channel = isSame ? known.lane.channel : openChannel(config, deps);
        return [config.id, { config, lane: { channel, common: config } }];
      }),
    );
  }

  #lanes(): ReadonlyMap<string, LaneChannel> {
    return new Map([...this.#ways].map(([id, { lane }]) => [id, lane]));
  }

  #zone(): Zone {
    return zoneOf(this.#deps.plan.network.province.timezone);
  }

  #digestWriter(): DigestWriter {
    const { config, network } = this.#deps.plan;
    return digestWriter(network, this.#zone(), config.notify.pageUrl);
  }
}

/** Kinds that the notifier looks at. */
function matters({ event }: NumberedEvent): boolean {
  return event.kind.startsWith('alert.') || event.kind === 'link.state';
}

function shown({ recipients, ...entry }: JournalEntry): MessageView {
  const { channel, kind, subject, bornAt, endedAt, attempts, outcome, detail } = entry;
  return {
    ...{ channel, kind, subject, bornAt, endedAt, attempts, outcome },
    recipients: recipients.length,
    ...(detail !== undefined && { detail }),
  };
}
