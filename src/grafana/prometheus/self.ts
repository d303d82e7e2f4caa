// jalur itself, out of its own figures.

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { NONE_STEPS, yesNo } from '../looks.ts';
import { series, stat } from '../panels.ts';
import type { Sheet, Text } from '../sheet.ts';
import { frame } from '../variables.ts';
import { line, now, outagesOf } from './query.ts';

interface Course {
  readonly title: Text;
  readonly about: Text;
  readonly unit: string;
  readonly lines: readonly (readonly [expr: string, legend: Text])[];
}

const rate = (counter: string): string => `rate(${counter}[$__rate_interval])`;

/** Figures over time, in pairs beside each other. */
const COURSES: readonly Course[] = [
  {
    title: ['Echo', 'Echoes'],
    about: [
      'Per detik; tercemar: dibuang karena kesalahan mesin sendiri.',
      'Per second; tainted: discarded because of faults of our own.',
    ],
    unit: 'short',
    lines: [
      [rate('jalur_echo_sent_total'), ['terkirim', 'sent']],
      [rate('jalur_echo_received_total'), ['terjawab', 'answered']],
      [rate('jalur_echo_tainted_total'), ['tercemar', 'tainted']],
    ],
  },
  {
    title: ['Keterlambatan', 'Lateness'],
    about: [
      'Persentil ke-99: echo, bacaan, dan pewaktu sendiri.',
      '99th percentile: echoes, polls, and our own timers.',
    ],
    unit: 's',
    lines: [
      ['jalur_echo_slip_p99_seconds', ['echo', 'echoes']],
      ['jalur_snmp_slip_p99_seconds', ['bacaan', 'polls']],
      ['jalur_event_loop_delay_p99_seconds', ['pewaktu', 'timers']],
    ],
  },
  {
    title: ['SNMP', 'SNMP'],
    about: [
      'Bacaan per detik, dan pertanyaan yang tidak dijawab.',
      'Polls per second, and questions that nobody answered.',
    ],
    unit: 'short',
    lines: [
      [rate('jalur_snmp_polls_total'), ['bacaan', 'polls']],
      [rate('jalur_snmp_timeouts_total'), ['tak dijawab', 'unanswered']],
    ],
  },
  {
    title: ['Riwayat', 'History'],
    about: ['Titik per detik: ditulis, ditolak, dibuang.', 'Points per second: written, refused, dropped.'],
    unit: 'short',
    lines: [
      [rate('jalur_history_written_points_total'), ['ditulis', 'written']],
      [rate('jalur_history_refused_points_total'), ['ditolak', 'refused']],
      [rate('jalur_history_dropped_points_total'), ['dibuang', 'dropped']],
    ],
  },
  {
    title: ['Titik yang menunggu', 'Points that wait'],
    about: ['Di piringan, sampai InfluxDB menerimanya.', 'On disk, until InfluxDB takes them.'],
    unit: 'short',
    lines: [['jalur_history_spooled_points', ['menunggu', 'waiting']]],
  },
  {
    title: ['Layar yang terhubung', 'Screens connected'],
    about: ['Klien aliran data langsung.', 'Clients of the live stream.'],
    unit: 'short',
    lines: [['jalur_stream_clients', ['layar', 'screens']]],
  },
];

/** The dashboard. */
export function self(sheet: Sheet): Dashboard {
  const { say } = sheet;
  const dashboard = frame(
    {
      name: 'self',
      title: ['jalur sendiri', 'jalur itself'],
      about: [
        'Apakah pemantauan sendiri berjalan: echo, bacaan, riwayat, dan keterlambatan.',
        'Whether the monitoring itself runs: echoes, polls, history and lateness.',
      ],
      from: 'now-24h',
      refresh: '1m',
      variables: [],
      annotation: outagesOf('', sheet),
      page: 'settings',
    },
    sheet,
  )
    .withPanel(
      stat(
        {
          title: ['Pemantau melihat', 'The monitor sees'],
          about: ['Tidak: pemantau sendiri terputus.', 'No: the monitor itself is cut off.'],
          targets: [now('1 - max(jalur_monitor_blind)')],
          w: 6,
          h: 4,
          mappings: yesNo(say(['ya', 'yes']), say(['tidak', 'no'])),
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Jalur diperiksa', 'Links being checked'],
          about: [
            'Jalur yang echo hilangnya sedang diperiksa.',
            'Links whose lost echoes are being checked.',
          ],
          targets: [now('sum(jalur_links_suspected)')],
          w: 6,
          h: 4,
          unit: 'short',
          decimals: 0,
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Riwayat bermasalah', 'History in trouble'],
          about: [
            'Satu: tempat riwayat tidak dapat menerima titik.',
            'One: the history store cannot take points.',
          ],
          targets: [now('max(jalur_history_trouble)')],
          w: 6,
          h: 4,
          unit: 'short',
          decimals: 0,
          steps: NONE_STEPS,
        },
        sheet,
      ),
    )
    .withPanel(
      stat(
        {
          title: ['Usia vonis echo tertua', 'Oldest echo verdict'],
          about: [
            'Jalur yang paling lama tanpa vonis echo; jalur hemat data memang jarang.',
            'The link longest without an echo verdict; metered links are echoed rarely.',
          ],
          targets: [now('max(jalur_link_verdict_age_seconds)')],
          w: 6,
          h: 4,
          unit: 's',
          decimals: 1,
        },
        sheet,
      ),
    );
  for (const { title, about, unit, lines } of COURSES)
    dashboard.withPanel(
      series(
        {
          title,
          about,
          targets: lines.map(([expr, legend], index) => line(expr, say(legend), 'ABC'[index])),
          w: 12,
          h: 8,
          unit,
          min: 0,
          interval: '1m',
        },
        sheet,
      ),
    );
  return dashboard.build();
}
