// Where beats arrive, for those who make exceptions of it.

/** The route; guards let exactly this one through. */
export const BEAT_PATH = '/api/v1/beat/:token';

/** The address of a request for the log: the token in it stays out. */
export function loggedUrl(url: string, route: string | undefined): string {
  return route === BEAT_PATH ? BEAT_PATH : url;
}
