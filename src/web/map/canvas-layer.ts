// A canvas on a Leaflet map, somewhat larger than what is seen: while the map is dragged the browser only moves it, and it is
// painted again when its edge would come into view.

import type { Map as LeafletMap } from 'leaflet';
import * as DomUtil from 'leaflet/src/dom/DomUtil.js';
import { Point } from 'leaflet/src/geometry/Point.js';
import { Layer } from 'leaflet/src/layer/Layer.js';
import type { Paint, PaintView } from './paint-view.ts';

/** Drawn beyond every edge, as a share of what is seen. */
const BEYOND = 0.25;
/** Screens of more dots per px are drawn with so many: nobody sees the difference, and memory grows by the square. */
const MOST_RATIO = 2;

/** The layer. */
export class CanvasLayer extends Layer {
  readonly #paint: Paint;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  #view: PaintView | undefined;
  #map: LeafletMap | undefined;
  #frame: number | undefined;

  constructor(paint: Paint, className: string) {
    super({ pane: 'overlayPane' });
    this.#paint = paint;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = `map-canvas ${className}`;
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#context = this.#canvas.getContext('2d');
  }

  override onAdd(map: LeafletMap): this {
    this.#map = map;
    this.getPane()?.appendChild(this.#canvas);
    this.repaint();
    return this;
  }

  override onRemove(): this {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#canvas.remove();
    // Frees the memory behind it at once.
    this.#canvas.width = 0;
    this.#map = undefined;
    return this;
  }

  override getEvents(): Record<string, () => void> {
    return {
      viewreset: () => this.repaint(),
      zoom: () => this.repaint(),
      // Names look for room within what is seen.
      moveend: () => this.invalidate(),
      move: () => this.#moved(),
      resize: () => this.repaint(),
    };
  }

  /** Paints with the next frame: something else is to be shown. */
  invalidate(): void {
    if (this.#frame !== undefined || !this.#map) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.repaint();
    });
  }

  /** Paints now, around what is seen. */
  repaint(): void {
    const map = this.#map;
    if (!map || !this.#context) return;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const size = map.getSize();
    const beyond = size.multiplyBy(BEYOND).round();
    const corner = map.containerPointToLayerPoint(new Point(-beyond.x, -beyond.y)).round();
    const origin = map.getPixelOrigin();
    const zoom = map.getZoom();
    const view: PaintView = {
      zoom,
      factor: 2 ** zoom,
      left: origin.x + corner.x,
      top: origin.y + corner.y,
      width: size.x + 2 * beyond.x,
      height: size.y + 2 * beyond.y,
      beyondX: beyond.x,
      beyondY: beyond.y,
    };
    this.#view = view;
    DomUtil.setPosition(this.#canvas, corner);
    this.#fit(view);
    this.#paint(this.#context, view);
  }

  #fit({ width, height }: PaintView): void {
    const ratio = Math.min(MOST_RATIO, devicePixelRatio || 1);
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas.width = wide;
      this.#canvas.height = high;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    this.#context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context?.clearRect(0, 0, width, height);
  }

  #moved(): void {
    const map = this.#map;
    const view = this.#view;
    if (!map || !view) return;
    const bounds = map.getPixelBounds();
    const seen =
      bounds.min !== undefined &&
      bounds.max !== undefined &&
      bounds.min.x >= view.left &&
      bounds.min.y >= view.top &&
      bounds.max.x <= view.left + view.width &&
      bounds.max.y <= view.top + view.height;
    if (!seen || map.getZoom() !== view.zoom) this.repaint();
  }
}
