// The way from a message to the page.

/** Address of an incident on the page; of the alert list without one. Absent where no page address is configured. */
export function pageLink(pageUrl: string | undefined, incident?: number): string | undefined {
  if (pageUrl === undefined) return undefined;
  const base = pageUrl.replace(/[/#]+$/, '');
  return incident === undefined ? `${base}/#/alerts` : `${base}/#/alerts/${incident}`;
}
