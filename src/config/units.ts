// Quantities as people write them: `200ms`, `5m`, `100M`, `2.5%`, `1GB`. Every text has its unit.

const DURATION_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  y: 365 * 86_400_000,
};
const BITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };
const BYTES: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
};

/** Form of a duration. */
export const DURATION_PATTERN = /^(\d{1,9}(?:\.\d{1,3})?) ?(ms|s|m|h|d|y)$/;
/** Form of a bandwidth. */
export const BANDWIDTH_PATTERN = /^(\d{1,9}(?:\.\d{1,3})?) ?([kKmMgG]?)(?:bps|bit\/s|b\/s)?$/;
/** Form of a percentage. */
export const PERCENT_PATTERN = /^(\d{1,3}(?:\.\d{1,3})?) ?%$/;
/** Form of an amount of storage. */
export const SIZE_PATTERN = /^(\d{1,9}(?:\.\d{1,3})?) ?([kKmMgG]i?)B$/;

/** Milliseconds of a duration such as `200ms`, `5s`, `2m`, `1h`, `35d`, `10y`; undefined when the text is none. */
export function parseDurationMs(text: string): number | undefined {
  return amount(text, DURATION_PATTERN, DURATION_MS);
}

/** Bit/s of a bandwidth such as `512k`, `5M`, `5 Mbps`, `1G`; undefined when the text is none. */
export function parseBandwidthBps(text: string): number | undefined {
  return amount(text, BANDWIDTH_PATTERN, BITS);
}

/** A percentage such as `2.5%`, 0 to 100; undefined when the text is none. */
export function parsePercent(text: string): number | undefined {
  const value = PERCENT_PATTERN.exec(text.trim())?.[1];
  return value !== undefined && Number(value) <= 100 ? Number(value) : undefined;
}

/** Bytes of a size such as `512MB` (10^6) or `1GiB` (2^30); undefined when the text is none. */
export function parseSizeBytes(text: string): number | undefined {
  return amount(text, SIZE_PATTERN, BYTES);
}

function amount(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  const [, value, unit] = pattern.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : units[unit.toLowerCase()];
  return value === undefined || factor === undefined ? undefined : Math.round(Number(value) * factor);
}

/** A duration in the largest unit that needs no fraction, for messages. */
export function formatDuration(durationMs: number): string {
  for (const [unit, factor] of Object.entries(DURATION_MS).reverse()) {
    if (durationMs >= factor && durationMs % factor === 0) return `${durationMs / factor}${unit}`;
  }
  return `${durationMs}ms`;
}
