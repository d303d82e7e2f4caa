// Recorded devices in a process of their own, so that their CPU is nobody's: one port for each recording, at all loopback
// addresses. Answers come from 127.0.0.1 whatever address was asked: the poller must be told to accept that. Values stand
// still but for sysUpTime. Prints the ports and interfaces as JSON.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { BerReader, decodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import { compareOids } from '../../src/probe/snmp/walk.ts';
import { int, message, type RawValue, REQUEST } from '../probe/snmp/fake-agent.ts';
import { DEVICES, type Rows, recorded } from './replay.ts';

/** A recording that is served. */
export interface RecordedAgent {
  readonly name: string;
  readonly port: number;
  /** ifName of its first interface; absent when it has none. */
  readonly interface?: string;
}

const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0';
const IF_NAME = '1.3.6.1.2.1.31.1.1.1.1.';
const END: RawValue = { tag: TAG.endOfMibView, content: Buffer.alloc(0) };
const MISSING: RawValue = { tag: TAG.noSuchInstance, content: Buffer.alloc(0) };
/** As real agents, which stay within an Ethernet frame. */
const MOST_BYTES = 1_400;

class Agent {
  readonly #values: ReadonlyMap<string, RawValue>;
  readonly #order: readonly string[];

  constructor(rows: Rows) {
    this.#values = new Map(rows);
    this.#order = [...this.#values.keys()].sort(compareOids);
  }

  answer(datagram: Buffer): Buffer {
    const outer = new BerReader(datagram).enter(TAG.sequence);
    const version = outer.integer();
    const community = outer.octets().toString('latin1');
    const pduTag = outer.tag;
    const pdu = outer.enter(pduTag);
    const id = pdu.integer();
    pdu.integer();
    const repetitions = pdu.integer();
    const list = pdu.enter(TAG.sequence);
    const oids: string[] = [];
    while (!list.done) oids.push(decodeOid(list.enter(TAG.sequence).octets(TAG.oid)));
    const varbinds = oids.flatMap((oid) => {
      if (pduTag === REQUEST.get) return [[oid, this.#value(oid)] as const];
      return this.#after(oid, pduTag === REQUEST.bulk ? repetitions : 1);
    });
    return message(version, community, TAG.response, id, 0, 0, varbinds);
  }

  get interface(): string | undefined {
    const [first] = this.#after(IF_NAME.slice(0, -1), 1);
    return first?.[0].startsWith(IF_NAME) ? Buffer.from(first[1].content).toString('latin1') : undefined;
  }

  #value(oid: string): RawValue {
    if (oid === SYS_UP_TIME) return int(Math.round(performance.now() / 10) + 360_000, TAG.timeTicks);
    return this.#values.get(oid) ?? MISSING;
  }

  #after(oid: string, count: number): (readonly [string, RawValue])[] {
    const from = this.#firstAfter(oid);
    const found: (readonly [string, RawValue])[] = [];
    let bytes = 0;
    for (const each of this.#order.slice(from, from + count)) {
      const value = this.#value(each);
      bytes += each.length + value.content.length;
      if (bytes > MOST_BYTES && found.length > 0) break;
      found.push([each, value]);
    }
    return found.length > 0 ? found : [[oid, END]];
  }

  #firstAfter(oid: string): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareOids(this.#order[middle] ?? '', oid) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

async function serve(file: string): Promise<RecordedAgent> {
  const agent = new Agent(recorded(file));
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.on('message', (datagram, from) => socket.send(agent.answer(datagram), from.port, from.address));
  socket.bind(0, '0.0.0.0');
  await once(socket, 'listening');
  const { interface: name } = agent;
  return { name: file, port: socket.address().port, ...(name !== undefined && { interface: name }) };
}

const files = readdirSync(DEVICES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.snmprec'))
  .map((name) => name.slice(0, -'.snmprec'.length))
  .sort();
process.stdout.write(`${JSON.stringify(await Promise.all(files.map(serve)))}\n`);
