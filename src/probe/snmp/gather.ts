// Reads a set of objects from an agent that may refuse some of them: too large an answer is asked for in halves, an
// object that makes the whole request fail (SNMPv1 noSuchName, genErr) is left out, a short answer is continued.

import { type Answer, type Asker, failed, STATUS, statusName } from './answer.ts';
import { inDatagrams, type Parts } from './parts.ts';
import { NO_VALUE, type SnmpValue } from './value.ts';

/** What is remembered about an agent from one poll to the next. */
export interface AgentMemory {
  /** Objects per GET that the agent answers; lowered by tooBig, short answers and lost datagrams. */
  mostObjects: number;
  /** Objects of the largest GET that it did answer. */
  provenObjects: number;
  /** Objects that SNMPv1 said do not exist; at most what one poll asks for. */
  readonly absent: Set<string>;
  /** How the list asked last was divided, so that its encodings can be kept. */
  parts?: Parts;
}

/** Nothing known yet. */
export function newMemory(): AgentMemory {
  return { mostObjects: Number.POSITIVE_INFINITY, provenObjects: 0, absent: new Set() };
}

/** Values by object; objects without a value may be missing or `none`. */
export type Gathered =
  | {
      readonly kind: 'values';
      readonly values: Map<string, SnmpValue>;
      /** Why objects beyond the essential ones were not read. */
      readonly cutShort?: Extract<Answer, { kind: 'failed' }>;
    }
  | Extract<Answer, { kind: 'failed' }>;

/** Each object may be refused by itself, in a datagram that was halved before; more requests are an agent's game with us. */
const REQUESTS_PER_OBJECT = 2;
const MORE_REQUESTS = 16;
/** A GET of so few objects is no large datagram, and its loss has other reasons. */
const FEW_OBJECTS = 24;

/**
 * Reads the objects. A failed request is the failure of all while one of the first `essential` objects is not read yet;
 * after that, what has been read is given.
 */
export async function gather(
  asker: Asker,
  oids: readonly string[],
  memory: AgentMemory,
  essential = oids.length,
): Promise<Gathered> {
  const values = new Map<string, SnmpValue>();
  const parts = inDatagrams(oids, memory);
  /** Parts of parts that were refused: the last one is asked for next. */
  const again: (readonly string[])[] = [];
  let next = 0;
  let refusal: string | undefined;
  let mayShrink = true;
  let requestsLeft = REQUESTS_PER_OBJECT * oids.length + MORE_REQUESTS;
  for (;;) {
    const part = again.pop() ?? parts[next++];
    if (!part) break;
    if (requestsLeft-- === 0) return refused(`too many requests did not read ${oids.length} objects`);
    const answer = await asker.get(part);
    if (answer.kind === 'values') {
      for (const { oid, value } of answer.varbinds) values.set(oid, value);
      const read = answer.varbinds.length;
      memory.provenObjects = Math.max(memory.provenObjects, read);
      if (read < part.length) {
        memory.mostObjects = Math.max(1, read);
        again.push(part.slice(read));
      }
      continue;
    }
    if (answer.kind === 'failed') {
      // A path may lose large datagrams only; asked for once more in halves, unless such a size has been answered before.
      const large = part.length > Math.max(FEW_OBJECTS, memory.provenObjects);
      if (answer.failure === 'silent' && large && mayShrink) {
        mayShrink = false;
        again.push(...halved(part, memory).reverse());
        continue;
      }
      return isRead(oids, essential, values, memory) ? { kind: 'values', values, cutShort: answer } : answer;
    }
    refusal = statusName(answer.status);
    const rest = withoutRefused(part, answer.status, answer.index, memory);
    if (!rest) return refused(refusal);
    again.push(...[...rest].reverse());
  }
  for (const oid of memory.absent) if (!values.has(oid)) values.set(oid, NO_VALUE);
  if (refusal !== undefined && ![...values.values()].some((value) => value.kind !== 'none'))
    return refused(`every object: ${refusal}`);
  return { kind: 'values', values };
}

function isRead(
  oids: readonly string[],
  essential: number,
  values: ReadonlyMap<string, SnmpValue>,
  { absent }: AgentMemory,
): boolean {
  return (
    essential < oids.length && oids.slice(0, essential).every((oid) => values.has(oid) || absent.has(oid))
  );
}

function halved(part: readonly string[], memory: AgentMemory): (readonly string[])[] {
  const half = Math.ceil(part.length / 2);
  memory.mostObjects = half;
  return [part.slice(0, half), part.slice(half)];
}

/** What to ask instead of a refused request; undefined when there is nothing left to try. */
function withoutRefused(
  part: readonly string[],
  status: number,
  index: number,
  memory: AgentMemory,
): (readonly string[])[] | undefined {
  if (status === STATUS.tooBig) return part.length === 1 ? [] : halved(part, memory);
  if (status !== STATUS.noSuchName && status !== STATUS.genErr) return undefined;
  const culprit = part.length === 1 ? part[0] : part[index - 1];
  if (culprit === undefined) {
    const half = Math.ceil(part.length / 2);
    return [part.slice(0, half), part.slice(half)];
  }
  if (status === STATUS.noSuchName) memory.absent.add(culprit);
  return part.length === 1 ? [] : [part.filter((oid) => oid !== culprit)];
}

function refused(detail: string): Gathered {
  return failed('refused', detail) as Extract<Answer, { kind: 'failed' }>;
}
