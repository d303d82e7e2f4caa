// Indonesian: the words that screen, messages and explanations share.

import type { Terms } from './terms.ts';

/** Indonesian. */
export const INDONESIAN_TERMS: Terms = {
  severity: { critical: 'Kritis', major: 'Mayor', minor: 'Minor', warning: 'Peringatan', info: 'Info' },
  monitorRule: {
    'monitor.blind': 'Pemantau buta: semua anchor diam',
    'monitor.anchors': 'Semua anchor diam, padahal jalur menjawab',
    'monitor.store': 'Penyimpanan status terganggu',
    'monitor.spool': 'Spool metrik terganggu',
    'monitor.metrics': 'Penulisan riwayat terganggu',
    'monitor.clock': 'Jam sistem bermasalah',
    'monitor.echo': 'Mesin echo terganggu',
    'monitor.config': 'Konfigurasi baru ditolak',
    'monitor.traps': 'Trap tidak diterima',
    'monitor.profiles': 'Profil perangkat memuat kesalahan',
    'monitor.loop': 'jalur sendiri terlalu lambat',
    'monitor.schedule': 'Pengukuran terlambat atau tidak berjalan',
    'monitor.disk': 'Sisa ruang disk sedikit',
    'monitor.disk-full': 'Disk nyaris penuh',
    'monitor.notify': 'Pesan tidak terkirim',
    'monitor.dead-man': 'Tanda hidup tidak terkirim',
    'monitor.unmeasured': 'Sebagian jalur tidak dapat diukur',
  },
  outcome: {
    lost: 'tanpa jawaban',
    unreachable: 'ICMP tujuan tak terjangkau',
    'ttl-exceeded': 'ICMP TTL habis (rute berputar)',
    'no-route': 'tidak ada rute dari pemantau',
  },
  cause: {
    'pln-power': 'listrik PLN padam',
    'site-power': 'listrik di lokasi (genset, UPS, MCB)',
    'fiber-cut': 'kabel fiber putus',
    radio: 'radio (arah, interferensi, hujan)',
    'vsat-weather': 'cuaca pada VSAT',
    'mobile-network': 'jaringan seluler',
    device: 'perangkat rusak',
    configuration: 'salah konfigurasi',
    vandalism: 'perusakan atau pencurian',
    planned: 'pekerjaan terencana',
    upstream: 'gangguan di hulu',
    unknown: 'tidak diketahui',
  },
};
