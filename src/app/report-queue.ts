// Reports are made one after another: each takes its share of the thread that alerts come through. A few may wait.

import { ReportRefusal } from '../api/report-port.ts';

/** People who wait for a report of their own; one more is told to come again. */
const MOST_WAITING = 4;

/** Makes one report at a time. */
export class ReportQueue {
  #last: Promise<unknown> = Promise.resolve();
  /** The one that is being made, and those that wait. */
  #pending = 0;

  /** Works when those before have ended. `patient` work is the schedule's own: it is never turned away, and there is one of it. */
  async run<T>(work: () => Promise<T>, how: 'bounded' | 'patient' = 'bounded'): Promise<T> {
    if (how === 'bounded' && this.#pending > MOST_WAITING)
      throw new ReportRefusal(
        'busy',
        `a report is being made and ${MOST_WAITING} more wait; ask again in a minute`,
      );
    this.#pending++;
    const turn = this.#last.then(work).finally(() => {
      this.#pending--;
    });
    this.#last = turn.catch(() => undefined);
    return await turn;
  }
}
