// What a screen knows: the last snapshot with every later event applied, and when the server was last heard.

import type { Alert, Severity } from '../../domain/alert.ts';
import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { LinkView, MaintenanceView, NetworkView, SiteView } from '../../stream/protocol.ts';

/** A moment on the two clocks of the browser: one that nobody can set, and one that runs on while the machine sleeps. */
export interface BrowserInstant {
  /** performance.now() in ms. */
  readonly monoMs: number;
  /** Date.now() in ms. */
  readonly wallMs: number;
}

/** When something was last heard, and what the server's clock said then. */
export interface Heard {
  readonly instant: BrowserInstant;
  /** Epoch ms on jalur's timeline at that moment. */
  readonly serverTime: number;
}

/** The province as it is known. Every collection is replaced, never changed, so that views can compare by identity. */
export interface Province {
  readonly bootId: string;
  /** Number of the newest kept event; a new connection resumes after it. */
  readonly seq: number;
  readonly version: string;
  readonly facts: NetworkView['province'];
  readonly simulated: boolean;
  readonly echoEngine: NetworkView['echoEngine'];
  readonly monitorSite: SiteId;
  /** Epoch ms; absent while the monitor sees. */
  readonly blindSince?: number;
  readonly sites: ReadonlyMap<SiteId, SiteView>;
  /** In the order of the configuration. */
  readonly links: ReadonlyMap<LinkId, LinkView>;
  /** Alerts that are not closed, by number. */
  readonly alerts: ReadonlyMap<number, Alert>;
  /** Number of the newest `alert.act` event about an alert; only of those that were announced since the snapshot. */
  readonly acts: ReadonlyMap<number, number>;
  /** Alerts at least this severe wait for somebody's acknowledgement. */
  readonly acknowledgeFrom: Severity | 'never';
  /** Windows that are open now. */
  readonly maintenance: readonly MaintenanceView[];
  /** True when an event was announced that the state store could not keep. */
  readonly undurable: boolean;
}

/** Everything the page shows comes from here. */
export interface Screen {
  /** Absent before the first snapshot. */
  readonly province?: Province;
  /** Absent before the first word of a server. */
  readonly heard?: Heard;
  /** Age of the stalest link's last verdict in ms, as of the last heartbeat. */
  readonly oldestDataMs?: number;
}

/** A screen that knows nothing yet. */
export const EMPTY_SCREEN: Screen = {};

/** jalur's time now, extrapolated from when it was last told; undefined before that. */
export function serverNow(heard: Heard | undefined, now: BrowserInstant): number | undefined {
  return heard && heard.serverTime + silenceMs(heard, now);
}

/** How long nothing was heard. The larger of both clocks counts: one of them may have stood still while the machine slept. */
export function silenceMs(heard: Heard, now: BrowserInstant): number {
  return Math.max(0, now.monoMs - heard.instant.monoMs, now.wallMs - heard.instant.wallMs);
}
