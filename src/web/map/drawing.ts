// The map at work, without Preact: Leaflet moves and zooms, canvases show. Whoever makes one tells it what to show and is told
// what is pointed at; what is not shown costs nothing. Holds no more than one plan at a time.

import type { LeafletMouseEvent } from 'leaflet';
import { LatLng } from 'leaflet/src/geo/LatLng.js';
import { Point } from 'leaflet/src/geometry/Point.js';
import { Map as LeafletMap } from 'leaflet/src/map/index.js';
import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { CanvasLayer } from './canvas-layer.ts';
import { mapOptions, ZOOM } from './leaflet-options.ts';
import type { MapFilter } from './map-filter.ts';
import { latitudeOf, longitudeOf, metresPerPx } from './mercator.ts';
import { type Base, paintBase } from './paint-base.ts';
import { paintChosenLine, paintLines } from './paint-lines.ts';
import { paintMarks, paintRing } from './paint-marks.ts';
import type { PaintView } from './paint-view.ts';
import { paletteOf } from './palette.ts';
import type { Scene } from './scene.ts';
import { type Place, Stage } from './stage.ts';
import { isSameTarget, type MapPointing, type MapTarget } from './target.ts';

/** What a drawing is made with. */
export interface DrawingOptions {
  /** Nobody moves it; it always shows everything. */
  readonly fixed: boolean;
  /** Size of marks and texts; 1 for a desk. */
  readonly scale: number;
  /** What is under the pointer now; undefined: nothing. */
  onPoint(pointing: MapPointing | undefined): void;
  onOpen(target: MapTarget): void;
  /** The scale has changed: metres per px in the middle. */
  onScale(metresPerPixel: number): void;
}

/** A single site is shown with its surroundings, not alone in its street. */
const SHOW_ALL_MOST_ZOOM = 12;
const PADDING_PX = 34;
const NAME_PX = 110;
const CLUSTER_PADDING_PX = 60;
/** Widths of lines are painted anew so often, ms; states at once. */
const LOADS_EVERY_MS = 10_000;
/** What is revealed keeps so far from the edge, px. */
const REVEAL_PX = 48;

/** A map in an element. */
export class Drawing {
  readonly #options: DrawingOptions;
  readonly #element: HTMLElement;
  readonly #map: LeafletMap;
  readonly #stage: Stage;
  readonly #resizer: ResizeObserver;
  readonly #layers: {
    readonly base: CanvasLayer;
    readonly network: CanvasLayer;
    readonly chosen: CanvasLayer;
  };
  readonly #widths = new Map<string, number>();
  #base: Base | undefined;
  #chosen: readonly MapTarget[] = [];
  #shownAll = false;
  #isDragged = false;
  /** Whether lines have other widths than those that are painted, and when they were painted last. */
  #hasOtherLoads = false;
  #paintedAtMs = Number.NEGATIVE_INFINITY;
  #look: { readonly palette: ReturnType<typeof paletteOf>; readonly scale: number };

  constructor(element: HTMLElement, options: DrawingOptions) {
    this.#options = options;
    this.#element = element;
    this.#stage = new Stage(options.scale);
    this.#look = { palette: paletteOf(element), scale: options.scale };
    this.#map = new LeafletMap(element, mapOptions(options.fixed)).setView([0, 0], ZOOM.least);
    const layer = (
      paint: (context: CanvasRenderingContext2D, view: PaintView) => void,
      name: string,
    ): CanvasLayer => new CanvasLayer(paint, name).addTo(this.#map);
    this.#layers = {
      base: layer(
        (context, view) => paintBase(context, view, { base: this.#base, ...this.#look }),
        'map-base',
      ),
      network: layer((context, view) => this.#paintNetwork(context, view), 'map-network'),
      chosen: layer((context, view) => this.#paintChosen(context, view), 'map-chosen'),
    };
    this.#map.on('mousemove', (event: LeafletMouseEvent) => this.#point(event));
    this.#map.on('mouseout movestart zoomstart', () => options.onPoint(undefined));
    this.#map.on('dragstart dragend', ({ type }) => {
      this.#isDragged = type === 'dragstart';
    });
    this.#map.on('click', (event: LeafletMouseEvent) => this.#click(event));
    this.#map.on('moveend', () =>
      options.onScale(metresPerPx(this.#map.getCenter().lat, this.#map.getZoom())),
    );
    this.#resizer = new ResizeObserver(() => this.#resized());
    this.#resizer.observe(element);
  }

  /** Shows another plan; the view stays unless this is the first. */
  setScene(scene: Scene): void {
    this.#stage.set(scene);
    this.#widths.clear();
    if (!this.#shownAll || this.#options.fixed) this.showAll();
  }

  /** Shows what links do now. */
  setLinks(
    links: ReadonlyMap<LinkId, LinkView>,
    options: { readonly filter: MapFilter; readonly blind: boolean },
  ): void {
    const change = this.#stage.update(links, options);
    if (change.loads) this.#hasOtherLoads = true;
    if (change.looks || this.#areLoadsDue()) this.#repaintNetwork();
    if (change.shown) this.#layers.chosen.invalidate();
  }

  /** Puts land, coast and boundaries under it. */
  setBase(base: Base | undefined): void {
    this.#base = base;
    this.#layers.base.invalidate();
    this.#layers.network.invalidate();
  }

  /** Takes the colours of another theme. */
  recolour(): void {
    this.#look = { ...this.#look, palette: paletteOf(this.#element) };
    for (const layer of Object.values(this.#layers)) layer.invalidate();
  }

  /** Highlights what was chosen. */
  choose(targets: readonly MapTarget[]): void {
    const isSame =
      targets.length === this.#chosen.length &&
      targets.every((each, at) => isSameTarget(each, this.#chosen[at]));
    if (isSame) return;
    this.#chosen = targets;
    this.#layers.chosen.invalidate();
  }

  /** Shows everything. */
  showAll(): void {
    const bounds = this.#stage.scene?.bounds;
    const { x, y } = this.#map.getSize();
    if (!bounds || x === 0 || y === 0) return;
    this.#shownAll = true;
    this.#map.setMinZoom(ZOOM.least);
    const px = Math.min(PADDING_PX * this.#options.scale, x / 6, y / 6);
    // Names stand to the right of their marks.
    const rightPx = Math.min(NAME_PX * this.#options.scale, x / 4);
    this.#map.fitBounds(
      [
        [bounds.southDeg, bounds.westDeg],
        [bounds.northDeg, bounds.eastDeg],
      ],
      {
        animate: false,
        paddingTopLeft: [px, px],
        paddingBottomRight: [rightPx, px],
        maxZoom: SHOW_ALL_MOST_ZOOM,
      },
    );
    // Farther out there is nothing but the edge of the coast that was sent.
    this.#map.setMinZoom(Math.max(ZOOM.least, this.#map.getZoom() - ZOOM.farther));
  }

  /** Zooms in (1) or out (-1). */
  zoomBy(steps: 1 | -1): void {
    this.#map.setZoom(this.#map.getZoom() + steps, { animate: false });
  }

  /** Brings a target into view, and tells where it is then; undefined for what is not on the map. */
  reveal(target: MapTarget): MapPointing | undefined {
    const place = this.#stage.placeOf(target, this.#map.getZoom());
    if (!place) return undefined;
    if (!this.#options.fixed) {
      const factor = 2 ** this.#map.getZoom();
      const at = new LatLng(latitudeOf(place.y / factor), longitudeOf(place.x / factor));
      this.#map.panInside(at, { padding: [REVEAL_PX, REVEAL_PX], animate: false });
    }
    return { ...target, ...this.#fromCorner(place) };
  }

  /** Takes it off the page. */
  destroy(): void {
    this.#resizer.disconnect();
    this.#map.remove();
  }

  #repaintNetwork(): void {
    this.#hasOtherLoads = false;
    this.#paintedAtMs = performance.now();
    this.#layers.network.invalidate();
  }

  /** With thousands of links one or another is a step wider with every message; nobody sees that at once. */
  #areLoadsDue(): boolean {
    return this.#hasOtherLoads && performance.now() - this.#paintedAtMs >= LOADS_EVERY_MS;
  }

  #resized(): void {
    this.#map.invalidateSize({ animate: false, pan: true });
    if (!this.#shownAll || this.#options.fixed) this.showAll();
  }

  #paintNetwork(context: CanvasRenderingContext2D, view: PaintView): void {
    const laidOut = this.#stage.at(view.zoom);
    if (!laidOut) return;
    const from = { ...laidOut, ...this.#look };
    paintLines(context, view, from);
    const measure = (text: string, font: string): number => this.#widthOf(context, text, font);
    paintMarks(context, view, { ...from, base: this.#base, measure });
  }

  #paintChosen(context: CanvasRenderingContext2D, view: PaintView): void {
    const laidOut = this.#stage.at(view.zoom);
    if (!laidOut) return;
    const { scene, layout } = laidOut;
    for (const target of this.#chosen) {
      if (target.kind === 'link') {
        const line = scene.lineOf.get(target.id);
        if (line !== undefined) paintChosenLine(context, view, { ...laidOut, ...this.#look, line });
        continue;
      }
      const mark = layout.marks[layout.markOf[scene.pointOf.get(target.id) ?? -1] ?? -1];
      if (mark) paintRing(context, view, { ...this.#look, mark });
    }
  }

  /** Texts and fonts are those of one plan in two sizes; a new plan begins anew. */
  #widthOf(context: CanvasRenderingContext2D, text: string, font: string): number {
    const key = `${font}\n${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    context.font = font;
    const { width } = context.measureText(text);
    this.#widths.set(key, width);
    return width;
  }

  #point({ containerPoint }: LeafletMouseEvent): void {
    // Whoever drags the map points at nothing.
    if (this.#isDragged) return;
    const pointing = this.#pointingAt(containerPoint);
    this.#element.classList.toggle('is-pointing', pointing !== undefined);
    this.#options.onPoint(pointing);
  }

  #click({ containerPoint }: LeafletMouseEvent): void {
    const pointing = this.#pointingAt(containerPoint);
    if (!pointing) return;
    if (pointing.kind === 'link') this.#options.onOpen({ kind: 'link', id: pointing.id });
    else if (pointing.kind === 'site') this.#options.onOpen({ kind: 'site', id: pointing.id });
    else this.#openCluster(pointing.sites);
  }

  /** Zooms to where a cluster's sites part; where they never do, the first of them is opened. */
  #openCluster(sites: readonly SiteId[]): void {
    const { scene } = this.#stage;
    const [first] = sites;
    const before = this.#map.getZoom();
    if (!scene || first === undefined) return;
    if (this.#options.fixed || before >= ZOOM.most) {
      this.#options.onOpen({ kind: 'site', id: first });
      return;
    }
    const places = sites.flatMap((site) => scene.points[scene.pointOf.get(site) ?? -1] ?? []);
    this.#map.fitBounds(
      places.map(({ position: [latitude, longitude] }) => [latitude, longitude]),
      { animate: false, padding: [CLUSTER_PADDING_PX, CLUSTER_PADDING_PX] },
    );
    if (this.#map.getZoom() <= before) this.zoomBy(1);
  }

  #pointingAt(pointer: Point): MapPointing | undefined {
    const { x, y } = pointer.add(this.#corner());
    const found = this.#stage.find({ x, y }, this.#map.getZoom());
    if (!found) return undefined;
    if (found.kind === 'link') return { ...found, x: pointer.x, y: pointer.y };
    const place = this.#fromCorner(found.place);
    const [id] = found.sites;
    if (id === undefined) return undefined;
    return found.sites.length === 1
      ? { kind: 'site', id, ...place }
      : { kind: 'cluster', sites: found.sites, ...place };
  }

  /** px at the zoom level of what is seen in the corner. */
  #corner(): Point {
    return this.#map.getPixelBounds().min ?? new Point(0, 0);
  }

  #fromCorner({ x, y }: Place): Place {
    const corner = this.#corner();
    return { x: x - corner.x, y: y - corner.y };
  }
}
