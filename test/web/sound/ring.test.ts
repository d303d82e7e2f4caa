// Which arrivals ring: once, only what is critical, true and told to somebody, and never what was there before.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alert, SEVERITIES } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import { isNews, NEW_FOR_MS, type RingMemory, ringStep } from '../../../src/web/sound/ring.ts';
import { START } from '../support/province.ts';
import { alert } from '../support/story.ts';

const HELD = {
  maintenance: {
    by: 'maintenance',
    window: 'w',
    name: 'Ganti ODP',
    announcedBy: 'ICON+',
    since: START,
    until: START + 1,
  },
  settling: { by: 'settling', since: START, until: START + 1 },
  shelved: { by: 'shelved', who: 'Andi', since: START, until: START + 1 },
  blind: { by: 'blind', since: START },
} as const;
const ACKNOWLEDGED = { acknowledged: { by: 'Andi', at: START } } as const;

const critical = (number: number, fields: Partial<Alert> = {}): Alert =>
  alert(number, { rule: 'link.down', subject: linkId(`l${number}`), raisedAt: START + 5_000, ...fields });
const earlier = (number: number, fields: Partial<Alert> = {}): Alert =>
  critical(number, { raisedAt: START - 5_000, ...fields });

/** Looks once a second, the first time when the page begins; tells what rang at each look. */
function walk(...looks: readonly (readonly Alert[])[]): {
  rang: readonly (readonly number[])[];
  memory?: RingMemory;
} {
  let memory: RingMemory | undefined;
  const rang = looks.map((alerts, second) => {
    const step = ringStep(memory, new Map(alerts.map((each) => [each.number, each])), {
      startedAt: START,
      now: START + second * 1_000,
    });
    memory = step.memory;
    return step.rings;
  });
  return { rang, ...(memory && { memory }) };
}

describe('an alert', () => {
  it.each<[string, readonly (readonly Alert[])[], readonly (readonly number[])[]]>([
    ['rings when it comes', [[], [critical(1)]], [[], [1]]],
    ['rings once', [[], [critical(1)], [critical(1)], [critical(1)]], [[], [1], [], []]],
    ['that was there before the page does not ring', [[earlier(1)], [earlier(1)]], [[], []]],
    ['that came between the page’s beginning and its first data rings', [[critical(1)]], [[1]]],
    [
      'of a lower severity rings when it takes others along, also when these follow it later',
      [
        [],
        [critical(1, { severity: 'major' })],
        [critical(1, { severity: 'major', data: { unreachable: 2 } })],
      ],
      [[], [], [1]],
    ],
    ['of a lower severity does not ring', [[], [critical(1, { severity: 'major' })]], [[], []]],
    ['rings when it becomes critical', [[critical(1, { severity: 'major' })], [critical(1)]], [[], [1]]],
    ...Object.entries(HELD).map(
      ([by, suppressed]): [string, readonly (readonly Alert[])[], readonly (readonly number[])[]] => [
        `that is held back (${by}) rings when it is not any more`,
        [[earlier(1, { suppressed })], [earlier(1, { suppressed })], [earlier(1)]],
        [[], [], [1]],
      ],
    ),
    ['that is acknowledged at once does not ring', [[], [critical(1, ACKNOWLEDGED)]], [[], []]],
    ['that is over at once does not ring', [[], [critical(1, { status: 'returned' })]], [[], []]],
    [
      'that comes back before anybody has seen it does not ring again',
      [[], [critical(1)], [critical(1, { status: 'returned' })], [critical(1, { occurrences: 2 })]],
      [[], [1], [], []],
    ],
    [
      'that was held back meanwhile does not ring again',
      [[], [critical(1)], [critical(1, { suppressed: HELD.blind })], [critical(1)]],
      [[], [1], [], []],
    ],
    ['and others at once ring together', [[], [critical(1), critical(2), earlier(3)]], [[], [1, 2, 3]]],
    [
      'that came while the stream was lost rings when it is back',
      [[earlier(1)], [earlier(1), critical(2)]],
      [[], [2]],
    ],
  ])('%s', (_, looks, expected) => {
    expect(walk(...looks).rang).toEqual(expected);
  });

  it('is marked as new from when it rang until a minute later', () => {
    const { memory } = walk([], [critical(1)]);
    const at = START + 1_000;
    expect(memory && [...memory.news]).toEqual([[1, at]]);
    expect(isNews(memory?.news ?? new Map(), 1, at + NEW_FOR_MS - 1)).toBe(true);
    expect(isNews(memory?.news ?? new Map(), 1, at + NEW_FOR_MS)).toBe(false);
    expect(isNews(memory?.news ?? new Map(), 2, at)).toBe(false);
  });

  it('is marked as new no longer once it is acknowledged, over or held back', () => {
    for (const fields of [ACKNOWLEDGED, { status: 'returned' } as const, { suppressed: HELD.blind }])
      expect(walk([], [critical(1)], [critical(1, fields)]).memory?.news.size).toBe(0);
  });

  it('that was raised shortly before a reload stays marked, and does not ring', () => {
    const { memory, rang } = walk([earlier(1)]);
    expect(rang).toEqual([[]]);
    expect(isNews(memory?.news ?? new Map(), 1, START + 1_000)).toBe(true);
  });
});

describe('a month of alerts', () => {
  const each = fc.record({
    number: fc.integer({ min: 1, max: 12 }),
    severity: fc.constantFrom(...SEVERITIES),
    status: fc.constantFrom('active', 'returned'),
    isHeld: fc.boolean(),
    isAcknowledged: fc.boolean(),
  });
  const looks = fc.array(fc.uniqueArray(each, { selector: ({ number }) => number, maxLength: 12 }), {
    maxLength: 20,
  });

  it('rings for no alert twice while it is open, and remembers nothing that is not', () => {
    fc.assert(
      fc.property(looks, (months) => {
        let memory: RingMemory | undefined;
        let open = new Set<number>();
        const rung = new Set<number>();
        for (const look of months) {
          const alerts = new Map(
            look.map(({ isAcknowledged, isHeld, number, ...fields }): [number, Alert] => [
              number,
              critical(number, {
                ...fields,
                ...(isHeld && { suppressed: HELD.blind }),
                ...(isAcknowledged && ACKNOWLEDGED),
              }),
            ]),
          );
          const step = ringStep(memory, alerts, { startedAt: START, now: START });
          for (const number of open) if (!alerts.has(number)) rung.delete(number);
          for (const number of step.rings) {
            expect(rung.has(number)).toBe(false);
            rung.add(number);
          }
          open = new Set(alerts.keys());
          memory = step.memory;
          expect([...memory.rung, ...memory.news.keys()].every((number) => alerts.has(number))).toBe(true);
        }
      }),
    );
  });
});
