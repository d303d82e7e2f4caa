// The open alert: where it is in its life, what can be done about it, and what was done.

import type { Alert } from '../../domain/alert.ts';
import { possibleActs } from '../model/act-choice.ts';
import { useApp } from '../state/context.ts';
import { alertDetail, alertImpact } from '../text/alert-sentence.ts';
import { alertStatus, causeText, suppressionText } from '../text/alert-status.ts';
import { formatDuration } from '../text/format.ts';
import { ActButtons, ActNotice } from './act-buttons.tsx';
import { ActHistory } from './act-history.tsx';
import { giveKeyboard } from './keyboard.ts';
import { MessageList } from './message-list.tsx';
import { Pair } from './pair.tsx';
import { Place } from './place.tsx';

/** The open alert as it is now, or as the server last told of one that is over. */
export function useOpenAlert(): Alert | undefined {
  const { desk, screen } = useApp();
  const number = desk.opened.value;
  if (number === undefined) return undefined;
  const history = desk.history.value;
  const told = typeof history === 'object' && history.alert.number === number ? history.alert : undefined;
  return screen.value.province?.alerts.get(number) ?? told;
}

/** Everything about the open alert. */
export function AlertFacts({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const { ui } = app.words.value;
  const context = app.sentences.value;
  // What is on no list any more is over; the answer that says when is on its way.
  const isTold = alert.status === 'closed' || app.screen.value.province?.alerts.has(alert.number);
  // That it is shelved the status says already.
  const held = alert.suppressed?.by === 'shelved' ? '' : suppressionText(alert, context);
  const cause = causeText(alert, context);
  const { number, incident, since } = alert;
  const end = alert.returnedAt ?? alert.closedAt;
  const moments = [since, ...(end === undefined ? [] : [end])].map((at) =>
    context.time.moment(at, context.now),
  );
  const lasted = formatDuration((end ?? context.now) - since, app.words.value);
  const texts = [alertImpact(alert, context), alertDetail(alert, context)].filter(Boolean);
  return (
    <div class="alert-facts">
      <p class="alert-status">
        <b>{isTold ? alertStatus(alert, context, app.isWaiting(alert)) : ui.reading}</b>
      </p>
      {held !== '' && <p>{held}</p>}
      {texts.length > 0 && <p>{texts.join(' · ')}</p>}
      <ActButtons alert={alert} names={possibleActs(alert)} onGone={() => giveKeyboard('.detail h2')} />
      <ActNotice alert={alert.number} />
      <dl>
        <Pair
          name={ui.alert}
          value={incident === number ? `#${number}` : `#${number} · ${ui.incident} #${incident}`}
        />
        <Pair name={ui.since} value={`${moments.join(' – ')} · ${lasted}`} />
        {alert.occurrences > 1 && <Pair name={ui.occurred} value={`${alert.occurrences} ${ui.times}`} />}
        {cause !== '' && <Pair name={ui.cause} value={cause} />}
      </dl>
      <p>
        <Place page="incident" id={incident}>
          {ui.incidentPage} #{incident} →
        </Place>
      </p>
      <ActHistory alert={alert.number} />
      <MessageList alert={alert.number} />
    </div>
  );
}
