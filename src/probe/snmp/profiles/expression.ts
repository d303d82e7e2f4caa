// The expressions of device profiles (docs/profiles.md): parsed once when a profile is loaded, evaluated per row.

import jsep from 'jsep';
import { didYouMean } from '../../../config/suggest.ts';
import type { SystemReading } from '../../../domain/reading.ts';
import type { SnmpValue } from '../value.ts';
import { BINARY, plainOf, truth, UNARY } from './expression-arithmetic.ts';
import { callOf, FUNCTION_NAMES } from './expression-functions.ts';

/** What an expression may look at. */
export interface Scope {
  /** Raw value of an object of `read` in the present row; `NO_VALUE` where the device has none. */
  raw(name: string): SnmpValue;
  /** Arcs of the row's index; empty for a single instance. */
  readonly index: readonly number[];
  /** Raw value of `name` in the row of the same table whose `key` is `text`; with {@link BY_INDEX}, whose index it is. */
  lookup(name: string, key: string, text: string): SnmpValue;
  readonly system: SystemReading;
  /** Name of an interface; undefined when there is none. */
  ifName(ifIndex: number): string | undefined;
  /** The first interface of a name; undefined when there is none. */
  ifIndex(ifName: string): number | undefined;
}

/** Key of a lookup by the row's index: no object has an empty name. */
export const BY_INDEX = '';

/** What an expression gives; undefined: no data. */
export type ExpressionValue = number | string | boolean | undefined;

/** A parsed expression. */
export interface Expression {
  /** As written. */
  readonly source: string;
  /** Names of `read` that it looks at, those inside `lookup` included. */
  readonly names: ReadonlySet<string>;
  /** Never throws. */
  evaluate(scope: Scope): ExpressionValue;
}

/** Why a text is no expression, and where in it (from 0). */
export interface ExpressionFault {
  readonly fault: string;
  readonly offset: number;
}

/** A step of an expression, ready to run. */
export type Run = (scope: Scope) => ExpressionValue;

/** What functions are given to work with. */
export interface ParseContext {
  /** Compiles an argument. */
  run(node: jsep.Expression): Run;
  /** Whether an argument is a name of `read`. */
  isName(node: jsep.Expression): boolean;
  /** The name of `read` that an argument is; throws a fault when it is something else. */
  name(node: jsep.Expression): string;
}

/** Longer ones are no expression but a mistake, or meant to break the parser. */
const MOST_CHARACTERS = 1_000;
/** Names that stand for what a device says of itself, or for the row. */
const GIVEN: Readonly<Record<string, Run>> = {
  index: (scope) => scope.index.join('.'),
  sysDescr: (scope) => scope.system.sysDescr,
  sysObjectID: (scope) => scope.system.sysObjectID,
  sysName: (scope) => scope.system.sysName,
};

/** A fault within a parse; never leaves this module's callers. */
export class Fault extends Error {}

/** Parses an expression over the names of a `read`. */
export function parseExpression(source: string, known: ReadonlySet<string>): Expression | ExpressionFault {
  if (source.length > MOST_CHARACTERS)
    return { fault: `an expression has at most ${MOST_CHARACTERS} characters`, offset: 0 };
  const names = new Set<string>();
  try {
    const run = compile(jsep(source), known, names);
    return { source, names, evaluate: run };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message, offset: offsetOf(source, error.message) };
    const { description, index } = error as { description?: string; index?: number };
    return { fault: description ?? String(error), offset: index ?? 0 };
  }
}

/** The parser keeps no positions of names: the first occurrence as a whole of what a fault quotes is close enough. */
function offsetOf(source: string, message: string): number {
  const quoted = /"([^"]+)"/.exec(message)?.[1];
  if (quoted === undefined) return 0;
  const word = /^\w+$/.test(quoted) ? source.search(new RegExp(`\\b${quoted}\\b`)) : -1;
  return Math.max(0, word >= 0 ? word : source.indexOf(quoted));
}

function compile(root: jsep.Expression, known: ReadonlySet<string>, names: Set<string>): Run {
  const context: ParseContext = {
    run: (node) => run(node as jsep.CoreExpression),
    isName: (node) => node.type === 'Identifier' && known.has((node as jsep.Identifier).name),
    name: (node) => {
      const { type, name } = node as jsep.Identifier;
      if (type !== 'Identifier' || !known.has(name))
        throw new Fault(`wanted the name of an object of "read", one of ${[...known].join(', ')}`);
      names.add(name);
      return name;
    },
  };
  return context.run(root);

  function run(node: jsep.CoreExpression): Run {
    switch (node.type) {
      case 'Literal':
        return literal(node);
      case 'Identifier':
        return identifier(node.name);
      case 'UnaryExpression': {
        const operate = UNARY[node.operator];
        if (!operate) throw new Fault(`the operator "${node.operator}" is not known here`);
        const argument = context.run(node.argument);
        return (scope) => operate(argument(scope));
      }
      case 'BinaryExpression':
        return binary(node);
      case 'ConditionalExpression': {
        const [test, yes, no] = [node.test, node.consequent, node.alternate].map((each) => context.run(each));
        if (!test || !yes || !no) throw new Fault('a condition lacks a part');
        return (scope) => (truth(test(scope)) ? yes(scope) : no(scope));
      }
      case 'CallExpression': {
        const { name } = node.callee as jsep.Identifier;
        if (node.callee.type !== 'Identifier') throw new Fault('only functions by their name can be called');
        const call = callOf(name, node.arguments, context);
        if (!call) throw new Fault(`there is no function "${name}"${didYouMean(name, FUNCTION_NAMES)}`);
        return call;
      }
      default:
        throw new Fault('wanted one expression of names, numbers, texts, operators and functions');
    }
  }

  function literal({ value }: jsep.Literal): Run {
    if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean')
      throw new Fault('wanted a number or a text in quotes');
    if (value === Number.POSITIVE_INFINITY) throw new Fault('a number is too large');
    return () => value;
  }

  function identifier(name: string): Run {
    if (known.has(name)) {
      names.add(name);
      return (scope) => plainOf(scope.raw(name));
    }
    const given = Object.hasOwn(GIVEN, name) ? GIVEN[name] : undefined;
    if (given) return given;
    const candidates = [...known, ...Object.keys(GIVEN), ...FUNCTION_NAMES];
    throw new Fault(`there is no "${name}" in "read"${didYouMean(name, candidates)}`);
  }

  function binary({ operator, left, right }: jsep.BinaryExpression): Run {
    const a = context.run(left);
    const b = context.run(right);
    if (operator === '&&') return (scope) => truth(a(scope)) && truth(b(scope));
    if (operator === '||') return (scope) => truth(a(scope)) || truth(b(scope));
    const operate = Object.hasOwn(BINARY, operator) ? BINARY[operator] : undefined;
    if (!operate) throw new Fault(`the operator "${operator}" is not known here`);
    return (scope) => operate(a(scope), b(scope));
  }
}
