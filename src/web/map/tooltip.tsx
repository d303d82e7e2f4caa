// What is pointed at, in a few words beside it: name, state, since when, RTT.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SiteId } from '../../domain/ids.ts';
import type { LinkView } from '../../stream/protocol.ts';
import type { Province } from '../model/screen.ts';
import { useApp } from '../state/context.ts';
import { formatDuration, formatMs } from '../text/format.ts';
import { LOOKS, type Look, linkLook, siteLook } from './look.ts';
import { LookMark, lookWord } from './look-mark.tsx';
import { useMapWords } from './map-words.ts';
import type { MapPointing } from './target.ts';

/** Links named in a tooltip. */
const MOST_LINKS = 4;
const GAP_PX = 14;

/** The tooltip; it keeps within its parent. */
export function MapTooltip({
  pointing,
  inbound,
  looks,
}: {
  readonly pointing: MapPointing;
  /** Links that lead to a site. */
  readonly inbound: (site: SiteId) => readonly LinkView[];
  /** How a site looks. */
  readonly looks: (site: SiteId) => Look;
}) {
  const app = useApp();
  const box = useRef<HTMLDivElement>(null);
  const province = app.screen.value.province;
  useLayoutEffect(() => {
    const element = box.current;
    const parent = element?.parentElement;
    if (!element || !parent) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const right = pointing.x + GAP_PX + width <= parent.clientWidth;
    const left = right ? pointing.x + GAP_PX : Math.max(0, pointing.x - GAP_PX - width);
    const top = Math.max(4, Math.min(pointing.y - height / 2, parent.clientHeight - height - 4));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  });
  if (!province) return null;
  return (
    <div ref={box} class="map-tip" role="tooltip">
      {pointing.kind === 'link' && <LinkTip link={province.links.get(pointing.id)} named />}
      {pointing.kind === 'site' && <SiteTip site={pointing.id} {...{ inbound, looks, province }} />}
      {pointing.kind === 'cluster' && <ClusterTip sites={pointing.sites} looks={looks} />}
    </div>
  );
}

function SiteTip({
  site,
  inbound,
  looks,
  province,
}: {
  readonly site: SiteId;
  readonly inbound: (site: SiteId) => readonly LinkView[];
  readonly looks: (site: SiteId) => Look;
  readonly province: Province;
}) {
  const words = useApp().words.value;
  const map = useMapWords();
  const look = looks(site);
  const links = inbound(site);
  const [only] = links;
  return (
    <>
      <strong>{province.sites.get(site)?.name ?? site}</strong>
      {links.length === 1 && only ? (
        <LinkTip link={only} />
      ) : (
        <p class="tip-state">
          <LookMark look={look} /> {lookWord(look, words, map)}
        </p>
      )}
      {links.length > 1 &&
        links.slice(0, MOST_LINKS).map((link) => <LinkTip key={link.id} link={link} named />)}
      {links.length > MOST_LINKS && (
        <p class="muted">
          +{links.length - MOST_LINKS} {map.links}
        </p>
      )}
    </>
  );
}

function LinkTip({ link, named = false }: { readonly link: LinkView | undefined; readonly named?: boolean }) {
  const app = useApp();
  const words = app.words.value;
  const map = useMapWords();
  if (!link) return null;
  const now = app.serverTime.value;
  const look = linkLook(link);
  return (
    <div class="tip-link">
      {named && <b>{link.name}</b>}
      <p class="tip-state">
        <LookMark look={look} /> {lookWord(look, words, map)}
        {look !== 'planned' && look !== 'off' && (
          <span class="muted">
            {' '}
            {map.since} {app.time.value.moment(link.since, now)} ({formatDuration(now - link.since, words)})
          </span>
        )}
      </p>
      <p class="muted">
        {words.medium[link.medium]} · {map.rtt}{' '}
        {formatMs(link.round ? link.round.rtt?.medianMs : link.rttMs, words)}
      </p>
    </div>
  );
}

function ClusterTip({
  sites,
  looks,
}: {
  readonly sites: readonly SiteId[];
  readonly looks: (site: SiteId) => Look;
}) {
  const words = useApp().words.value;
  const map = useMapWords();
  const counts = new Map<Look, number>();
  for (const site of sites) counts.set(looks(site), (counts.get(looks(site)) ?? 0) + 1);
  return (
    <>
      <strong>
        {sites.length} {map.sites}
      </strong>
      {LOOKS.filter((look) => counts.has(look)).map((look) => (
        <p key={look} class="tip-state">
          <LookMark look={look} /> {counts.get(look)} {lookWord(look, words, map).toLowerCase()}
        </p>
      ))}
      <p class="muted">{map.openCluster}</p>
    </>
  );
}

/** The look of a site by its links. */
export function lookOfSite(
  site: SiteId,
  {
    inbound,
    monitorSite,
    blind,
  }: {
    readonly inbound: readonly LinkView[];
    readonly monitorSite: SiteId;
    readonly blind: boolean;
  },
): Look {
  if (site === monitorSite) return blind ? 'unknown' : 'monitor';
  return siteLook(inbound.map(linkLook));
}
