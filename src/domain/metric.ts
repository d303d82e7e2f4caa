// What devices measure beside the link itself: power, radio, health. Each metric has one name and one unit across all
// vendors; profiles say where a device keeps it.

/** Units of metrics: SI and what is accepted beside it (BIPM, ISO 80000; dB and dBm, rpm, octets and plain counts). */
export const UNITS = [
  '1',
  '%',
  '°C',
  'V',
  'A',
  'W',
  'Hz',
  's',
  'm',
  'rpm',
  'octet',
  'bit/s',
  'dB',
  'dBm',
] as const;
/** One of {@link UNITS}; `1` is a plain count or a state number. */
export type Unit = (typeof UNITS)[number];

/** What a metric is about; screens and the history group by it. */
export const METRIC_GROUPS = ['health', 'power', 'wireless', 'optics', 'lte', 'vsat', 'traffic'] as const;
/** One of {@link METRIC_GROUPS}. */
export type MetricGroup = (typeof METRIC_GROUPS)[number];

/** What is known of a metric by its name. `text`: its values are words. */
export interface MetricSpec {
  readonly group: MetricGroup;
  readonly unit: Unit | 'text';
  readonly about: string;
}

const spec = (group: MetricGroup, unit: MetricSpec['unit'], about: string): MetricSpec => ({
  group,
  unit,
  about,
});

/** The metrics that every vendor's profile uses for the same thing. An operator's profile may add names of its own. */
export const METRICS = {
  cpu: spec('health', '%', 'processor use over the last minute or less'),
  memory: spec('health', '%', 'memory in use, without buffers and cache'),
  storage: spec('health', '%', 'permanent storage in use'),
  load_average: spec('health', '1', 'run queue, mean of one minute'),
  temperature: spec('health', '°C', 'temperature of the device or a part of it'),
  humidity: spec('health', '%', 'relative humidity'),
  fan: spec('health', 'rpm', 'fan speed'),
  fan_ok: spec('health', '1', '1: the fan is well, 0: it is not'),
  sessions: spec('health', '1', 'connections tracked by a firewall'),
  dhcp_leases: spec('health', '1', 'addresses given out'),
  aps: spec('health', '1', 'access points a controller knows'),
  aps_up: spec('health', '1', 'access points a controller is connected to'),
  anchor_rtt: spec('health', 's', "round-trip time of the device's own echoes to an anchor"),
  anchor_loss: spec('health', '%', "loss of the device's own echoes to an anchor"),

  voltage: spec('power', 'V', 'supply or rail voltage'),
  current: spec('power', 'A', 'current drawn'),
  power: spec('power', 'W', 'power drawn, or delivered to others (PoE)'),
  supply_ok: spec('power', '1', '1: the power supply is well, 0: it is not'),
  on_battery: spec('power', '1', '1: the UPS runs on its battery, 0: on the mains'),
  battery_charge: spec('power', '%', 'charge of the battery'),
  battery_runtime: spec('power', 's', 'time the battery lasts at the present load'),
  battery_voltage: spec('power', 'V', 'voltage of the battery'),
  battery_temperature: spec('power', '°C', 'temperature of the battery'),
  battery_current: spec('power', 'A', 'current into the battery'),
  input_voltage: spec('power', 'V', 'mains voltage, per phase'),
  output_voltage: spec('power', 'V', 'output voltage, per phase'),
  output_load: spec('power', '%', 'load of the output, per phase'),
  output_power: spec('power', 'W', 'power at the output, per phase'),
  load_voltage: spec('power', 'V', 'voltage at the load of a solar charger'),
  load_current: spec('power', 'A', 'current of the load of a solar charger'),
  charge_current: spec('power', 'A', 'current of a solar charger'),
  charge_state: spec('power', 'text', 'what a solar charger is doing'),

  clients: spec('wireless', '1', 'stations associated, subscribers registered'),
  signal: spec('wireless', 'dBm', 'received signal strength'),
  remote_signal: spec('wireless', 'dBm', 'signal strength at the far end'),
  noise: spec('wireless', 'dBm', 'noise floor'),
  snr: spec('wireless', 'dB', 'signal-to-noise ratio'),
  remote_snr: spec('wireless', 'dB', 'signal-to-noise ratio at the far end'),
  ccq: spec('wireless', '%', 'client connection quality; sending, where told apart'),
  rx_ccq: spec('wireless', '%', 'client connection quality, receiving'),
  quality: spec('wireless', '%', "the vendor's own quality of a radio link"),
  capacity: spec('wireless', '%', "the vendor's own capacity of a radio link"),
  airtime: spec('wireless', '%', 'air time in use'),
  channel_use: spec('wireless', '%', 'channel in use, by anybody'),
  downlink_use: spec('wireless', '%', 'downlink frame in use'),
  uplink_use: spec('wireless', '%', 'uplink frame in use'),
  tx_rate: spec('wireless', 'bit/s', 'modulation rate or capacity, sending'),
  rx_rate: spec('wireless', 'bit/s', 'modulation rate or capacity, receiving'),
  tx_error: spec('wireless', '%', 'packet error ratio, sending'),
  rx_error: spec('wireless', '%', 'packet error ratio, receiving'),
  frequency: spec('wireless', 'Hz', 'carrier or channel frequency'),
  channel: spec('wireless', '1', 'channel number'),
  tx_power: spec('wireless', 'dBm', 'transmit power'),
  distance: spec('wireless', 'm', 'distance to the far end'),

  optical_rx_power: spec('optics', 'dBm', 'light received'),
  optical_tx_power: spec('optics', 'dBm', 'light sent'),
  optical_temperature: spec('optics', '°C', 'temperature of an optical module'),
  optical_voltage: spec('optics', 'V', 'supply voltage of an optical module'),

  rssi: spec('lte', 'dBm', 'received signal strength of a mobile network'),
  rsrp: spec('lte', 'dBm', 'reference signal received power (3GPP TS 36.214)'),
  rsrq: spec('lte', 'dB', 'reference signal received quality (3GPP TS 36.214)'),
  sinr: spec('lte', 'dB', 'signal to interference and noise ratio'),
  operator: spec('lte', 'text', 'name of the mobile network'),
  technology: spec('lte', 'text', 'access technology'),
  registration: spec('lte', 'text', 'whether the modem is connected'),

  esno: spec('vsat', 'dB', 'Es/N0 of the satellite carrier'),
  carrier_snr: spec('vsat', 'dB', 'signal-to-noise ratio of the satellite carrier'),
  rx_level: spec('vsat', 'dBm', 'input level of the demodulator'),
  tx_level: spec('vsat', 'dBm', 'output level of the modulator'),
  level_adjust: spec('vsat', 'dB', 'correction of the output level asked for by the hub'),
  modem_state: spec('vsat', 'text', 'what the satellite modem is doing'),

  rx_bps: spec('traffic', 'bit/s', 'rate received, made of rx_octets'),
  tx_bps: spec('traffic', 'bit/s', 'rate sent, made of tx_octets'),
  rx_octets: spec('traffic', 'octet', 'octets received, a counter'),
  tx_octets: spec('traffic', 'octet', 'octets sent, a counter'),
} as const satisfies Readonly<Record<string, MetricSpec>>;

/** Form of a metric's name. */
export const METRIC_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** One figure of one poll. `instance` names the part it belongs to; absent: the device as a whole. */
export type MetricReading = {
  /** Name in {@link METRICS}, or an operator's own. */
  readonly metric: string;
  /** At most 64 characters. */
  readonly instance?: string;
} & (
  | { readonly kind: 'gauge'; readonly unit: Unit; readonly value: number }
  /** A running total; only its growth between two polls means anything. */
  | { readonly kind: 'counter'; readonly unit: Unit; readonly total: bigint; readonly bits: 32 | 64 }
  /** At most 64 characters. */
  | { readonly kind: 'text'; readonly text: string }
);

/** Readings of one poll at most; further ones are left out, and the inventory says so. */
export const MOST_READINGS = 400;
