// What the fake daemon answers about the map: a coast that looks like one from afar, and boundaries of two areas.

import type { MapView } from '../../../src/domain/geo-map.ts';

/** A stretch of coast with an island, cut off at the edge of its box, and a border. */
export const MAP_VIEW: MapView = {
  bounds: { westDeg: 118.7, southDeg: -3.6, eastDeg: 119.9, northDeg: -0.9 },
  box: { westDeg: 114.6, southDeg: -7.7, eastDeg: 124, northDeg: 3.2 },
  coast: [
    [
      [
        [119.8, 3.2],
        [119.3, -0.9],
        [119.1, -2.4],
        [118.75, -2.6],
        [118.85, -3.5],
        [119.4, -3.6],
        [119.5, -5.5],
        [120.4, -5.6],
        [120.4, -3],
        [124, -3],
        [124, 3.2],
        [119.8, 3.2],
      ],
    ],
    [
      [
        [117.1, -2.3],
        [117.2, -2.3],
        [117.2, -2.2],
        [117.1, -2.3],
      ],
    ],
  ],
  boundary: {
    lines: [
      [
        [118.9, -3],
        [119.6, -2.7],
        [119.9, -2.5],
      ],
    ],
    names: [{ name: 'Kecamatan Tommo', at: [119.5, -2.2] }],
  },
};
