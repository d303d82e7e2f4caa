// The kinds of scalar a configuration is made of. A schema's message is what was *wanted*; what was found is added by
// the one who reports (issue.ts), who also knows where it stands.

import { isIP } from 'node:net';
import { z } from 'zod';
import { isId } from '../domain/ids.ts';
import { canonicalAddress } from './address.ts';
import { SecretText } from './secret.ts';
import {
  BANDWIDTH_PATTERN,
  DURATION_PATTERN,
  formatDuration,
  PERCENT_PATTERN,
  parseBandwidthBps,
  parseDurationMs,
  parsePercent,
  parseSizeBytes,
  SIZE_PATTERN,
} from './units.ts';

/** A short text for people. */
export function text(description: string) {
  const wanted = 'a text of 1 to 120 characters';
  return z.string({ error: wanted }).trim().min(1, wanted).max(120, wanted).meta({ description });
}

/** An identifier: a site's, a link's, a provider's. */
export function id(description: string) {
  const wanted = 'an id: a-z, 0-9, ".", "_", "-", first a letter or digit, at most 64 characters';
  return z
    .string({ error: wanted })
    .refine(isId, wanted)
    .meta({ description, pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' });
}

/** A duration between two bounds, in ms. */
export function duration(description: string, limits: { readonly leastMs: number; readonly mostMs: number }) {
  const range = `from ${formatDuration(limits.leastMs)} to ${formatDuration(limits.mostMs)}`;
  return measured(`a duration ${range}, such as 200ms, 5s, 2m, 1h, 30d`, {
    parse: parseDurationMs,
    limits: { least: limits.leastMs, most: limits.mostMs },
    meta: { description, pattern: DURATION_PATTERN.source, examples: ['200ms', '5s', '2m'] },
  });
}

/** A bandwidth in bit/s. */
export function bandwidth(description: string) {
  return measured('a bandwidth from 1k to 1000G, such as 512k, 5M, 1G', {
    parse: parseBandwidthBps,
    limits: { least: 1e3, most: 1e12 },
    meta: { description, pattern: BANDWIDTH_PATTERN.source, examples: ['512k', '5M', '100M', '1G'] },
  });
}

/** A percentage. */
export function percent(description: string) {
  return measured('a percentage from 0% to 100%, such as 2.5%', {
    parse: parsePercent,
    limits: { least: 0, most: 100 },
    meta: { description, pattern: PERCENT_PATTERN.source, examples: ['5%'] },
  });
}

/** An amount of storage in bytes. */
export function size(description: string) {
  return measured('a size from 1MB to 1000GB, such as 512MB', {
    parse: parseSizeBytes,
    limits: { least: 1e6, most: 1e12 },
    meta: { description, pattern: SIZE_PATTERN.source, examples: ['512MB', '1GB'] },
  });
}

interface Measure {
  readonly parse: (text: string) => number | undefined;
  readonly limits: { readonly least: number; readonly most: number };
  readonly meta: { readonly description: string; readonly pattern: string; readonly examples: string[] };
}

function measured(wanted: string, measure: Measure) {
  return z
    .string({ error: wanted })
    .meta(measure.meta)
    .transform((written, context) => {
      const value = measure.parse(written);
      if (value !== undefined && value >= measure.limits.least && value <= measure.limits.most) return value;
      context.addIssue({ code: 'custom', message: wanted });
      return z.NEVER;
    });
}

/** A whole number between two bounds. */
export function whole(description: string, limits: { readonly least: number; readonly most: number }) {
  const wanted = `a whole number from ${limits.least} to ${limits.most}`;
  return z.int({ error: wanted }).min(limits.least, wanted).max(limits.most, wanted).meta({ description });
}

/** A literal address of one host, in its canonical form. */
export function address(description: string) {
  const wanted = 'an IPv4 or IPv6 address of one host, such as 10.76.5.1 or fd76::5:1';
  return z
    .string({ error: wanted })
    .meta({ description, examples: ['10.76.5.1', 'fd76::5:1'] })
    .transform((written, context) => {
      const canonical = canonicalAddress(written);
      if (canonical !== undefined) return canonical;
      const name = isIP(written) === 0 && /^[a-z][a-z0-9.-]*$/i.test(written);
      context.addIssue({
        code: 'custom',
        message: name ? `${wanted} (names are not looked up: DNS may be down with the line)` : wanted,
      });
      return z.NEVER;
    });
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(description: string) {
  const wanted = 'a day of the calendar as YYYY-MM-DD, such as 2020-03-01';
  return z.iso.date({ error: wanted }).meta({ description });
}

/** A secret: `!env NAME`, `!file PATH`, or a text in clear (which the checks then complain about). */
export function secret(description: string) {
  const wanted = 'a secret: !env NAME or !file PATH';
  return z
    .custom<string | SecretText>((value) => value instanceof SecretText || typeof value === 'string', wanted)
    .meta({ description: `${description} As !env NAME or !file PATH.`, type: 'string' })
    .transform((value) => (value instanceof SecretText ? value : new SecretText(value, { inClear: true })));
}
