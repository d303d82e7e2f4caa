// Texts of the map, wherever it is shown.

import { pageWords } from '../text/page-words.ts';

/** The map's words in the language chosen now. */
export const useMapWords = pageWords(
  {
    map: 'Peta jaringan',
    mapHelp:
      'Tombol panah menggeser, + dan − memperbesar dan memperkecil. Isi peta ada dalam daftar di sampingnya.',
    pictureAlone: 'Gambar peta jaringan provinsi.',
    zoomIn: 'Perbesar',
    zoomOut: 'Perkecil',
    whole: 'Seluruh provinsi',
    since: 'sejak',
    rtt: 'RTT',
    sites: 'lokasi',
    openCluster: 'klik untuk memperbesar',
    links: 'jalur',
    planned: 'Rencana',
    off: 'Dihentikan',
    none: 'Tanpa jalur',
    monitor: 'Pemantau (kantor ini)',
    credit: 'Garis pantai: Natural Earth',
    indicative: 'Batas wilayah indikatif',
    noPositions:
      'Belum ada lokasi dengan koordinat. Isi "at" pada lokasi dalam konfigurasi agar tampak di peta.',
    noCoast: 'Garis pantai tidak dapat dimuat; lokasi dan jalur tetap benar.',
    km: 'km',
    m: 'm',
  },
  {
    map: 'Map of the network',
    mapHelp: 'Arrow keys move it, + and − zoom. What it shows is in the list beside it.',
    pictureAlone: "A picture of the province's network.",
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'Whole province',
    since: 'since',
    rtt: 'RTT',
    sites: 'sites',
    openCluster: 'click to zoom in',
    links: 'links',
    planned: 'Planned',
    off: 'Out of service',
    none: 'No link',
    monitor: 'Monitor (this office)',
    credit: 'Coast: Natural Earth',
    indicative: 'Boundaries are indicative',
    noPositions: 'No site has a position yet. Give sites an "at" in the configuration to see them here.',
    noCoast: 'The coast could not be loaded; sites and links are right all the same.',
    km: 'km',
    m: 'm',
  },
);

/** Words of the map. */
export type MapWords = ReturnType<typeof useMapWords>;
