// @types/leaflet describes the package's main file, a script that nothing can be left out of; its ES module exports the same.

declare module 'leaflet/dist/leaflet-src.esm.js' {
  export { DomUtil, LatLng, Layer, type LeafletMouseEvent, Map, Point } from 'leaflet';
}
