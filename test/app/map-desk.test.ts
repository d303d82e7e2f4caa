// The map of the plan in force: made once, made again for another plan, tried again after a failure.

import { describe, expect, it } from 'vitest';
import type { MapBytes } from '../../src/api/map-port.ts';
import type { MapOrder } from '../../src/app/map-bytes.ts';
import { MapDesk, makeMap } from '../../src/app/map-desk.ts';
import type { Plan } from '../../src/app/plan.ts';
import { base, configOf } from '../config/support.ts';

const sites = (east: number): string => `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76", at: [-2.68, 118.89] }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat, at: [-3.54, ${east}] }`;

function planOf(east: number | undefined): Plan {
  const config = configOf(base(east === undefined ? {} : { sites: sites(east) }));
  return { config, network: config.network };
}

/** Makes maps that say what they were made for; the first `failures` are not to be had. */
function maker(failures = 0) {
  const orders: MapOrder[] = [];
  const make = (order: MapOrder): Promise<MapBytes> => {
    orders.push(order);
    const json = Buffer.from(JSON.stringify(order));
    return orders.length <= failures
      ? Promise.reject(new Error('no such file'))
      : Promise.resolve({ json, gzip: json, etag: `"${orders.length}"` });
  };
  return { orders, make };
}

describe('MapDesk', () => {
  it('makes a map when it is first asked for, and once for all who ask at the same time', async () => {
    const { orders, make } = maker();
    const desk = new MapDesk(planOf(118.97), make);
    expect(orders).toEqual([]);
    const all = await Promise.all([desk.bytes(), desk.bytes(), desk.bytes()]);
    expect(new Set(all.map(({ etag }) => etag))).toEqual(new Set(['"1"']));
    expect(orders).toEqual([
      { bounds: { westDeg: 118.89, southDeg: -3.54, eastDeg: 118.97, northDeg: -2.68 } },
    ]);
  });

  it('makes another for another plan, and none where the same sites come again', async () => {
    const { orders, make } = maker();
    const plan = planOf(118.97);
    const desk = new MapDesk(plan, make);
    await desk.bytes();
    Object.assign(plan, planOf(118.97));
    await desk.bytes();
    expect(orders).toHaveLength(1);
    Object.assign(plan, planOf(119.5));
    expect((await desk.bytes()).etag).toBe('"2"');
    plan.config = { ...plan.config, map: { boundary: { lines: [], names: [] } } };
    expect((await desk.bytes()).etag).toBe('"3"');
    expect(orders.at(-1)?.boundary).toEqual({ lines: [], names: [] });
  });

  it('says why there is none, and tries again when it is asked again', async () => {
    const { make } = maker(1);
    const desk = new MapDesk(planOf(118.97), make);
    await expect(desk.bytes()).rejects.toThrow('no such file');
    expect((await desk.bytes()).etag).toBe('"2"');
  });
});

describe('makeMap()', () => {
  it('makes the map in a thread of its own', async () => {
    const bounds = { westDeg: 118.7, southDeg: -3.6, eastDeg: 119.9, northDeg: -0.9 };
    const { json } = await makeMap({ bounds }, new AbortController().signal);
    const view: unknown = JSON.parse(Buffer.from(json).toString());
    expect(view).toMatchObject({ bounds });
  });

  it('has nothing to draw without positions', async () => {
    const { json } = await makeMap({}, new AbortController().signal);
    expect(JSON.parse(Buffer.from(json).toString())).toEqual({ coast: [] });
  });

  it('ends when jalur closes', async () => {
    const closing = new AbortController();
    const made = makeMap(
      { bounds: { westDeg: 118, southDeg: -3, eastDeg: 119, northDeg: -2 } },
      closing.signal,
    );
    closing.abort();
    await expect(made).rejects.toThrow('its thread ended without an answer');
    await expect(makeMap({}, closing.signal)).rejects.toThrow('jalur is closing');
  });
});
