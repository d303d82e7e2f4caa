// Turns at a device: one at a time, polls first, and none is lost.

import { describe, expect, it } from 'vitest';
import type { Answer, Asker } from '../../../src/probe/snmp/answer.ts';
import { PatientAsker, Turns } from '../../../src/probe/snmp/turns.ts';

const silent: Answer = { kind: 'failed', failure: 'silent', detail: 'no answer' };
const answered: Answer = { kind: 'values', varbinds: [] };

function askerOf(answers: readonly Answer[]): Asker & { asked: number } {
  const asker = {
    asked: 0,
    get: () => Promise.resolve(answers[asker.asked++] ?? answered),
    next: () => Promise.resolve(answers[asker.asked++] ?? answered),
    abort: () => {},
  };
  return asker;
}

it('a poll goes before whoever has waited longer', async () => {
  const turns = new Turns();
  expect(turns.takeNow()).toBe(true);
  expect(turns.takeNow()).toBe(false);
  const order: string[] = [];
  const waiting = (['patient', 'patient', 'urgent'] as const).map(async (urgency, at) => {
    await turns.take(urgency);
    order.push(`${urgency} ${at}`);
    turns.give();
  });
  turns.give();
  await Promise.all(waiting);
  expect(order).toEqual(['urgent 2', 'patient 0', 'patient 1']);
  expect(turns.takeNow()).toBe(true);
});

describe('a patient asker', () => {
  it.each([
    ['a GET as often as it may', 'get', 3, [silent, silent, answered], 3, 'values'],
    ['a walk twice', 'next', 3, [silent, silent, answered], 2, 'failed'],
    ['an answer once', 'get', 3, [answered], 1, 'values'],
  ] as const)('tries %s', async (_, kind, tries, answers, asked, outcome) => {
    const inner = askerOf(answers);
    const asker = new PatientAsker(inner, new Turns(), tries);
    const answer = await (kind === 'get' ? asker.get(['1.1']) : asker.next('1.1', 20));
    expect([answer.kind, inner.asked]).toEqual([outcome, asked]);
  });

  it('asks nothing more once it was ended, even when its turn comes', async () => {
    const turns = new Turns();
    turns.takeNow();
    const inner = askerOf([]);
    const asker = new PatientAsker(inner, turns, 2);
    const answer = asker.get(['1.1']);
    asker.abort('it is done');
    turns.give();
    expect(await answer).toEqual({ kind: 'failed', failure: 'local', detail: 'it is done' });
    expect(inner.asked).toBe(0);
    expect(turns.takeNow()).toBe(true);
  });
});
