// One alert of the list: what is wrong, whom it takes along, where it is in its life, and the act that it waits for.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Alert } from '../../domain/alert.ts';
import { possibleActs } from '../model/act-choice.ts';
import type { AlertNode } from '../model/alert-tree.ts';
import { useApp } from '../state/context.ts';
import { alertDetail, alertImpact, alertTitle } from '../text/alert-sentence.ts';
import { alertStatus, causeText, suppressionText } from '../text/alert-status.ts';
import { formatDuration } from '../text/format.ts';
import { ActButtons, ActNotice } from './act-buttons.tsx';
import { alertPlace, giveKeyboard } from './keyboard.ts';
import { SeverityMark } from './severity-mark.tsx';
import { WrenchMark } from './wrench-mark.tsx';

/** Alerts drawn at once; nobody acts on a list that is longer, and a storm must not stop the page. */
export const SHOWN_LIMIT = 200;

/** An alert that stands for itself, with what it took along folded under it; `lead` stands before all. */
export function AlertItem({ node, lead }: { readonly node: AlertNode; readonly lead?: ComponentChildren }) {
  const app = useApp();
  const words = app.words.value;
  const context = app.sentences.value;
  const { alert, children } = node;
  const detail = alertDetail(alert, context);
  const impact = alertImpact(alert, context);
  const cause = causeText(alert, context);
  const waiting = app.isWaiting(alert);
  const urgent = waiting ? possibleActs(alert).filter((name) => name === 'ack' || name === 'reset') : [];
  return (
    <li
      class={`alert v-${alert.severity} is-${alert.status}${waiting ? ' unseen' : alert.acknowledged ? ' seen' : ''}`}
      data-alert={alert.number}
    >
      <div class="alert-head">
        {lead}
        <SeverityMark severity={alert.severity} />
        <span class="severity">{words.severity[alert.severity]}</span>
        <Occurrences alert={alert} />
        <MaintenanceTag alert={alert} />
        <Since alert={alert} />
      </div>
      <AlertTitle alert={alert} />
      {impact !== '' && <p class="alert-impact">{impact}</p>}
      {detail !== '' && <p class="alert-detail">{detail}</p>}
      {cause !== '' && (
        <p class="alert-detail">
          {words.ui.cause}: <b>{cause}</b>
        </p>
      )}
      <div class="alert-foot">
        <span class="alert-status">{alertStatus(alert, context, waiting)}</span>
        <ActButtons alert={alert} names={urgent} onGone={() => giveKeyboard(alertPlace(alert.number))} />
      </div>
      <ActNotice alert={alert.number} />
      <Children alerts={children} />
    </li>
  );
}

/** An alert that is held back for a reason of its own, with what is held back because of it. */
export function HeldItem({ node }: { readonly node: AlertNode }) {
  const app = useApp();
  const { alert, children } = node;
  return (
    <li class={`held v-${alert.severity}`} data-alert={alert.number}>
      <div class="child">
        <SeverityMark severity={alert.severity} />
        <AlertTitle alert={alert} />
        <Occurrences alert={alert} />
        <Since alert={alert} />
      </div>
      <p class="alert-detail">
        {alert.suppressed?.by === 'maintenance' && <WrenchMark />}{' '}
        {suppressionText(alert, app.sentences.value)}
      </p>
      <ActNotice alert={alert.number} />
      <Children alerts={children} />
    </li>
  );
}

function Children({ alerts }: { readonly alerts: readonly Alert[] }) {
  const app = useApp();
  const [open, setOpen] = useState(false);
  if (alerts.length === 0) return null;
  return (
    <>
      <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {alerts.length} {app.words.value.ui.underIt}
      </button>
      {open && (
        <ol class="children">
          {alerts.slice(0, SHOWN_LIMIT).map((child) => (
            <li key={child.number} class="child" data-alert={child.number}>
              <SeverityMark severity={child.severity} />
              <AlertTitle alert={child} />
              <Occurrences alert={child} />
              <Since alert={child} />
            </li>
          ))}
          <More count={alerts.length - SHOWN_LIMIT} />
        </ol>
      )}
    </>
  );
}

function AlertTitle({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const title = alertTitle(alert, app.sentences.value);
  return (
    <button
      type="button"
      class="alert-title"
      title={title}
      aria-pressed={app.desk.opened.value === alert.number}
      onClick={() => app.openAlert(alert)}
    >
      {title}
    </button>
  );
}

function Occurrences({ alert }: { readonly alert: Alert }) {
  const { ui } = useApp().words.value;
  if (alert.occurrences < 2) return null;
  return (
    <span class="tag" title={`${ui.occurred} ${alert.occurrences} ${ui.times}`}>
      {alert.occurrences}×
    </span>
  );
}

/** Its link is being worked on now; the alert itself began before, or it would be held back. */
function MaintenanceTag({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const window = alert.subject === 'monitor' ? undefined : app.maintenance.value.get(alert.subject);
  if (!window) return null;
  return (
    <span class="tag" title={window.name}>
      <WrenchMark /> {app.words.value.ui.maintenance.toLowerCase()}
    </span>
  );
}

function Since({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const now = app.serverTime.value;
  const end = alert.status === 'returned' ? (alert.returnedAt ?? now) : now;
  return (
    <span class="alert-since">
      {app.time.value.moment(alert.since, now)} · <b>{formatDuration(end - alert.since, app.words.value)}</b>
    </span>
  );
}

/** What is left out of a list that is too long. */
export function More({ count }: { readonly count: number }) {
  const app = useApp();
  if (count <= 0) return null;
  return (
    <li class="empty">
      +{count} {app.words.value.ui.more}
    </li>
  );
}
