// The history store as the daemon sees it: a queue in front of the worker. Every call returns at once.

import type { LinkId } from '../../domain/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { BackendSetup, BackendStatus } from './backend.ts';
import type {
  History,
  HistoryQuery,
  MetricHistory,
  MetricHistoryQuery,
  MetricPoint,
  MetricStore,
  MetricStoreStatus,
} from './port.ts';
import type { LinkSummary, SummaryQuery } from './summary.ts';
import type { StartWorker, WorkerLink } from './worker-link.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';
import { WriteQueue } from './write-queue.ts';

/** What the store needs from outside. */
export interface WorkerStoreDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly startWorker: StartWorker;
}

/** Points gather for this long, so that a transaction holds many. */
const GATHER_MS = 500;
/** After the worker could not keep points (disk full) they are offered again after this long. */
const RETRY_MS = 1_000;
/** A history that takes longer is given up; the screen asks again. */
const HISTORY_TIMEOUT_MS = 30_000;
/** Histories asked for at the same time; more are refused, for nobody looks at so many. */
const MAX_HISTORIES = 64;
/** Links summed up per message: what comes back is taken apart by the loop, about 2 ms for so many. */
const SUMMARIES_AT_ONCE = 200;
const MAX_SUMMARIES = 20_000;
const CLOSE_TIMEOUT_MS = 5_000;

type Summaries = ReadonlyMap<LinkId, LinkSummary>;

interface Pending {
  readonly resolve: (answer: History | MetricHistory | Summaries) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** {@link MetricStore} on a worker thread; made by openMetricStore. */
export class WorkerMetricStore implements MetricStore {
  readonly #deps: WorkerStoreDeps;
  readonly #queue = new WriteQueue();
  readonly #link: WorkerLink;
  readonly #histories = new Map<number, Pending>();
  readonly #flushes = new Set<() => void>();
  #status: BackendStatus;
  /** Counts of workers that have died. */
  #earlier = { writtenPoints: 0, refusedPoints: 0, droppedPoints: 0 };
  #workerTrouble: string | undefined;
  #nextId = 1;
  #timer: NodeJS.Timeout | undefined;
  #paused = false;
  #closed = false;

  constructor(setup: BackendSetup, deps: WorkerStoreDeps) {
    this.#deps = deps;
    this.#status = noStatus(setup);
    this.#link = deps.startWorker(setup, {
      message: (message) => this.#heard(message),
      died: (reason, retryMs) => this.#died(reason, retryMs),
    });
  }

  write(points: readonly MetricPoint[]): void {
    if (this.#closed) return;
    this.#queue.add(points);
    this.#schedule(this.#queue.hasSlice ? 0 : GATHER_MS);
  }

  history(query: HistoryQuery): Promise<History> {
    return this.#ask((id) => ({ type: 'history', id, query })) as Promise<History>;
  }

  metricHistory(query: MetricHistoryQuery): Promise<MetricHistory> {
    return this.#ask((id) => ({ type: 'metric-history', id, query })) as Promise<MetricHistory>;
  }

  async summaries(query: SummaryQuery): Promise<Summaries> {
    const links = [...query.links];
    if (links.length > MAX_SUMMARIES)
      throw new RangeError(
        `sum up the history: found ${links.length} links, wanted at most ${MAX_SUMMARIES}`,
      );
    const all = new Map<LinkId, LinkSummary>();
    for (let index = 0; index < links.length; index += SUMMARIES_AT_ONCE) {
      const some = { ...query, links: new Set(links.slice(index, index + SUMMARIES_AT_ONCE)) };
      const found = (await this.#ask((id) => ({ type: 'summaries', id, query: some }))) as Summaries;
      for (const [link, summary] of found) all.set(link, summary);
    }
    return all;
  }

  /** The answer is of the kind that was asked for: the worker says so by its type. */
  #ask(question: (id: number) => ToWorker): Promise<History | MetricHistory | Summaries> {
    if (this.#closed || !this.#link.isAlive)
      return Promise.reject(new Error('read history: the store is not running; try again in some seconds'));
    if (this.#histories.size >= MAX_HISTORIES)
      return Promise.reject(new Error(`read history: ${MAX_HISTORIES} are being read already; try again`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#histories.delete(id);
        reject(new Error(`read history: no answer within ${HISTORY_TIMEOUT_MS / 1000} s; ask for less`));
      }, HISTORY_TIMEOUT_MS);
      this.#histories.set(id, { resolve, reject, timer });
      this.#link.send(question(id));
    });
  }

  status(): MetricStoreStatus {
    const { oldestSpooledAt, trouble, ...status } = this.#status;
    const oldestAt = Math.min(oldestSpooledAt ?? Infinity, this.#queue.oldestAt ?? Infinity);
    const anyTrouble = this.#workerTrouble ?? trouble;
    return {
      ...status,
      writtenPoints: status.writtenPoints + this.#earlier.writtenPoints,
      refusedPoints: status.refusedPoints + this.#earlier.refusedPoints,
      droppedPoints: status.droppedPoints + this.#earlier.droppedPoints + this.#queue.dropped,
      spooledPoints: status.spooledPoints + this.#queue.points,
      oldestSpooledMs: oldestAt === Infinity ? 0 : Math.max(0, this.#deps.clock.wallMs() - oldestAt),
      ...(anyTrouble !== undefined && { trouble: anyTrouble }),
    };
  }

  flush(timeoutMs: number): Promise<void> {
    if (this.#queue.points === 0) return Promise.resolve();
    this.#schedule(0);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#flushes.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#flushes.add(done);
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush(CLOSE_TIMEOUT_MS);
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#rejectHistories('the store is being closed');
    await this.#link.close(CLOSE_TIMEOUT_MS);
  }

  #heard(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.#workerTrouble = undefined;
        this.#schedule(0);
        return;
      case 'kept':
        this.#queue.kept(message.id);
        if (this.#queue.points === 0) for (const done of [...this.#flushes]) done();
        else if (this.#queue.hasSlice || this.#flushes.size > 0) this.#schedule(0);
        return;
      case 'unkept':
        this.#queue.unkept(message.id);
        this.#pause();
        return;
      case 'history':
      case 'metric-history':
        this.#settle(message.id)?.resolve(message.history);
        return;
      case 'summaries':
        this.#settle(message.id)?.resolve(message.summaries);
        return;
      case 'failed':
        this.#settle(message.id)?.reject(new Error(message.message));
        return;
      case 'status':
        this.#status = message.status;
        return;
      case 'log':
        this.#deps.log[message.level](message.message, message.data);
        return;
      default:
        message satisfies never;
    }
  }

  #died(reason: string, retryMs: number): void {
    const { writtenPoints, refusedPoints, droppedPoints } = this.#status;
    this.#earlier = {
      writtenPoints: this.#earlier.writtenPoints + writtenPoints,
      refusedPoints: this.#earlier.refusedPoints + refusedPoints,
      droppedPoints: this.#earlier.droppedPoints + droppedPoints,
    };
    this.#status = { ...this.#status, writtenPoints: 0, refusedPoints: 0, droppedPoints: 0 };
    this.#workerTrouble = `the history worker ended: ${reason}; it is started again every ${retryMs / 1000} s or more`;
    this.#deps.log.error('History worker ended', { reason, retryMs });
    this.#queue.allUnkept();
    this.#rejectHistories('the store has to be restarted; try again in some seconds');
  }

  #pause(): void {
    clearTimeout(this.#timer);
    this.#paused = true;
    this.#timer = setTimeout(() => {
      this.#paused = false;
      this.#pump();
    }, RETRY_MS);
  }

  /** One slice per turn of the loop. A shorter delay takes the place of a longer one, but ends no pause. */
  #schedule(delayMs: number): void {
    if (this.#closed || this.#paused || (this.#timer !== undefined && delayMs > 0)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), delayMs);
  }

  #pump(): void {
    this.#timer = undefined;
    if (!this.#link.isAlive) return;
    const slice = this.#queue.next();
    if (!slice) return;
    this.#link.send({ type: 'write', ...slice });
    if (this.#queue.hasSlice || this.#flushes.size > 0) this.#schedule(0);
    else if (this.#queue.waitingPoints > 0) this.#schedule(GATHER_MS);
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#histories.get(id);
    this.#histories.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }

  #rejectHistories(reason: string): void {
    for (const id of [...this.#histories.keys()])
      this.#settle(id)?.reject(new Error(`read history: ${reason}`));
  }
}

function noStatus(setup: BackendSetup): BackendStatus {
  return {
    kind: setup.influx ? 'influx' : 'sqlite',
    writtenPoints: 0,
    refusedPoints: 0,
    droppedPoints: 0,
    spooledPoints: 0,
    spooledBytes: 0,
  };
}
