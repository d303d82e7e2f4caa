// The agents of the SNMP benchmark, in a process of their own so that their CPU is nobody's: one loopback address each,
// all on one port. Answers are prepared once per question; only the request id is written anew.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { BerReader, decodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import { int, message, type RawValue } from '../probe/snmp/fake-agent.ts';
import { interfaceValues, systemValues } from '../probe/snmp/support.ts';

/** Address of the nth agent. */
export function agentAddress(index: number): string {
  return `127.77.${Math.floor(index / 200)}.${(index % 200) + 1}`;
}

const NONE: RawValue = { tag: TAG.noSuchInstance, content: Buffer.alloc(0) };

/** Answers to GETs, and to any other request with the rows that follow. */
class Answers {
  readonly #values = new Map<string, RawValue>([...systemValues(), ...interfaceValues(1, 'ether1')]);
  readonly #cache = new Map<string, Buffer>();

  to(datagram: Buffer): Buffer {
    const outer = new BerReader(datagram).enter(TAG.sequence);
    const version = outer.integer();
    outer.header(TAG.octets);
    const pduTag = outer.tag;
    const pdu = outer.enter(pduTag);
    const id = pdu.integer();
    pdu.integer();
    pdu.integer();
    const list = pdu.octets(TAG.sequence);
    const key = `${version} ${pduTag} ${list.toString('latin1')}`;
    let answer = this.#cache.get(key);
    if (!answer) {
      // The marker id has four bytes; so must every id that replaces it.
      answer = message(version, 'public', TAG.response, MARKER, 0, 0, this.#varbinds(pduTag, list));
      this.#cache.set(key, answer);
    }
    if (id < 2 ** 23) return message(version, 'public', TAG.response, id, 0, 0, this.#varbinds(pduTag, list));
    if (id < 2 ** 24 + 2 ** 23)
      return message(version, 'public', TAG.response, id, 0, 0, this.#varbinds(pduTag, list));
    const copy = Buffer.from(answer);
    copy.writeInt32BE(id, answer.indexOf(MARKER_BYTES));
    return copy;
  }

  #varbinds(pduTag: number, list: Buffer): (readonly [string, RawValue])[] {
    const reader = new BerReader(list);
    const oids: string[] = [];
    while (!reader.done) oids.push(decodeOid(reader.enter(TAG.sequence).octets(TAG.oid)));
    if (pduTag === TAG.get) return oids.map((oid) => [oid, this.#values.get(oid) ?? NONE] as const);
    return oids.map((oid) => {
      const next = [...this.#values].find(([each]) => each.startsWith(`${oid}.`));
      return next ?? ([oid, { tag: TAG.endOfMibView, content: Buffer.alloc(0) }] as const);
    });
  }
}

const MARKER = 0x7ead_beef;
const MARKER_BYTES = Buffer.from(int(MARKER).content);

async function main(count: number, port: number): Promise<void> {
  const answers = new Answers();
  let served = 0;
  let bound = port;
  for (let index = 0; index < count; index++) {
    const socket = createSocket('udp4');
    socket.bind(bound, agentAddress(index));
    await once(socket, 'listening');
    bound = socket.address().port;
    socket.on('message', (datagram, from) => {
      served++;
      socket.send(answers.to(datagram), from.port, from.address);
    });
  }
  process.on('message', () => process.send?.({ served }));
  process.send?.({ port: bound });
}

if (process.argv[1] === import.meta.filename)
  await main(Number(process.argv[2]), Number(process.argv[3] ?? 0));
