// What a simulated device measures beside its traffic: processor, temperature, power, users, radio. The objects stand in
// net-snmp's playpen (NET-SNMP-MIB netSnmpPlaypen, "for experimental uses"); config/profiles/jalur-lab.yaml reads them.

import { hash32 } from '../../domain/hash.ts';
import type { Medium } from '../../domain/link.ts';

/** Below this, one scalar per figure. */
export const LAB_SENSORS = '1.3.6.1.4.1.8072.9999.9999.76';

/** One figure: its number below {@link LAB_SENSORS}, and its value at a local time in s. */
export interface LabSensor {
  readonly number: number;
  readonly read: (localS: number) => number;
}

const DAY_S = 86_400;
/** Once in so many minutes the mains fail at a site with a battery, for three minutes. */
const MAINS_EVERY_MIN = 37;
const MAINS_OUT_MIN = 3;

/** The figures of a device; the same at the same moment, whoever asks. */
export function labSensors(address: string, medium: Medium): readonly LabSensor[] {
  const seed = hash32(address);
  const wave = (periodS: number, localS: number): number =>
    Math.sin((2 * Math.PI * localS) / periodS + (seed % 628) / 100);
  const day = (localS: number): number => Math.cos((2 * Math.PI * (localS - 20 * 3_600)) / DAY_S);
  const outMin = (localS: number): number =>
    (Math.floor(localS / 60) + (seed % MAINS_EVERY_MIN)) % MAINS_EVERY_MIN;
  const isOut = (localS: number): boolean => seed % 5 === 0 && outMin(localS) < MAINS_OUT_MIN;
  const sensors: LabSensor[] = [
    { number: 1, read: (s) => Math.round(18 + (seed % 20) + 8 * wave(300, s)) },
    { number: 2, read: (s) => Math.round(10 * (41 + (seed % 9) + 4 * wave(3_600, s))) },
    { number: 3, read: (s) => Math.round(10 * (isOut(s) ? 24.6 : 27.4 + 0.2 * wave(90, s))) },
    { number: 4, read: (s) => (isOut(s) ? 1 : 0) },
    { number: 5, read: (s) => (isOut(s) ? 97 - 4 * outMin(s) : 100) },
  ];
  if (medium !== 'vsat')
    sensors.push({ number: 6, read: (s) => Math.max(0, Math.round(9 + 8 * day(s) + 3 * wave(600, s))) });
  if (medium === 'radio')
    sensors.push(
      { number: 7, read: (s) => Math.round(-62 - (seed % 12) + 2 * wave(240, s)) },
      { number: 8, read: (s) => Math.round(28 - (seed % 8) + 2 * wave(240, s)) },
    );
  if (medium === 'lte')
    sensors.push(
      { number: 9, read: (s) => Math.round(-96 - (seed % 14) + 3 * wave(180, s)) },
      { number: 10, read: (s) => Math.round(12 - (seed % 6) + 2 * wave(180, s)) },
    );
  if (medium === 'vsat')
    sensors.push({ number: 11, read: (s) => Math.round(10 * (11 + 1.5 * wave(900, s))) });
  return sensors;
}
