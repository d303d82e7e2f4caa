// The file of tokens in the data directory: written by `jalur beat`, read by the daemon. Only its owner may read it.

import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadTokens, type BeatToken, isBad, MOST_TOKENS, parseTokens, tokensText } from './tokens.ts';

/** Name of the file in the data directory. */
export const TOKEN_FILE = 'beat-tokens.json';
/** Writing takes milliseconds: a file under this name that is older was left by a writer that died. */
const STALE_MS = 10_000;

/** Why the tokens could not be changed. */
export class TokenFailure extends Error {
  readonly code = 'beat-tokens';
}

/** Reads the tokens, for a command; none where there is no file. Throws a TokenFailure. */
export function readTokens(directory: string): readonly BeatToken[] {
  const file = join(directory, TOKEN_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') {
      if (existsSync(directory)) return [];
      throw new TokenFailure(
        `the data directory "${directory}" does not exist; give that of the daemon (--data)`,
        {
          cause,
        },
      );
    }
    throw new TokenFailure(
      `cannot read "${file}": ${messageOf(cause)}; run this as the user that jalur runs as`,
      { cause },
    );
  }
  const tokens = parseTokens(text);
  if (isBad(tokens))
    throw new TokenFailure(
      `cannot use "${file}": it ${tokens.detail}; mend it, or delete it and make the tokens anew`,
    );
  return tokens;
}

/**
 * Changes the tokens: one writer at a time, and whoever reads meanwhile reads the old file or the new one, whole. The new
 * file belongs to whom the directory belongs to: root may run this for a daemon that is not.
 */
export function changeTokens(
  directory: string,
  change: (tokens: readonly BeatToken[]) => readonly BeatToken[],
  wallMs: number,
): void {
  const file = join(directory, TOKEN_FILE);
  const fresh = `${file}.new`;
  const descriptor = openFresh(fresh, wallMs);
  try {
    const { uid, gid } = statSync(directory);
    if (process.getuid?.() === 0 && uid !== 0) fchownSync(descriptor, uid, gid);
    const tokens = change(readTokens(directory));
    if (tokens.length > MOST_TOKENS)
      throw new TokenFailure(
        `cannot write "${file}": it would hold ${tokens.length} tokens, wanted at most ${MOST_TOKENS}; ` +
          'revoke those of links that are gone (jalur beat LINK --revoke), or wait a day until former ones end',
      );
    writeFileSync(descriptor, tokensText(tokens));
    fsyncSync(descriptor);
    renameSync(fresh, file);
  } catch (cause) {
    rmSync(fresh, { force: true });
    if (cause instanceof TokenFailure) throw cause;
    throw new TokenFailure(`cannot write "${file}": ${messageOf(cause)}`, { cause });
  } finally {
    closeSync(descriptor);
  }
}

function openFresh(fresh: string, wallMs: number): number {
  try {
    return openSync(fresh, 'wx', 0o600);
  } catch (cause) {
    const left = codeOf(cause) === 'EEXIST' ? statSync(fresh, { throwIfNoEntry: false }) : undefined;
    // Whichever way the clock was set since.
    if (left && Math.abs(wallMs - left.mtimeMs) > STALE_MS) {
      rmSync(fresh, { force: true });
      return openFresh(fresh, wallMs);
    }
    const hint =
      codeOf(cause) === 'EEXIST'
        ? 'another jalur beat is writing; try again'
        : `${messageOf(cause)}; does the data directory exist (--data), and may you write there?`;
    throw new TokenFailure(`cannot write "${fresh}": ${hint}`, { cause });
  }
}

/** What the daemon's look at the file found: nothing new, the tokens, or why they cannot be used. */
export type TokenLook =
  | { readonly kind: 'same' }
  | { readonly kind: 'tokens'; readonly stamp: string; readonly tokens: readonly BeatToken[] }
  | { readonly kind: 'bad'; readonly stamp: string; readonly detail: string };

/** Looks whether the file is another one than that with the given stamp, and reads it if so. Never rejects. */
export async function lookAtTokens(directory: string, stamp: string | undefined): Promise<TokenLook> {
  const file = join(directory, TOKEN_FILE);
  try {
    const { ino, size, mtimeMs } = await stat(file);
    const found = `${ino}/${size}/${mtimeMs}`;
    if (found === stamp) return { kind: 'same' };
    const tokens: readonly BeatToken[] | BadTokens = parseTokens(await readFile(file, 'utf8'));
    return isBad(tokens)
      ? { kind: 'bad', stamp: found, detail: `it ${tokens.detail}` }
      : { kind: 'tokens', stamp: found, tokens };
  } catch (cause) {
    const absent = codeOf(cause) === 'ENOENT';
    const found = absent ? 'absent' : `unreadable: ${codeOf(cause)}`;
    if (found === stamp) return { kind: 'same' };
    return absent
      ? { kind: 'tokens', stamp: found, tokens: [] }
      : { kind: 'bad', stamp: found, detail: messageOf(cause) };
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
