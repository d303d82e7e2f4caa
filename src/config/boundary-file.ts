// Reads lines and names out of a GeoJSON (RFC 7946) or TopoJSON document. What is no line or area is passed over.

import type { Feature, FeatureCollection, GeoJsonProperties, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import type { RawLine } from '../domain/geo-layer.ts';

/** A feature of a layer: its lines; of an area its rings. */
export interface LayerPart {
  readonly lines: readonly RawLine[];
  readonly isArea: boolean;
  readonly name?: string;
}

/** What a document holds, or why it holds nothing. */
export type BoundaryDocument =
  | { readonly ok: true; readonly parts: readonly LayerPart[] }
  | { readonly ok: false; readonly found: string };

/** A regency's border at a scale of 1:50,000 has some ten thousand places. */
export const MOST_PLACES = 500_000;
/** Collections within collections. */
const MOST_DEPTH = 8;
/** Properties that hold names in the layers of Indonesian offices (BIG, BPS) and others, in the order they are tried. */
const NAME_PROPERTIES = [
  'nama',
  'name',
  'namobj',
  'wadmkk',
  'wadmkc',
  'kabupaten',
  'kab_kota',
  'kabkot',
  'adm2_en',
  'nmkab',
];

/** Reads a parsed document. Throws what topojson-client throws on arcs that are not there. */
export function readBoundary(document: unknown, nameProperty: string | undefined): BoundaryDocument {
  const type = typeOf(document);
  const parts: LayerPart[] = [];
  const name = (properties: unknown): string | undefined => nameOf(properties, nameProperty);
  switch (type) {
    case 'Topology': {
      const topology = document as Topology;
      if (placesIn(topology) > MOST_PLACES) return { ok: false, found: `more than ${MOST_PLACES} places` };
      for (const object of Object.values(topology.objects)) {
        const read = feature(topology, object);
        const features = read.type === 'FeatureCollection' ? read.features : [read];
        for (const each of features) addFeature(parts, each, name);
      }
      break;
    }
    case 'FeatureCollection':
      for (const each of (document as FeatureCollection).features) addFeature(parts, each, name);
      break;
    case 'Feature':
      addFeature(parts, document as Feature, name);
      break;
    case undefined:
      return { ok: false, found: 'JSON without a "type"' };
    default:
      addGeometry(parts, document as Geometry, { depth: 0 });
  }
  const places = parts.reduce((sum, { lines }) => sum + lines.reduce((all, line) => all + line.length, 0), 0);
  if (places > MOST_PLACES) return { ok: false, found: `${places} places, at most ${MOST_PLACES}` };
  return parts.length > 0 ? { ok: true, parts } : { ok: false, found: `a ${type} without lines or polygons` };
}

function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  return typeof value.type === 'string' ? value.type : undefined;
}

function addFeature(
  parts: LayerPart[],
  { geometry, properties }: Feature<Geometry | null>,
  name: (properties: unknown) => string | undefined,
): void {
  const found = name(properties);
  if (geometry) addGeometry(parts, geometry, { depth: 0, ...(found !== undefined && { name: found }) });
}

function addGeometry(
  parts: LayerPart[],
  geometry: Geometry,
  { depth, name }: { readonly depth: number; readonly name?: string },
): void {
  const named = name === undefined ? {} : { name };
  switch (geometry.type) {
    case 'Polygon':
      parts.push({ lines: geometry.coordinates, isArea: true, ...named });
      return;
    case 'MultiPolygon':
      parts.push({ lines: geometry.coordinates.flat(), isArea: true, ...named });
      return;
    case 'LineString':
      parts.push({ lines: [geometry.coordinates], isArea: false, ...named });
      return;
    case 'MultiLineString':
      parts.push({ lines: geometry.coordinates, isArea: false, ...named });
      return;
    case 'GeometryCollection':
      if (depth < MOST_DEPTH)
        for (const each of geometry.geometries) addGeometry(parts, each, { depth: depth + 1, ...named });
      return;
    case 'Point':
    case 'MultiPoint':
      return;
  }
}

function nameOf(properties: unknown, wanted: string | undefined): string | undefined {
  if (typeof properties !== 'object' || properties === null) return undefined;
  const entries = Object.entries(properties);
  const order = wanted === undefined ? NAME_PROPERTIES : [wanted.toLowerCase()];
  for (const key of order) {
    const [, value] = entries.find(([property]) => property.toLowerCase() === key) ?? [];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 100);
  }
  return undefined;
}

/** Places after unfolding: arcs may be used many times, and a small file may mean very many. */
function placesIn({ arcs, objects }: Topology): number {
  const lengthOf = (index: number): number => arcs[index < 0 ? ~index : index]?.length ?? 0;
  const count = (value: unknown, depth: number): number => {
    if (typeof value === 'number') return lengthOf(value);
    if (depth > MOST_DEPTH || !Array.isArray(value)) return 0;
    return value.reduce<number>((sum, each) => sum + count(each, depth + 1), 0);
  };
  const countObject = (object: GeometryObject<GeoJsonProperties>, depth: number): number => {
    if (object.type === 'GeometryCollection' && depth < MOST_DEPTH)
      return object.geometries.reduce((sum, each) => sum + countObject(each, depth + 1), 0);
    return 'arcs' in object ? count(object.arcs, 0) : 0;
  };
  return Object.values(objects).reduce((sum, object) => sum + countObject(object, 0), 0);
}
