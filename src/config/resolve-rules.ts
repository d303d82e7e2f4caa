// From rules as written to rules: what a condition is made of, what shipped rules they change, and what cannot be meant.

import { BUILT_IN_RULES } from '../domain/alert.ts';
import { WEEKDAYS } from '../domain/maintenance.ts';
import { METRICS } from '../domain/metric.ts';
import type { Limit, Rule, RuleCondition } from '../domain/rule.ts';
import { SHIPPED_RULES } from '../domain/shipped-rules.ts';
import type { RawConfig } from './include.ts';
import { type Path, valueAt } from './place.ts';
import { EVERYWHERE, Scopes } from './resolve-scope.ts';
import type { RuleEntry } from './schema-rules.ts';
import { didYouMean } from './suggest.ts';
import { type Tell, tellOf } from './tell.ts';
import type { Validated } from './validate.ts';

const DEFAULT_FOR_MS = 120_000;
const KINDS = ['metric', 'quality', 'utilisation', 'state', 'age'] as const;

/** The rules in force: the shipped ones, as far as they are not replaced or left out, and the office's own. */
export function resolveRules(raw: RawConfig, valid: Validated): readonly Rule[] {
  const entries = valid.sections.alerts?.rules ?? [];
  const check = new RuleChecks(raw, valid);
  const own = new Map<string, Rule | 'off'>();
  entries.forEach((entry, index) => {
    const path = ['alerts', 'rules', index];
    if (own.has(entry.id)) check.add([...path, 'id'], `the rule "${entry.id}" stands here twice`);
    const rule = check.rule(entry, path);
    if (rule) own.set(entry.id, rule);
  });
  const kept = SHIPPED_RULES.flatMap((rule) => {
    const changed = own.get(rule.id);
    own.delete(rule.id);
    return changed === 'off' ? [] : [changed ?? rule];
  });
  const rules = [...kept, ...[...own.values()].filter((rule) => rule !== 'off')];
  check.dependencies(entries, rules);
  return rules;
}

class RuleChecks {
  readonly #tell: Tell;
  readonly #scopes: Scopes;
  readonly #root: unknown;

  constructor(raw: RawConfig, valid: Validated) {
    this.#root = raw.root;
    this.#tell = tellOf(raw);
    this.#scopes = new Scopes(valid, this.#tell);
  }

  add(path: Path, message: string): void {
    this.#tell.add(path, message);
  }

  /** One rule; what it does not say comes from the shipped one of its id. */
  rule(entry: RuleEntry, path: Path): Rule | 'off' | undefined {
    const shipped = SHIPPED_RULES.find((rule) => rule.id === entry.id);
    if (!shipped && !entry.when) {
      const hint = didYouMean(
        entry.id,
        SHIPPED_RULES.map(({ id }) => id),
      );
      if (entry.severity === 'off')
        this.#tell.warn([...path, 'id'], `there is no shipped rule "${entry.id}" to be left out${hint}`);
      else this.add(path, `the rule "${entry.id}" lacks "when", wanted what it looks at${hint}`);
    }
    if (entry.severity === 'off') return 'off';
    const condition = entry.when ? this.#condition(entry.when, [...path, 'when']) : shipped?.condition;
    if (!condition) return undefined;
    const { scope, hours } = entry;
    return {
      id: entry.id,
      name:
        entry.name === undefined
          ? (shipped?.name ?? { id: entry.id, en: entry.id })
          : typeof entry.name === 'string'
            ? { id: entry.name, en: entry.name }
            : entry.name,
      condition,
      forMs: entry.for ?? shipped?.forMs ?? DEFAULT_FOR_MS,
      severity: entry.severity ?? shipped?.severity ?? 'warning',
      scope: scope ? this.#scopes.rule(scope, [...path, 'scope']) : (shipped?.scope ?? EVERYWHERE),
      ...(hours && {
        hours: { days: hours.days ?? WEEKDAYS, fromMinute: hours.from ?? 0, toMinute: hours.to ?? 1_440 },
      }),
      dependsOn: entry.dependsOn ?? shipped?.dependsOn ?? ['link.down', 'link.unreachable'],
      latched: entry.latched ?? false,
      origin: 'config',
    };
  }

  #condition(when: NonNullable<RuleEntry['when']>, path: Path): RuleCondition | undefined {
    const kinds = KINDS.filter((kind) => when[kind] !== undefined);
    const [kind] = kinds;
    if (kinds.length !== 1 || kind === undefined) {
      const found = kinds.length === 0 ? 'none of them' : kinds.join(' and ');
      this.add(path, `found ${found}, wanted exactly one of ${KINDS.join(', ')}`);
      return undefined;
    }
    this.#misplaced(kind, when, path);
    if (when.state) return { kind: 'state', states: when.state };
    if (when.metric !== undefined && (when.is ?? when.isNot)) {
      if (when.is && when.isNot) this.add(path, 'found both "is" and "isNot", wanted one of them');
      this.#checkMetric(when.metric, 'text', path);
      const words = when.is ?? when.isNot ?? [];
      return { kind: 'text', metric: when.metric, is: when.is ? 'one-of' : 'none-of', words };
    }
    this.#measured(kind, path);
    const limit = this.#limit(when, path);
    if (!limit) return undefined;
    if (when.metric !== undefined) {
      this.#checkMetric(when.metric, 'number', path);
      return {
        kind: 'metric',
        metric: when.metric,
        limit,
        ...(when.instance !== undefined && { instance: when.instance }),
      };
    }
    if (when.quality) return { kind: 'quality', figure: when.quality, limit };
    if (when.age) return { kind: 'age', of: when.age, limit };
    return { kind: 'utilisation', limit };
  }

  /** What stands beside a condition that does not heed it would pass for part of it. */
  #misplaced(kind: (typeof KINDS)[number], when: NonNullable<RuleEntry['when']>, path: Path): void {
    const inWords = kind === 'metric' && (when.is ?? when.isNot) !== undefined;
    const unheeded = [
      ...(kind === 'metric' ? [] : (['instance', 'is', 'isNot'] as const)),
      ...(kind === 'state' || inWords ? (['above', 'below', 'clear'] as const) : []),
      ...(kind === 'age' ? (['below'] as const) : []),
    ];
    for (const key of unheeded)
      if (when[key] !== undefined)
        this.add(
          [...path, key],
          `"${key}" means nothing beside "${inWords ? (when.is ? 'is' : 'isNot') : kind}", wanted one of them`,
        );
  }

  /** A number alone would be an age in milliseconds, a duration a metric of as many: either is off by a thousand. */
  #measured(kind: (typeof KINDS)[number], path: Path): void {
    for (const key of ['above', 'clear']) {
      const written = valueAt(this.#root, [...path, key]);
      if (kind === 'age' && typeof written === 'number')
        this.add([...path, key], `${key}: found the number ${written}, wanted a duration such as 10m`);
      if (kind !== 'age' && typeof written === 'string')
        this.add([...path, key], `${key}: found the duration ${written}, wanted a number`);
    }
  }

  #limit(when: NonNullable<RuleEntry['when']>, path: Path): Limit | undefined {
    const { above, below } = when;
    if ((above === undefined) === (below === undefined)) {
      this.add(
        path,
        `found ${above === undefined ? 'neither' : 'both'} "above" and "below", wanted one of them`,
      );
      return undefined;
    }
    const side = above === undefined ? 'below' : 'above';
    const raise = above ?? below ?? 0;
    const clear = when.clear ?? raise;
    if (side === 'above' ? clear > raise : clear < raise) {
      const wanted = side === 'above' ? 'at most' : 'at least';
      this.add(
        [...path, 'clear'],
        `clear is ${clear}, wanted ${wanted} ${raise}: it is cleared on the good side`,
      );
    }
    return { side, raise, clear };
  }

  #checkMetric(name: string, wanted: 'text' | 'number', path: Path): void {
    const spec: { readonly unit: string } | undefined = (
      METRICS as Readonly<Record<string, { unit: string }>>
    )[name];
    if (spec && (spec.unit === 'text') !== (wanted === 'text'))
      this.add(
        [...path, 'metric'],
        wanted === 'text'
          ? `the metric "${name}" is a number, wanted "above" or "below" with it`
          : `the metric "${name}" is in words, wanted "is" or "isNot" with it`,
      );
    if (spec) return;
    const hint = didYouMean(name, Object.keys(METRICS));
    this.#tell.warn([...path, 'metric'], `no shipped profile reads "${name}"; right if your own does${hint}`);
  }

  /** Rules that hold each other back, or that there are not. */
  dependencies(entries: readonly RuleEntry[], rules: readonly Rule[]): void {
    const ids = new Set(rules.map((rule) => rule.id));
    const known = [...BUILT_IN_RULES.filter((rule) => rule.startsWith('link.')), ...ids];
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    entries.forEach((entry, index) => {
      (entry.dependsOn ?? []).forEach((name, at) => {
        const path = ['alerts', 'rules', index, 'dependsOn', at];
        if (!known.includes(name)) this.add(path, `there is no rule "${name}"${didYouMean(name, known)}`);
        else if (reaches(name, entry.id, byId))
          this.add(path, `"${name}" and "${entry.id}" would hold each other back`);
      });
    });
  }
}

function reaches(
  from: string,
  to: string,
  rules: ReadonlyMap<string, Rule>,
  seen = new Set<string>(),
): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (rules.get(from)?.dependsOn ?? []).some((next) => reaches(next, to, rules, seen));
}
