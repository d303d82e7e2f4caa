// Planned work that covers the link: open now, and to come.

import type { CoveringWindow, LinkPlan } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useApp } from '../../state/context.ts';
import { Place } from '../../view/place.tsx';
import { WrenchMark } from '../../view/wrench-mark.tsx';
import { useLinkWords } from './link-words.ts';

/** Windows shown. */
const MOST_SHOWN = 6;

/** The list. */
export function MaintenancePanel({ plan }: { readonly link: LinkView; readonly plan: LinkPlan | undefined }) {
  const { ui } = useApp().words.value;
  const mine = useLinkWords();
  const windows = plan?.maintenance ?? [];
  return (
    <section class="panel facts" aria-label={mine.maintenance}>
      <h2>
        <WrenchMark /> {mine.maintenance}
      </h2>
      {plan && windows.length === 0 && <p class="quiet">{mine.noMaintenance}</p>}
      <ul class="windows">
        {windows.slice(0, MOST_SHOWN).map((window) => (
          <WindowItem key={window.id} window={window} />
        ))}
        {windows.length > MOST_SHOWN && (
          <li>
            +{windows.length - MOST_SHOWN} {ui.more}
          </li>
        )}
      </ul>
    </section>
  );
}

function WindowItem({ window }: { readonly window: CoveringWindow }) {
  const app = useApp();
  const mine = useLinkWords();
  const now = app.serverTime.value;
  const { open, next, name, announcedBy, note, recurring, id } = window;
  const opening = open ?? next;
  return (
    <li>
      <p>
        <Place page="maintenance" id={id}>
          {name}
        </Place>
        {open && <span class="tag warn">{mine.open}</span>}{' '}
        {recurring && <span class="tag">{mine.recurring}</span>}
      </p>
      {opening && (
        <p class="quiet">
          {open ? mine.open : mine.coming}: {app.time.value.minute(opening.from, now)} {mine.until}{' '}
          {app.time.value.minute(opening.to, now)} · {announcedBy}
        </p>
      )}
      {note !== undefined && <p class="quiet">{note}</p>}
    </li>
  );
}
