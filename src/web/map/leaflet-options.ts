// How Leaflet is set up: no tiles, no controls of its own, and nothing that moves by itself.

import type { MapOptions } from 'leaflet';

/** The deepest and the farthest zoom, and the smallest step. */
export const ZOOM = { most: 16, least: 1, step: 0.25, farther: 1 } as const;

/** Options of a map that people move, or of one that nobody does. */
export function mapOptions(fixed: boolean): MapOptions {
  const free = !fixed;
  return {
    attributionControl: false,
    zoomControl: false,
    // Marks gather anew at every zoom: between two of them there is nothing to show.
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    zoomSnap: fixed ? 0 : ZOOM.step,
    zoomDelta: 2 * ZOOM.step,
    wheelPxPerZoomLevel: 120,
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    dragging: free,
    touchZoom: free,
    scrollWheelZoom: free,
    doubleClickZoom: free,
    boxZoom: free,
    keyboard: free,
    trackResize: false,
  };
}
