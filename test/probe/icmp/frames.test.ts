// The protocol between daemon and echo process, written by one end and read by the other, in any pieces.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { performCommands } from '../../../src/probe/icmp/child/commands.ts';
import { OutBuffer } from '../../../src/probe/icmp/child/out-buffer.ts';
import { Prober } from '../../../src/probe/icmp/child/prober.ts';
import { encodeBurst, encodeDrop, encodeSet } from '../../../src/probe/icmp/command-frames.ts';
import { FrameReader } from '../../../src/probe/icmp/frame-reader.ts';
import { emptyStatus, FRAME_MAX_BYTES, type ProbeStatus } from '../../../src/probe/icmp/frames.ts';
import { type Hello, ReportReader } from '../../../src/probe/icmp/reports.ts';
import { TargetPlan } from '../../../src/probe/icmp/target-plan.ts';

type Verdict = readonly [key: number, sentMs: number, rttMs: number, outcome: number, flags: number];

interface Heard {
  verdicts: Verdict[];
  statuses: ProbeStatus[];
  hellos: Hello[];
}

function listen(): { heard: Heard; reader: ReportReader } {
  const heard: Heard = { verdicts: [], statuses: [], hellos: [] };
  const reader = new ReportReader({
    hello: (hello) => heard.hellos.push(hello),
    status: (status) => heard.statuses.push({ ...status }),
    verdicts: ({ count, key, sentMonoMs, rttMs, outcome, flags }) => {
      for (let i = 0; i < count; i++) {
        heard.verdicts.push([
          key[i] ?? -1,
          sentMonoMs[i] ?? -1,
          rttMs[i] ?? -1,
          outcome[i] ?? -1,
          flags[i] ?? -1,
        ]);
      }
    },
  });
  return { heard, reader };
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.slice(at[index], end));
}

const verdict = fc.tuple(
  fc.nat(0xffffffff),
  fc.double({ min: 0, max: 1e11, noNaN: true }),
  fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 3e4, noNaN: true })),
  fc.nat(4),
  fc.nat(3),
);

describe('reports', () => {
  it('arrive as they were written, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(verdict, { maxLength: 200 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (verdicts, cuts) => {
          const out = new OutBuffer();
          out.hello([2, 0, 0, 97]);
          for (const one of verdicts) expect(out.verdict(...one)).toBe(true);
          out.status({ ...emptyStatus(), sent: 7, rssBytes: 9 });
          const { heard, reader } = listen();
          out.flush((bytes) => {
            for (const piece of pieces(bytes, cuts)) expect(reader.push(piece)).toBeUndefined();
            return bytes.length;
          });
          expect(heard.verdicts).toEqual(verdicts);
          expect(heard.hellos).toEqual([
            { ipv4: { kind: 'raw', errno: 0 }, ipv6: { kind: 'none', errno: 97 } },
          ]);
          expect(heard.statuses).toEqual([{ ...emptyStatus(), sent: 7, rssBytes: 9 }]);
        },
      ),
    );
  });

  it('survive a writer that takes any number of bytes at a time, and what is refused is told', () => {
    fc.assert(
      fc.property(
        fc.array(verdict, { minLength: 1, maxLength: 300 }),
        fc.array(fc.nat(500)),
        (verdicts, sizes) => {
          const out = new OutBuffer(1_024);
          const { heard, reader } = listen();
          const taken: Verdict[] = [];
          for (const [index, one] of verdicts.entries()) {
            if (out.verdict(...one)) taken.push(one);
            out.flush((bytes) => {
              const size = Math.min(sizes[index % (sizes.length + 1)] ?? 0, bytes.length);
              expect(reader.push(bytes.slice(0, size))).toBeUndefined();
              return size;
            });
          }
          out.flush((bytes) => {
            reader.push(bytes);
            return bytes.length;
          });
          expect(heard.verdicts).toEqual(taken);
        },
      ),
    );
  });

  it('split a frame that would grow too long', () => {
    const out = new OutBuffer();
    const { heard, reader } = listen();
    for (let key = 0; key < 6_000; key++) out.verdict(key, 1, 2, 0, 0);
    out.flush((bytes) => {
      reader.push(bytes);
      return bytes.length;
    });
    expect(heard.verdicts.map(([key]) => key)).toEqual(Array.from({ length: 6_000 }, (_, key) => key));
  });

  it.each([
    ['a length of 0', [0, 2]],
    ['a length that is no multiple of 8', [12, 2]],
    ['a length beyond the longest', [FRAME_MAX_BYTES + 8, 2]],
    ['a type nobody writes', [8, 99]],
  ])('are given up at %s', (_, words) => {
    const { reader } = listen();
    expect(reader.push(new Uint8Array(Uint32Array.from(words).buffer))).toMatch(/^frame of /);
  });

  it('never throw on random bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (chunks) => {
        const { reader } = listen();
        for (const chunk of chunks) if (reader.push(chunk) !== undefined) return;
      }),
    );
  });

  it('wait for company when they are answers, and for nothing when they are not', () => {
    const out = new OutBuffer();
    out.verdict(1, 0, 3, 0, 0);
    expect(out.urgent).toBe(false);
    out.verdict(1, 0, Number.NaN, 1, 0);
    expect(out.urgent).toBe(true);
    out.flush((bytes) => bytes.length);
    expect(out.urgent).toBe(false);
    out.verdict(1, 0, 3, 0, 1);
    expect(out.urgent).toBe(true);
  });
});

describe('commands', () => {
  it('carry a plan of 10,000 over', () => {
    const plan = new TargetPlan();
    const targets = Array.from({ length: 10_000 }, (_, key) => ({
      key,
      address: key % 2 === 0 ? `10.1.${key >> 8}.${key & 255}` : `2001:db8::${key.toString(16)}`,
      everyMs: 1_000 + key,
      timeoutMs: 500,
      phaseMs: key % 1_000,
    }));
    const prober = new Prober({ verdict: () => true }, 0);
    const reader = new FrameReader();
    for (const frame of encodeSet(plan.replace(targets).set)) {
      reader.push(frame, (type, body) => performCommands(prober, type, body, 0));
    }
    const row = prober.targets.row(9_999);
    expect(prober.targets.everyMs[row]).toBe(10_999);
    expect(prober.targets.family[row]).toBe(6);
    expect(prober.targets.row(0)).toBeGreaterThanOrEqual(0);

    for (const frame of [...encodeBurst([[4, 200]]), ...encodeDrop([0, 9_999])]) {
      reader.push(frame, (type, body) => performCommands(prober, type, body, 0));
    }
    expect(prober.targets.burstMs[prober.targets.row(4)]).toBe(200);
    expect([prober.targets.row(0), prober.targets.row(9_999)]).toEqual([-1, -1]);
  });
});
