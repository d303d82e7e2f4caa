// The chosen site: what it is, and the links that lead to it and on from it, each a way to its page.

import { useEffect, useRef } from 'preact/hooks';
import type { SiteId } from '../../../domain/ids.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { linkLook, rankOf } from '../../map/look.ts';
import { LookMark, lookWord } from '../../map/look-mark.tsx';
import { useMapWords } from '../../map/map-words.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration, formatMs, NONE } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { useMapPageWords } from './map-page-words.ts';

const { compare: byName } = new Intl.Collator('id', { numeric: true });
/** Links listed each way; a regency has hundreds. */
const MOST_LINKS = 12;
/** Where map and list stand one below the other; as in the style sheet. */
const ONE_COLUMN = '(max-width: 800px)';

/** The panel; nothing for a site there is not. */
export function SitePanel({ id, onClose }: { readonly id: SiteId; onClose(): void }) {
  const app = useApp();
  const own = useMapPageWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // On a telephone it stands below the map.
    if (matchMedia(ONE_COLUMN).matches) heading.current?.scrollIntoView({ block: 'start' });
  }, [id]);
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !app.desk.form.peek()) latest.current();
    };
    addEventListener('keydown', closeOnEscape);
    return () => removeEventListener('keydown', closeOnEscape);
  }, []);
  const province = app.screen.value.province;
  const site = province?.sites.get(id);
  if (!province || !site) return null;
  const links = [...province.links.values()];
  const inbound = links.filter(({ to }) => to === id).sort(byUrgency);
  const outbound = links.filter(({ from }) => from === id).sort(byUrgency);
  return (
    <section class="panel site-panel" aria-label={own.panel}>
      <h2 ref={heading} tabIndex={-1}>
        <span class="detail-name">{site.name}</span>
        <button type="button" class="switch" aria-label={`${own.close} (Esc)`} onClick={onClose}>
          ✕
        </button>
      </h2>
      <div class="scroller">
        <p class="site-facts">
          {own[`kind_${site.kind}`]} · {own.code} {site.code ?? NONE} · {own.position}{' '}
          {site.position ? site.position.map((degrees) => degrees.toFixed(4)).join(', ') : own.noPosition}
        </p>
        <Links title={own.inbound} links={inbound} none={own.noInbound} />
        {outbound.length > 0 && <Links title={own.outbound} links={outbound} />}
      </div>
    </section>
  );
}

function Links({
  title,
  links,
  none,
}: {
  readonly title: string;
  readonly links: readonly LinkView[];
  readonly none?: string;
}) {
  const own = useMapPageWords();
  return (
    <>
      <h3>{title}</h3>
      {links.length === 0 && none !== undefined && <p class="muted">{none}</p>}
      <ul>
        {links.slice(0, MOST_LINKS).map((link) => (
          <LinkLine key={link.id} link={link} />
        ))}
      </ul>
      {links.length > MOST_LINKS && (
        <p class="muted">
          + {links.length - MOST_LINKS} {own.more}
        </p>
      )}
    </>
  );
}

function LinkLine({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const words = app.words.value;
  const map = useMapWords();
  const look = linkLook(link);
  const now = app.serverTime.value;
  return (
    <li class="site-link">
      <LookMark look={look} />
      <Place page="link" id={link.id}>
        {link.name}
      </Place>
      <span class="site-link-facts">
        {lookWord(look, words, map)} {look === 'up' ? '' : formatDuration(now - link.since, words)} ·{' '}
        {words.medium[link.medium]} · {formatMs(link.round ? link.round.rtt?.medianMs : link.rttMs, words)}
      </span>
    </li>
  );
}

function byUrgency(a: LinkView, b: LinkView): number {
  return rankOf(linkLook(a)) - rankOf(linkLook(b)) || byName(a.name, b.name);
}
