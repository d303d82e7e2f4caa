// Which of a device's metrics get a chart: radio and power first, as an operator asks for them; few parts of each.

import type { MetricReading, Unit } from '../../../domain/metric.ts';

/** A metric's chart: one curve for each part of the device. */
export interface MetricChoice {
  readonly metric: string;
  readonly unit: Unit;
  /** Undefined: the device's own figure. */
  readonly instances: readonly (string | undefined)[];
}

/** In the order of their charts. Others stand in the device's panel with their present value. */
const CHARTED: readonly string[] = [
  ...[
    'signal',
    'snr',
    'clients',
    'ccq',
    'quality',
    'capacity',
    'airtime',
    'channel_use',
    'tx_rate',
    'rx_rate',
  ],
  ...['rsrp', 'sinr', 'esno', 'carrier_snr', 'optical_rx_power'],
  ...[
    'on_battery',
    'battery_charge',
    'battery_voltage',
    'battery_runtime',
    'input_voltage',
    'voltage',
    'output_load',
  ],
  ...['charge_current', 'load_current', 'power', 'temperature', 'cpu'],
];
/** Charts at most, and curves of each: every curve is a question to the server. */
const MOST_CHARTS = 8;
const MOST_INSTANCES = 3;

/** Chooses from the readings of the last poll. */
export function chooseMetrics(readings: readonly MetricReading[]): readonly MetricChoice[] {
  return CHARTED.flatMap((metric): MetricChoice[] => {
    const mine = readings.filter((each) => each.metric === metric && each.kind === 'gauge');
    const [first] = mine;
    if (first?.kind !== 'gauge') return [];
    return [
      { metric, unit: first.unit, instances: mine.slice(0, MOST_INSTANCES).map(({ instance }) => instance) },
    ];
  }).slice(0, MOST_CHARTS);
}
