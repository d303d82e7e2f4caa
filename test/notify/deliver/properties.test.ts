// Whatever fails in whatever order: per channel messages go out in the order of posting, each ends exactly once, and
// none is lost.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEVERITIES } from '../../../src/domain/alert.ts';
import type { JournalEntry } from '../../../src/notify/outbox/port.ts';
import type { Receipt } from '../../../src/notify/port.ts';
import type { DigestWriter } from '../../../src/notify/posting.ts';
import { FakeChannel } from '../support/fake-channel.ts';
import { PostOffice } from '../support/post-office.ts';
import { listing, messageOf, postingOf } from '../support/postings.ts';

const NAMES = ['sms', 'mail', 'am'];
const RECEIPTS: readonly (Receipt | 'hang' | 'reject')[] = [
  { kind: 'delivered' },
  { kind: 'later', detail: 'no route' },
  { kind: 'later', detail: 'flood', afterMs: 20_000 },
  { kind: 'refused', detail: 'bad request' },
  'hang',
  'reject',
];

const anyChannel = fc.integer({ min: 0, max: NAMES.length - 1 });
const anyPost = fc.record({
  kind: fc.constant('post' as const),
  channel: anyChannel,
  count: fc.integer({ min: 1, max: 12 }),
  alert: fc.integer({ min: 1, max: 9 }),
  severity: fc.constantFrom(...SEVERITIES),
  what: fc.constantFrom('raised' as const, 'cleared' as const, 'changed' as const),
  to: fc.constantFrom([], ['budi']),
  lifeMs: fc.constantFrom(30_000, 10_800_000),
});
const anyAnswer = fc.record({
  kind: fc.constant('answer' as const),
  channel: anyChannel,
  receipt: fc.constantFrom(...RECEIPTS),
});
const anyPass = fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 90_000 }) });
const anyStep = fc.oneof(
  { weight: 5, arbitrary: anyPost },
  { weight: 4, arbitrary: anyAnswer },
  { weight: 3, arbitrary: anyPass },
  { weight: 1, arbitrary: fc.constant({ kind: 'kill' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'change' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disk' as const), full: fc.boolean() }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** Drives a post office through a course of events, and knows what was posted and put together. */
class Course {
  readonly ends = [
    new FakeChannel('sms'),
    new FakeChannel('mail'),
    new FakeChannel('am', 'alertmanager', true),
  ];
  readonly office: PostOffice;
  /** Channel by id. */
  readonly posted = new Map<string, string>();
  /** Of digests: what is in them, and their place in the order of posting. */
  readonly made = new Map<string, { readonly of: readonly string[]; readonly place: number }>();
  kills = 0;
  #full = false;

  constructor(perMinute: number) {
    const digest: DigestWriter = (messages, why, context) => {
      const place = this.posted.size + 0.5 + this.made.size * 1e-6;
      this.made.set(context.id, { of: messages.map(({ id }) => id), place });
      return listing(messages, why, context);
    };
    this.office = new PostOffice(this.ends, { perMinute, digest });
    this.office.deliverer.start();
  }

  async take(step: Step): Promise<void> {
    const { office } = this;
    switch (step.kind) {
      case 'post':
        await this.#post(step);
        return;
      case 'answer': {
        const end = this.ends[step.channel];
        if (end) end.answer = step.receipt;
        return;
      }
      case 'pass':
        await office.timers.advance(step.ms);
        return;
      case 'kill':
        // What was never written would be lost by right.
        if (this.#full) return;
        this.kills++;
        office.kill();
        return;
      case 'change':
        void office.deliverer.setChannels(office.ways(this.ends));
        await office.settle();
        return;
      case 'disk':
        await this.disk(step.full);
        return;
      default:
        step satisfies never;
    }
  }

  async disk(full: boolean): Promise<void> {
    this.#full = full;
    const pages = full ? this.office.db.prepare('PRAGMA page_count').get()?.['page_count'] : 1_000_000;
    this.office.db.exec(`PRAGMA max_page_count=${pages}`);
    if (!full) await this.office.timers.advance(5_000);
  }

  async #post(step: Extract<Step, { kind: 'post' }>): Promise<void> {
    const channel = NAMES[step.channel] ?? '';
    const bornAt = this.office.timers.wallMs();
    const { what: kind, severity, to: recipients } = step;
    const postings = Array.from({ length: step.count }, (_, index) => {
      const id = `m${this.posted.size + 1}`;
      this.posted.set(id, channel);
      const message = messageOf(id, { kind, severity, recipients, alert: step.alert + index });
      return postingOf(channel, message, { bornAt, expiresAt: bornAt + step.lifeMs });
    });
    await this.office.post(postings);
  }
}

function check({ office, ends, posted, made, kills }: Course): void {
  expect(office.outbox.status()).toMatchObject({ waiting: 0, unsaved: 0 });
  const endings = new Map<string, JournalEntry[]>();
  for (const entry of office.outbox.journal({ limit: 10_000 }))
    endings.set(entry.message, [...(endings.get(entry.message) ?? []), entry]);
  for (const id of [...posted.keys(), ...made.keys()])
    expect(endings.get(id), `${id} ends exactly once`).toHaveLength(1);
  const inDigests = [...made.values()].flatMap(({ of }) => of);
  expect(new Set(inDigests).size, 'nothing is in two digests').toBe(inDigests.length);
  let repeats = 0;
  for (const [id, [ending]] of endings) {
    const arrivals = ends.find((end) => end.id === ending?.channel)?.ids.filter((each) => each === id).length;
    expect(inDigests.includes(id), id).toBe(ending?.outcome === 'digested');
    if (ending?.outcome === 'digested') expect(made.get(ending.digest ?? '')?.of).toContain(id);
    const wanted = ending?.outcome === 'delivered' ? 1 : 0;
    expect(arrivals, `${id} ${ending?.outcome}`).toBeGreaterThanOrEqual(wanted);
    repeats += (arrivals ?? 0) - wanted;
    if (ending?.outcome === 'dropped') expect(kills).toBeGreaterThanOrEqual(5);
    if (ending?.outcome === 'superseded') expect(ending.channel).toBe('am');
  }
  expect(repeats, 'a kill repeats what is under way, one message per channel').toBeLessThanOrEqual(3 * kills);
  for (const end of ends) {
    const places = end.attempts.map(({ id }) => made.get(id)?.place ?? Number(id.slice(1)));
    expect(places, 'in the order of posting').toEqual(places.toSorted((a, b) => a - b));
    expect(end.mostAtOnce).toBeLessThanOrEqual(1);
  }
}

it('keeps order, loses nothing and ends each posting once, whatever fails in whatever order', async () => {
  const property = async (steps: readonly Step[], perMinute: number): Promise<void> => {
    const course = new Course(perMinute);
    try {
      for (const step of steps) await course.take(step);
      await course.disk(false);
      for (const end of course.ends) end.answer = { kind: 'delivered' };
      await course.office.timers.advance(3_600_000);
      check(course);
    } finally {
      await course.office.close();
    }
  };
  const steps = fc.array(anyStep, { minLength: 5, maxLength: 40 });
  await fc.assert(fc.asyncProperty(steps, fc.constantFrom(4, 600), property), { numRuns: 60 });
}, 120_000);
