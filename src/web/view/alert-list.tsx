// Open alerts: causes on top, what they took with them folded under them, and apart what nobody was told of.

import { useApp } from '../state/context.ts';
import { AlertItem, HeldItem, More, SHOWN_LIMIT } from './alert-item.tsx';

/** The alert list. */
export function AlertList() {
  const app = useApp();
  const { ui } = app.words.value;
  const { roots, held, waiting } = app.alerts.value;
  return (
    <section class="panel alerts" aria-label={ui.alerts}>
      <h2>
        {ui.alerts} <span class="badge">{roots.length}</span>
        {waiting > 0 && (
          <span class="badge unseen">
            {waiting} {ui.toDo}
          </span>
        )}
        {held.length > 0 && (
          <span class="badge">
            {held.length} {ui.held.toLowerCase()}
          </span>
        )}
      </h2>
      <ol class="scroller" aria-live="polite" aria-relevant="additions">
        {roots.slice(0, SHOWN_LIMIT).map((node) => (
          <AlertItem key={node.alert.number} node={node} />
        ))}
        <More count={roots.length - SHOWN_LIMIT} />
        {held.length > 0 && (
          <li class="held-title">
            {ui.held} ({held.length}): {ui.heldNote}
          </li>
        )}
        {held.slice(0, SHOWN_LIMIT).map((node) => (
          <HeldItem key={node.alert.number} node={node} />
        ))}
        <More count={held.length - SHOWN_LIMIT} />
      </ol>
      {app.screen.value.province && roots.length + held.length === 0 && <p class="empty">{ui.noAlerts}</p>}
    </section>
  );
}
