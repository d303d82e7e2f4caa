// A small SNMP agent on loopback for tests: v1 and v2c, GET, GETNEXT and GETBULK over a table of raw values, and a hook
// that may spoil, multiply or withhold every answer.

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { BerReader, decodeOid, encodeOid, TAG, tagged } from '../../../src/probe/snmp/ber.ts';
import { compareOids } from '../../../src/probe/snmp/walk.ts';

/** A value as it goes over the wire. */
export interface RawValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** A request as the agent understood it. */
export interface Request {
  readonly version: number;
  readonly id: number;
  readonly pduTag: number;
  readonly oids: readonly string[];
  readonly maxRepetitions: number;
  /** The whole datagram. */
  readonly datagram: Buffer;
}

/** Answers to send instead of the right one; an empty list is silence. */
export type Tamper = (answer: Buffer, request: Request) => readonly Buffer[];

/** PDU tags of the requests. */
export const REQUEST = { get: 0xa0, next: 0xa1, bulk: 0xa5 } as const;

/** INTEGER and the 32-bit unsigned types. */
export function int(value: number | bigint, tag: number = TAG.integer): RawValue {
  if (value < 0) {
    const content = Buffer.alloc(4);
    content.writeInt32BE(Number(value));
    return { tag, content };
  }
  let hex = BigInt(value).toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  const bytes = Buffer.from(hex, 'hex');
  return { tag, content: (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes };
}

/** OCTET STRING. */
export function text(value: string): RawValue {
  return { tag: TAG.octets, content: Buffer.from(value) };
}

/** Encodes a message of any PDU. */
export function message(
  version: number,
  community: string,
  pduTag: number,
  id: number,
  status: number,
  index: number,
  varbinds: readonly (readonly [string, RawValue])[],
): Buffer {
  const number = (value: number) => tagged(TAG.integer, int(value).content);
  const list = varbinds.map(([oid, { tag, content }]) =>
    tagged(TAG.sequence, tagged(TAG.oid, encodeOid(oid)), tagged(tag, content)),
  );
  const pdu = tagged(pduTag, number(id), number(status), number(index), tagged(TAG.sequence, ...list));
  return tagged(TAG.sequence, number(version), tagged(TAG.octets, Buffer.from(community)), pdu);
}

/** An agent at one loopback address. */
export class FakeAgent {
  readonly requests: Request[] = [];
  /** Answers are at most so many varbinds; more are tooBig for a GET. */
  mostVarbinds = Number.POSITIVE_INFINITY;
  /** A GET's answer ends after so many varbinds, without an error. */
  cutTo = Number.POSITIVE_INFINITY;
  /** Told who asked. */
  heard: (from: RemoteInfo) => void = () => {};
  tamper: Tamper = (answer) => [answer];
  /** Told of every request; it is answered when `release` is called. */
  hold: (release: () => void) => void = (release) => release();
  readonly #socket: Socket;
  readonly #community: string;
  readonly #values = new Map<string, RawValue>();
  #order: string[] = [];

  private constructor(socket: Socket, community: string) {
    this.#socket = socket;
    this.#community = community;
    socket.on('message', (datagram, from) => {
      const request = parse(datagram);
      if (!request) return;
      this.requests.push(request);
      this.heard(from);
      this.hold(() => {
        for (const answer of this.tamper(this.#answer(request), request))
          socket.send(answer, from.port, from.address);
      });
    });
  }

  /** Binds to a free port. */
  static async start(address = '127.0.0.1', community = 'public'): Promise<FakeAgent> {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    return new FakeAgent(socket, community);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Replaces all values. */
  serve(values: Iterable<readonly [string, RawValue]>): void {
    this.#values.clear();
    for (const [oid, value] of values) this.#values.set(oid, value);
    this.#order = [...this.#values.keys()].sort(compareOids);
  }

  /** Changes or removes some values. */
  change(values: Readonly<Record<string, RawValue | undefined>>): void {
    for (const [oid, value] of Object.entries(values)) {
      if (value) this.#values.set(oid, value);
      else this.#values.delete(oid);
    }
    this.#order = [...this.#values.keys()].sort(compareOids);
  }

  close(): void {
    this.#socket.close();
  }

  #answer(request: Request): Buffer {
    const { version, id, pduTag, oids, maxRepetitions } = request;
    const reply = (status: number, index: number, varbinds: readonly (readonly [string, RawValue])[]) =>
      message(version, this.#community, TAG.response, id, status, index, varbinds);
    if (pduTag === REQUEST.bulk) return reply(0, 0, this.#rows(oids[0] ?? '', maxRepetitions));
    if (oids.length > this.mostVarbinds) return reply(1, 0, []);
    const found = oids.map((oid) =>
      pduTag === REQUEST.get ? this.#exact(oid, version) : (this.#rows(oid, 1)[0] ?? ([oid, END] as const)),
    );
    const wrong = found.findIndex(([, { tag }]) => tag >= TAG.noSuchObject);
    if (version === 0 && wrong >= 0)
      return reply(
        2,
        wrong + 1,
        oids.map((oid) => [oid, NULL] as const),
      );
    return reply(0, 0, found.slice(0, this.cutTo));
  }

  #exact(oid: string, version: number): readonly [string, RawValue] {
    const value = this.#values.get(oid);
    if (!value || (version === 0 && value.tag === TAG.counter64)) return [oid, MISSING];
    return [oid, value];
  }

  #rows(after: string, count: number): (readonly [string, RawValue])[] {
    const from = this.#order.findIndex((oid) => compareOids(oid, after) > 0);
    const rows = from < 0 ? [] : this.#order.slice(from, from + count);
    const found = rows.map((oid) => [oid, this.#values.get(oid) ?? NULL] as const);
    return found.length > 0 ? found : [[after, END]];
  }
}

const NULL: RawValue = { tag: TAG.null, content: Buffer.alloc(0) };
const END: RawValue = { tag: TAG.endOfMibView, content: Buffer.alloc(0) };
const MISSING: RawValue = { tag: TAG.noSuchInstance, content: Buffer.alloc(0) };

function parse(datagram: Buffer): Request | undefined {
  const outer = new BerReader(datagram).enter(TAG.sequence);
  const version = outer.integer();
  if (version === 3) return undefined;
  outer.header(TAG.octets);
  const pduTag = outer.tag;
  const pdu = outer.enter(pduTag);
  const id = pdu.integer();
  pdu.integer();
  const maxRepetitions = pdu.integer();
  const list = pdu.enter(TAG.sequence);
  const oids: string[] = [];
  while (!list.done) oids.push(decodeOid(list.enter(TAG.sequence).octets(TAG.oid)));
  return { version, id, pduTag, oids, maxRepetitions, datagram };
}
