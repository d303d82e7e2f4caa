// What the alarm page decides without a browser: phases, searches, proposals, the order of a story.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/domain/alert.ts';
import { linkId } from '../../../../src/domain/ids.ts';
import { proposalFor, proposedCode } from '../../../../src/web/pages/alerts/cause-proposal.ts';
import { canAcknowledge, phaseOf } from '../../../../src/web/pages/alerts/phase.ts';
import { pathOf, queryOf, searchOf } from '../../../../src/web/pages/alerts/search.ts';
import { timelineOf } from '../../../../src/web/pages/alerts/timeline.ts';
import { START } from '../../support/province.ts';
import { alert } from '../../support/story.ts';

const ZONE = 'Asia/Makassar';
const OPEN = alert(1, { rule: 'link.down', subject: linkId('a'), severity: 'major', since: START });
const MARK = { by: 'Andi', at: START };

describe('the phase of an open alarm', () => {
  it.each<[string, Alert, boolean, ReturnType<typeof phaseOf>, boolean]>([
    ['nobody has seen it', OPEN, true, 'waiting', true],
    ['acknowledged', { ...OPEN, acknowledged: MARK }, false, 'taken', false],
    ['too slight to wait for anybody', OPEN, false, 'taken', true],
    ['over', { ...OPEN, status: 'returned', returnedAt: START }, true, 'returned', true],
    [
      'shelved',
      {
        ...OPEN,
        shelved: { ...MARK, until: START + 1 },
        suppressed: { by: 'shelved', who: 'Andi', since: START, until: START + 1 },
      },
      true,
      'shelved',
      true,
    ],
    ['blind', { ...OPEN, suppressed: { by: 'blind', since: START } }, true, 'held', true],
    ['closed', { ...OPEN, status: 'closed', closedAt: START }, false, 'taken', false],
  ])('%s', (_, found, isWaiting, phase, can) => {
    expect(phaseOf(found, isWaiting)).toBe(phase);
    expect(canAcknowledge(found)).toBe(can);
  });
});

describe('a search', () => {
  it('begins with the last seven days of the province', () => {
    // 17:30 UTC is half past one of the next day in Makassar.
    const now = Date.UTC(2026, 10, 24, 17, 30);
    expect(searchOf('', now, ZONE)).toEqual({ from: '2026-11-19', to: '2026-11-25', text: '', rule: '' });
  });

  it('takes no strange day from an address', () => {
    const now = Date.UTC(2026, 10, 24);
    for (const day of ['2026-02-31', 'kemarin', '2026-13-01', ''])
      expect(searchOf(`from=${day}`, now, ZONE).from).toBe('2026-11-18');
  });

  it('is read from the address as it was written there', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const text = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(
        fc.record({ from: day, to: day, text, rule: fc.constantFrom('', 'link.down') }),
        (search) => {
          expect(searchOf(queryOf(search), START, ZONE)).toEqual(search);
        },
      ),
    );
  });

  it('asks for whole days, and for nothing when the last lies before the first', () => {
    const search = { from: '2026-11-02', to: '2026-11-02', text: ' fo ', rule: '' };
    expect(pathOf(search, ZONE, 12)).toBe(
      `/api/v1/alerts?state=active%2Creturned%2Cclosed&from=${Date.UTC(2026, 10, 1, 16)}&to=${Date.UTC(2026, 10, 2, 16)}&limit=100&text=fo&before=12`,
    );
    expect(pathOf({ ...search, to: '2026-11-01' }, ZONE)).toBeUndefined();
  });
});

describe('a proposal for a cause', () => {
  const about = (outageFrom: number, proposal: 'restart' | 'line') =>
    ({ link: 'a', at: START, outageFrom, proposal, uptimeS: 1 }) as const;

  it('belongs to the outage that began when it says, the newest of several', () => {
    const list = [about(START, 'line'), about(START + 400, 'restart'), about(START - 5_000, 'line')];
    expect(proposalFor(list, OPEN)?.proposal).toBe('restart');
    expect(proposalFor(list, { ...OPEN, subject: linkId('b') })).toBeUndefined();
    expect(proposalFor([about(START - 1_000, 'line')], OPEN)).toBeUndefined();
  });

  it.each([
    ['restart', 'fiber', 'site-power'],
    ['restart', undefined, 'site-power'],
    ['line', 'fiber', 'fiber-cut'],
    ['line', 'vsat', 'vsat-weather'],
    ['line', undefined, undefined],
  ] as const)('%s over %s means %s', (proposal, medium, code) => {
    expect(proposedCode(proposal, medium)).toBe(code);
  });
});

describe('the story of an incident', () => {
  it('is told in order, with what came and went together as one', () => {
    const member = (number: number, since: number, returnedAt?: number): Alert => ({
      ...alert(number, { rule: 'link.unreachable', subject: linkId(`m${number}`), severity: 'minor', since }),
      incident: 1,
      ...(returnedAt !== undefined && { returnedAt }),
    });
    const minute = (count: number): number => START + count * 60_000;
    const root: Alert = {
      ...OPEN,
      raisedAt: START + 3_000,
      status: 'closed',
      returnedAt: minute(30),
      closedAt: minute(45),
    };
    const story = timelineOf(
      {
        incident: 1,
        root,
        acts: [
          {
            alert: 1,
            act: { kind: 'acknowledge' },
            actor: { who: 'Andi', via: 'screen' },
            at: minute(5),
            subject: linkId('a'),
          },
        ],
        members: [
          member(2, START + 100, minute(31)),
          member(3, START + 200, minute(31)),
          member(4, minute(10), minute(33)),
        ],
        total: 3,
        open: 0,
        counts: {},
      },
      [],
    );
    expect(
      story.map((entry) => ('alerts' in entry ? [entry.kind, entry.alerts.length] : entry.kind)),
    ).toEqual([
      'began',
      ['took', 2],
      'raised',
      'act',
      ['took', 1],
      'over',
      ['freed', 2],
      ['freed', 1],
      'closed',
    ]);
  });

  it('tells the cause first, though what it took along was missed a second before', () => {
    const story = timelineOf(
      {
        incident: 1,
        root: { ...OPEN, since: START, raisedAt: START + 4_000 },
        acts: [],
        members: [{ ...OPEN, number: 2, since: START - 900, incident: 1 }],
        total: 1,
        open: 1,
        counts: {},
      },
      [],
    );
    expect(story.map(({ kind, at }) => [kind, at - START])).toEqual([
      ['began', 0],
      ['took', -900],
      ['raised', 4_000],
    ]);
  });
});
