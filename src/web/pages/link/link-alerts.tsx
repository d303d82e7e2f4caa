// The open alerts of the link, worst first, each with the acts that make sense now.

import { type Alert, SEVERITIES } from '../../../domain/alert.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { possibleActs } from '../../model/act-choice.ts';
import { useApp } from '../../state/context.ts';
import { alertDetail, alertImpact, alertTitle } from '../../text/alert-sentence.ts';
import { alertStatus, causeText, suppressionText } from '../../text/alert-status.ts';
import { formatDuration } from '../../text/format.ts';
import { ActButtons, ActNotice } from '../../view/act-buttons.tsx';
import { alertPlace, giveKeyboard } from '../../view/keyboard.ts';
import { Place } from '../../view/place.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import { useLinkWords } from './link-words.ts';

/** Alerts shown; a link has one per rule, and an office has few rules. */
const MOST_SHOWN = 8;

/** The list; a line where there is none. */
export function LinkAlerts({ link, alerts }: { readonly link: LinkView; readonly alerts: readonly Alert[] }) {
  const { ui } = useApp().words.value;
  const mine = useLinkWords();
  if (alerts.length === 0) return link.stage === 'active' ? <p class="link-calm">{mine.noAlert}</p> : null;
  const sorted = [...alerts].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.number - a.number,
  );
  return (
    <ul class="alerts link-alerts" aria-label={ui.openAlerts}>
      {sorted.slice(0, MOST_SHOWN).map((alert) => (
        <LinkAlert key={alert.number} alert={alert} />
      ))}
      {sorted.length > MOST_SHOWN && (
        <li>
          +{sorted.length - MOST_SHOWN} {ui.more}
        </li>
      )}
    </ul>
  );
}

function LinkAlert({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const words = app.words.value;
  const context = app.sentences.value;
  const end = alert.status === 'returned' ? (alert.returnedAt ?? context.now) : context.now;
  const cause = causeText(alert, context);
  const facts = [
    alertImpact(alert, context),
    alertDetail(alert, context),
    suppressionText(alert, context),
    cause === '' ? '' : `${words.ui.cause}: ${cause}`,
  ].filter(Boolean);
  return (
    <li class={`link-alert v-${alert.severity}`} data-alert={alert.number}>
      <p>
        <SeverityMark severity={alert.severity} />{' '}
        <span class="severity">{words.severity[alert.severity]}</span>{' '}
        <Place page="alerts" id={alert.number} class="alert-title">
          #{alert.number} {alertTitle(alert, context)}
        </Place>{' '}
        <span class="alert-since">
          {app.time.value.moment(alert.since, context.now)} ·{' '}
          <b>{formatDuration(end - alert.since, words)}</b>
        </span>
      </p>
      {facts.length > 0 && <p class="alert-detail">{facts.join(' · ')}</p>}
      <div class="alert-foot">
        <span class="alert-status">{alertStatus(alert, context, app.isWaiting(alert))}</span>
        <ActButtons
          alert={alert}
          names={possibleActs(alert)}
          onGone={() => giveKeyboard(alertPlace(alert.number))}
        />
      </div>
      <ActNotice alert={alert.number} />
    </li>
  );
}
