import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { cleanPoint } from '../../../src/store/metrics/clean.ts';
import { LineWriter, lineOf } from '../../../src/store/metrics/influx/line.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';
import { trafficPoint } from '../support/points.ts';

function line(point: MetricPoint): string {
  const clean = cleanPoint(point);
  return 'unfit' in clean ? clean.unfit : lineOf(clean);
}
const alert = (fields: MetricPoint['fields']): MetricPoint => ({
  measurement: 'alert',
  tags: { rule: 'link.down', link: 'a' },
  fields,
  at: 1_700_000_000_000.4,
});

describe('line protocol', () => {
  it.each([
    ['tags in order, time rounded', alert({ id: '7' }), 'alert,link=a,rule=link.down id="7" 1700000000000\n'],
    [
      'texts quoted',
      alert({ text: 'say "a\\b", c=d' }),
      'alert,link=a,rule=link.down text="say \\"a\\\\b\\", c=d" 1700000000000\n',
    ],
    [
      'no newline in a text',
      alert({ text: 'a\r\nb' }),
      'alert,link=a,rule=link.down text="a  b" 1700000000000\n',
    ],
    ['integers marked', alert({ time_end: 12 }), 'alert,link=a,rule=link.down time_end=12i 1700000000000\n'],
    [
      'a field of the wrong kind',
      alert({ time_end: 'x' }),
      'alert: field "time_end" is a string, wanted integer',
    ],
    ['an unknown field', alert({ colour: 'x' }), 'alert: field "colour" is not in the schema, or undefined'],
    ['no field', alert({}), 'alert: no field holds a finite value'],
    ['no time', { ...alert({ id: '7' }), at: Number.NaN }, 'alert: time NaN is not a number'],
  ])('%s', (_, point, wanted) => {
    expect(line(point)).toBe(wanted);
  });

  it.each([
    ['eth 0,a=b', 'eth\\ 0\\,a\\=b'],
    ['a\\', 'a'],
    ['a\\ \\', 'a'],
    ['a\\,b', 'a\\\\,b'],
    ['"q"', '"q"'],
    ['a\nicmp,link=evil sent=1i', 'a\\ icmp\\,link\\=evil\\ sent\\=1i'],
  ])('tag %j becomes %j', (ifname, wanted) => {
    expect(line(trafficPoint(linkId('a'), 5, { ifname, inBps: 1.5 }))).toBe(
      `iface,link=a,ifname=${wanted},site=majene in_bps=1.5,oper=1i 5\n`,
    );
  });

  it.each([
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [-0, '0'],
    [42, '42'],
  ])('float %d is written %s', (value, wanted) => {
    expect(line(trafficPoint(linkId('a'), 5, { inBps: value }))).toContain(` in_bps=${wanted},`);
  });

  it.each([
    [2n ** 63n - 1n, 'in_octets=9223372036854775807i'],
    [2n ** 63n, undefined],
    [-(2n ** 64n), undefined],
    [1e300, undefined],
    [2.6, 'in_octets=3i'],
  ])('integer %s is written %s', (value, wanted) => {
    const text = line({
      measurement: 'iface',
      tags: { link: 'a' },
      fields: { in_octets: value, oper: 1 },
      at: 5,
    });
    expect(text).toBe(`iface,link=a ${wanted === undefined ? '' : `${wanted},`}oper=1i 5\n`);
  });

  it('is one line whose last space stands before the time, whatever a device calls itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        (ifname, text) => {
          const iface = line(trafficPoint(linkId('a'), 5, { ifname, inBps: 1 }));
          expect(iface).toMatch(/^iface,link=a,(ifname=([^\\,= ]|\\.)+,)?site=majene in_bps=1,oper=1i 5\n$/u);
          expect(line(alert({ text }))).toMatch(
            /^alert,link=a,rule=link.down text="([^"\\]|\\["\\])*" 1700000000000\n$/u,
          );
        },
      ),
    );
  });

  it('writes any finite number so that it reads back the same, in its shortest form', () => {
    const writer = new LineWriter();
    const textOf = (value: number): string => {
      const clean = cleanPoint({ ...trafficPoint(linkId('a'), 1, { inBps: value }), tags: { link: 'a' } });
      if ('unfit' in clean) throw new Error(clean.unfit);
      writer.add(clean);
      const line = Buffer.from(writer.take()).toString('utf8');
      return /in_bps=([^,]*),/.exec(line)?.[1] ?? line;
    };
    const thousandths = fc.integer({ min: -2e9, max: 2e9 }).map((all) => all / 1_000);
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.oneof(thousandths, any, fc.integer()), (value) => {
        expect(textOf(value)).toBe(String(value));
      }),
      { numRuns: 2_000 },
    );
    for (const value of [
      0,
      -0,
      0.001,
      -0.001,
      0.1,
      999_999_999.999,
      1e9,
      1e15,
      2 ** 53,
      1e21,
      5e-324,
      123.45,
    ])
      expect(textOf(value)).toBe(String(value));
  });

  it('grows for texts of any length, and forgets a line that was taken', () => {
    const writer = new LineWriter();
    const text = 'é🛰'.repeat(2_000);
    for (let index = 0; index < 200; index++) {
      const clean = cleanPoint(alert({ text, id: String(index) }));
      if (!('unfit' in clean)) writer.add(clean);
    }
    const all = Buffer.from(writer.take()).toString('utf8').split('\n');
    expect(all).toHaveLength(201);
    expect(new Set(all.slice(0, 200).map((each) => each.slice(0, 200))).size).toBe(1);
    expect(all[199]).toContain('id="199"');
    expect(writer.take()).toHaveLength(0);
  });
});
