// The stream's messages, version 8. A change here raises PROTOCOL and adds a line to docs/stream.md in the same commit.

import type { Alert, Severity } from '../domain/alert.ts';
import type { IncarnationChange, InterfaceRates } from '../domain/counter.ts';
import type { EchoOutcome } from '../domain/echo.ts';
import type { EngineEvent } from '../domain/event.ts';
import type { LinkId, SiteId } from '../domain/ids.ts';
import type { Medium, Stage } from '../domain/link.ts';
import type { SnmpResult } from '../domain/reading.ts';
import type { Round } from '../domain/round.ts';
import type { SiteKind } from '../domain/site.ts';
import type { LinkState, Reason } from '../domain/state.ts';

/** Version of the messages below. */
export const PROTOCOL = 8;
/** A server says something at least this often; a client that hears nothing for twice as long shows old data. */
export const HEARTBEAT_MS = 5_000;

/** Which program part sends the echoes. */
export type EchoEngineKind = 'socket' | 'ping' | 'lab';

/** A site as screens see it. */
export interface SiteView {
  readonly id: SiteId;
  readonly name: string;
  readonly kind: SiteKind;
  readonly code?: string;
  readonly parent?: SiteId;
  readonly position?: readonly [latitudeDeg: number, longitudeDeg: number];
}

/** What the last poll of a device said; of its metrics only those of shown.ts. */
export interface DeviceView {
  readonly at: number;
  readonly result: SnmpResult;
  readonly rates?: InterfaceRates;
  readonly incarnation: IncarnationChange;
}

/** A link as screens see it; no credentials. */
export interface LinkView {
  readonly id: LinkId;
  readonly name: string;
  readonly from: SiteId;
  readonly to: SiteId;
  /** The regency the far end belongs to; absent above the regencies. */
  readonly regency?: SiteId;
  readonly medium: Medium;
  readonly role: 'primary' | 'backup';
  readonly stage: Stage;
  readonly bandwidthBps?: number;
  readonly provider?: string;
  readonly contract?: string;
  /** Absent where the link is measured by the beats its device sends. */
  readonly address?: string;
  /** Period of these beats in ms; absent where the device is echoed. */
  readonly beatEveryMs?: number;
  readonly state: LinkState;
  /** Start of the present interval, epoch ms. */
  readonly since: number;
  readonly reason: Reason;
  /** True while lost echoes are being checked. */
  readonly suspected: boolean;
  /** The last finished round; absent before the first. */
  readonly round?: Round;
  /** When the last echo's verdict was given, epoch ms; absent before the first. */
  readonly verdictAt?: number;
  /** RTT of the last answered echo in ms. */
  readonly rttMs?: number;
  readonly device?: DeviceView;
}

/** A maintenance window that is open now. */
export interface MaintenanceView {
  /** Id of the window, as in `maintenance.*` events. */
  readonly window: string;
  readonly name: string;
  readonly announcedBy: string;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** The links it covers, those behind its scope included. */
  readonly links: readonly LinkId[];
}

/** Everything a screen needs to begin with. Also the body of GET /api/v1/network. */
export interface NetworkView {
  readonly seq: number;
  /** Epoch ms on jalur's timeline. */
  readonly serverTime: number;
  readonly bootId: string;
  readonly version: string;
  readonly province: {
    readonly name: string;
    readonly code: string;
    readonly timezone: string;
    readonly locale: 'id' | 'en';
  };
  /** True when faults are simulated: the screen says so. */
  readonly simulated: boolean;
  /** Which echo engine measures, and why this one; `lab`: nothing is sent, the simulation answers itself. */
  readonly echoEngine: { readonly engine: EchoEngineKind; readonly why: string };
  readonly monitorSite: SiteId;
  /** Since when the monitor is blind; absent when it sees. */
  readonly blindSince?: number;
  readonly sites: readonly SiteView[];
  readonly links: readonly LinkView[];
  /** Alerts that are not closed (active and returned, held back or not), newest first. */
  readonly alerts: readonly Alert[];
  /** Alerts at least this severe wait until somebody acknowledges them; absent when all of them do. */
  readonly acknowledgeFrom?: Severity | 'never';
  /** Maintenance windows that are open now; absent when none is. */
  readonly maintenance?: readonly MaintenanceView[];
}

/** What the server sends. */
export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly serverTime: number;
      readonly seq: number;
      readonly bootId: string;
    }
  | { readonly type: 'snapshot'; readonly seq: number; readonly network: NetworkView }
  /** One kept event; `since` takes its number. */
  | ({ readonly type: 'event' } & EventView)
  /** Many kept events at once, in order: a replay, or a step that changed much. */
  | { readonly type: 'events'; readonly events: readonly EventView[] }
  /** Rounds and polls, the newest of each link; what a slow client had no time for is left out. */
  | { readonly type: 'figures'; readonly events: readonly EventView[] }
  /** Sent only to a client that has every event so far. */
  | {
      readonly type: 'heartbeat';
      readonly serverTime: number;
      readonly seq: number;
      readonly oldestDataMs: number;
    }
  /** Single echoes of watched links. */
  | { readonly type: 'link.echo'; readonly link: LinkId; readonly echoes: readonly EchoView[] }
  /** The last message before the server closes a connection. */
  | { readonly type: 'closing'; readonly code: string; readonly message: string };

/** An event with its number. `durable: false`: the state store could not keep it. */
export type EventView = { readonly seq: number; readonly durable: boolean } & EngineEvent;

/** One echo of a watched link. */
export interface EchoView {
  /** When it was sent, epoch ms. */
  readonly at: number;
  readonly outcome: EchoOutcome;
  readonly rttMs?: number;
  readonly burst: boolean;
}

/** What a client may send; anything else closes the connection. A link that is not in the plan is ignored. */
export type ClientMessage =
  | { readonly type: 'watch'; readonly link: string }
  | { readonly type: 'unwatch'; readonly link: string };
