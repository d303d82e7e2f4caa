// The page's state as signals: what came from the server, what the viewer has chosen, and what follows from both.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Alert } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { EchoView, MaintenanceView, ServerMessage } from '../../stream/protocol.ts';
import { type AlertTree, alertTree, isWaiting } from '../model/alert-tree.ts';
import { type Freshness, freshness } from '../model/freshness.ts';
import { countStates, type StateCounts } from '../model/groups.ts';
import { type Arrival, reduce } from '../model/reduce.ts';
import { HOME, hashOf, type Route } from '../model/route.ts';
import { type BrowserInstant, EMPTY_SCREEN, type Screen, serverNow } from '../model/screen.ts';
import type { ConnectionStatus } from '../stream/connection.ts';
import { type ProvinceTime, provinceTime } from '../text/format.ts';
import { WORDS } from '../text/languages.ts';
import type { SentenceContext } from '../text/sentence.ts';
import { siteName } from '../text/site-name.ts';
import type { Words } from '../text/words.ts';
import { createDesk, type Desk } from './desk.ts';
import { createMe, type Me } from './me.ts';
import type { Preferences } from './preferences.ts';

/** Live echoes kept for the link that is looked at. */
const ECHO_LIMIT = 120;

/** Everything views read and change. */
export interface App {
  readonly preferences: Preferences;
  readonly desk: Desk;
  readonly me: Me;
  /** Where we are; changed with {@link App.go}. */
  readonly route: Signal<Route>;
  readonly screen: Signal<Screen>;
  readonly status: Signal<ConnectionStatus>;
  /** How often the stream has come back after it was lost: what was asked before may be old. */
  readonly returns: Signal<number>;
  /** Moves once a second. */
  readonly now: Signal<BrowserInstant>;
  readonly selected: Signal<LinkId | undefined>;
  /** Newest last, of the selected link; at most {@link ECHO_LIMIT}. */
  readonly echoes: Signal<readonly EchoView[]>;
  readonly words: ReadonlySignal<Words>;
  /** Epoch ms on jalur's timeline; 0 before the first word of the server. */
  readonly serverTime: ReadonlySignal<number>;
  readonly time: ReadonlySignal<ProvinceTime>;
  readonly freshness: ReadonlySignal<Freshness>;
  readonly counts: ReadonlySignal<StateCounts>;
  readonly alerts: ReadonlySignal<AlertTree>;
  /** The open maintenance window that covers a link; of several the one that ends last. */
  readonly maintenance: ReadonlySignal<ReadonlyMap<LinkId, MaintenanceView>>;
  readonly sentences: ReadonlySignal<SentenceContext>;
  /** Goes to a page, or to another view of this one. */
  go(route: Route): void;
  /** Applies a batch; true when a new snapshot has to be asked for. */
  deliver(batch: readonly Arrival[]): boolean;
  /** Hands every batch on once the screen shows it, for what wants to know what happened; the answer ends it. */
  listen(hear: (batch: readonly Arrival[]) => void): () => void;
  /** Whether an alert waits for somebody to acknowledge or to reset it. */
  isWaiting(alert: Alert): boolean;
  /** Opens a link's details, or closes all details. */
  select(link: LinkId | undefined): void;
  /** Opens an alert's details, with those of its link. */
  openAlert(alert: Alert): void;
  takeEchoes(message: Extract<ServerMessage, { type: 'link.echo' }>): void;
}

const NO_LINKS: StateCounts = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };

/** Builds the state of a page that has heard nothing yet. */
export function createApp(preferences: Preferences, start: BrowserInstant): App {
  const screen = signal<Screen>(EMPTY_SCREEN);
  const now = signal(start);
  const selected = signal<LinkId>();
  const echoes = signal<readonly EchoView[]>([]);
  const listeners = new Set<(batch: readonly Arrival[]) => void>();
  const province = computed(() => screen.value.province);
  // Computed signals pass on only what has changed: a new round leaves the alert list alone.
  const links = computed(() => province.value?.links);
  const alerts = computed(() => province.value?.alerts);
  const acknowledgeFrom = computed(() => province.value?.acknowledgeFrom ?? 'info');
  const windows = computed(() => province.value?.maintenance);
  const me = createMe();
  const route = signal<Route>(HOME);
  const desk = createDesk(
    province,
    computed(() => me.signature() ?? preferences.operator.value),
  );
  const timezone = computed(() => province.value?.facts.timezone ?? 'Asia/Makassar');
  const words = computed(() => WORDS[preferences.language.value]);
  const serverTime = computed(() => serverNow(screen.value.heard, now.value) ?? 0);
  const time = computed(() => provinceTime(timezone.value, words.value));
  const show = (link: LinkId | undefined): void => {
    if (link === selected.value) return;
    selected.value = link;
    echoes.value = [];
  };
  return {
    preferences,
    desk,
    me,
    route,
    screen,
    status: signal<ConnectionStatus>({ kind: 'connecting' }),
    returns: signal(0),
    now,
    selected,
    echoes,
    words,
    serverTime,
    time,
    freshness: computed(() => freshness(screen.value, now.value)),
    counts: computed(() => (links.value ? countStates(links.value.values()) : NO_LINKS)),
    alerts: computed(() => alertTree(alerts.value ?? new Map(), acknowledgeFrom.value)),
    maintenance: computed(() => coverage(windows.value ?? [])),
    sentences: computed(() => ({
      language: preferences.language.value,
      time: time.value,
      now: serverTime.value,
      siteName: (site) => siteName(site, province.value?.sites, words.value),
    })),
    go: (to) => {
      if (hashOf(to) !== hashOf(route.peek())) route.value = to;
    },
    deliver: (batch) => {
      const { screen: next, needsSnapshot } = reduce(screen.value, batch);
      screen.value = next;
      for (const hear of listeners) hear(batch);
      return needsSnapshot;
    },
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    isWaiting: (alert) => isWaiting(alert, acknowledgeFrom.value),
    select: (link) => {
      desk.opened.value = undefined;
      show(link);
    },
    openAlert: ({ number, subject }) => {
      desk.opened.value = number;
      show(subject === 'monitor' ? undefined : subject);
    },
    takeEchoes: (message) => {
      if (message.link !== selected.value) return;
      echoes.value = [...echoes.value, ...message.echoes].slice(-ECHO_LIMIT);
    },
  };
}

function coverage(windows: readonly MaintenanceView[]): ReadonlyMap<LinkId, MaintenanceView> {
  const byLink = new Map<LinkId, MaintenanceView>();
  for (const window of windows)
    for (const link of window.links) if ((byLink.get(link)?.to ?? 0) < window.to) byLink.set(link, window);
  return byLink;
}
