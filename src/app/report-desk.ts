// The desk that makes reports: from what the daemon knows now, one at a time, and keeps those that are to be kept.

import {
  type ReportFile,
  type ReportForm,
  type ReportPort,
  ReportRefusal,
  type ReportWish,
} from '../api/report-port.ts';
import type { Config } from '../config/config.ts';
import type { Actor } from '../domain/act.ts';
import type { KeptReportView, ReportFormat } from '../domain/kept-report.ts';
import { type Zone, zoneOf } from '../domain/local-time.ts';
import type { ReportSubjects } from '../domain/report-view.ts';
import type { ScopeView } from '../domain/scope-view.ts';
import { aboutOf, lastWholeMonth, titleOf } from '../report/asks.ts';
import type { BuiltReport } from '../report/document.ts';
import type { ReportRegister } from '../report/register.ts';
import { RegisterError, type RenderedFile } from '../report/register-files.ts';
import { RenderError } from '../report/render/render-link.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../report/sources.ts';
import { scopedSources } from '../report/sources-scoped.ts';
import { StoreError } from '../store/state/port.ts';
import { ReportQueue } from './report-queue.ts';
import { reportSubjects } from './report-subjects.ts';

/** What the desk is wired to. */
export interface ReportDeskDeps {
  readonly config: () => Config;
  /** What a report is made of at this moment. */
  readonly sources: () => ReportSources;
  readonly build: (ask: ReportAsk, sources: ReportSources) => Promise<BuiltReport>;
  readonly render: (
    report: BuiltReport,
    form: ReportForm,
    deps: { readonly madeAtMs: number },
  ) => Promise<readonly RenderedFile[]>;
  readonly register: ReportRegister;
}

/** What became of keeping a report. */
export interface Kept {
  readonly report: KeptReportView;
  readonly outcome: 'new' | 'same';
}

/** The desk at work. */
export class ReportDesk implements ReportPort {
  readonly #deps: ReportDeskDeps;
  readonly #queue = new ReportQueue();

  constructor(deps: ReportDeskDeps) {
    this.#deps = deps;
  }

  zone(): Zone {
    return zoneOf(this.#deps.config().network.province.timezone);
  }

  subjects(view?: ScopeView): ReportSubjects {
    const { now } = this.#deps.sources();
    return reportSubjects(this.#deps.config(), { now, zone: this.zone() }, view);
  }

  make(wish: ReportWish, form: ReportForm, view?: ScopeView): Promise<ReportFile> {
    return this.#queue.run(() =>
      refusing(async () => {
        const all = this.#deps.sources();
        const sources = view ? scopedSources(all, view) : all;
        const report = await this.#build(this.#ask(wish, all.now), sources);
        const { hash } = report.document;
        const [file] = await this.#deps
          .render(report, form, { madeAtMs: all.now })
          .catch((error: unknown) => {
            if (form.table === undefined || !(error instanceof RangeError)) throw error;
            throw new ReportRefusal('no-table', error.message, { cause: error });
          });
        if (!file) throw new Error(`a report of kind ${report.kind} was rendered as no file`);
        return { ...file, hash };
      }),
    );
  }

  keep(wish: ReportWish, formats: readonly ReportFormat[], by: Actor): Promise<Kept> {
    return this.#queue.run(() =>
      refusing(() => this.#keep(this.#ask(wish, this.#deps.sources().now), { formats, by })),
    );
  }

  /** The same for the schedule, which waits for its turn however long it takes. */
  keepPatiently(
    ask: ReportAsk,
    how: {
      readonly formats: readonly ReportFormat[];
      readonly by: Actor;
      /** Throws for a report that is not to be kept. */
      readonly check: (report: BuiltReport) => void;
    },
  ): Promise<Kept> {
    return this.#queue.run(() => refusing(() => this.#keep(ask, how)), 'patient');
  }

  list(query: Parameters<ReportPort['list']>[0]): readonly KeptReportView[] {
    return refusingNow(() => this.#deps.register.list(query));
  }

  get(id: number): KeptReportView | undefined {
    return refusingNow(() => this.#deps.register.get(id));
  }

  file(id: number, name: string): ReturnType<ReportPort['file']> {
    return refusing(() => this.#deps.register.read(id, name));
  }

  byHash(hash: string): readonly KeptReportView[] {
    return refusingNow(() => this.#deps.register.byHash(hash));
  }

  /** What is beyond is not there: by what it is called is not told either. */
  async #build(ask: ReportAsk, sources: ReportSources): Promise<BuiltReport> {
    try {
      return await this.#deps.build(ask, sources);
    } catch (error) {
      if (!sources.visible || !(error instanceof ReportError) || error.code === 'future') throw error;
      const message = `there is nothing of "${aboutOf(ask)}" in what you see`;
      throw new ReportError(error.code, message, { cause: error });
    }
  }

  async #keep(
    ask: ReportAsk,
    {
      formats,
      by,
      check,
    }: {
      readonly formats: readonly ReportFormat[];
      readonly by: Actor;
      readonly check?: (report: BuiltReport) => void;
    },
  ): Promise<Kept> {
    const { build, render, register } = this.#deps;
    const sources = this.#deps.sources();
    const report = await build(ask, sources);
    check?.(report);
    const madeAtMs = sources.now;
    const files: RenderedFile[] = [];
    for (const format of new Set<ReportFormat>(['json', ...formats]))
      files.push(...(await render(report, { format }, { madeAtMs })));
    const { document, kind } = report;
    const { report: kept, outcome } = await register.keep({
      ...{
        kind,
        about: aboutOf(ask),
        title: titleOf(document),
        locale: document.locale,
        hash: document.hash,
      },
      ...{ madeAt: madeAtMs, asOf: ask.asOf, year: this.zone().at(madeAtMs).year, by, files },
    });
    return { report: register.get(kept.id) ?? { ...kept, missing: [] }, outcome };
  }

  #ask(wish: ReportWish, now: number): ReportAsk {
    const { locale = this.#deps.config().reports.locale, asOf = now } = wish;
    if (asOf > now) throw new ReportRefusal('future', 'as_of lies ahead; nothing is known of it yet');
    return askOf(wish, { locale, asOf, now, zone: this.zone(), config: this.#deps.config() });
  }
}

/** A wish with what it leaves open. */
export function askOf(
  wish: ReportWish,
  given: {
    readonly locale: ReportAsk['locale'];
    readonly asOf: number;
    readonly now: number;
    readonly zone: Zone;
    readonly config: Pick<Config, 'contracts'>;
  },
): ReportAsk {
  const { locale, asOf, now, zone } = given;
  const common = { locale, asOf };
  switch (wish.kind) {
    case 'sla': {
      const { subject } = wish;
      const contract =
        subject.by === 'contract' ? given.config.contracts.find(({ id }) => id === subject.id) : undefined;
      const month = wish.month ?? lastWholeMonth(now, zone, contract?.sla.periodDay);
      return { ...common, kind: 'sla', month, subject };
    }
    case 'incident':
      return { ...common, kind: 'incident', incident: wish.incident };
    case 'acceptance':
      return { ...common, kind: 'acceptance', record: wish.record };
    case 'rollout':
      return { ...common, kind: 'rollout', ...(wish.year !== undefined && { year: wish.year }) };
    case 'evidence':
      return {
        ...common,
        kind: 'evidence',
        year: wish.year ?? Number(lastWholeMonth(now, zone).slice(0, 4)),
      };
    case 'executive':
      return { ...common, kind: 'executive', month: wish.month ?? lastWholeMonth(now, zone) };
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusingNow<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What can be expected to go wrong is told; everything else is a bug, and stays one. */
function refusalOf(error: unknown): unknown {
  if (error instanceof ReportError) return new ReportRefusal(error.code, error.message, { cause: error });
  if (error instanceof RegisterError)
    return new ReportRefusal(error.code === 'io' ? 'store' : error.code, error.message, { cause: error });
  // A renderer that fails over a document is a bug.
  if (error instanceof RenderError && error.code !== 'failed')
    return new ReportRefusal(error.code === 'busy' ? 'busy' : 'render', error.message, { cause: error });
  if (error instanceof StoreError) return new ReportRefusal('store', error.message, { cause: error });
  return error;
}
