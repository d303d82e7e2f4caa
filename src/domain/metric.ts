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
}

const spec = (group: MetricGroup, unit: MetricSpec['unit']): MetricSpec => ({ group, unit });

/** The metrics that every vendor's profile uses for the same thing. An operator's profile may add names of its own. */
export const METRICS = {
  /** Processor use over the last minute or less. */
  cpu: spec('health', '%'),
  /** Memory in use, without buffers and cache. */
  memory: spec('health', '%'),
  /** Permanent storage in use. */
  storage: spec('health', '%'),
  /** Run queue, mean of one minute. */
  load_average: spec('health', '1'),
  /** Temperature of the device or a part of it. */
  temperature: spec('health', '°C'),
  /** Relative humidity. */
  humidity: spec('health', '%'),
  /** Fan speed. */
  fan: spec('health', 'rpm'),
  /** 1: the fan is well, 0: it is not. */
  fan_ok: spec('health', '1'),
  /** Connections tracked by a firewall. */
  sessions: spec('health', '1'),
  /** Addresses given out. */
  dhcp_leases: spec('health', '1'),
  /** Access points a controller knows. */
  aps: spec('health', '1'),
  /** Access points a controller is connected to. */
  aps_up: spec('health', '1'),
  /** Round-trip time of the device's own echoes to an anchor. */
  anchor_rtt: spec('health', 's'),
  /** Loss of the device's own echoes to an anchor. */
  anchor_loss: spec('health', '%'),

  /** Supply or rail voltage. */
  voltage: spec('power', 'V'),
  /** Current drawn. */
  current: spec('power', 'A'),
  /** Power drawn, or delivered to others (PoE). */
  power: spec('power', 'W'),
  /** 1: the power supply is well, 0: it is not. */
  supply_ok: spec('power', '1'),
  /** 1: the UPS runs on its battery, 0: on the mains. */
  on_battery: spec('power', '1'),
  /** Charge of the battery. */
  battery_charge: spec('power', '%'),
  /** Time the battery lasts at the present load. */
  battery_runtime: spec('power', 's'),
  /** Voltage of the battery. */
  battery_voltage: spec('power', 'V'),
  /** Temperature of the battery. */
  battery_temperature: spec('power', '°C'),
  /** Current into the battery. */
  battery_current: spec('power', 'A'),
  /** Mains voltage, per phase. */
  input_voltage: spec('power', 'V'),
  /** Output voltage, per phase. */
  output_voltage: spec('power', 'V'),
  /** Load of the output, per phase. */
  output_load: spec('power', '%'),
  /** Power at the output, per phase. */
  output_power: spec('power', 'W'),
  /** Voltage at the load of a solar charger. */
  load_voltage: spec('power', 'V'),
  /** Current of the load of a solar charger. */
  load_current: spec('power', 'A'),
  /** Current of a solar charger. */
  charge_current: spec('power', 'A'),
  /** What a solar charger is doing. */
  charge_state: spec('power', 'text'),

  /** Stations associated, subscribers registered. */
  clients: spec('wireless', '1'),
  /** Received signal strength. */
  signal: spec('wireless', 'dBm'),
  /** Signal strength at the far end. */
  remote_signal: spec('wireless', 'dBm'),
  /** Noise floor. */
  noise: spec('wireless', 'dBm'),
  /** Signal-to-noise ratio. */
  snr: spec('wireless', 'dB'),
  /** Signal-to-noise ratio at the far end. */
  remote_snr: spec('wireless', 'dB'),
  /** Client connection quality; sending, where told apart. */
  ccq: spec('wireless', '%'),
  /** Client connection quality, receiving. */
  rx_ccq: spec('wireless', '%'),
  /** The vendor's own quality of a radio link. */
  quality: spec('wireless', '%'),
  /** The vendor's own capacity of a radio link. */
  capacity: spec('wireless', '%'),
  /** Air time in use. */
  airtime: spec('wireless', '%'),
  /** Channel in use, by anybody. */
  channel_use: spec('wireless', '%'),
  /** Downlink frame in use. */
  downlink_use: spec('wireless', '%'),
  /** Uplink frame in use. */
  uplink_use: spec('wireless', '%'),
  /** Modulation rate or capacity, sending. */
  tx_rate: spec('wireless', 'bit/s'),
  /** Modulation rate or capacity, receiving. */
  rx_rate: spec('wireless', 'bit/s'),
  /** Packet error ratio, sending. */
  tx_error: spec('wireless', '%'),
  /** Packet error ratio, receiving. */
  rx_error: spec('wireless', '%'),
  /** Carrier or channel frequency. */
  frequency: spec('wireless', 'Hz'),
  /** Channel number. */
  channel: spec('wireless', '1'),
  /** Transmit power. */
  tx_power: spec('wireless', 'dBm'),
  /** Distance to the far end. */
  distance: spec('wireless', 'm'),

  /** Light received. */
  optical_rx_power: spec('optics', 'dBm'),
  /** Light sent. */
  optical_tx_power: spec('optics', 'dBm'),
  /** Temperature of an optical module. */
  optical_temperature: spec('optics', '°C'),
  /** Supply voltage of an optical module. */
  optical_voltage: spec('optics', 'V'),

  /** Received signal strength of a mobile network. */
  rssi: spec('lte', 'dBm'),
  /** Reference signal received power (3GPP TS 36.214). */
  rsrp: spec('lte', 'dBm'),
  /** Reference signal received quality (3GPP TS 36.214). */
  rsrq: spec('lte', 'dB'),
  /** Signal to interference and noise ratio. */
  sinr: spec('lte', 'dB'),
  /** Name of the mobile network. */
  operator: spec('lte', 'text'),
  /** Access technology. */
  technology: spec('lte', 'text'),
  /** Whether the modem is connected. */
  registration: spec('lte', 'text'),

  /** Es/N0 of the satellite carrier. */
  esno: spec('vsat', 'dB'),
  /** Signal-to-noise ratio of the satellite carrier. */
  carrier_snr: spec('vsat', 'dB'),
  /** Input level of the demodulator. */
  rx_level: spec('vsat', 'dBm'),
  /** Output level of the modulator. */
  tx_level: spec('vsat', 'dBm'),
  /** Correction of the output level asked for by the hub. */
  level_adjust: spec('vsat', 'dB'),
  /** What the satellite modem is doing. */
  modem_state: spec('vsat', 'text'),

  /** Rate received, made of rx_octets. */
  rx_bps: spec('traffic', 'bit/s'),
  /** Rate sent, made of tx_octets. */
  tx_bps: spec('traffic', 'bit/s'),
  /** Octets received, a counter. */
  rx_octets: spec('traffic', 'octet'),
  /** Octets sent, a counter. */
  tx_octets: spec('traffic', 'octet'),
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
