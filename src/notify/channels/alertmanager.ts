// Alerts to Prometheus Alertmanager, which forgets what is not said again: whatever fires is sent again and again, to every
// member of the cluster. A member that missed something gets it with the next round.

import type { TimerHandle } from '../../runtime/timers.ts';
import type { Channel, Message, Receipt } from '../port.ts';
import type { PostableAlert } from './common/alerts-v2.ts';
import { Attempts } from './common/attempt.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { Firing } from './common/firing.ts';
import { basic, exchange, judge } from './common/http.ts';
import { type Mask, maskFor, secretsOfUrl } from './common/mask.ts';

/** Alerts in one request: about 2 MB at most. */
const CHUNK = 500;

/** One member of the cluster. It is told one thing at a time: an end must not be overtaken by an older beginning. */
interface Member {
  readonly url: URL;
  turn: Promise<unknown>;
  failing: boolean;
}

/** Opens an Alertmanager channel. */
export function openAlertmanager(config: ConfigOf<'alertmanager'>, deps: ChannelDeps): Channel {
  return new Alertmanager(config, deps);
}

class Alertmanager implements Channel {
  readonly id: string;
  readonly kind = 'alertmanager';
  readonly idempotent = true;
  readonly #config: ConfigOf<'alertmanager'>;
  readonly #deps: ChannelDeps;
  readonly #mask: Mask;
  readonly #attempts: Attempts;
  readonly #members: readonly Member[];
  readonly #firing: Firing;
  readonly #closing = new AbortController();
  #timer: TimerHandle | undefined;

  constructor(config: ConfigOf<'alertmanager'>, deps: ChannelDeps) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#mask = maskFor([config.password?.reveal(), config.token?.reveal(), ...credentialsIn(config)]);
    this.#attempts = new Attempts({ ...deps, mask: this.#mask, timeoutMs: config.timeoutMs });
    this.#members = config.urls.map((url) => ({
      url: new URL('api/v2/alerts', url.endsWith('/') ? url : `${url}/`),
      turn: Promise.resolve(),
      failing: false,
    }));
    this.#firing = new Firing(config.resendMs);
  }

  /** Delivered as soon as one member took it; what the others missed comes with the next round. */
  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    const { clock } = this.#deps;
    const receipts = this.#members.map((member) =>
      this.#tell(member, {
        signal,
        alerts: () => this.#firing.told(message, clock.wallMs()),
        taken: () => this.#keep(message),
      }),
    );
    return firstDelivered(receipts);
  }

  resume(firing: readonly Message[]): void {
    for (const message of firing) this.#keep(message);
    this.#planRound(0);
  }

  close(): Promise<void> {
    this.#closing.abort();
    this.#deps.timers.clearTimeout(this.#timer);
    return this.#attempts.close();
  }

  #keep(message: Message): void {
    const before = this.#firing.overflowed;
    this.#firing.keep(message, this.#deps.clock.wallMs());
    if (this.#firing.overflowed > before)
      this.#deps.log.warn('Too many alerts fire to tell Alertmanager of all of them again', {
        channel: this.id,
        overflowed: this.#firing.overflowed,
      });
    if (message.alert !== undefined) this.#planRound(this.#config.resendMs);
  }

  #planRound(inMs: number): void {
    if (this.#closing.signal.aborted) return;
    if (this.#timer !== undefined && inMs > 0) return;
    const { timers, log } = this.#deps;
    timers.clearTimeout(this.#timer);
    this.#timer = timers.setTimeout(() => {
      this.#round()
        .catch((error: unknown) => log.error('Telling Alertmanager again failed', { error: String(error) }))
        .finally(() => {
          this.#timer = undefined;
          if (this.#firing.numbers(this.#deps.clock.wallMs()).length > 0)
            this.#planRound(this.#config.resendMs);
        });
    }, inMs);
  }

  async #round(): Promise<void> {
    const { clock } = this.#deps;
    const numbers = this.#firing.numbers(clock.wallMs());
    await Promise.all(
      this.#members.map(async (member) => {
        for (let from = 0; from < numbers.length; from += CHUNK) {
          const chunk = numbers.slice(from, from + CHUNK);
          const receipt = await this.#tell(member, {
            signal: this.#closing.signal,
            alerts: () => this.#firing.alerts(chunk, clock.wallMs()),
          });
          if (receipt.kind === 'later') break;
        }
      }),
    );
  }

  #tell(
    member: Member,
    what: {
      readonly signal: AbortSignal;
      /** Asked for when it is this request's turn. */
      readonly alerts: () => readonly PostableAlert[];
      readonly taken?: () => void;
    },
  ): Promise<Receipt> {
    return this.#attempts.run(what.signal, async (signal) => {
      const before = member.turn;
      const { promise, resolve: pass } = Promise.withResolvers<void>();
      member.turn = promise;
      await before;
      try {
        const receipt = await this.#post(member, what.alerts(), signal);
        if (receipt.kind === 'delivered') what.taken?.();
        this.#logChange(member, receipt);
        return receipt;
      } finally {
        pass();
      }
    });
  }

  async #post(member: Member, alerts: readonly PostableAlert[], signal: AbortSignal): Promise<Receipt> {
    const answer = await exchange(
      {
        url: member.url,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': this.#deps.userAgent,
          ...authorization(this.#config),
        },
        body: JSON.stringify(alerts),
      },
      { signal, wallMs: this.#deps.clock.wallMs() },
    );
    return judge(answer, this.#mask);
  }

  #logChange(member: Member, receipt: Receipt): void {
    const failing = receipt.kind !== 'delivered';
    if (failing === member.failing) return;
    member.failing = failing;
    const data = { channel: this.id, member: member.url.origin };
    if (failing)
      this.#deps.log.warn('A member of Alertmanager does not take alerts', {
        ...data,
        detail: receipt.detail,
      });
    else this.#deps.log.info('A member of Alertmanager takes alerts again', data);
  }
}

/** The first receipt that says delivered; else what may work later, else the refusal. */
async function firstDelivered(pending: readonly Promise<Receipt>[]): Promise<Receipt> {
  const { promise, resolve } = Promise.withResolvers<Receipt>();
  const all = Promise.all(
    pending.map(async (one) => {
      const receipt = await one;
      if (receipt.kind === 'delivered') resolve(receipt);
      return receipt;
    }),
  ).then(
    (receipts): Receipt =>
      receipts.find(({ kind }) => kind === 'delivered') ??
      receipts.find(({ kind }) => kind === 'later') ??
      receipts[0] ?? { kind: 'refused', detail: 'no Alertmanager to send to: set urls' },
  );
  return await Promise.race([promise, all]);
}

function authorization({ token, user, password }: ConfigOf<'alertmanager'>): Record<string, string> {
  if (token !== undefined) return { Authorization: `Bearer ${token.reveal()}` };
  if (user === undefined) return {};
  return { Authorization: basic(`${user}:${password?.reveal() ?? ''}`) };
}

function credentialsIn({ urls, user, password }: ConfigOf<'alertmanager'>): readonly string[] {
  return [
    ...urls.flatMap((url) => secretsOfUrl(new URL(url))).filter((part) => !urls.includes(part)),
    ...(user === undefined ? [] : [`${user}:${password?.reveal() ?? ''}`]),
  ];
}
