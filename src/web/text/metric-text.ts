// Names of metrics and their values as people write them. A metric that no language knows keeps its own name.

import { METRICS, type MetricGroup, type MetricReading, type Unit } from '../../domain/metric.ts';
import { formatBps, formatDuration, NONE } from './format.ts';
import type { Language, Words } from './words.ts';

/** Names in Indonesian and English; technical terms stay as they are. */
const NAMES: Readonly<Record<keyof typeof METRICS, readonly [id: string, en: string]>> = {
  cpu: ['CPU', 'CPU'],
  memory: ['Memori', 'Memory'],
  storage: ['Penyimpanan', 'Storage'],
  load_average: ['Load average', 'Load average'],
  temperature: ['Suhu', 'Temperature'],
  humidity: ['Kelembapan', 'Humidity'],
  fan: ['Kipas', 'Fan'],
  fan_ok: ['Kipas baik', 'Fan well'],
  sessions: ['Sesi', 'Sessions'],
  dhcp_leases: ['Alamat DHCP terpakai', 'DHCP leases'],
  aps: ['Titik akses', 'Access points'],
  aps_up: ['Titik akses tersambung', 'Access points connected'],
  anchor_rtt: ['RTT ke anchor', 'RTT to anchor'],
  anchor_loss: ['Loss ke anchor', 'Loss to anchor'],
  voltage: ['Tegangan', 'Voltage'],
  current: ['Arus', 'Current'],
  power: ['Daya', 'Power'],
  supply_ok: ['Catu daya baik', 'Power supply well'],
  on_battery: ['Dengan baterai', 'On battery'],
  battery_charge: ['Isi baterai', 'Battery charge'],
  battery_runtime: ['Baterai cukup untuk', 'Battery lasts'],
  battery_voltage: ['Tegangan baterai', 'Battery voltage'],
  battery_temperature: ['Suhu baterai', 'Battery temperature'],
  battery_current: ['Arus baterai', 'Battery current'],
  input_voltage: ['Tegangan masuk', 'Input voltage'],
  output_voltage: ['Tegangan keluar', 'Output voltage'],
  output_load: ['Beban', 'Load'],
  output_power: ['Daya keluar', 'Output power'],
  load_voltage: ['Tegangan beban', 'Load voltage'],
  load_current: ['Arus beban', 'Load current'],
  charge_current: ['Arus pengisian', 'Charge current'],
  charge_state: ['Pengisian', 'Charging'],
  clients: ['Pengguna', 'Clients'],
  signal: ['Sinyal', 'Signal'],
  remote_signal: ['Sinyal ujung jauh', 'Far end signal'],
  noise: ['Derau', 'Noise'],
  snr: ['SNR', 'SNR'],
  remote_snr: ['SNR ujung jauh', 'Far end SNR'],
  ccq: ['CCQ', 'CCQ'],
  rx_ccq: ['CCQ terima', 'Receive CCQ'],
  quality: ['Kualitas', 'Quality'],
  capacity: ['Kapasitas radio', 'Radio capacity'],
  airtime: ['Waktu udara', 'Air time'],
  channel_use: ['Kanal terpakai', 'Channel in use'],
  downlink_use: ['Downlink terpakai', 'Downlink in use'],
  uplink_use: ['Uplink terpakai', 'Uplink in use'],
  tx_rate: ['Laju kirim', 'Transmit rate'],
  rx_rate: ['Laju terima', 'Receive rate'],
  tx_error: ['Galat kirim', 'Transmit errors'],
  rx_error: ['Galat terima', 'Receive errors'],
  frequency: ['Frekuensi', 'Frequency'],
  channel: ['Kanal', 'Channel'],
  tx_power: ['Daya pancar', 'Transmit power'],
  distance: ['Jarak', 'Distance'],
  optical_rx_power: ['Cahaya terima', 'Light received'],
  optical_tx_power: ['Cahaya kirim', 'Light sent'],
  optical_temperature: ['Suhu modul optik', 'Optical module temperature'],
  optical_voltage: ['Tegangan modul optik', 'Optical module voltage'],
  rssi: ['RSSI', 'RSSI'],
  rsrp: ['RSRP', 'RSRP'],
  rsrq: ['RSRQ', 'RSRQ'],
  sinr: ['SINR', 'SINR'],
  operator: ['Operator', 'Operator'],
  technology: ['Teknologi', 'Technology'],
  registration: ['Registrasi', 'Registration'],
  esno: ['Es/N0', 'Es/N0'],
  carrier_snr: ['SNR satelit', 'Satellite SNR'],
  rx_level: ['Level terima', 'Receive level'],
  tx_level: ['Level kirim', 'Transmit level'],
  level_adjust: ['Koreksi level', 'Level correction'],
  modem_state: ['Status modem', 'Modem state'],
  rx_bps: ['Terima', 'Received'],
  tx_bps: ['Kirim', 'Sent'],
  rx_octets: ['Oktet terima', 'Octets received'],
  tx_octets: ['Oktet kirim', 'Octets sent'],
};

/** Metrics whose 1 and 0 are yes and no. */
const YES_NO: ReadonlySet<string> = new Set(['on_battery', 'supply_ok', 'fan_ok']);

/** Whether a metric's 1 and 0 are yes and no. */
export function isYesNo(metric: string): boolean {
  return YES_NO.has(metric);
}

/** A metric's name. */
export function metricName(metric: string, language: Language): string {
  const names: Readonly<Record<string, readonly [string, string] | undefined>> = NAMES;
  return names[metric]?.[language === 'id' ? 0 : 1] ?? metric.replaceAll('_', ' ');
}

/** Where a metric is shown; names of an operator's own come last. */
export function metricGroup(metric: string): MetricGroup | 'own' {
  const known: Readonly<Record<string, { readonly group: MetricGroup } | undefined>> = METRICS;
  return known[metric]?.group ?? 'own';
}

/** A reading as text: `11`, `-71 dBm`, `5,74 GHz`, `ya`. */
export function metricValue(reading: MetricReading, words: Words): string {
  switch (reading.kind) {
    case 'text':
      return reading.text === '' ? NONE : reading.text;
    case 'counter':
      return NONE;
    case 'gauge':
      if (YES_NO.has(reading.metric)) return reading.value >= 1 ? words.ui.yes : words.ui.no;
      return quantity(reading.value, reading.unit, words);
  }
}

function quantity(value: number, unit: Unit, words: Words): string {
  switch (unit) {
    case 's':
      return formatDuration(value * 1_000, words);
    case 'bit/s':
      return formatBps(value, words);
    case 'Hz':
      return value >= 1e9 ? `${short(value / 1e9, words)} GHz` : `${short(value / 1e6, words)} MHz`;
    case 'm':
      return value >= 1_000 ? `${short(value / 1_000, words)} km` : `${short(value, words)} m`;
    case '1':
      return short(value, words);
    case '%':
      return `${short(value, words)}%`;
    case 'octet':
    case '°C':
    case 'V':
    case 'A':
    case 'W':
    case 'rpm':
    case 'dB':
    case 'dBm':
      return `${short(value, words)} ${unit}`;
  }
}

/** At most three decimals, and no more digits than say something. */
function short(value: number, words: Words): string {
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString(words.locale, { maximumFractionDigits: decimals });
}
