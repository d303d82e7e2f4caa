// What is said of an outage: who is believed, and what was known when.

import { describe, expect, it } from 'vitest';
import type { Act } from '../../../src/domain/act.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { SlaEvent } from '../../../src/domain/sla/account.ts';
import { storyTeller } from '../../../src/report/method/outage-story.ts';
import type { ReportSources } from '../../../src/report/sources.ts';
import { octoberSources } from '../support/sources.ts';

const A = linkId('a');
const EVENT: SlaEvent = {
  ...{ link: A, from: 1_000, monitoredFrom: 1_000, to: 5_000, state: 'down', verdict: 'counted' },
  ...{ grossMs: 4_000, stopMs: 0, netMs: 4_000, wholeNetMs: 4_000, countedMs: 4_000 },
  ...{ stops: [], corrections: [], tickets: [] },
};
const ALERT: Alert = {
  ...{ number: 1, rule: 'link.down', subject: A, severity: 'major', status: 'closed', occurrences: 1 },
  ...{ since: 1_000, raisedAt: 1_200, closedAt: 5_000, incident: 1, data: {} },
};
const period = { from: 0, to: 10_000 };

function tell(changes: Partial<ReportSources>, event: Partial<SlaEvent> = {}, asOf = 9_000) {
  const sources = octoberSources({ alerts: () => [], causes: () => [], ...changes });
  return storyTeller(sources, { period, asOf })({ ...EVENT, ...event }, []);
}

const proposal = (outageFrom: number) => ({
  ...{ kind: 'link.cause' as const, at: 5_100, link: A, outageFrom, proposal: 'line' as const, uptimeS: 9 },
});

describe('the cause of an outage', () => {
  const confirmed = { ...ALERT, cause: { by: 'budi', at: 6_000, code: 'fiber-cut' as const } };

  it('is the confirmed one before a correction before a proposal', () => {
    const causes = () => [proposal(1_000)];
    expect(tell({ alerts: () => [confirmed], causes }, { cause: 'device' }).cause).toEqual({
      ...{ source: 'confirmed', code: 'fiber-cut' },
    });
    expect(tell({ alerts: () => [ALERT], causes }, { cause: 'device' }).cause).toEqual({
      ...{ source: 'correction', code: 'device' },
    });
    expect(tell({ causes }).cause).toEqual({ source: 'proposal', code: 'line' });
    expect(tell({ causes: () => [proposal(7_000)] }).cause).toBeUndefined();
  });

  it('is the one that was confirmed by then, not the last word', () => {
    const act = (at: number, cause: 'device' | 'fiber-cut'): Act => ({
      ...{
        alert: 1,
        at,
        subject: A,
        actor: { who: 'budi', via: 'screen' },
        act: { kind: 'confirm-cause', cause },
      },
    });
    const sources = {
      alerts: () => [confirmed],
      acts: () => [act(5_500, 'device'), act(6_000, 'fiber-cut')],
    };
    expect(tell(sources, {}, 5_800).cause).toEqual({ source: 'confirmed', code: 'device' });
    expect(tell(sources, {}, 5_200).cause).toBeUndefined();
    expect(tell(sources, {}, 6_000).cause).toEqual({ source: 'confirmed', code: 'fiber-cut' });
  });

  it('of what was taken along is that of the root', () => {
    const root = { ...confirmed, subject: linkId('b') };
    const behind: Alert = { ...ALERT, number: 2, rule: 'link.unreachable', incident: 1 };
    const story = tell({ alerts: () => [root, behind] });
    expect(story).toMatchObject({ incident: 1, cause: { source: 'confirmed', code: 'fiber-cut' } });
  });
});

describe('the alert of an outage', () => {
  it('is the one that began with it, of several that touch it', () => {
    const other: Alert = { ...ALERT, number: 9, incident: 9, since: 200, raisedAt: 300, closedAt: 1_500 };
    expect(tell({ alerts: () => [other, ALERT] }).incident).toBe(1);
  });

  it('is none that was raised later than the report knows, nor one of another rule', () => {
    expect(tell({ alerts: () => [{ ...ALERT, raisedAt: 9_500 }] }).incident).toBeUndefined();
    expect(tell({ alerts: () => [{ ...ALERT, rule: 'link.rebooted' }] }).incident).toBeUndefined();
  });

  it('was acknowledged only where that was before', () => {
    const acknowledged = { ...ALERT, acknowledged: { by: 'ani', at: 4_000 } };
    expect(tell({ alerts: () => [acknowledged] }).acknowledged).toEqual({ by: 'ani', at: 4_000 });
    expect(tell({ alerts: () => [acknowledged] }, {}, 3_000).acknowledged).toBeUndefined();
  });
});
