// Tokens of devices that beat: who has one may say that a link works, and nothing else. The file knows their hashes only;
// a token is shown once, when it is made.

import { createHash } from 'node:crypto';

/** Random octets of a token: 192 bit. */
export const TOKEN_OCTETS = 24;
/** How long the tokens before stay good when a link gets a new one: a technician has until then to change the device. */
export const HANDOVER_MS = 24 * 3_600_000;
/** Two for each of 10,000 links. */
export const MOST_TOKENS = 20_000;

/** What is kept of a token. */
export interface BeatToken {
  readonly link: string;
  /** SHA-256 in hexadecimal. A token is random, so that neither salt nor stretching adds anything. */
  readonly hash: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Who made it, for people. */
  readonly by: string;
  /** Epoch ms after which it is no good any more; absent: until it is revoked. */
  readonly endsAt?: number;
}

/** Why a token file is not used. */
export interface BadTokens {
  readonly detail: string;
}

/** The token that random octets make: base64url, safe in addresses and shells. */
export function tokenOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64url');
}

/** What the file keeps of a token. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The list with a new token of a link; those before end with the handover, those that have ended are left out. */
export function withToken(tokens: readonly BeatToken[], fresh: BeatToken): readonly BeatToken[] {
  const { link, createdAt } = fresh;
  const others = tokens
    .filter(({ endsAt }) => endsAt === undefined || endsAt > createdAt)
    .map((token) =>
      token.link === link && token.endsAt === undefined
        ? { ...token, endsAt: createdAt + HANDOVER_MS }
        : token,
    );
  return [...others, fresh];
}

/** The list without the tokens of a link. */
export function withoutLink(tokens: readonly BeatToken[], link: string): readonly BeatToken[] {
  return tokens.filter((token) => token.link !== link);
}

/** The file's text. */
export function tokensText(tokens: readonly BeatToken[]): string {
  return `${JSON.stringify({ version: 1, tokens }, null, 2)}\n`;
}

/** Reads the file's text. */
export function parseTokens(text: string): readonly BeatToken[] | BadTokens {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { detail: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isRecord(content) || content['version'] !== 1 || !Array.isArray(content['tokens']))
    return { detail: 'is of another version, wanted {"version": 1, "tokens": […]}' };
  const list: unknown[] = content['tokens'];
  if (list.length > MOST_TOKENS)
    return { detail: `holds ${list.length} tokens, wanted at most ${MOST_TOKENS}` };
  const wrong = list.findIndex((each) => !isToken(each));
  if (wrong >= 0) return { detail: `entry ${wrong + 1} of tokens is none` };
  return list.filter(isToken);
}

/** Whether reading failed. */
export function isBad(read: readonly BeatToken[] | BadTokens): read is BadTokens {
  return 'detail' in read;
}

function isToken(value: unknown): value is BeatToken {
  return (
    isRecord(value) &&
    typeof value['link'] === 'string' &&
    typeof value['hash'] === 'string' &&
    /^[0-9a-f]{64}$/.test(value['hash']) &&
    typeof value['createdAt'] === 'number' &&
    typeof value['by'] === 'string' &&
    (value['endsAt'] === undefined || typeof value['endsAt'] === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
