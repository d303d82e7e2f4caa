// Which video conferences the wall tells of.

import { describe, expect, it } from 'vitest';
import { siteId } from '../../../../src/domain/ids.ts';
import type { ViconEvent } from '../../../../src/domain/vicon-event.ts';
import type { ViconSiteView } from '../../../../src/domain/vicon-view.ts';
import { dueEvents, worstSites } from '../../../../src/web/pages/wall/vicon-due.ts';
import { START } from '../../support/province.ts';

const MINUTE_MS = 60_000;
const event = (id: number, from: number, to: number, fields: Partial<ViconEvent> = {}): ViconEvent => ({
  id,
  title: 'Rapat',
  startsAt: START + from * MINUTE_MS,
  endsAt: START + to * MINUTE_MS,
  sites: [siteId('majene')],
  createdBy: { who: 'Andi', via: 'screen' },
  createdAt: START - 600 * MINUTE_MS,
  ...fields,
});

describe('conferences on the wall', () => {
  it.each<[string, ViconEvent, boolean]>([
    ['due in half an hour', event(1, 30, 90), true],
    ['due later', event(1, 31, 90), false],
    ['running', event(1, -20, 40), true],
    ['beginning now', event(1, 0, 40), true],
    ['over now', event(1, -40, 0), false],
    ['put in a moment ago', event(1, 10, 40, { createdAt: START }), true],
    ['taken out', event(1, 10, 40, { removed: { by: { who: 'A', via: 'screen' }, at: START } }), false],
  ])('%s', (_, each, isShown) => {
    expect(dueEvents([each], START)).toEqual(isShown ? [each] : []);
  });

  it('stand in the order of their beginning', () => {
    const due = dueEvents([event(3, 20, 40), event(2, -5, 40), event(1, 20, 40)], START);
    expect(due.map(({ id }) => id)).toEqual([2, 1, 3]);
  });

  it('tell the places that are not fit first', () => {
    const site = (name: string, level: ViconSiteView['level']): ViconSiteView => ({
      site: siteId(name),
      name,
      level,
      decides: { kind: 'rtt', value: 1, limit: 2 },
      figures: {},
      bandwidth: 'none',
    });
    const sites = [
      site('a', 'ready'),
      site('b', 'unknown'),
      site('c', 'unfit'),
      site('d', 'limited'),
      site('e', 'ready'),
    ];
    expect(
      worstSites(sites)
        .map(({ name }) => name)
        .join(''),
    ).toBe('cdbae');
  });
});
