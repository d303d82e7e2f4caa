// Keeps secrets out of texts: what another program answers may repeat what it was sent.

import { fieldOf } from './field.ts';

/** Replaces every secret in a text. */
export type Mask = (text: string) => string;

const STARS = '***';
/** Parts of a URL this long may be tokens; shorter ones are words such as `send`, which texts need. */
const TOKEN_LENGTH = 8;
/** Shorter values of headers and queries are settings such as `1`, without which no answer could be read. */
const SECRET_LENGTH = 4;
const QUOTE_LENGTH = 200;
/** `Bearer` and `Basic` are no secrets by themselves. */
const SCHEME = /^[A-Za-z]+ +(?=\S)/;

/** A mask for these secrets, in plain, in percent-encoding, as JSON and in base64. Empty ones are ignored. */
export function maskFor(secrets: readonly (string | undefined)[]): Mask {
  const forms = new Set<string>();
  for (const secret of secrets) {
    for (const plain of [secret, secret?.replace(SCHEME, '')]) {
      if (plain === undefined || plain === '') continue;
      const wellFormed = plain.toWellFormed();
      forms.add(plain);
      forms.add(encodeURIComponent(wellFormed));
      forms.add(JSON.stringify(plain).slice(1, -1));
      forms.add(Buffer.from(plain).toString('base64'));
    }
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, STARS), text);
}

/** Whether a value of a header or a query may be a secret rather than a setting. */
export function mayBeSecret(value: string): boolean {
  return value.length >= SECRET_LENGTH;
}

/** What of a URL may be secret: user, password, values of the query, and parts of the path that look like tokens. */
export function secretsOfUrl(url: URL): readonly string[] {
  const user = decodePart(url.username);
  const password = decodePart(url.password);
  const parts = url.pathname.split('/').filter((part) => part.length >= TOKEN_LENGTH);
  return [
    url.username,
    url.password,
    user,
    password,
    ...(user === '' ? [] : [`${user}:${password}`]),
    ...[...url.searchParams.values()].filter(mayBeSecret),
    ...parts,
    ...parts.map(decodePart),
    url.href,
  ];
}

/** A percent-encoded part of a URL as plain text; as it is where its encoding is broken. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An answer in one line, for people: at most 200 characters, no control characters, secrets masked; empty for none. */
export function quote(text: string, mask: Mask): string {
  const line = mask(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (line === '') return '';
  return line.length <= QUOTE_LENGTH
    ? `: "${line}"`
    : `: "${line.slice(0, QUOTE_LENGTH - 1).toWellFormed()}…"`;
}

/** What went wrong. `fetch` says only "fetch failed": its cause tells. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const innermost = error.cause instanceof Error ? error.cause : error;
  return innermost.message || String(fieldOf(innermost, 'code') ?? innermost.name);
}
