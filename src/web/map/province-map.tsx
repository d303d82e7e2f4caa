// The province as a map: coast, boundaries, sites and links, kept true by the stream. Loaded with import() by whoever is not
// the map's own page, since Leaflet weighs more than everything else.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MapView } from '../../domain/geo-map.ts';
import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useApp } from '../state/context.ts';
import { Drawing } from './drawing.ts';
import './map.css';
import { type MapFilter, NO_FILTER } from './map-filter.ts';
import { useMapWords } from './map-words.ts';
import { scaleBar } from './mercator.ts';
import { baseOf } from './paint-base.ts';
import { sceneOf } from './scene.ts';
import type { MapPointing, MapTarget } from './target.ts';
import { lookOfSite, MapTooltip } from './tooltip.tsx';

/** What a map is given. */
export interface ProvinceMapProps {
  /** For a wall: no controls, larger marks, always the whole province. */
  readonly compact?: boolean;
  /** What is highlighted, and brought into view when it changes. */
  readonly selected?: MapTarget | undefined;
  /** What is pointed at elsewhere, for example in a list: highlighted and named, too. */
  readonly focused?: MapTarget | undefined;
  readonly filter?: MapFilter;
  /** A link or site was chosen. Absent: the page of the link, or of the map with the site's panel, is gone to. */
  onOpen?(target: MapTarget): void;
}

/** Size of marks on a wall, which is read from five metres. */
const WALL_SCALE = 1.45;
/** On a small screen's wall names of that size would find no room beside their marks. */
const NARROW = { belowPx: 440, scale: 1.15 } as const;
const SCALE_MOST_PX = 110;

/** The map; it fills its parent. */
export function ProvinceMap({
  compact = false,
  selected,
  focused,
  filter = NO_FILTER,
  onOpen,
}: ProvinceMapProps) {
  const app = useApp();
  const words = useMapWords();
  const holder = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | undefined>(undefined);
  const [pointing, setPointing] = useState<MapPointing>();
  const [metresPerPixel, setScale] = useState<number>();
  const answer = useAnswer<MapView>('/api/v1/map');
  const province = app.screen.value.province;
  const open = useOpen(onOpen);
  const latest = useRef(open);
  latest.current = open;

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const mine = new Drawing(element, {
      fixed: compact,
      scale: compact ? wallScale(element.clientWidth) : 1,
      onPoint: setPointing,
      onOpen: (target) => latest.current(target),
      onScale: setScale,
    });
    drawing.current = mine;
    return () => {
      drawing.current = undefined;
      mine.destroy();
    };
  }, [compact]);

  // A plan's sites are another map only when the plan has changed.
  const sites = province?.sites;
  const scene = useMemo(() => province && sceneOf(province), [sites]);
  useEffect(() => {
    if (scene) drawing.current?.setScene(scene);
  }, [scene, compact]);
  // Another plan may have other boundaries, too.
  const { again } = answer;
  const before = useRef(sites);
  useEffect(() => {
    if (before.current && before.current !== sites) again();
    before.current = sites;
  }, [sites, again]);
  const links = province?.links;
  const blind = province?.blindSince !== undefined;
  useEffect(() => {
    if (links) drawing.current?.setLinks(links, { filter, blind });
  }, [scene, links, filter, blind, compact]);
  const view = answer.value;
  const base = useMemo(() => view && baseOf(view), [view]);
  useEffect(() => drawing.current?.setBase(base), [base, compact]);
  const theme = app.preferences.theme.value;
  useEffect(() => drawing.current?.recolour(), [theme, compact]);

  const pointed = pointing && pointing.kind !== 'cluster' ? pointing : undefined;
  useEffect(() => {
    drawing.current?.choose([selected, focused, pointed].flatMap((each) => each ?? []));
  }, [scene, selected, focused, pointed, compact]);
  const [beside, setBeside] = useState<MapPointing>();
  useEffect(() => {
    setBeside(focused && drawing.current?.reveal(focused));
    // Whoever takes up the keyboard has let go of the mouse.
    if (focused) setPointing(undefined);
  }, [focused, scene]);
  useEffect(() => {
    if (selected) drawing.current?.reveal(selected);
  }, [selected]);

  const shownTip = pointing ?? beside;
  const inbound = (site: SiteId): readonly LinkView[] =>
    (scene?.inbound.get(site) ?? []).flatMap((id: LinkId) => links?.get(id) ?? []);
  const hasSites = (scene?.points.length ?? 0) > 0;
  return (
    <div class={`map${compact ? ' is-compact' : ''}`}>
      <section
        ref={holder}
        class="map-holder"
        aria-label={compact ? words.pictureAlone : words.map}
        aria-describedby={compact ? undefined : 'map-help'}
      />
      {!compact && (
        <p id="map-help" class="hidden">
          {words.mapHelp}
        </p>
      )}
      {!compact && hasSites && (
        <div class="map-controls">
          <button
            type="button"
            aria-label={words.zoomIn}
            title={words.zoomIn}
            onClick={() => drawing.current?.zoomBy(1)}
          >
            +
          </button>
          <button
            type="button"
            aria-label={words.zoomOut}
            title={words.zoomOut}
            onClick={() => drawing.current?.zoomBy(-1)}
          >
            −
          </button>
          <button
            type="button"
            aria-label={words.whole}
            title={words.whole}
            onClick={() => drawing.current?.showAll()}
          >
            ⤢
          </button>
        </div>
      )}
      <p class="map-credit">
        {answer.failure && !view ? words.noCoast : words.credit}
        {view?.boundary && ` · ${words.indicative}`}
      </p>
      {!compact && metresPerPixel !== undefined && hasSites && <ScaleBar metresPerPixel={metresPerPixel} />}
      {province && !hasSites && <p class="map-empty">{words.noPositions}</p>}
      {shownTip && province && (
        <MapTooltip
          pointing={shownTip}
          inbound={inbound}
          looks={(site) =>
            lookOfSite(site, { inbound: inbound(site), monitorSite: province.monitorSite, blind })
          }
        />
      )}
    </div>
  );
}

function ScaleBar({ metresPerPixel }: { readonly metresPerPixel: number }) {
  const words = useMapWords();
  const { metres, px } = scaleBar(metresPerPixel, SCALE_MOST_PX);
  const text = metres >= 1_000 ? `${metres / 1_000} ${words.km}` : `${metres} ${words.m}`;
  return (
    <p class="map-scale" style={{ width: `${Math.round(px)}px` }}>
      {text}
    </p>
  );
}

function useOpen(onOpen: ProvinceMapProps['onOpen']): (target: MapTarget) => void {
  const app = useApp();
  if (onOpen) return onOpen;
  return ({ kind, id }) => {
    if (kind === 'link') app.go({ page: 'link', id, query: '' });
    else app.go({ page: 'map', query: new URLSearchParams({ site: id }).toString() });
  };
}

function wallScale(widthPx: number): number {
  return widthPx < NARROW.belowPx ? NARROW.scale : WALL_SCALE;
}
