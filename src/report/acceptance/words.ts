// What an acceptance record's report says, in both languages.

import type { AcceptanceCriterion } from '../../domain/acceptance-figures.ts';
import type { Both } from '../method/language.ts';

/** Titles, labels and sentences. */
export const WORDS = {
  title: ['Berita Acara Uji Terima Jalur', 'Record of Acceptance of a Link'],
  record: ['Nomor catatan uji', 'Record number'],
  link: ['Jalur', 'Link'],
  path: ['Dari – ke', 'From – to'],
  medium: ['Media', 'Medium'],
  bandwidth: ['Kapasitas kontrak', 'Contracted bandwidth'],
  provider: ['Penyedia', 'Provider'],
  contract: ['Kontrak', 'Contract'],
  programme: ['Program', 'Programme'],
  year: ['Tahun', 'Year'],
  device: ['Perangkat', 'Device'],
  begin: ['Mulai uji', 'Begin of the test'],
  end: ['Selesai uji', 'End of the test'],
  lost: ['Putus', 'Down from'],
  restored: ['Pulih', 'Up again'],
  begunBy: ['Dimulai oleh', 'Begun by'],
  itself: ['jalur, sejak jawaban pertama yang stabil', 'jalur, since the first steady answer'],
  result: ['Hasil', 'Result'],
  passed: ['LULUS: semua batas dipenuhi', 'PASSED: every limit was kept'],
  failed: ['TIDAK LULUS: ada batas yang tidak dipenuhi', 'NOT PASSED: some limits were not kept'],
  running: ['masih berjalan', 'still running'],
  brokenOff: ['dihentikan', 'broken off'],
  silent: ['dihentikan: jalur putus terlalu lama', 'broken off: the link was down for too long'],
  outOfService: [
    'dihentikan: jalur dikeluarkan dari layanan',
    'broken off: the link was taken out of service',
  ],
  decision: ['Keputusan', 'Decision'],
  accepted: ['diterima', 'accepted'],
  refused: ['ditolak', 'refused'],
  by: ['oleh', 'by'],
  unsigned: ['belum diputuskan', 'not decided yet'],
  superseded: [
    'Catatan ini digantikan oleh catatan yang lebih baru dari jalur yang sama, nomor',
    'A newer record of the same link counts in the place of this one: number',
  ],
  runningText: [
    'Uji terima masih berjalan: angkanya baru ada setelah selesai, dan belum dapat ditandatangani.',
    'The test is still running: its figures are there when it is over, and it cannot be signed before.',
  ],
  criteria: ['Batas dan hasil ukur', 'Limits and figures'],
  criterion: ['Kriteria', 'Criterion'],
  wanted: ['Batas', 'Limit'],
  bound: ['Sifat batas', 'Kind of limit'],
  measured: ['Hasil ukur', 'Measured'],
  unit: ['Satuan', 'Unit'],
  kept: ['Dipenuhi', 'Kept'],
  yes: ['ya', 'yes'],
  no: ['TIDAK', 'NO'],
  atLeast: ['paling sedikit', 'at least'],
  atMost: ['paling banyak', 'at most'],
  figures: ['Angka selengkapnya', 'All figures'],
  figure: ['Besaran', 'Figure'],
  value: ['Nilai', 'Value'],
  sent: ['Echo dikirim', 'Echoes sent'],
  received: ['Echo dijawab', 'Echoes answered'],
  rttMin: ['RTT terkecil', 'Least RTT'],
  rttMedian: ['RTT median', 'Median RTT'],
  rttP95: ['RTT persentil ke-95', 'RTT, 95th percentile'],
  rttMax: ['RTT terbesar', 'Greatest RTT'],
  jitter: ['Jitter', 'Jitter'],
  rounds: ['Putaran dihitung', 'Rounds counted'],
  roundsLeftOut: ['Putaran tidak dihitung', 'Rounds left out'],
  times: ['Waktu per status', 'Time by state'],
  state: ['Status', 'State'],
  duration: ['Durasi', 'Duration'],
  outages: ['Gangguan selama uji', 'Outages within the test'],
  noOutage: ['Tidak ada gangguan.', 'There was no outage.'],
  moreOutages: ['gangguan seluruhnya; yang pertama dirinci', 'outages in all; the first ones are listed'],
  restarts: ['Perangkat menyala ulang', 'Restarts of the device'],
  restartFound: ['Diketahui', 'Found out'],
  bootAt: ['Menyala sejak', 'Up since'],
  noRestart: ['Perangkat tidak menyala ulang.', 'The device did not restart.'],
  rttChart: ['RTT median selama uji', 'Median RTT within the test'],
  lossChart: ['Kehilangan paket selama uji', 'Packet loss within the test'],
  limit: ['batas', 'limit'],
  note: ['Catatan', 'Note'],
  intro: [
    'Telah dilakukan uji terima atas jalur tersebut di atas dengan pengukuran terus-menerus oleh jalur. Waktu di belakang ' +
      'jalur lain yang putus, dan waktu yang tidak terpantau, tidak dibebankan kepada jalur ini; keduanya mengurangi cakupan.',
    'The link named above was tested for acceptance by continuous measurement by jalur. Time behind another link that had ' +
      'failed, and time that nobody saw, is not charged to this link; both lower the coverage.',
  ],
  closing: [
    'Demikian Berita Acara Uji Terima ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.',
    'This record was made truthfully, to be used as is proper.',
  ],
} as const satisfies Readonly<Record<string, Both>>;

/** Criteria. */
export const CRITERION_WORDS: Readonly<Record<AcceptanceCriterion, Both>> = {
  coverage: ['Cakupan pengukuran', 'Coverage of the measurement'],
  availability: ['Ketersediaan', 'Availability'],
  rounds: ['Waktu dengan riwayat', 'Time with a history'],
  loss: ['Kehilangan paket', 'Packet loss'],
  rtt: ['RTT median', 'Median RTT'],
  jitter: ['Jitter', 'Jitter'],
};

/** Units of criteria, and whether the limit is a least value. */
export const CRITERION_FORM: Readonly<
  Record<AcceptanceCriterion, { readonly unit: '%' | 'ms'; readonly least: boolean }>
> = {
  coverage: { unit: '%', least: true },
  availability: { unit: '%', least: true },
  rounds: { unit: '%', least: true },
  loss: { unit: '%', least: false },
  rtt: { unit: 'ms', least: false },
  jitter: { unit: 'ms', least: false },
};
