// The session cookie: scripts cannot read it, and no other site's page sends it along.

/** Name of the cookie; over TLS a name that browsers let nobody but this very host set (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = 'jalur_session';
const SECURE_COOKIE = `__Host-${SESSION_COOKIE}`;

/**
 * The session's secret in a Cookie header. Of two that differ none is taken: one of them was put there by somebody else, and
 * whoever acts with it acts in another's name.
 */
export function cookieIn(header: string | undefined, secure: boolean): string | undefined {
  const prefix = `${nameOf(secure)}=`;
  const found = new Set(
    (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(prefix))
      .map((pair) => pair.slice(prefix.length)),
  );
  const [only] = found;
  return found.size === 1 && only !== '' ? only : undefined;
}

/** Set-Cookie for a session; `maxAgeMs` 0 takes it away. */
export function setCookie(
  secret: string,
  { maxAgeMs, secure }: { readonly maxAgeMs: number; readonly secure: boolean },
): string {
  const age = Math.floor(maxAgeMs / 1_000);
  return `${nameOf(secure)}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${age}${secure ? '; Secure' : ''}`;
}

function nameOf(secure: boolean): string {
  return secure ? SECURE_COOKIE : SESSION_COOKIE;
}
