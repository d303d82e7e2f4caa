// Sites that are not ready for the conference they are wanted for. Which those are is decided by whoever keeps the calendar
// (src/app/vicon.ts); the alerts, and what holds them back, are the engine's.

import type { Alert } from '../domain/alert.ts';
import type { LinkId } from '../domain/ids.ts';
import { activeAlert, closeAlert, keepAlert } from './alerts.ts';
import { linkFacts } from './link-alerts.ts';
import type { Step } from './state.ts';

/** A link that people must know about because of a conference. */
export interface ViconNeed {
  readonly link: LinkId;
  /** Since when its site has not been ready while it was wanted, epoch ms. */
  readonly since: number;
  /** Facts for the message: the event, the verdict, the figure that decides. */
  readonly data: Alert['data'];
}

/** Makes `link.vicon` active for these links, and for no others. Links that are not in the plan are passed over. */
export function takeViconNeeds(step: Step, needs: readonly ViconNeed[]): void {
  const { links } = step.state;
  const wanted = new Set(needs.map(({ link }) => link));
  for (const id of links.keys())
    if (!wanted.has(id) && activeAlert(step, 'link.vicon', id)) closeAlert(step, 'link.vicon', id);
  for (const { link, since, data } of needs) {
    const watch = links.get(link);
    if (watch) keepAlert(step, 'link.vicon', link, { since, data: { ...linkFacts(step, watch), ...data } });
  }
}
