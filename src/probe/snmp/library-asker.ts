// net-snmp behind a guard: its session speaks through the mux's sockets, hears only answers the mux has judged, and
// every request is one promise that a deadline of our own ends when the library loses its callback.

import { EventEmitter } from 'node:events';
import type { CommunityAccess, UsmAccess } from '../../domain/link.ts';
import type { Timers } from '../../runtime/timers.ts';
import { type Answer, type Asker, failed, requestMs } from './answer.ts';
import type { SnmpCounts } from './counts.ts';
import type { Endpoint } from './endpoint.ts';
import { readEnvelope } from './envelope.ts';
import type { Patience } from './fast-get.ts';
import {
  answerOfError,
  type LibrarySession,
  type LibrarySocket,
  openLibrarySession,
  requiredFlags,
  varbindOf,
  wireVersion,
  withoutDigests,
} from './library.ts';
import type { Route, SnmpMux, Traffic } from './mux.ts';
import { reportedFault, unheardFault } from './usm-fault.ts';

/** What a guarded session works with. */
export interface LibraryAskerDeps {
  readonly mux: SnmpMux;
  readonly timers: Timers;
  readonly counts: SnmpCounts;
  /** Where the octets of this device are counted. */
  readonly traffic?: Traffic;
}

/** Slack of the deadline for our own event loop, in ms. */
const SLACK_MS = 250;

/** One session with one agent. Throws what net-snmp throws on credentials it cannot use. */
export class LibraryAsker implements Asker {
  readonly #deps: LibraryAskerDeps;
  readonly #deadlineMs: number;
  readonly #endpoint: Endpoint;
  readonly #access: CommunityAccess | UsmAccess;
  readonly #session: LibrarySession;
  readonly #route: Route;
  readonly #ids = new Set<number>();
  #settle: ((answer: Answer) => void) | undefined;
  #garbage: string | undefined;
  /** Whether anything has come since the request under way began: of a v3 agent that then falls silent, its Report. */
  #heard = false;
  #closed = false;

  constructor(
    deps: LibraryAskerDeps,
    endpoint: Endpoint,
    access: CommunityAccess | UsmAccess,
    patience: Patience,
  ) {
    this.#deps = deps;
    this.#endpoint = endpoint;
    this.#access = access;
    this.#deadlineMs = SLACK_MS + requestMs(patience) * (access.version === '3' ? 2 : 1);
    const socket = this.#socket();
    this.#route = {
      endpoint,
      version: wireVersion(access),
      requiredFlags: requiredFlags(access),
      traffic: deps.traffic,
      answer: (_id, datagram) => {
        this.#heard = true;
        try {
          socket.emit('message', datagram);
        } catch (error) {
          // The library has unregistered the request before it threw: nobody else will settle it.
          this.#deps.counts.malformed++;
          this.#settle?.(failed('malformed', `the answer could not be decoded: ${String(error)}`));
        }
      },
      garbage: (detail) => {
        this.#garbage = detail;
      },
      localFault: (error) => this.#settle?.(failed('local', `sending failed: ${error.message}`)),
    };
    this.#session = openLibrarySession(
      endpoint.address,
      endpoint.port,
      endpoint.family,
      access,
      patience,
      socket,
    );
    this.#session.on('error', (error: Error) => {
      deps.counts.malformed++;
      this.#garbage = withoutDigests(error);
    });
  }

  get(oids: readonly string[]): Promise<Answer> {
    return this.#ask(oids, (done) => this.#session.get([...oids], done));
  }

  next(oid: string, maxRepetitions: number): Promise<Answer> {
    return this.#ask([oid], (done) => {
      if (this.#access.version === '1') return this.#session.getNext([oid], done);
      this.#session.getBulk([oid], 0, maxRepetitions, (error, rows) => done(error, rows?.flat()));
    });
  }

  /** The session is over with it; further requests fail. */
  abort(detail: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#settle?.(failed('local', detail));
    this.#session.close();
  }

  #ask(
    oids: readonly string[],
    start: (done: (error: Error | null, varbinds?: Parameters<typeof varbindOf>[0][]) => void) => void,
  ): Promise<Answer> {
    const { timers, counts } = this.#deps;
    if (this.#closed) return Promise.resolve(failed('local', 'the session was closed'));
    this.#garbage = undefined;
    this.#heard = false;
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        if (this.#settle !== settle) return;
        this.#settle = undefined;
        timers.clearTimeout(timer);
        for (const id of this.#ids) this.#deps.mux.end(this.#route, id);
        this.#ids.clear();
        resolve(answer);
      };
      const timer = timers.setTimeout(() => {
        counts.deadlines++;
        settle(this.#nothing());
      }, this.#deadlineMs);
      this.#settle = settle;
      try {
        start((error, varbinds) => {
          if (!error) return settle({ kind: 'values', varbinds: (varbinds ?? []).map(varbindOf) });
          const answer = answerOfError(error, oids);
          if (answer === 'timeout') counts.timeouts++;
          settle(answer === 'timeout' ? this.#nothing() : this.#plain(answer));
        });
      } catch (error) {
        settle(failed('local', `net-snmp refused the request: ${String(error)}`));
      }
    });
  }

  #nothing(): Answer {
    if (this.#garbage !== undefined) return failed('malformed', `only ${this.#garbage}`);
    const access = this.#access;
    if (!this.#heard || access.version !== '3') return failed('silent', 'no answer');
    const detail = unheardFault(access, this.#endpoint);
    return { kind: 'failed', failure: 'silent', detail, toldEngine: true };
  }

  #plain(answer: Answer): Answer {
    const access = this.#access;
    if (access.version !== '3' || answer.kind !== 'failed' || answer.failure !== 'auth') return answer;
    return failed('auth', reportedFault(access, this.#endpoint, answer.detail));
  }

  /** What net-snmp takes for a socket of its own. */
  #socket(): LibrarySocket {
    const socket = new EventEmitter() as LibrarySocket;
    socket.send = (datagram, offset, length, _port, _address, done) => {
      const bytes = datagram.subarray(offset, offset + length);
      const envelope = readEnvelope(bytes);
      if (typeof envelope === 'string') return done(new Error(`net-snmp built no message: ${envelope}`));
      if (this.#settle === undefined) return;
      this.#ids.add(envelope.id);
      if (!this.#deps.mux.send(this.#route, envelope.id, bytes))
        return done(new Error('too many requests are under way'));
      done(null);
    };
    socket.bind = () => {};
    socket.ref = () => {};
    socket.unref = () => {};
    let open = true;
    socket.close = () => {
      if (open) socket.emit('close');
      open = false;
    };
    return socket;
  }
}
