// The account of a link as somebody would count it with a pencil: tick by tick, asking of each what holds there. Shares no code
// with the engine, is slow, and knows nothing of stretches. All times must be multiples of the tick.

import type { AccountInput } from '../../../../src/domain/sla/account.ts';

/** What the pencil comes to. */
export interface Reckoning {
  readonly serviceMs: number;
  readonly totalMs: number;
  readonly classesMs: Record<string, number>;
  readonly coveredMs: number;
  readonly grossWhole: number;
  readonly events: readonly {
    readonly from: number;
    readonly to: number;
    readonly lasts: boolean;
    readonly monitoredFrom: number;
    readonly state: string;
    readonly verdict: string;
    readonly grossMs: number;
    readonly stopMs: number;
    readonly netMs: number;
    readonly wholeNetMs: number;
    readonly countedMs: number;
    readonly stops: readonly number[];
    readonly tickets: readonly number[];
    readonly cause: string | undefined;
  }[];
}

interface Tick {
  readonly at: number;
  state: string;
  /** Link that failed before it, as measured. */
  failed: string | undefined;
  reported: boolean;
}

/** Counts tick by tick. */
export function reckon(input: AccountInput, tickMs: number): Reckoning {
  const { terms, asOf } = input;
  const counts = (entry: { at: number; withdrawn?: { at: number } }) =>
    entry.at <= asOf && (entry.withdrawn === undefined || entry.withdrawn.at > asOf);
  const entries = [...input.entries].filter(counts).sort((a, b) => a.at - b.at || a.id - b.id);
  const isServed = (at: number) =>
    at < asOf &&
    (input.inService.from === undefined || at >= input.inService.from) &&
    (input.inService.to === undefined || at < input.inService.to);
  const failing = (state: string) =>
    state === 'down' ||
    state === 'unreachable' ||
    (state === 'degraded' && terms.degradedTime === 'down') ||
    (state === 'unknown' && terms.unknownTime === 'as-down');

  const mentioned = [input.from, input.to - tickMs];
  for (const interval of input.intervals) mentioned.push(interval.from, (interval.to ?? asOf) - tickMs);
  for (const entry of entries)
    if (entry.kind === 'correction' && entry.state !== undefined)
      mentioned.push(entry.from, entry.to - tickMs);
  const ticks: Tick[] = [];
  for (let at = Math.min(...mentioned); at <= Math.max(...mentioned); at += tickMs) {
    if (!isServed(at)) continue;
    const found = input.intervals.find(({ from, to }) => from <= at && (to === undefined || at < to));
    ticks.push({
      at,
      state: found?.state ?? 'unknown',
      failed: found?.reason.kind === 'ancestor' ? found.reason.link : undefined,
      reported: false,
    });
  }

  if (terms.eventStart === 'earlier') {
    const measured = ticks.map(({ state }) => state);
    for (const entry of entries) {
      if (entry.kind !== 'ticket' || entry.reportedAt === undefined) continue;
      let hit = ticks.findIndex(
        ({ at }, index) => at >= entry.from && at < entry.to && failing(measured[index] ?? ''),
      );
      if (hit < 0) continue;
      while (hit > 0 && failing(measured[hit - 1] ?? '')) hit--;
      const first = ticks[hit]?.at ?? 0;
      for (const tick of ticks)
        if (tick.at >= entry.reportedAt && tick.at < first && !failing(tick.state)) {
          tick.state = 'down';
          tick.failed = undefined;
          tick.reported = true;
        }
    }
  }
  for (const entry of entries)
    if (entry.kind === 'correction' && entry.state !== undefined)
      for (const tick of ticks)
        if (tick.at >= entry.from && tick.at < entry.to && tick.state !== entry.state) {
          tick.state = entry.state;
          tick.failed = undefined;
          tick.reported = false;
        }

  const accepted = input.maintenance.filter(
    ({ announcedAt, from }) =>
      terms.maintenanceTime !== 'down' &&
      announcedAt <= asOf &&
      announcedAt + terms.maintenanceNoticeMs <= from,
  );
  const isMaintained = (at: number) => accepted.some(({ from, to }) => from <= at && at < to);
  const stops: { from: number; to: number }[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'stop') continue;
    const { agreedByProvider: provider, agreedByCustomer: customer } = entry;
    const isOn =
      terms.stopClocks === 'agreed'
        ? provider === true && customer === true
        : provider !== false && customer !== false;
    if (isOn) stops.push(entry);
  }
  const isStopped = (at: number) => isMaintained(at) || stops.some(({ from, to }) => from <= at && at < to);
  const isElses = (tick: Tick) => {
    if (tick.state !== 'unreachable' || terms.unreachableTime === 'down') return false;
    if (terms.unreachableTime === 'excluded') return true;
    return !input.intervals.some(
      ({ reason }) =>
        reason.kind === 'ancestor' && reason.link === tick.failed && input.isOwnContract(reason.link),
    );
  };
  const isInside = ({ at }: Tick) => at >= input.from && at < input.to;

  const classesMs: Record<string, number> = {};
  let coveredMs = 0;
  let serviceMs = 0;
  for (const tick of ticks.filter(isInside)) {
    const name = isMaintained(tick.at) ? 'maintenance' : tick.state;
    classesMs[name] = (classesMs[name] ?? 0) + tickMs;
    if (tick.state !== 'unknown') coveredMs += tickMs;
    serviceMs += tickMs;
  }
  let calendarMs = 0;
  for (let at = input.from; at < input.to && at < asOf; at += tickMs) calendarMs += tickMs;
  let grossWhole = terms.denominator === 'calendar' ? calendarMs : serviceMs;
  if (serviceMs === 0) grossWhole = 0;
  else if (terms.unknownTime === 'excluded') grossWhole -= classesMs['unknown'] ?? 0;
  const totalMs =
    terms.maintenanceTime === 'excluded' ? grossWhole - (classesMs['maintenance'] ?? 0) : grossWhole;

  const events: Reckoning['events'][number][] = [];
  for (let begin = 0; begin < ticks.length; begin++) {
    if (!failing(ticks[begin]?.state ?? '')) continue;
    let end = begin;
    while (end < ticks.length && failing(ticks[end]?.state ?? '')) end++;
    const run = ticks.slice(begin, end);
    begin = end;
    if (!run.some(isInside)) continue;
    const first = run[0]?.at ?? 0;
    const last = (run.at(-1)?.at ?? 0) + tickMs;
    const tickets = entries.filter(({ kind, from, to }) => kind === 'ticket' && from < last && to > first);
    const reports = tickets.flatMap((entry) =>
      entry.kind === 'ticket' && entry.reportedAt !== undefined ? [entry.reportedAt] : [],
    );
    const clock =
      terms.eventStart === 'ticket' && reports.length > 0 ? Math.min(...reports) : Number.NEGATIVE_INFINITY;
    const isCounting = (tick: Tick) => isElses(tick) || tick.at >= clock;
    const blamedMs =
      tickMs * run.filter((tick) => !isElses(tick) && isCounting(tick) && !isStopped(tick.at)).length;
    for (let from = 0; from < run.length; ) {
      const head = run[from];
      if (head === undefined) break;
      const blame = isElses(head);
      let to = from;
      while (to < run.length && isElses(run[to] ?? head) === blame) to++;
      const piece = run.slice(from, to);
      from = to;
      if (!piece.some(isInside)) continue;
      const counting = piece.filter(isCounting);
      const free = counting.filter(({ at }) => !isStopped(at));
      const wholeNetMs = blame ? free.length * tickMs : blamedMs;
      const verdict = blame
        ? 'affected'
        : counting.length > 0 && free.length === 0
          ? 'stopped'
          : wholeNetMs <= terms.minEventMs
            ? 'short'
            : 'counted';
      const pieceEnd = (piece.at(-1)?.at ?? 0) + tickMs;
      const grossMs = tickMs * counting.filter(isInside).length;
      const netMs = tickMs * free.filter(isInside).length;
      let cause: string | undefined;
      for (const entry of entries)
        if (entry.kind === 'correction' && entry.cause !== undefined)
          if (piece.some(({ at }) => at >= entry.from && at < entry.to)) cause = entry.cause;
      events.push({
        from: counting[0]?.at ?? pieceEnd,
        to: pieceEnd,
        lasts: pieceEnd === asOf,
        monitoredFrom: piece.find(({ reported }) => !reported)?.at ?? head.at,
        state: head.state,
        verdict,
        grossMs,
        stopMs: grossMs - netMs,
        netMs,
        wholeNetMs,
        countedMs: verdict === 'counted' ? netMs : 0,
        stops: [...stops, ...accepted]
          .map(
            (stop) =>
              tickMs *
              counting.filter((tick) => isInside(tick) && tick.at >= stop.from && tick.at < stop.to).length,
          )
          .filter((ms) => ms > 0)
          .sort((a, b) => a - b),
        tickets: tickets.map(({ id }) => id),
        cause,
      });
    }
  }
  return { serviceMs, totalMs, classesMs, coveredMs, grossWhole, events };
}
