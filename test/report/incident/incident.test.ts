// The report about an incident, on October's province: Majene's link is down for 6.2 hours and takes its village along.

import { describe, expect, it } from 'vitest';
import type { Act } from '../../../src/domain/act.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { LOCALES } from '../../../src/domain/explain.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { LedgerEntry } from '../../../src/domain/sla/ledger.ts';
import type { IncidentData } from '../../../src/report/incident/data.ts';
import { buildIncident } from '../../../src/report/incident/incident.ts';
import { hashOf } from '../../../src/report/render/canonical.ts';
import { ReportError, type ReportSources } from '../../../src/report/sources.ts';
import { MAJENE, OCTOBER_LEDGER, octoberIntervals, wita } from '../support/october.ts';
import { octoberSources } from '../support/sources.ts';
import { badTexts, chartsIn, columnIn, tableFaults, tableIn, textsOf } from '../support/texts.ts';

const HOUR = 3_600_000;
const LENGTH = 6.2 * HOUR;
const link = linkId('prov-majene');

const STOP: LedgerEntry = {
  id: 20,
  kind: 'stop',
  link,
  from: wita(3, 9),
  to: wita(3, 10),
  actor: { who: 'ani', via: 'screen' },
  at: wita(33, 9),
  note: 'lokasi terkunci',
  evidence: 'BA 20',
  reason: 'no-access',
  agreedByProvider: true,
};
const ACTS: readonly Act[] = [
  {
    alert: 7,
    subject: link,
    at: MAJENE.from + 60_000,
    actor: { who: 'budi', via: 'screen' },
    act: { kind: 'acknowledge', note: 'cek ke lapangan' },
  },
  {
    alert: 7,
    subject: link,
    at: MAJENE.to,
    actor: { who: 'budi', via: 'screen' },
    act: { kind: 'confirm-cause', cause: 'fiber-cut' },
  },
];

const sources = (changes: Partial<ReportSources> = {}): ReportSources =>
  octoberSources({
    acts: (alert) => (alert === 7 ? ACTS : []),
    ledger: (from, to) => [...OCTOBER_LEDGER, STOP].filter((entry) => entry.from < to && entry.to > from),
    ...changes,
  });

async function build(changes: Partial<ReportSources> = {}, asOf = wita(36), locale: 'id' | 'en' = 'id') {
  const built = await buildIncident({ kind: 'incident', incident: 7, asOf, locale }, sources(changes));
  // What the builder put there.
  return { ...built, data: built.data as unknown as IncidentData };
}

describe('the data of an incident', () => {
  it('has the outage by both clocks, less its stop clock, and what it took along', async () => {
    const { data } = await build();
    expect(data).toMatchObject({
      incident: 7,
      from: MAJENE.from,
      to: MAJENE.to,
      taken: 1,
      gone: [],
      leftOut: 0,
    });
    expect(data.outages).toMatchObject([
      {
        link: 'prov-majene',
        isRoot: true,
        state: 'down',
        ...{ from: MAJENE.from, to: MAJENE.to, monitorMs: LENGTH, ticketMs: LENGTH - HOUR / 3 },
        ...{ stopMs: HOUR, netMs: LENGTH - HOUR, verdict: 'counted' },
        cause: { source: 'confirmed', code: 'fiber-cut' },
        ...{ ourTickets: ['TG-1'], providerTickets: ['A-77'], actions: ['sambung kabel'] },
        acknowledgedAt: MAJENE.from + 60_000,
        reason: { kind: 'silent', firstLostAt: MAJENE.from },
      },
      {
        link: 'v-majene',
        isRoot: false,
        state: 'unreachable',
        reason: { kind: 'ancestor', link: 'prov-majene' },
      },
    ]);
    expect(data.stops).toMatchObject([
      { entry: 20, reason: 'no-access', ms: HOUR, evidence: 'BA 20', who: 'ani' },
    ]);
  });

  it('tells what happened in its order', async () => {
    const { data } = await build();
    expect(data.timeline.map(({ at, kind, who }) => [kind, at - MAJENE.from, who])).toEqual([
      ['first-lost', 0, null],
      ['raised', 3_000, null],
      ['acknowledge', 60_000, 'budi'],
      ['reported', 20 * 60_000, null],
      ['confirm-cause', LENGTH, 'budi'],
      ['back', LENGTH, null],
      ['closed', LENGTH, null],
      ['entered', wita(32, 9) - MAJENE.from, 'ani'],
      ['entered', wita(33, 9) - MAJENE.from, 'ani'],
    ]);
  });

  it('is as it was at an earlier moment: what came later is not there', async () => {
    const { data } = await build({}, wita(3, 10));
    expect(data).toMatchObject({
      to: null,
      stops: [],
      outages: [{ to: null, monitorMs: 2 * HOUR, ticketMs: null, stopMs: 0 }, {}],
    });
    expect(data.timeline.map(({ kind }) => kind)).toEqual(['first-lost', 'raised', 'acknowledge']);
    const { document } = await build({}, wita(3, 10));
    expect(textsOf(document)).toContain('masih berlangsung');
  });

  it('has the same hash at any later moment, once it is over and nobody adds to it', async () => {
    const provisional = await build({}, wita(3, 14, 30));
    const first = await build({}, wita(34));
    const later = await build({}, wita(36));
    expect(provisional.data.provisionalUntil).toBe(wita(3, 14, 30));
    expect(first.data.provisionalUntil).toBeNull();
    expect(later.document.hash).toBe(first.document.hash);
  });

  it('follows a correction of the state, and names it', async () => {
    const correction: LedgerEntry = {
      id: 21,
      kind: 'correction',
      link,
      from: wita(3, 13),
      to: MAJENE.to,
      actor: { who: 'ani', via: 'command' },
      at: wita(34),
      note: 'pulih lebih awal menurut NMS penyedia',
      state: 'up',
    };
    const changes = { ledger: () => [...OCTOBER_LEDGER, STOP, correction] };
    const { data } = await build(changes);
    expect(data).toMatchObject({ to: wita(3, 13), corrections: [{ entry: 21, state: 'up', who: 'ani' }] });
    expect(data.outages[0]).toMatchObject({ to: wita(3, 13), monitorMs: 5 * HOUR, netMs: 4 * HOUR });
  });
});

describe.each(LOCALES)('the document in %s', (locale) => {
  it('prints the figures of its data, and nothing undefined', async () => {
    const { data, document } = await build({}, wita(36), locale);
    expect(badTexts(document)).toEqual([]);
    expect(tableFaults(document)).toEqual([]);
    const outages = tableIn(document, 'outages');
    expect(columnIn(outages, 'gross_s')).toEqual(data.outages.map(({ monitorMs }) => monitorMs));
    expect(columnIn(outages, 'net_s')).toEqual(data.outages.map(({ netMs }) => netMs));
    expect(columnIn(outages, 'ticket_s')).toEqual(data.outages.map(({ ticketMs }) => ticketMs));
    expect(columnIn(tableIn(document, 'timeline'), 'at')).toEqual(data.timeline.map(({ at }) => at));
    expect(columnIn(tableIn(document, 'stop-clocks'), 'within_s')).toEqual([HOUR]);
    expect(document.hash).toBe(hashOf(JSON.parse(JSON.stringify(data))));
    const figures = document.blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : []));
    const hours =
      locale === 'id'
        ? ['6 j 12 mnt 00 d', '5 j 52 mnt 00 d', '5 j 12 mnt 00 d', '1']
        : ['6 h 12 min 00 s', '5 h 52 min 00 s', '5 h 12 min 00 s', '1'];
    expect(figures.map(({ value }) => value)).toEqual(hours);
  });

  it('says in words what was measured, shows the links over time, and has places to sign in', async () => {
    const { document } = await build({}, wita(36), locale);
    const texts = textsOf(document).join('\n');
    expect(texts).toContain(
      locale === 'id' ? '5 echo berturut-turut' : '5 echoes in a row were not answered',
    );
    expect(chartsIn(document)).toMatchObject([
      {
        type: 'strips',
        rows: [
          {
            label: 'Provinsi–majene',
            spans: [{ class: 'up' }, { class: 'down', from: MAJENE.from, to: MAJENE.to }, { class: 'up' }],
          },
          { label: 'Desa majene', spans: [{ class: 'up' }, { class: 'unreachable' }, { class: 'up' }] },
        ],
      },
    ]);
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'signatures', place: 'Mamuju' });
  });

  it('names no link and no site that the reader may not see', async () => {
    const root: Alert = { ...(sources().incident(7)[1] as Alert), number: 8, incident: 8 };
    const { document, data } = await buildIncident(
      { kind: 'incident', incident: 8, asOf: wita(36), locale },
      sources({ incident: () => [root], visible: (id) => id === 'v-majene' }),
    );
    expect(badTexts(document)).toEqual([]);
    const texts = textsOf(document).join('\n');
    expect(texts).not.toContain('Provinsi–majene');
    expect(JSON.stringify(data)).not.toContain('prov-majene');
    expect(texts).toContain(locale === 'id' ? 'di luar lingkup pembaca' : "beyond the reader's scope");
    expect((data as unknown as IncidentData).outages.map((outage) => outage.link)).toEqual(['v-majene']);
  });
});

describe('what there is no report about', () => {
  it.each<[string, Partial<ReportSources>, number]>([
    ['an incident that never was', { incident: () => [] }, wita(36)],
    ['one whose root may not be seen', { visible: (id) => id === 'v-majene' }, wita(36)],
    ['one that was not raised by then', {}, wita(2)],
  ])('%s', async (_, changes, asOf) => {
    await expect(build(changes, asOf)).rejects.toThrow(ReportError);
    await expect(build(changes, asOf)).rejects.toMatchObject({ code: 'no-incident' });
  });

  it('but there is one about the monitor itself, and about links that are gone', async () => {
    const blind: Alert = {
      ...(sources().incident(7)[0] as Alert),
      rule: 'monitor.blind',
      subject: 'monitor',
      since: wita(15),
      raisedAt: wita(15) + 5_000,
      closedAt: wita(15, 12),
    };
    const gone: Alert = { ...blind, number: 9, subject: linkId('v-hilang'), rule: 'link.down' };
    const { data, document } = await build({ incident: () => [blind, gone], intervals: octoberIntervals });
    expect(data).toMatchObject({
      root: null,
      from: wita(15),
      to: wita(15, 12),
      outages: [],
      gone: ['v-hilang'],
    });
    expect(badTexts(document)).toEqual([]);
    expect(textsOf(document).join('\n')).toContain('Pemantau sendiri');
  });
});
