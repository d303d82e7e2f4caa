// What the page's own thread works, in CPU time: what a clock on the wall tells is told by everybody else on the machine, too.

import type { Page } from 'playwright-core';

/** What the thread did while it was watched, ms of CPU. */
export interface ThreadWork {
  /** The longest stretch in which it let nothing else happen. */
  readonly longestTaskMs: number;
  /** All that was done from one frame of animation to the next, frame by frame. */
  readonly frameMs: readonly number[];
}

/** An event of Chromium's trace (Trace Event Format); times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** CPU time of the thread. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** These tell of tasks, frames, and the names of threads. */
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline'];

/** Begins to watch; gives what ends it and tells. */
export async function watchThread(page: Page): Promise<() => Promise<ThreadWork>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    // A long trace has more parts than a call takes arguments.
    for (const each of value) events.push(each as unknown as TraceEvent);
  });
  await session.send('Tracing.start', { transferMode: 'ReportEvents', categories: CATEGORIES.join(',') });
  return async () => {
    const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return threadWork(events);
  };
}

/** Sums a trace up. Other tabs have threads of that name, too: the one that worked most is the page's. */
function threadWork(events: readonly TraceEvent[]): ThreadWork {
  const threads = new Map<string, TraceEvent[]>();
  for (const { name, args, pid, tid } of events)
    if (name === 'thread_name' && args?.name === 'CrRendererMain') threads.set(`${pid} ${tid}`, []);
  for (const event of events) threads.get(`${event.pid} ${event.tid}`)?.push(event);
  const works = [...threads.values()].map(workOf).sort((a, b) => totalMs(b) - totalMs(a));
  const [work] = works;
  if (!work || totalMs(work) === 0) throw new Error('the trace says nothing of the thread of a page');
  return work;
}

function workOf(events: readonly TraceEvent[]): ThreadWork {
  let longestTaskMs = 0;
  const frameMs: number[] = [0];
  for (const { name, tdur } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (name === 'FireAnimationFrame') frameMs.push(0);
    if (name !== 'RunTask' || tdur === undefined) continue;
    const ms = tdur / 1_000;
    longestTaskMs = Math.max(longestTaskMs, ms);
    frameMs[frameMs.length - 1] = (frameMs.at(-1) ?? 0) + ms;
  }
  return { longestTaskMs, frameMs };
}

function totalMs({ frameMs }: ThreadWork): number {
  return frameMs.reduce((sum, ms) => sum + ms, 0);
}
