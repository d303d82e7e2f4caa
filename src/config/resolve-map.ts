// Reads the office's own boundaries while the configuration is loaded, and says what is wrong with them where they are named.

import { dirname, isAbsolute, join, normalize } from 'node:path';
import { boundsOf, type LatLng, widened } from '../domain/geo.ts';
import { type CheckedLayer, checkLayer, middleOf, withoutRepeats } from '../domain/geo-layer.ts';
import type { BoundaryLayer, LngLat, NamedPlace } from '../domain/geo-map.ts';
import { type BoundaryDocument, type LayerPart, readBoundary } from './boundary-file.ts';
import type { ConfigDeps } from './deps.ts';
import type { RawConfig } from './include.ts';
import type { MapConfig } from './map-config.ts';
import type { Place } from './place.ts';
import type { Problems } from './problems.ts';
import { readText } from './text-file.ts';
import type { Validated } from './validate.ts';

/** A province's boundaries are some hundred kB; what is larger was never simplified, and would be slow on every screen. */
export const MOST_BOUNDARY_BYTES = 5 * 2 ** 20;
/** Farther from every site than this a layer is not the province's, km. */
const NEAR_KM = 350;
/** Names that are kept. */
const MOST_NAMES = 2_000;

/** The section, and the file that has to be watched. */
export interface ResolvedMap {
  readonly map?: MapConfig;
  readonly files: readonly string[];
}

/** Resolves the section. */
export function resolveMap(raw: RawConfig, valid: Validated, deps: ConfigDeps): ResolvedMap {
  const { boundary, boundaryName } = valid.sections.map ?? {};
  if (boundary === undefined) return { files: [] };
  const place = raw.origins.place(raw.root, ['map', 'boundary']);
  const path = isAbsolute(boundary) ? normalize(boundary) : join(dirname(place.file), boundary);
  const sites = valid.lists.sites.flatMap(({ value }) => (value.at ? [value.at] : []));
  const layer = readLayer(path, { files: deps.files, problems: raw.problems, place, sites, boundaryName });
  return { files: [path], ...(layer && { map: { boundary: layer } }) };
}

interface Reading {
  readonly files: ConfigDeps['files'];
  readonly problems: Problems;
  readonly place: Place;
  readonly sites: readonly LatLng[];
  readonly boundaryName: string | undefined;
}

function readLayer(path: string, reading: Reading): BoundaryLayer | undefined {
  const { files, problems, place, sites, boundaryName } = reading;
  const lines = readText(path, { files, problems, asked: place, maxBytes: MOST_BOUNDARY_BYTES });
  if (!lines) return undefined;
  const wanted = 'wanted GeoJSON or TopoJSON with polygons or lines';
  const around = boundsOf(sites);
  let document: BoundaryDocument;
  let checked: CheckedLayer<CheckedPart>;
  try {
    document = readBoundary(JSON.parse(lines.text), boundaryName);
    checked = checkLayer(document.ok ? document.parts : [], around && widened(around, NEAR_KM));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    problems.add(place, `map.boundary: cannot make sense of "${path}": ${detail}; ${wanted}`);
    return undefined;
  }
  if (!document.ok) {
    problems.add(place, `map.boundary: "${path}" is ${document.found}, ${wanted}`);
    return undefined;
  }
  if (checked.parts.length === 0) {
    problems.add(
      place,
      `map.boundary: no place of "${path}" is on the globe (found ${placeText(checked.example)}), wanted longitude and latitude in degrees (WGS 84): export it as EPSG:4326`,
    );
    return undefined;
  }
  if (checked.leftOut > 0)
    problems.warn(
      place,
      `map.boundary: ${checked.leftOut} of ${document.parts.length} features are left out: a place is outside of ±90° and ±360° (found ${placeText(checked.example)})`,
    );
  if (checked.swapped)
    problems.warn(
      place,
      `map.boundary: "${path}" has latitude before longitude and is turned round; GeoJSON wants [longitude, latitude]`,
    );
  if (checked.far)
    problems.warn(
      place,
      `map.boundary: nothing of "${path}" lies within ${NEAR_KM} km of a site; is it another region's?`,
    );
  return layerOf(checked.parts);
}

function placeText(place: readonly number[] | undefined): string {
  return place ? `[${place.slice(0, 2).join(', ')}]` : 'nothing';
}

type CheckedPart = Omit<LayerPart, 'lines'> & { readonly lines: readonly (readonly LngLat[])[] };

function layerOf(parts: readonly CheckedPart[]): BoundaryLayer {
  const names = parts.flatMap(({ name, isArea, lines }): readonly NamedPlace[] => {
    if (name === undefined || !isArea) return [];
    // Of an archipelago the largest island bears the name.
    const middles = lines.flatMap((ring) => middleOf(ring) ?? []).sort((a, b) => b.area - a.area);
    return middles[0] ? [{ name, at: middles[0].at }] : [];
  });
  return { lines: withoutRepeats(parts.flatMap(({ lines }) => lines)), names: names.slice(0, MOST_NAMES) };
}
