// The memory behind the live view.

import { expect, it } from 'vitest';
import { ANSWERED, FLAG_BURST, FLAG_TAINTED, LOST } from '../../src/domain/echo.ts';
import { EchoMemory } from '../../src/engine/echo-memory.ts';
import { batchOf } from '../support/sim.ts';

it('remembers the last 600 echoes of a key, without tainted ones, and forgets keys that are gone', () => {
  const memory = new EchoMemory();
  for (let i = 0; i < 700; i++)
    memory.take(
      batchOf([
        {
          key: 3,
          sentMs: 4_294_967_000 + i,
          rttMs: 1.5,
          outcome: i % 2 === 0 ? ANSWERED : LOST,
          flags: i === 699 ? FLAG_BURST : 0,
        },
      ]),
    );
  memory.take(batchOf([{ key: 3, sentMs: 4_294_967_700, rttMs: 1, outcome: LOST, flags: FLAG_TAINTED }]));
  const echoes = memory.of(3);
  expect(echoes).toHaveLength(600);
  expect(echoes[0]).toEqual({ sentMs: 4_294_967_100, outcome: 'answered', rttMs: 1.5, burst: false });
  expect(echoes[599]).toEqual({ sentMs: 4_294_967_699, outcome: 'lost', burst: true });
  expect(memory.of(4)).toEqual([]);
  memory.keep(new Set([4]));
  expect(memory.of(3)).toEqual([]);
});
