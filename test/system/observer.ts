// What is seen of the province from outside: by the API and the stream of the running daemon.

import type { NetworkView } from '../../src/stream/protocol.ts';
import { until } from './processes.ts';
import type { Place, Province } from './province.ts';

/** Asks the daemon. */
export class Observer {
  readonly #province: Province;

  constructor(province: Province) {
    this.#province = province;
  }

  /** Every link with its state. */
  async states(): Promise<[id: string, state: string][]> {
    const network = await this.#province.witness.json<NetworkView>('/api/v1/network');
    return network.links.map((link) => [link.id, link.state]);
  }

  /** The state of the link to a place. */
  async stateOf(place: Place): Promise<string | undefined> {
    return Object.fromEntries(await this.states())[this.#province.linkTo(place)];
  }

  /**
   * Waits for the stream to tell of an alert about a place's link, raised or come back before anybody acknowledged it; returns
   * ms since `since`.
   */
  async alerted(place: Place | 'monitor', rule: string, since: number, withinMs = 15_000): Promise<number> {
    const subject = place === 'monitor' ? place : this.#province.linkTo(place);
    const find = () =>
      this.#province.witness.alerts(since).find(({ kind, alert }) => {
        const isNew = kind === 'alert.raised' || (alert.status === 'active' && alert.since >= since);
        return isNew && alert.rule === rule && alert.subject === subject;
      });
    await until(`${rule} about ${subject}`, () => find() !== undefined, withinMs);
    return (find()?.at ?? Number.NaN) - since;
  }

  /** Waits until every link answers again. */
  async allUpAgain(): Promise<void> {
    await until(
      'every link is up again',
      async () => (await this.states()).every(([, state]) => state === 'up' || state === 'degraded'),
      30_000,
    );
  }
}
