// Whatever happens to alerts, in whatever order, with restarts in between: nobody hears of an end without its beginning,
// nobody is told the same twice, and in the end what was told last is what is true.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RouteConfig } from '../../../src/config/notify-config.ts';
import { SEVERITIES } from '../../../src/domain/alert.ts';
import { NIGHT } from './config.ts';
import { BEHIND, Desk } from './desk.ts';

const MINUTE_MS = 60_000;
const OPERATIONS = [
  'raise',
  'raise held',
  'hold back',
  'let go',
  'worse or better',
  'grow',
  'acknowledge',
  'clear',
  'clear unseen',
  'close',
  'restart',
  'away while it clears',
  'away while it begins',
] as const;

const steps = fc.array(
  fc.record({
    operation: fc.constantFrom(...OPERATIONS),
    pick: fc.nat({ max: 5 }),
    severity: fc.constantFrom(...SEVERITIES),
    thenMs: fc.constantFrom(0, 1_000, 5_000, 20 * MINUTE_MS, 5 * 60 * MINUTE_MS),
  }),
  { minLength: 1, maxLength: 40 },
);

/** Does what it can: a closed alert cannot be acknowledged. */
function apply(
  desk: Desk,
  {
    operation,
    pick,
    severity,
  }: { operation: (typeof OPERATIONS)[number]; pick: number; severity: (typeof SEVERITIES)[number] },
): void {
  const alerts = [...desk.alerts.values()];
  const alert = alerts[pick % Math.max(1, alerts.length)];
  const raise = (suppressed?: typeof BEHIND) => {
    const link = `r1-v${(pick % 3) + 1}`;
    const number = desk.raise(link, { severity, suppressed, data: { name: `<${desk.lastNumber + 1}>` } });
    expect(number).toBe(desk.lastNumber);
  };
  if (operation === 'raise') raise();
  else if (operation === 'raise held') raise(BEHIND);
  else if (operation === 'restart') desk.restart();
  else if (operation === 'away while it begins') desk.restart(() => raise());
  else if (!alert) return;
  else if (operation === 'hold back') desk.hold(alert.number, { suppressed: BEHIND });
  else if (operation === 'let go') desk.hold(alert.number, { suppressed: undefined });
  else if (operation === 'worse or better') desk.hold(alert.number, { severity });
  else if (operation === 'grow') desk.hold(alert.number, { data: { villages: pick } });
  else if (operation === 'clear') desk.clear(alert.number);
  else if (operation === 'clear unseen') desk.clear(alert.number, { returns: true });
  else if (operation === 'away while it clears') desk.restart(() => desk.clear(alert.number));
  else if (operation === 'close') desk.close(alert.number);
  else if (!alert.acknowledged) desk.act(alert.number, { kind: 'acknowledge' });
}

/** What a channel believes of each alert, from what it was told; a wrong order fails. */
function believed(desk: Desk, channel: string): Map<number, 'going on' | 'over'> {
  const beliefs = new Map<number, 'going on' | 'over'>();
  const seen = new Set<string>();
  for (const { channel: id, message } of desk.told) {
    if (id !== channel) continue;
    expect(seen.has(message.id), 'an id is never used twice').toBe(false);
    seen.add(message.id);
    if (message.kind === 'digest') {
      for (const line of message.body.split('\n').slice(1)) {
        const number = Number(/<(\d+)>/.exec(line)?.[1]);
        beliefs.set(number, line.includes('[Pulih]') ? 'over' : 'going on');
      }
      continue;
    }
    const { kind, alert = 0 } = message;
    const before = beliefs.get(alert);
    // A later step may be the first that reaches a channel.
    if (kind === 'raised') expect(before, `a beginning of #${alert} after a beginning`).not.toBe('going on');
    else if (kind !== 'escalated')
      expect(before, `${kind} of #${alert} without a beginning`).toBe('going on');
    beliefs.set(alert, kind === 'cleared' ? 'over' : 'going on');
  }
  return beliefs;
}

function finish(desk: Desk): void {
  for (const alert of desk.alerts.values())
    if (alert.status === 'active') desk.hold(alert.number, { suppressed: undefined });
  desk.run(25 * 60 * MINUTE_MS);
}

const QUIET: Partial<RouteConfig> = {
  steps: [{ afterMs: 0, channels: ['mail'] }],
  quiet: { hours: NIGHT, below: 'critical' },
};
const ESCALATING: Partial<RouteConfig> = {
  steps: [
    { afterMs: 0, channels: ['sms'] },
    { afterMs: 15 * MINUTE_MS, channels: ['siren'] },
  ],
  remindMs: 120 * MINUTE_MS,
};

describe('any sequence of what happens to alerts', () => {
  it.each([
    ['one route to each channel', []],
    ['a quiet route and another to the same channel', [{ from: 'major', steps: QUIET.steps ?? [] } as const]],
  ])('leaves every channel believing what is true, by beginnings and ends in turn: %s', (_name, more) => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const desk = new Desk([ESCALATING, QUIET, ...more]);
        for (const step of sequence) {
          apply(desk, step);
          desk.run(step.thenMs);
        }
        finish(desk);
        for (const channel of ['sms', 'mail']) {
          const beliefs = believed(desk, channel);
          for (const alert of desk.alerts.values())
            if (alert.status === 'active')
              expect(beliefs.get(alert.number), `#${alert.number} on ${channel}`).toBe('going on');
          for (const [number, belief] of beliefs)
            if (desk.alerts.get(number)?.status !== 'active')
              expect(belief, `#${number} on ${channel}`).toBe('over');
        }
        // Acknowledged when it came back, it never reaches the later step: that an alert is over is all that must be known.
        for (const [number, belief] of believed(desk, 'siren'))
          if (desk.alerts.get(number)?.status !== 'active') expect(belief).toBe('over');
      }),
      { numRuns: 600 },
    );
  });

  it('keeps no thread of an alert that is closed, once the night is over', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const desk = new Desk([ESCALATING, QUIET]);
        for (const step of sequence) {
          apply(desk, step);
          desk.run(step.thenMs);
        }
        finish(desk);
        for (const number of desk.threads.keys()) expect(desk.alerts.has(number), `#${number}`).toBe(true);
        for (const alert of [...desk.alerts.values()]) desk.close(alert.number);
        desk.run(25 * 60 * MINUTE_MS);
        expect(desk.threads.size).toBe(0);
        expect(desk.notifier.dueMs).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 150 },
    );
  });

  it('tells the same with restarts as without, where no time passes in them', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const plain = new Desk([ESCALATING, QUIET]);
        const restarted = new Desk([ESCALATING, QUIET]);
        for (const step of sequence) {
          if (step.operation.startsWith('away')) continue;
          for (const desk of [plain, restarted]) apply(desk, step);
          restarted.restart();
          for (const desk of [plain, restarted]) desk.run(step.thenMs);
        }
        expect(restarted.heard()).toEqual(plain.heard());
      }),
      { numRuns: 150 },
    );
  });
});
