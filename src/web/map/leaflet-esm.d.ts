// Leaflet's main file is a script that nothing can be left out of; tiles, markers and popups weigh more than the rest of the
// page. Its modules export the same, part by part.

declare module 'leaflet/src/dom/DomUtil.js' {
  import { DomUtil } from 'leaflet';
  export const create: typeof DomUtil.create;
  export const setPosition: typeof DomUtil.setPosition;
  export const remove: typeof DomUtil.remove;
}
declare module 'leaflet/src/geo/LatLng.js' {
  export { LatLng } from 'leaflet';
}
declare module 'leaflet/src/geometry/Point.js' {
  export { Point } from 'leaflet';
}
declare module 'leaflet/src/layer/Layer.js' {
  export { Layer } from 'leaflet';
}
declare module 'leaflet/src/map/index.js' {
  export { Map } from 'leaflet';
}
