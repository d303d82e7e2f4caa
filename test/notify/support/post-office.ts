// An outbox in a temporary directory and a deliverer with fake channels, in virtual time.

import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Deliverer } from '../../../src/notify/deliver/deliverer.ts';
import type { LaneChannel } from '../../../src/notify/deliver/lane.ts';
import type { Outbox } from '../../../src/notify/outbox/port.ts';
import { OUTBOX_MIGRATIONS } from '../../../src/notify/outbox/schema.ts';
import { SqliteOutbox } from '../../../src/notify/outbox/sqlite-outbox.ts';
import type { DigestWriter, Posting } from '../../../src/notify/posting.ts';
import { type Random, seededRandom } from '../../../src/runtime/random.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { rememberingLog, temporaryDirectory } from '../../store/support/place.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import type { FakeChannel } from './fake-channel.ts';
import { Life } from './life.ts';
import { decisionOf, listing } from './postings.ts';

/** Enough for a hundred messages in a row. */
const SETTLING_TURNS = 100;

/** What can be said of a post office. */
export interface PostOfficeOptions {
  readonly perMinute?: number;
  readonly random?: Random;
  readonly digest?: DigestWriter;
  readonly file?: string;
}

/** A running deliverer and all around it. */
export class PostOffice {
  readonly timers = new FakeTimers();
  readonly log = rememberingLog();
  readonly faults: (string | undefined)[] = [];
  db: DatabaseSync;
  outbox: Outbox;
  deliverer: Deliverer;
  #life: Life;
  #channels: readonly FakeChannel[];
  readonly #directory = temporaryDirectory();
  readonly #options: PostOfficeOptions;
  #through = 0;

  constructor(channels: readonly FakeChannel[], options: PostOfficeOptions = {}) {
    this.#options = options;
    this.#channels = channels;
    this.#life = new Life(this.timers);
    this.db = this.#openFile();
    this.outbox = new SqliteOutbox(this.db, { clock: this.timers, log: this.log });
    this.deliverer = this.#deliverer(channels);
  }

  /** Channels with their limits. */
  ways(
    channels: readonly FakeChannel[],
    perMinute = this.#options.perMinute ?? 600,
  ): Map<string, LaneChannel> {
    return new Map(
      channels.map((channel) => [
        channel.id,
        { channel: this.#life.channel(channel), common: { perMinute, timeoutMs: 10_000 } },
      ]),
    );
  }

  /** Commits, and wakes the lanes. */
  async post(postings: readonly Posting[]): Promise<void> {
    this.#through++;
    this.outbox.commit(decisionOf(this.#through, postings));
    this.deliverer.post();
    await this.settle();
  }

  /** Lets everything happen that needs no time: many messages may go one after the other. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < SETTLING_TURNS; turn++) await this.timers.advance(0);
  }

  /** Ends as a killed process does: nothing is told, nothing is written; then begins anew with these channels. */
  kill(channels: readonly FakeChannel[] = this.#channels): void {
    this.#life.end();
    for (const channel of this.#channels) channel.cut();
    this.db.close();
    this.#channels = channels;
    this.#life = new Life(this.timers);
    this.db = this.#openFile();
    this.outbox = new SqliteOutbox(this.db, { clock: this.timers, log: this.log });
    this.deliverer = this.#deliverer(channels);
    this.deliverer.start();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    const stopped = this.deliverer.stop();
    await this.timers.advance(10_000);
    await stopped;
    this.outbox.close();
    this.#directory.remove();
  }

  #openFile(): DatabaseSync {
    const file = this.#options.file ?? join(this.#directory.path, 'outbox.db');
    return openDatabase({ file, migrations: OUTBOX_MIGRATIONS, synchronous: 'FULL' });
  }

  #deliverer(channels: readonly FakeChannel[]): Deliverer {
    const { random = seededRandom(7), digest = listing } = this.#options;
    const { log } = this;
    const { timers } = this.#life;
    return new Deliverer(
      { outbox: this.outbox, channels: this.ways(channels), digest },
      {
        ...{ timers, log, random },
        now: () => ({ monoMs: this.timers.monoMs(), at: this.timers.wallMs() }),
        onFault: (detail) => this.faults.push(detail),
      },
    );
  }
}
