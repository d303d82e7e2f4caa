// The functions of profile expressions. What they are given is checked when a profile is loaded, patterns included.

import type jsep from 'jsep';
import { addressOf, macOf, type SnmpValue } from '../value.ts';
import { BY_INDEX, type ExpressionValue, Fault, type ParseContext, type Run } from './expression.ts';
import { numeric, plainOf } from './expression-arithmetic.ts';
import { patternOf } from './expression-pattern.ts';

const ANY_NUMBER = /[-+]?\d+(\.\d+)?/;
const MAC_TEXT =
  /^([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})$/i;

type Arguments = readonly jsep.Expression[];
type Make = (args: Arguments, context: ParseContext) => Run;

/** A function of numbers: absent when any of them is. */
function ofNumbers(least: number, most: number, work: (...numbers: number[]) => number): Make {
  return (args, context) => {
    expectCount(args, least, most);
    const runs = args.map((each) => context.run(each));
    return (scope) => {
      const numbers: number[] = [];
      for (const run of runs) {
        const number = numeric(run(scope));
        if (number === undefined) return undefined;
        numbers.push(number);
      }
      return numeric(work(...numbers));
    };
  };
}

/** A function of one arc position of the index, written as a number. */
function ofIndex(work: (arcs: readonly number[], at: number) => ExpressionValue): Make {
  return (args) => {
    expectCount(args, 1, 1);
    const at = literalNumber(args[0]);
    return ({ index }) => work(index, at < 0 ? index.length + at : at);
  };
}

const FUNCTIONS: Readonly<Record<string, Make>> = {
  num: ofOne((value) => (typeof value === 'string' ? numeric(ANY_NUMBER.exec(value)?.[0]) : numeric(value))),
  or: (args, context) => {
    expectCount(args, 2, 20);
    const runs = args.map((each) => context.run(each));
    return (scope) => {
      for (const run of runs) {
        const value = run(scope);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  },
  min: ofNumbers(1, 20, Math.min),
  max: ofNumbers(1, 20, Math.max),
  abs: ofNumbers(1, 1, Math.abs),
  round: ofNumbers(1, 1, Math.round),
  log10: ofNumbers(1, 1, Math.log10),
  signed: ofNumbers(1, 1, (value) => (value >= 2 ** 31 && value < 2 ** 32 ? value - 2 ** 32 : value)),
  matches: ofPattern((pattern, text) => pattern.test(text)),
  capture: ofPattern((pattern, text) => {
    const found = pattern.exec(text);
    return found ? (found.length > 1 ? found[1] : found[0]) : undefined;
  }),
  part: ofIndex((arcs, at) => arcs[at]),
  indexText: ofIndex((arcs, at) => {
    const length = arcs[at];
    if (length === undefined || at + 1 + length > arcs.length) return undefined;
    const octets = arcs.slice(at + 1, at + 1 + length);
    return octets.every((octet) => octet < 256) ? Buffer.from(octets).toString('utf8').trim() : undefined;
  }),
  indexMac: ofIndex((arcs, at) => {
    const octets = octetsAt(arcs, at, 6);
    return octets && hex(octets);
  }),
  indexAddress: ofIndex((arcs, at) => octetsAt(arcs, at, 4)?.join('.')),
  mac: ofRaw((raw) => macOf(raw) ?? macOfText(plainOf(raw))),
  address: ofRaw((raw) => addressOf(raw)),
  lookup: (args, context) => {
    expectCount(args, 3, 3);
    const [name, key] = args.slice(0, 2).map((each) => context.name(each));
    const text = literalText(args[2]);
    if (name === undefined || key === undefined) throw new Fault('lookup wants an object, a key and a text');
    return (scope) => plainOf(scope.lookup(name, key, text));
  },
  row: (args, context) => {
    expectCount(args, 2, 2);
    const name = context.name(args[0] as jsep.Expression);
    const run = context.run(args[1] as jsep.Expression);
    return (scope) => {
      const index = run(scope);
      return index === undefined ? undefined : plainOf(scope.lookup(name, BY_INDEX, String(index)));
    };
  },
  ifIndex: (args, context) => {
    expectCount(args, 1, 1);
    const run = context.run(args[0] as jsep.Expression);
    return (scope) => {
      const name = run(scope);
      return name === undefined ? undefined : scope.ifIndex(String(name));
    };
  },
  ifName: (args, context) => {
    expectCount(args, 1, 1);
    const run = context.run(args[0] as jsep.Expression);
    return (scope) => {
      const ifIndex = numeric(run(scope));
      return ifIndex === undefined ? undefined : scope.ifName(ifIndex);
    };
  },
};

/** Names of all functions. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

/** A call, ready to run; undefined for a function that there is not. Throws a Fault on wrong arguments. */
export function callOf(name: string, args: Arguments, context: ParseContext): Run | undefined {
  const make = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!make) return undefined;
  try {
    return make(args, context);
  } catch (error) {
    if (error instanceof Fault) throw new Fault(`"${name}": ${error.message}`);
    throw error;
  }
}

function ofOne(work: (value: ExpressionValue) => ExpressionValue): Make {
  return (args, context) => {
    expectCount(args, 1, 1);
    const run = context.run(args[0] as jsep.Expression);
    return (scope) => work(run(scope));
  };
}

/** A function of octets: of an object as it was sent, or of a text that was made. */
function ofRaw(work: (raw: SnmpValue) => ExpressionValue): Make {
  return (args, context) => {
    expectCount(args, 1, 1);
    const node = args[0] as jsep.Expression;
    if (context.isName(node)) {
      const name = context.name(node);
      return (scope) => work(scope.raw(name));
    }
    const run = context.run(node);
    return (scope) => {
      const value = run(scope);
      return value === undefined ? undefined : work({ kind: 'bytes', value: Buffer.from(String(value)) });
    };
  };
}

function ofPattern(work: (pattern: RegExp, text: string) => ExpressionValue): Make {
  return (args, context) => {
    expectCount(args, 2, 2);
    const run = context.run(args[0] as jsep.Expression);
    const pattern = patternOf(literalText(args[1]));
    if (typeof pattern === 'string') throw new Fault(pattern);
    return (scope) => {
      const value = run(scope);
      return value === undefined ? undefined : work(pattern, String(value));
    };
  };
}

function expectCount(args: Arguments, least: number, most: number): void {
  if (args.length >= least && args.length <= most) return;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  throw new Fault(`found ${args.length} arguments, wanted ${wanted}`);
}

function literalText(node: jsep.Expression | undefined): string {
  const value = node?.type === 'Literal' ? (node as jsep.Literal).value : undefined;
  if (typeof value !== 'string') throw new Fault('wanted a text in quotes');
  return value;
}

function literalNumber(node: jsep.Expression | undefined): number {
  if (node?.type === 'UnaryExpression' && (node as jsep.UnaryExpression).operator === '-')
    return -literalNumber((node as jsep.UnaryExpression).argument);
  const value = node?.type === 'Literal' ? (node as jsep.Literal).value : undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Fault('wanted a whole number');
  return value;
}

function octetsAt(arcs: readonly number[], at: number, count: number): readonly number[] | undefined {
  const octets = at < 0 ? [] : arcs.slice(at, at + count);
  return octets.length === count && octets.every((octet) => octet < 256) ? octets : undefined;
}

function hex(octets: readonly number[]): string {
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
}

function macOfText(value: ExpressionValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  const found = MAC_TEXT.exec(value.trim());
  return found ? hex(found.slice(1).map((part) => Number.parseInt(part, 16))) : undefined;
}
