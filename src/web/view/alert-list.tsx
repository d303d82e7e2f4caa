// Active alerts: causes on top, what they took with them folded under them.

import { useState } from 'preact/hooks';
import type { Alert } from '../../domain/alert.ts';
import type { AlertNode } from '../model/alert-tree.ts';
import { useApp } from '../state/context.ts';
import { alertDetail, alertTitle, takenAlong } from '../text/alert-sentence.ts';
import { formatDuration } from '../text/format.ts';
import { SeverityMark } from './severity-mark.tsx';

/** Alerts drawn at once; nobody acts on a list that is longer, and a storm must not stop the page. */
const SHOWN_LIMIT = 200;

/** The alert list. */
export function AlertList() {
  const app = useApp();
  const { ui } = app.words.value;
  const { roots, held } = app.alerts.value;
  return (
    <section class="panel alerts" aria-label={ui.alerts}>
      <h2>
        {ui.alerts} <span class="badge">{roots.length}</span>
      </h2>
      <ol class="scroller" aria-live="polite" aria-relevant="additions">
        {roots.slice(0, SHOWN_LIMIT).map((node) => (
          <AlertItem key={node.alert.number} node={node} />
        ))}
        <More count={roots.length - SHOWN_LIMIT} />
        {held.length > 0 && <li class="held-title">{ui.held}</li>}
        {held.slice(0, SHOWN_LIMIT).map((alert) => (
          <ChildItem key={alert.number} alert={alert} />
        ))}
        <More count={held.length - SHOWN_LIMIT} />
      </ol>
      {app.screen.value.province && roots.length + held.length === 0 && <p class="empty">{ui.noAlerts}</p>}
    </section>
  );
}

function AlertItem({ node }: { readonly node: AlertNode }) {
  const app = useApp();
  const words = app.words.value;
  const [open, setOpen] = useState(false);
  const { alert, children } = node;
  const detail = alertDetail(alert, app.sentences.value);
  const taken = Math.max(takenAlong(alert), children.length);
  return (
    <li class={`alert v-${alert.severity}`} data-alert={alert.number}>
      <div class="alert-head">
        <SeverityMark severity={alert.severity} />
        <span class="severity">{words.severity[alert.severity]}</span>
        <Since alert={alert} />
      </div>
      <AlertTitle alert={alert} />
      {detail !== '' && <p class="alert-detail">{detail}</p>}
      {taken > 0 && children.length === 0 && (
        <p class="alert-detail">
          +{taken} {words.ui.unreachableUnder}
        </p>
      )}
      {children.length > 0 && (
        <>
          <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> +{taken} {words.ui.unreachableUnder}
          </button>
          {open && (
            <ol class="children">
              {children.slice(0, SHOWN_LIMIT).map((child) => (
                <ChildItem key={child.number} alert={child} />
              ))}
              <More count={children.length - SHOWN_LIMIT} />
            </ol>
          )}
        </>
      )}
    </li>
  );
}

function ChildItem({ alert }: { readonly alert: Alert }) {
  return (
    <li class="child">
      <SeverityMark severity={alert.severity} />
      <AlertTitle alert={alert} />
      <Since alert={alert} />
    </li>
  );
}

function AlertTitle({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const title = alertTitle(alert, app.sentences.value);
  const link = alert.subject;
  if (link === 'monitor') return <p class="alert-title">{title}</p>;
  return (
    <button
      type="button"
      class="alert-title"
      onClick={() => app.select(link as Exclude<typeof link, 'monitor'>)}
    >
      {title}
    </button>
  );
}

function Since({ alert }: { readonly alert: Alert }) {
  const app = useApp();
  const now = app.serverTime.value;
  return (
    <span class="alert-since">
      {app.time.value.moment(alert.since, now)} · <b>{formatDuration(now - alert.since, app.words.value)}</b>
    </span>
  );
}

function More({ count }: { readonly count: number }) {
  const app = useApp();
  if (count <= 0) return null;
  return (
    <li class="empty">
      +{count} {app.words.value.ui.more}
    </li>
  );
}
