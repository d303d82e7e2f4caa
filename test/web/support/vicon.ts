// What a daemon says of video conferences: six regencies of which one is slow and one is down, four weeks of history, and an
// event that is watched.

import { linkId, siteId } from '../../../src/domain/ids.ts';
import { gap, judgeFigures, judgeState, VICON_LIMITS, type ViconVerdict } from '../../../src/domain/vicon.ts';
import { NO_MS } from '../../../src/domain/vicon-history.ts';
import type {
  ViconBoardView,
  ViconEventDetail,
  ViconEventView,
  ViconSiteView,
} from '../../../src/domain/vicon-view.ts';
import { START } from './province.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const good: ViconVerdict = judgeFigures(
  { rttMs: 4.2, lossPct: 0, jitterMs: 0.4, freeInBps: 80e6, freeOutBps: 90e6 },
  VICON_LIMITS,
  'whole',
);
const slow: ViconVerdict = judgeFigures({ rttMs: 612, lossPct: 0, jitterMs: 12 }, VICON_LIMITS, 'none');
const down: ViconVerdict = judgeState('down', 'silent') ?? gap({ kind: 'unknown', why: 'no-round' });

function siteOf(id: string, name: string, verdict: ViconVerdict): ViconSiteView {
  return { site: siteId(id), name, link: linkId(`prov-${id}`), ...verdict };
}

const SITES: readonly ViconSiteView[] = [
  siteOf('pasangkayu', 'Pasangkayu', good),
  siteOf('mamuju', 'Mamuju', good),
  siteOf('mamasa', 'Mamasa', slow),
  siteOf('polewali', 'Polewali Mandar', gap({ kind: 'unknown', why: 'no-round' })),
  siteOf('majene', 'Majene', down),
  siteOf('mateng', 'Mamuju Tengah', good),
];

/** The board at a moment of the fake province. */
export function fakeBoard(changes: Partial<ViconBoardView> = {}): ViconBoardView {
  const at = START;
  return {
    at,
    limits: VICON_LIMITS,
    sites: SITES,
    left: 0,
    history: {
      computedAt: at - 2 * MINUTE,
      days: 28,
      ofDays: 28,
      computing: false,
      sites: SITES.map(({ site }, index) => ({
        site,
        day: [
          { from: at - 24 * HOUR, to: at - 2 * HOUR, level: 'ready' },
          { from: at - 2 * HOUR, to: at - HOUR, level: 'unfit' },
          { from: at - HOUR, to: at, level: 'limited' },
        ],
        dayMs: { ready: 22 * HOUR, limited: HOUR, unfit: HOUR, unknown: 0 },
        hours: Array.from({ length: 24 }, (_, hour) =>
          index === 5 && hour < 6
            ? { ...NO_MS, unknown: 28 * HOUR }
            : { ...NO_MS, ready: 27 * HOUR - hour * 1_000, unfit: hour * 1_000, unknown: HOUR },
        ),
      })),
    },
    ...changes,
  };
}

/** An event that starts in twelve minutes. */
export function fakeEvent(changes: Partial<ViconEventView> = {}): ViconEventView {
  return {
    id: 7,
    title: 'Tatap muka Gubernur',
    startsAt: START + 12 * MINUTE,
    endsAt: START + 72 * MINUTE,
    sites: [siteId('majene'), siteId('mamasa'), siteId('mamuju')],
    note: 'Ruang rapat lantai 2',
    createdBy: { who: 'Sari', via: 'screen' },
    createdAt: START - 5 * HOUR,
    phase: 'watched',
    watchFrom: START - 18 * MINUTE,
    ...changes,
  };
}

/** The same with what was seen of it, judged at a moment. */
export function fakeDetail(at: number, changes: Partial<ViconEventView> = {}): ViconEventDetail {
  const event = fakeEvent(changes);
  const sites = event.sites.flatMap((id) => SITES.filter(({ site }) => site === id));
  const first = sites.map(({ site }) => ({ site, at: event.watchFrom, ...good }));
  return {
    at,
    event,
    sites,
    changes: [
      ...first,
      { site: siteId('mamasa'), at: START - 9 * MINUTE, ...slow },
      { site: siteId('majene'), at: START - 4 * MINUTE, ...down },
    ],
    summary: event.sites.map((site) => ({
      site,
      beforeMs: { ...NO_MS, ready: 14 * MINUTE, unfit: 4 * MINUTE },
      duringMs: NO_MS,
      changes: 1,
      worst: { site, at: START - 4 * MINUTE, ...down },
    })),
  };
}
