// A random evening in the room, with a witness: links are cut, mended and lossy, people act, windows open, plans change,
// clocks are set, and jalur is killed, in any order.

import type { Severity } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { OpenMaintenance } from '../../src/domain/maintenance.ts';
import type { MetricReading } from '../../src/domain/metric.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Room } from './room.ts';
import { holdsKey, Witness } from './witness.ts';

const LINKS = ['hq-r1', 'hq-r2', 'r1-v1', 'r1-v2', 'r2-v1', 'r2-v2'];
/** What a new plan may lack. */
const REMOVABLE: readonly (readonly string[])[] = [
  [],
  ['r2-v2'],
  ['r1-v1', 'r2-v1'],
  ['hq-r2', 'r2-v1', 'r2-v2'],
];
const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'warning', 'info'];
const HOUR_MS = 3_600_000;
const ROUTES = [{}, { steps: [{ afterMs: 0, channels: ['sms', 'mail'] }] }];

/** Above 50 of a metric of its own name. */
function rule(id: string, dependsOn: readonly string[], changes: Partial<Rule> = {}): Rule {
  const [shipped] = SHIPPED_RULES;
  if (!shipped) throw new Error('nothing shipped');
  const limit = { side: 'above', raise: 50, clear: 50 } as const;
  return {
    ...shipped,
    id,
    forMs: 0,
    condition: { kind: 'metric', metric: id, limit },
    dependsOn,
    ...changes,
  };
}

const RULES = [
  rule('cause', ['link.down', 'link.unreachable']),
  rule('effect', ['cause'], { severity: 'minor' }),
  rule('third', ['effect'], { latched: true }),
];

/** One evening of twelve things that happen. */
export class Evening {
  readonly room: Room;
  readonly witness: Witness;
  readonly #random: () => number;
  readonly #windows = new Map<string, OpenMaintenance>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    const network = networkOf(province(2, 2));
    this.room = new Room({
      links: province(2, 2),
      routes: ROUTES,
      random: seededRandom(seed + 1_000),
      engine: { rules: ruleBook(RULES, network) },
    });
    this.witness = new Witness(this.room);
    for (let i = 0; i < 12; i++) {
      this.witness.changed();
      this.#happen();
      this.witness.changed();
      this.room.run((1 + this.#below(40)) * 1_000);
    }
    this.#end();
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #pick<T>(list: readonly T[]): T {
    const found = list[this.#below(list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  #happen(): void {
    const { room } = this;
    const link = this.#pick(LINKS);
    const acts = [
      () => room.cut(link),
      () => room.cut(link),
      () => room.cut(link, this.#pick(LINKS)),
      () => room.mend(link),
      () => room.mend(link, this.#pick(LINKS)),
      () => this.#toggleUplink(),
      () => this.#act(),
      () => this.#act(),
      () => this.#act(),
      () => this.#toggleWindow(this.#pick(['w1', 'w2'])),
      () => this.#toggleWindow(this.#pick(['w1', 'w2'])),
      () => this.#restart(),
      () => this.#lose(link),
      () => room.setForward(this.#pick([5_000, 90_000, 600_000])),
      () => this.#reload(),
      () => this.#poll(this.#pick(['hq-r1', 'r2-v1'])),
      () => this.#poll(this.#pick(['hq-r1', 'r2-v1'])),
      () => this.#poll('hq-r1'),
    ];
    this.#pick(acts)();
  }

  #toggleUplink(): void {
    this.room.sim.uplinkCut = !this.room.sim.uplinkCut;
  }

  #act(): void {
    const { room } = this;
    const alerts = room.sim.alerts();
    if (alerts.length === 0) return;
    const { number } = this.#pick(alerts);
    const until = room.sim.now().at + this.#pick([5_000, 20_000, 60_000]);
    room.actOn(
      number,
      this.#pick([
        { kind: 'acknowledge' },
        { kind: 'note', note: 'teknisi di jalan' },
        { kind: 'shelve', until },
        { kind: 'shelve', until },
        { kind: 'unshelve' },
        { kind: 'confirm-cause', cause: 'pln-power' },
        { kind: 'reset' },
      ] as const),
    );
  }

  #toggleWindow(id: string): void {
    const from = this.room.sim.now().at;
    if (!this.#windows.delete(id)) {
      const links = new Set([this.#pick(LINKS), this.#pick(LINKS)].map(linkId));
      this.#windows.set(id, { id, name: id, announcedBy: 'ICON+', from, to: from + 9 * HOUR_MS, links });
    }
    this.room.windows([...this.#windows.values()]);
  }

  #restart(): void {
    // What was committed in the last moments was decided by nobody.
    if (this.#below(2) === 1) this.room.runUnheard(this.#below(20) * 100);
    this.room.restart(this.#pick([0, 15_000, 30_000]), this.#pick([1_000, 5_000, 60_000]));
  }

  #lose(link: string): void {
    this.room.sim.loss.clear();
    this.room.sim.loss.set(linkId(link), this.#below(31) / 100);
  }

  #reload(): void {
    const without = this.#pick(REMOVABLE);
    const whole = networkOf(province(2, 2));
    const links = new Map([...whole.links].filter(([id]) => !without.includes(id)));
    const network = { ...whole, links };
    const rules = this.#pick([RULES, RULES.slice(0, 2), RULES.slice(1), []]);
    const severities = {
      'link.down': this.#pick(SEVERITIES),
      'link.unreachable': this.#pick([...SEVERITIES, 'off' as const]),
      'link.flapping': this.#pick([...SEVERITIES, 'off' as const]),
      'link.degraded': this.#pick([...SEVERITIES, 'off' as const]),
    };
    const known = engineConfig(network, severities).severities;
    this.room.reload({ network, severities: known, rules: ruleBook(rules, network) });
  }

  /** Every metric of a link is measured, where an answer comes back. */
  #poll(link: string): void {
    const { sim } = this.room;
    const id = linkId(link);
    const watched = sim.state.config.network.links.get(id);
    if (!watched || !sim.pathWorks(watched)) return;
    const metrics = RULES.map(({ id: metric }): MetricReading => {
      const value = this.#pick([10, 90, 90]);
      this.witness.holds.set(holdsKey(metric, link), value > 50);
      return { metric, kind: 'gauge', unit: '°C', value };
    });
    const system = { sysUpTimeTicks: Math.round(sim.nowMs / 10) };
    const result = { kind: 'answered', system, metrics } as const;
    sim.give({ kind: 'snmp', observation: { link: id, monoMs: sim.nowMs, durationMs: 5, result } });
  }

  #end(): void {
    const { room } = this;
    this.witness.changed();
    room.sim.uplinkCut = false;
    room.sim.loss.clear();
    room.mend(...LINKS);
    room.windows([]);
    room.reload({ rules: ruleBook([], networkOf([])) });
    room.run(1_200_000);
  }
}
