// Addresses that hold a secret, for those who make exceptions of them.

/** The route; guards let exactly this one through. */
export const BEAT_PATH = '/api/v1/beat/:token';

/** Where the kiosk link leads. */
export const KIOSK_PATH = '/kiosk/:secret';

/** The address of a request for the log: the secret in it stays out. */
export function loggedUrl(url: string, route: string | undefined): string {
  return route === BEAT_PATH || route === KIOSK_PATH ? route : url;
}
