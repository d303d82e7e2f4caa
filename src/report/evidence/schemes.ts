// The two evaluation schemes that the evidence is mapped to, as editable texts. They come from secondary sources: a report prints them as
// working summaries and never as the wording of a regulation. Another office, or another year, gives the builder schemes of its own.

import type { Both } from '../method/language.ts';

/** What the pack holds, or the office has to add. */
export const EVIDENCE_KEYS = [
  'monitoring',
  'coverage',
  'use',
  'terms',
  'review',
  'follow-up',
  'interconnection',
  'sop',
  'topology-picture',
] as const;
/** One of {@link EVIDENCE_KEYS}. `sop` and `topology-picture` are the office's own documents. */
export type EvidenceKey = (typeof EVIDENCE_KEYS)[number];

/** A level of an indicator. */
export interface SchemeLevel {
  /** As it is called: a number or a name. */
  readonly level: string;
  /** What it asks for, in short. */
  readonly criterion: Both;
  readonly evidence: readonly EvidenceKey[];
}

/** An indicator. */
export interface SchemeIndicator {
  /** Unique within the scheme: lower case, digits, dashes. */
  readonly id: string;
  /** Number and name, as printed. */
  readonly name: Both;
  readonly levels: readonly SchemeLevel[];
}

/** A scheme. */
export interface Scheme {
  /** Unique: lower case, digits, dashes. */
  readonly id: string;
  readonly name: Both;
  /** Where its texts come from, and whether it is in force. */
  readonly source: Both;
  readonly indicators: readonly SchemeIndicator[];
}

const SECONDARY: Both = [
  'Ringkasan kerja dari sumber sekunder, bukan kutipan peraturan; cocokkan dengan naskah resmi sebelum diajukan.',
  'A working summary from secondary sources, no quotation of the regulation; compare with the official text before it is handed in.',
];

/** The scheme until 2026 and the one since. */
export const SCHEMES: readonly Scheme[] = [
  {
    id: 'spbe-59-2020',
    name: [
      'Evaluasi SPBE (PermenPANRB 59/2020; dicabut 2026)',
      'SPBE evaluation (PermenPANRB 59/2020; revoked 2026)',
    ],
    source: SECONDARY,
    indicators: [
      {
        id: 'i17',
        name: [
          'Indikator 17: Tingkat Kematangan Layanan Jaringan Intra',
          'Indicator 17: maturity of the intra network service',
        ],
        levels: [
          {
            level: '1',
            criterion: ['belum ada, atau sewaktu-waktu', 'not yet, or ad hoc'],
            evidence: [],
          },
          {
            level: '2',
            criterion: ['diterapkan pada sebagian unit kerja', 'applied in part of the units'],
            evidence: ['coverage', 'sop'],
          },
          {
            level: '3',
            criterion: [
              'diterapkan pada semua unit kerja, atau tercapai terhadap target cakupan tahunan',
              'applied in all units, or achieved against the annual coverage target',
            ],
            evidence: ['coverage', 'use', 'terms', 'sop'],
          },
          {
            level: '4',
            criterion: [
              'terhubung dengan JIP atau instansi lain; ditinjau dan dievaluasi berkala',
              'connected with JIP or another agency; reviewed and evaluated periodically',
            ],
            evidence: ['interconnection', 'review', 'topology-picture'],
          },
          {
            level: '5',
            criterion: [
              'hasil peninjauan ditindaklanjuti; terhubung ke JIP nasional',
              'the review was followed up; connected to the national JIP',
            ],
            evidence: ['follow-up', 'interconnection'],
          },
        ],
      },
    ],
  },
  {
    id: 'pemdi-8-2026',
    name: [
      'Evaluasi Kinerja Pemerintah Digital (PermenPANRB 8/2026)',
      'Digital government performance evaluation (PermenPANRB 8/2026)',
    ],
    source: SECONDARY,
    indicators: [
      {
        id: 'i14',
        name: ['I14: Infrastruktur Pemdi', 'I14: digital government infrastructure'],
        levels: [
          {
            level: '–',
            criterion: [
              'perencanaan, jaringan intra, peninjauan, dan tindak lanjut',
              'planning, intra network, review and follow-up',
            ],
            evidence: ['coverage', 'use', 'interconnection', 'review', 'follow-up'],
          },
        ],
      },
      {
        id: 'i19',
        name: ['I19: Fasilitas Dukungan Pengguna', 'I19: user support facilities'],
        levels: [
          {
            level: 'L2',
            criterion: [
              'SOP dengan rincian SLA dan pemantauan pemenuhan SLA otomatis',
              'an SOP with detailed SLA, and automated monitoring of its fulfilment',
            ],
            evidence: ['sop', 'terms', 'monitoring'],
          },
          {
            level: 'L3',
            criterion: [
              'peninjauan dan evaluasi: kendala dan rekomendasi',
              'review and evaluation: constraints and recommendations',
            ],
            evidence: ['review'],
          },
          {
            level: 'L4/L5',
            criterion: [
              'rekomendasi ditindaklanjuti; SLA 99,9 % disebut',
              'recommendations followed up; an SLA of 99.9 % is named',
            ],
            evidence: ['follow-up', 'review'],
          },
        ],
      },
    ],
  },
];
