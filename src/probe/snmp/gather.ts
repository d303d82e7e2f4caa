// Reads a set of objects from an agent that may refuse some of them: too large an answer is asked for in halves, an
// object that makes the whole request fail (SNMPv1 noSuchName, genErr) is left out, a short answer is continued.

import { type Answer, type Asker, failed, STATUS, statusName } from './answer.ts';
import { NO_VALUE, type SnmpValue } from './value.ts';

/** What is remembered about an agent from one poll to the next. */
export interface AgentMemory {
  /** Objects per GET that the agent answers; lowered by tooBig. */
  mostObjects: number;
  /** Objects that SNMPv1 said do not exist; at most what one poll asks for. */
  readonly absent: Set<string>;
  /** The list asked last without what is absent, so that its encoding can be kept. */
  present?: { readonly of: readonly string[]; readonly absent: number; readonly oids: readonly string[] };
}

/** Nothing known yet. */
export function newMemory(): AgentMemory {
  return { mostObjects: Number.POSITIVE_INFINITY, absent: new Set() };
}

/** Values by object; objects without a value may be missing or `none`. */
export type Gathered =
  | { readonly kind: 'values'; readonly values: Map<string, SnmpValue> }
  | Extract<Answer, { kind: 'failed' }>;

/** A poll asks for about 20 objects, each of which may be refused by itself; more requests are an agent's game with us. */
const MAX_REQUESTS = 48;

/** Reads the objects; a failure of any request is the failure of all. */
export async function gather(asker: Asker, oids: readonly string[], memory: AgentMemory): Promise<Gathered> {
  const values = new Map<string, SnmpValue>();
  const queue = split(oids, memory);
  let refusal: string | undefined;
  for (let requests = 0; ; requests++) {
    const part = queue.shift();
    if (!part) break;
    if (requests === MAX_REQUESTS)
      return refused(`${MAX_REQUESTS} requests did not read ${oids.length} objects`);
    const answer = await asker.get(part);
    if (answer.kind === 'failed') return answer;
    if (answer.kind === 'values') {
      for (const { oid, value } of answer.varbinds) values.set(oid, value);
      if (answer.varbinds.length < part.length) queue.unshift(part.slice(answer.varbinds.length));
      continue;
    }
    refusal = statusName(answer.status);
    const rest = withoutRefused(part, answer.status, answer.index, memory);
    if (!rest) return refused(refusal);
    queue.unshift(...rest);
  }
  for (const oid of memory.absent) if (!values.has(oid)) values.set(oid, NO_VALUE);
  if (refusal !== undefined && ![...values.values()].some((value) => value.kind !== 'none'))
    return refused(`every object: ${refusal}`);
  return { kind: 'values', values };
}

/** The whole list itself where nothing stands against it: its encoding is kept by identity. */
function split(oids: readonly string[], memory: AgentMemory): (readonly string[])[] {
  const wanted = memory.absent.size === 0 ? oids : present(oids, memory);
  if (wanted.length <= memory.mostObjects) return wanted.length === 0 ? [] : [wanted];
  const parts: (readonly string[])[] = [];
  for (let at = 0; at < wanted.length; at += memory.mostObjects)
    parts.push(wanted.slice(at, at + memory.mostObjects));
  return parts;
}

function present(oids: readonly string[], memory: AgentMemory): readonly string[] {
  const kept = memory.present;
  if (kept?.of === oids && kept.absent === memory.absent.size) return kept.oids;
  const left = oids.filter((oid) => !memory.absent.has(oid));
  memory.present = { of: oids, absent: memory.absent.size, oids: left };
  return left;
}

/** What to ask instead of a refused request; undefined when there is nothing left to try. */
function withoutRefused(
  part: readonly string[],
  status: number,
  index: number,
  memory: AgentMemory,
): (readonly string[])[] | undefined {
  const half = Math.ceil(part.length / 2);
  const halves = [part.slice(0, half), part.slice(half)];
  if (status === STATUS.tooBig) {
    if (part.length === 1) return [];
    memory.mostObjects = half;
    return halves;
  }
  if (status !== STATUS.noSuchName && status !== STATUS.genErr) return undefined;
  const culprit = part.length === 1 ? part[0] : part[index - 1];
  if (culprit === undefined) return halves;
  if (status === STATUS.noSuchName) memory.absent.add(culprit);
  return part.length === 1 ? [] : [part.filter((oid) => oid !== culprit)];
}

function refused(detail: string): Gathered {
  return failed('refused', detail) as Extract<Answer, { kind: 'failed' }>;
}
