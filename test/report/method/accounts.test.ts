// Counting from the stores: outages are followed over the edges of a month, and others get their turn.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { Interval, LinkState } from '../../../src/domain/state.ts';
import { countLinks } from '../../../src/report/method/accounts.ts';
import { OCTOBER_CONFIG, wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';

const HOUR_MS = 3_600_000;
const LINK = linkId('prov-polman');
const period = { from: wita(1), to: wita(32) };

/** Intervals from one end to the next. */
function chain(...parts: readonly (readonly [LinkState, number])[]): readonly Interval[] {
  let from = wita(-60);
  return parts.map(([state, to]) => {
    const interval: Interval = { link: LINK, state, from, to, reason: { kind: 'blind' } };
    from = to;
    return interval;
  });
}

async function eventsOf(intervals: readonly Interval[], asOf = wita(60)) {
  const asked: number[] = [];
  const link = OCTOBER_CONFIG.network.links.get(LINK);
  if (!link) throw new Error('there is no such link');
  const [counted] = await countLinks(
    { links: [link], period, asOf },
    octoberSources({
      ledger: () => [],
      intervals: (_, from, to) => {
        asked.push(to - from);
        return intervals.filter((each) => each.from < to && (each.to ?? Number.POSITIVE_INFINITY) > from);
      },
    }),
  );
  return { events: counted?.account.eventList ?? [], asked, account: counted?.account };
}

describe('an outage over an edge', () => {
  it('of several intervals is seen whole, before the month and after it', async () => {
    const { events } = await eventsOf(
      chain(
        ['up', wita(-5)],
        ['down', wita(-3)],
        ['down', wita(0)],
        ['down', wita(1, 2)],
        ['up', wita(31, 20)],
        ['down', wita(33)],
        ['down', wita(35)],
        ['up', wita(50)],
      ),
    );
    expect(events.map(({ from, to, wholeNetMs, countedMs }) => [from, to, wholeNetMs, countedMs])).toEqual([
      [wita(-5), wita(1, 2), wita(1, 2) - wita(-5), 2 * HOUR_MS],
      [wita(31, 20), wita(35), wita(35) - wita(31, 20), 4 * HOUR_MS],
    ]);
  });

  it('that lasts on has no end, and is not looked for beyond what is known', async () => {
    const { events, account } = await eventsOf(chain(['up', wita(10)], ['down', wita(70)]), wita(20));
    expect(events).toMatchObject([{ from: wita(10), countedMs: wita(20) - wita(10) }]);
    expect(events[0]?.to).toBeUndefined();
    expect(account?.restitutionIdr).toBeUndefined();
  });

  it('costs no further reading where there is none', async () => {
    const { asked } = await eventsOf(chain(['up', wita(70)]));
    expect(asked).toHaveLength(1);
  });
});
