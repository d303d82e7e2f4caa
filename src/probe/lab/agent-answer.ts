// What an agent answers to a request over a sorted table of objects (RFC 3416 §4.2; RFC 1157 §4.1 for version 1).

import { compareOids, type Oid } from './agent-ber.ts';
import {
  PDU,
  type SnmpAnswer,
  type SnmpRequest,
  type SnmpValue,
  TAG,
  type Varbind,
  writeVarbind,
} from './agent-message.ts';

/** One object: its name, and how to read it now (CLOCK_MONOTONIC in ms). */
export interface MibObject {
  readonly oid: Oid;
  readonly read: (monoMs: number) => SnmpValue;
}

/** Fits into an Ethernet frame with room for the header of the message. */
const MAX_VARBIND_BYTES = 1_400;
const TOO_BIG = 1;
const NO_SUCH_NAME = 2;
const NOT_WRITABLE = 17;

/** The answer; undefined for a PDU that an agent does not answer. `mib` is sorted by name, without duplicates. */
export function answerTo(
  request: SnmpRequest,
  mib: readonly MibObject[],
  monoMs: number,
): SnmpAnswer | undefined {
  const isV1 = request.version === 0;
  switch (request.pdu) {
    case PDU.get:
      return finish(
        request,
        request.oids.map((oid) => exact(mib, oid, monoMs, isV1)),
      );
    case PDU.getNext:
      return finish(
        request,
        request.oids.map((oid) => following(mib, oid, monoMs, isV1)),
      );
    case PDU.getBulk:
      return isV1 ? undefined : bulk(request, mib, monoMs);
    case PDU.set:
      return failed(request, isV1 ? NO_SUCH_NAME : NOT_WRITABLE, 1);
    default:
      return undefined;
  }
}

function finish(request: SnmpRequest, varbinds: readonly Varbind[]): SnmpAnswer {
  if (request.version === 0) {
    const wrong = varbinds.findIndex(({ value }) => value.tag >= TAG.noSuchObject);
    if (wrong >= 0) return failed(request, NO_SUCH_NAME, wrong + 1);
  }
  const bytes = varbinds.reduce((sum, each) => sum + writeVarbind(each).length, 0);
  if (bytes <= MAX_VARBIND_BYTES) return { errorStatus: 0, errorIndex: 0, varbinds };
  return request.version === 0
    ? failed(request, TOO_BIG, 0)
    : { errorStatus: TOO_BIG, errorIndex: 0, varbinds: [] };
}

function failed(request: SnmpRequest, errorStatus: number, errorIndex: number): SnmpAnswer {
  const varbinds = request.oids.map((oid): Varbind => ({ oid, value: { tag: TAG.nothing } }));
  return { errorStatus, errorIndex, varbinds };
}

function bulk(request: SnmpRequest, mib: readonly MibObject[], monoMs: number): SnmpAnswer {
  const varbinds: Varbind[] = [];
  let bytes = 0;
  const add = (varbind: Varbind): boolean => {
    bytes += writeVarbind(varbind).length;
    if (bytes > MAX_VARBIND_BYTES) return false;
    varbinds.push(varbind);
    return true;
  };
  const done = (): SnmpAnswer => ({ errorStatus: 0, errorIndex: 0, varbinds });
  for (const oid of request.oids.slice(0, request.nonRepeaters)) {
    if (!add(following(mib, oid, monoMs, false))) return done();
  }
  let row: readonly Oid[] = request.oids.slice(request.nonRepeaters);
  for (let round = 0; round < request.maxRepetitions && row.length > 0; round++) {
    const found = row.map((oid) => following(mib, oid, monoMs, false));
    for (const varbind of found) if (!add(varbind)) return done();
    if (found.every(({ value }) => value.tag === TAG.endOfMibView)) break;
    row = found.map(({ oid }) => oid);
  }
  return done();
}

function exact(mib: readonly MibObject[], oid: Oid, monoMs: number, isV1: boolean): Varbind {
  const index = firstFrom(mib, oid);
  const found = mib[index];
  if (found && compareOids(found.oid, oid) === 0) {
    const value = found.read(monoMs);
    // A version 1 message cannot carry a Counter64 (RFC 3584 §4.2.2.1).
    return { oid, value: isV1 && value.tag === TAG.counter64 ? { tag: TAG.noSuchObject } : value };
  }
  const column = oid.slice(0, -1);
  const near = [mib[index - 1], found].some((each) => each && startsWith(each.oid, column));
  return { oid, value: { tag: near ? TAG.noSuchInstance : TAG.noSuchObject } };
}

function following(mib: readonly MibObject[], oid: Oid, monoMs: number, isV1: boolean): Varbind {
  for (let index = firstFrom(mib, oid); index < mib.length; index++) {
    const found = mib[index];
    if (!found || compareOids(found.oid, oid) === 0) continue;
    const value = found.read(monoMs);
    if (!isV1 || value.tag !== TAG.counter64) return { oid: found.oid, value };
  }
  return { oid, value: { tag: TAG.endOfMibView } };
}

/** Index of the first object whose name is not before `oid`. */
function firstFrom(mib: readonly MibObject[], oid: Oid): number {
  let low = 0;
  let high = mib.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const object = mib[middle];
    if (object && compareOids(object.oid, oid) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startsWith(oid: Oid, prefix: Oid): boolean {
  return prefix.every((arc, index) => oid[index] === arc);
}
