// The binary protocol between the daemon and its echo process: what a frame looks like and which there are. Both ends
// are of one version and one machine, so numbers are in its own (little-endian) order and lie at their natural alignment.

/** Header of every frame: u32 length in bytes (header included, a multiple of 8), u32 type. */
export const FRAME_HEADER_BYTES = 8;
/** Longest frame. A longer one proves that the two ends lost step. */
export const FRAME_MAX_BYTES = 65_536;

/** Process → daemon, once: `u32 kind4, errno4, kind6, errno6`; kinds index {@link SOCKET_KINDS}. */
export const FRAME_HELLO = 1;
/** Process → daemon: verdicts of {@link VERDICT_BYTES} each: `u32 key, u32 outcome | flags << 8, f64 sentMonoMs, f64 rttMs`. */
export const FRAME_VERDICTS = 2;
/** Process → daemon, once a second: f64 each, in the order of {@link STATUS_FIELDS}. The sign of life. */
export const FRAME_STATUS = 3;
/** Daemon → process: targets of {@link TARGET_BYTES} each to add or replace. */
export const FRAME_SET = 16;
/** Daemon → process: `u32 key, u32 0` of each target to forget. */
export const FRAME_DROP = 17;
/** Daemon → process: `u32 key, u32 0, f64 everyMs` (0 ends the burst). */
export const FRAME_BURST = 18;

export const VERDICT_BYTES = 24;
/** `u32 key, family (4 | 6), address[4] (network order; IPv4 in the first), scopeId, 0, f64 everyMs, timeoutMs, phaseMs`. */
export const TARGET_BYTES = 56;
export const DROP_BYTES = 8;
export const BURST_BYTES = 16;

/** How an address family is spoken: not at all, through a datagram ICMP socket, or through a raw one. */
export const SOCKET_KINDS = ['none', 'dgram', 'raw'] as const;
/** One of {@link SOCKET_KINDS}. */
export type SocketKind = (typeof SOCKET_KINDS)[number];

/** Counters of a status frame; all but `slipP99Ms`, `outstanding` and `rssBytes` count up from the process's start. */
export const STATUS_FIELDS = [
  'sent',
  'received',
  'lost',
  'tainted',
  'socketDrops',
  'strays',
  'duplicates',
  'late',
  'sendErrors',
  'cpuMs',
  'slipP99Ms',
  'outstanding',
  'rssBytes',
] as const;
/** What the process counts. */
export type ProbeStatus = Record<(typeof STATUS_FIELDS)[number], number>;

/** A status with nothing counted. */
export function emptyStatus(): ProbeStatus {
  return {
    sent: 0,
    received: 0,
    lost: 0,
    tainted: 0,
    socketDrops: 0,
    strays: 0,
    duplicates: 0,
    late: 0,
    sendErrors: 0,
    cpuMs: 0,
    slipP99Ms: 0,
    outstanding: 0,
    rssBytes: 0,
  };
}

/** Most targets of one engine: ten times the largest plan; columns of this length cost the process 4 MB. */
export const TARGETS_MAX = 65_536;
/** Longest wait for a reply. Sockets and ids are retired only after it, see id rotation. */
export const TIMEOUT_MAX_MS = 30_000;
/** Fastest cadence of one target or burst. */
export const EVERY_MIN_MS = 10;
