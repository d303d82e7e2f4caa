// What the API tells of one link beyond the stream: its plan and contract, echoes and polls an operator asked for, its
// states as a strip. Types for the page too.

import type { Act } from '../domain/act.ts';
import type { EchoOutcome } from '../domain/echo.ts';
import type { LinkId } from '../domain/ids.ts';
import type { EchoPlan, QualityLimits } from '../domain/link.ts';
import type { Opening } from '../domain/maintenance-plan.ts';
import type { SnmpResult } from '../domain/reading.ts';
import type { Interval } from '../domain/state.ts';
import type { StripRun } from '../domain/state-strip.ts';
import type { EchoView, LinkView } from './protocol.ts';

/** What was agreed about a link. */
export interface LinkContract {
  readonly id: string;
  readonly name: string;
  /** Name of the provider. */
  readonly provider: string;
  /** Promised availability per month in percent; absent when none was promised. */
  readonly slaPct?: number;
  /** Events not longer than this are not counted, in ms. */
  readonly minEventMs: number;
}

/** A maintenance window that covers a link, open or to come. */
export interface CoveringWindow {
  readonly id: string;
  readonly name: string;
  readonly announcedBy: string;
  readonly note?: string;
  /** The opening under way; absent while it is closed. */
  readonly open?: Opening;
  readonly next?: Opening;
  readonly recurring: boolean;
}

/** What the office has planned about a link; no credentials. */
export interface LinkPlan {
  /** Day the stage began, `YYYY-MM-DD`. */
  readonly since?: string;
  readonly tags: readonly string[];
  readonly echo: EchoPlan;
  readonly quality: QualityLimits;
  /** Present where the device is asked by SNMP: how often, in ms. */
  readonly pollEveryMs?: number;
  readonly contract?: LinkContract;
  /** Address of the link's dashboard in Grafana; absent where none is configured. */
  readonly grafana?: string;
  /** Open ones first, then those to come, the earliest first. */
  readonly maintenance: readonly CoveringWindow[];
}

/** Answer of GET /api/v1/links/ID. */
export interface LinkDetail {
  readonly link: LinkView;
  /** Of the last ten minutes, in the order in which their verdicts came. */
  readonly echoes: readonly EchoView[];
  readonly plan?: LinkPlan;
}

/** Answer of GET /api/v1/links/ID/strip. */
export interface LinkStrip {
  readonly link: LinkId;
  readonly from: number;
  readonly to: number;
  readonly runs: readonly StripRun[];
}

/** Answer of GET /api/v1/links/ID/intervals. */
export interface LinkIntervals {
  readonly link: LinkId;
  /** They tile the window; with a limit, only the newest. */
  readonly intervals: readonly Required<Interval>[];
  /** How many there are in the window. */
  readonly total: number;
}

/** Answer of GET /api/v1/links/ID/acts: what operators did about alerts of the link, newest first. */
export interface LinkActs {
  readonly acts: readonly Act[];
}

/** One echo an operator asked for. `tainted`: our own fault spoiled it, it says nothing about the link. */
export interface AskedEcho {
  readonly at: number;
  readonly outcome: EchoOutcome;
  readonly rttMs?: number;
  readonly tainted?: true;
}

/** Answer of POST /api/v1/links/ID/echo. */
export interface EchoNow {
  readonly link: LinkId;
  readonly address: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** How many were asked for; fewer came when this machine was too busy. */
  readonly asked: number;
  /** In the order of sending. */
  readonly echoes: readonly AskedEcho[];
}

/** Answer of POST /api/v1/links/ID/poll. Counters come as texts. */
export interface PollNow {
  readonly link: LinkId;
  /** When it ended, epoch ms. */
  readonly at: number;
  readonly durationMs: number;
  readonly result: SnmpResult;
}
