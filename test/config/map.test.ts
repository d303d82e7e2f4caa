// The office's own boundaries in a configuration: what is taken, and what is said about what cannot be.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_PLACES } from '../../src/config/boundary-file.ts';
import { MOST_BOUNDARY_BYTES } from '../../src/config/resolve-map.ts';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const SITES = `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76", at: [-2.68, 118.89] }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat, at: [-3.54, 118.97] }`;
const YAML = base({ sites: SITES, map: 'map: { boundary: batas.json }' });
const PLACE = 'a.yaml:9:18';

const RING = [
  [118.9, -3.5],
  [119, -3.5],
  [119, -3.4],
  [118.9, -3.5],
];
const area = (coordinates: unknown, properties: object | null = null) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});
const TOPOLOGY = {
  type: 'Topology',
  arcs: [RING],
  objects: { kab: { type: 'Polygon', arcs: [[0]], properties: { NAMOBJ: 'Majene' } } },
};

const files = (document: unknown) => ({
  'a.yaml': YAML,
  'batas.json': typeof document === 'string' ? document : JSON.stringify(document),
});
const layerOf = (document: unknown) => configOf(files(document)).map?.boundary;
const warningsOf = (document: unknown) => configOf(files(document)).warnings.map(lineOf);

describe('a boundary layer', () => {
  it.each<[string, unknown]>([
    ['a FeatureCollection', { type: 'FeatureCollection', features: [area([RING], { nama: 'Majene' })] }],
    ['a Feature', area([RING], { Nama: ' Majene ' })],
    ['a TopoJSON', TOPOLOGY],
  ])('is read from %s, with names', (_, document) => {
    const layer = layerOf(document);
    expect(layer?.lines).toEqual([RING]);
    expect(layer?.names.map(({ name }) => name)).toEqual(['Majene']);
    expect(layer?.names[0]?.at[0]).toBeCloseTo(118.9667, 3);
    expect(warningsOf(document)).toEqual([]);
  });

  it('is read from bare geometries and lines, which have no names; points are passed over', () => {
    const document = {
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiLineString', coordinates: [RING] },
        { type: 'Point', coordinates: [118, -3] },
      ],
    };
    expect(layerOf(document)).toEqual({ lines: [RING], names: [] });
  });

  it('takes names from the property that is named', () => {
    const yaml = base({ sites: SITES, map: 'map: { boundary: batas.json, boundaryName: KETERANGAN }' });
    const document = area([RING], { nama: 'salah', keterangan: 'Kab. Majene' });
    const { map } = configOf({ 'a.yaml': yaml, 'batas.json': JSON.stringify(document) });
    expect(map?.boundary?.names.map(({ name }) => name)).toEqual(['Kab. Majene']);
  });

  it('is watched, and absent where none is configured', () => {
    expect(configOf(files(TOPOLOGY)).files).toContain('batas.json');
    expect(configOf(base()).map).toBeUndefined();
    expect(configOf(base({ map: 'map: {}' })).map).toBeUndefined();
  });
});

describe('mistakes are told where the layer is named', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['no file', { 'a.yaml': YAML }, /cannot read "batas\.json": there is no such file$/],
    ['no JSON', files('{"type":'), /cannot make sense of "batas\.json": .+; wanted GeoJSON or TopoJSON/],
    ['no type', files('[]'), /"batas\.json" is JSON without a "type", wanted GeoJSON/],
    ['points alone', files({ type: 'Point', coordinates: [1, 1] }), /is a Point without lines or polygons/],
    ['something else', files({ type: 'Feature', geometry: null }), /is a Feature without lines or polygons/],
    ['features that are none', files({ type: 'FeatureCollection', features: 3 }), /cannot make sense of/],
    ['places that are none', files(area([[3, 4]])), /cannot make sense of/],
    ['arcs that are not there', files({ ...TOPOLOGY, arcs: [] }), /cannot make sense of/],
    [
      'metres instead of degrees',
      files(
        area([
          [
            [716_000, 9_612_000],
            [727_000, 9_612_000],
          ],
        ]),
      ),
      /no place of "batas\.json" is on the globe \(found \[716000, 9612000\]\), wanted .+ EPSG:4326/,
    ],
    ['too large', files(`"${' '.repeat(MOST_BOUNDARY_BYTES)}"`), /cannot read "batas\.json": too large/],
    [
      'a small file that unfolds to very much',
      files({
        ...TOPOLOGY,
        objects: {
          a: { type: 'MultiLineString', arcs: Array.from({ length: MOST_PLACES / 4 + 1 }, () => [0]) },
        },
      }),
      /more than 500000 places/,
    ],
  ])('%s', (_, given, wanted) => {
    const [mistake, ...others] = mistakesOf(given);
    expect(mistake).toMatch(new RegExp(`^${PLACE.replaceAll('.', '\\.')}: `));
    expect(mistake).toMatch(wanted);
    expect(others).toEqual([]);
  });

  it('an unknown key', () => {
    expect(mistakesOf(base({ map: 'map: { bondary: a.json }' }))).toEqual([
      expect.stringContaining('unknown key "bondary"; did you mean "boundary"'),
    ]);
  });
});

describe('what is probably not meant is a warning', () => {
  it('latitude before longitude, and is turned round', () => {
    const turned = RING.map(([x = 0, y = 0]) => [y, x]);
    expect(warningsOf(area([turned]))).toEqual([
      expect.stringContaining(`${PLACE}: map.boundary: "batas.json" has latitude before longitude`),
    ]);
    expect(layerOf(area([turned]))?.lines).toEqual([RING]);
  });

  it('another region', () => {
    const java = RING.map(([x = 0, y = 0]) => [x - 12, y - 3]);
    expect(warningsOf(area([java]))).toEqual([expect.stringContaining('lies within 350 km of a site')]);
  });

  it('features outside of the globe, which are left out', () => {
    const document = {
      type: 'FeatureCollection',
      features: [
        area([RING]),
        area([
          [
            [500, 3],
            [1, 2],
          ],
        ]),
      ],
    };
    expect(warningsOf(document)).toEqual([expect.stringContaining('1 of 2 features are left out')]);
    expect(layerOf(document)?.lines).toEqual([RING]);
  });
});

/** Layers that an office may bring along; not part of the project. */
const SAMPLES = join(process.env['JALUR_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'), 'geo');
const SAMPLE = join(SAMPLES, 'sulbar-kabupaten.geojson');
const hasSamples = existsSync(SAMPLE);

describe.skipIf(!hasSamples)('a real layer (needs ../shared/geo or JALUR_SHARED)', () => {
  it.each(['sulbar-kabupaten.geojson', 'sulbar-kabupaten.topo.json'])('%s has six regencies', (name) => {
    const layer = layerOf(readFileSync(join(SAMPLES, name), 'utf8'));
    expect(layer?.names.map((each) => each.name)).toHaveLength(6);
    expect(layer?.lines.length).toBeGreaterThan(50);
    expect(warningsOf(readFileSync(join(SAMPLES, name), 'utf8'))).toEqual([]);
  });
});
