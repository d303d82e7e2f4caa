// The access token: asked for when the API answers 401, kept by the server in a cookie that scripts cannot read.

/**
 * How an attempt to log in ended. `foreign`: the server takes this page for another site's, as behind a proxy that passes no
 * name on; `busy`: too many log in at this moment; `failed`: the server, or a proxy before it, could not.
 */
export type LoginResult =
  | 'accepted'
  | 'refused'
  | 'foreign'
  | 'slow-down'
  | 'busy'
  | 'failed'
  | 'unreachable';

/** What somebody proves himself by. */
export type LogInWish = { readonly token: string } | { readonly user: string; readonly password: string };

const STREAM_URL = '/api/v1/stream';
const PROBE_URL = '/api/v1/network';
const SESSION_URL = '/api/v1/session';
/** A server that is going down may take a request and never answer. */
const ANSWER_LIMIT_MS = 5_000;

/** Whether the API wants a token. A browser does not tell why a WebSocket was refused, so that this has to be asked. */
export async function asksForToken(): Promise<boolean> {
  const response = await fetch(PROBE_URL, {
    method: 'HEAD',
    cache: 'no-store',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  return response.status === 401;
}

/** Hands over what was typed; the server answers with a session cookie. */
export async function logIn(wish: LogInWish): Promise<LoginResult> {
  try {
    const response = await fetch(SESSION_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (response.ok) return 'accepted';
    switch (response.status) {
      case 400:
      case 401:
        return 'refused';
      case 403:
        return 'foreign';
      case 429:
        return (await response.text()).includes('"busy"') ? 'busy' : 'slow-down';
      default:
        return 'failed';
    }
  } catch {
    return 'unreachable';
  }
}

/** The stream's address on the page's own origin. */
export function streamUrl(
  page: { readonly protocol: string; readonly host: string },
  since?: number,
): string {
  const scheme = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${page.host}${STREAM_URL}${since === undefined ? '' : `?since=${since}`}`;
}
