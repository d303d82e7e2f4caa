// Bandwidths as they stand in cells: `10 Mbps`, `10.240 kbps`, `2,5M`, or a bare number under "Bandwidth (Mbps)".

import { bad, good, type Parsed } from './parsed.ts';

const WANTED = 'wanted a bandwidth with its unit, such as 512 kbps, 10 Mbps, 1 Gbps';
const FACTOR = { k: 1e3, m: 1e6, g: 1e9 } as const;
type Prefix = keyof typeof FACTOR;
const LEAST_BPS = 1e3;
const MOST_BPS = 1e12;

/** Bit/s of a cell; `unit` is the one its header names. */
export function readBandwidth(text: string, unit: Prefix | undefined): Parsed<number> {
  const [, digits, written = ''] =
    /^(?:up ?to |s\/d |hingga )?\s*([\d.,]+)\s*([a-zA-Z/]*)(?: (?:dedicated|shared|up ?to))?$/i.exec(
      text.trim(),
    ) ?? [];
  if (digits === undefined) return bad(WANTED, pairProposal(text));
  const bare = written === '';
  const prefix = bare ? unit : prefixOf(written);
  if (prefix === undefined)
    return bad(
      bare ? `${WANTED}; neither the cell nor the header names a unit` : WANTED,
      OCTETS_PER_SECOND.test(written)
        ? `octets per second or bits? Write ${written.replace('B', 'b')}`
        : undefined,
    );
  const value = numberOf(digits, prefix);
  if (value === undefined)
    return bad(
      WANTED,
      `is ${digits} ${digits.replace(/[.,]/, '')} or ${Number(digits.replace(',', '.'))}? Write it without a separator`,
    );
  const bps = Math.round(value * FACTOR[prefix]);
  if (bps < LEAST_BPS || bps > MOST_BPS) return bad('wanted a bandwidth from 1k to 1000G');
  const shown = bandwidthText(bps);
  return good(bps, plainText(shown) === plainText(text) ? undefined : `read as ${shown}bit/s`);
}

/** The unit in a header such as `Bandwidth (Mbps)`. */
export function unitInHeader(header: string): Prefix | undefined {
  const [, word] = /\b([kmg]i?b(?:ps|it\/s|it|\/s)?)\b/i.exec(header) ?? [];
  return word === undefined ? undefined : prefixOf(word);
}

/** The shortest form the loader takes: `10M`, `512k`, `2.5M`. */
export function bandwidthText(bps: number): string {
  for (const [prefix, factor] of Object.entries(FACTOR).reverse()) {
    const value = bps / factor;
    if (value >= 1 && Number(value.toFixed(3)) === value)
      return `${value}${prefix === 'k' ? 'k' : prefix.toUpperCase()}`;
  }
  return String(bps);
}

/** "MB" is how offices write Mbit/s; a "MB/s" might be meant, and is asked about. */
function prefixOf(unit: string): Prefix | undefined {
  const [, prefix] = /^([kmg])(?:b|bits?|bps|bits?\/s|b\/s)?$/i.exec(unit) ?? [];
  return prefix === undefined || OCTETS_PER_SECOND.test(unit) ? undefined : (prefix.toLowerCase() as Prefix);
}

const OCTETS_PER_SECOND = /^.B(ps|\/s)$/;

/** One separator before three digits may group thousands or begin a fraction; no line has 10.240 kbit/s. */
function numberOf(digits: string, prefix: Prefix): number | undefined {
  const plainNumber = /^\d+$/.test(digits);
  if (plainNumber) return Number(digits);
  if (/^\d{1,3}([.,]\d{3}){2,}$/.test(digits)) return Number(digits.replace(/[.,]/g, ''));
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits))
    return prefix === 'k' ? Number(digits.replace(/[.,]/, '')) : undefined;
  if (/^\d{1,9}[.,]\d{1,3}$/.test(digits)) return Number(digits.replace(',', '.'));
  return undefined;
}

function pairProposal(text: string): string | undefined {
  return /\d\s*(?:\/|x|×|:|-|dan)\s*\d/i.test(text)
    ? 'give one figure: the contracted bandwidth towards the site'
    : undefined;
}

function plainText(text: string): string {
  return text.toLowerCase().replace(/\s+|bps|bit\/s/g, '');
}
