// The register of reports: which were made, and their files. A report whose data came out otherwise is a further revision that
// says which one it replaces; one whose data are the same is the one that is there. Nothing is ever deleted here.

import type { Actor } from '../domain/act.ts';
import type { Locale } from '../domain/explain.ts';
import type { KeptFile, KeptReport, KeptReportView, ScheduledRun } from '../domain/kept-report.ts';
import type { KeptReportQuery, ReportStore } from '../store/state/report-table.ts';
import type { RenderedFile, ReportFiles } from './register-files.ts';

/** A report that is to be kept. */
export interface FreshReport {
  readonly kind: KeptReport['kind'];
  readonly about: string;
  readonly title: string;
  readonly locale: Locale;
  readonly hash: string;
  /** Epoch ms. */
  readonly madeAt: number;
  readonly asOf: number;
  /** Year of the province's calendar in which it is made: its files lie in a folder of that name. */
  readonly year: number;
  readonly by: Actor;
  readonly files: readonly RenderedFile[];
}

/** What became of keeping one. */
export interface Keeping {
  readonly report: KeptReport;
  /** `new`: a revision that was not there. `same`: its data have been kept already. */
  readonly outcome: 'new' | 'same';
}

/** The register. Calls may throw StoreError, and RegisterError where files are concerned; one `keep` at a time. */
export class ReportRegister {
  readonly #table: ReportStore;
  readonly #files: ReportFiles;

  constructor(table: ReportStore, files: ReportFiles) {
    this.#table = table;
    this.#files = files;
  }

  /** Keeps a report: its files first, then its line, so that a line never tells of files that were not written. */
  async keep(fresh: FreshReport): Promise<Keeping> {
    const earlier = this.#table.ofAbout(fresh.about);
    const same = earlier.findLast(({ hash, locale }) => hash === fresh.hash && locale === fresh.locale);
    if (same) return { report: await this.#complete(same, fresh), outcome: 'same' };
    const replaced = earlier.findLast(({ locale }) => locale === fresh.locale);
    const revision =
      earlier.find(({ hash }) => hash === fresh.hash)?.revision ??
      Math.max(0, ...earlier.map((report) => report.revision)) + 1;
    const id = this.#table.nextId();
    // With its hash: a register that came back from a backup gives numbers again, and must not write over what they had.
    const folder = `${fresh.year}/${String(id).padStart(6, '0')}-${fresh.hash.slice(0, 8)}`;
    const { kind, about, title, locale, hash, madeAt, asOf, by } = fresh;
    const report: KeptReport = {
      ...{ id, kind, about, title, locale, revision, hash, madeAt, asOf, by, folder },
      ...(replaced && { replaces: replaced.id }),
      files: await this.#files.write(folder, this.#named(fresh.files, revision, locale)),
      runs: [],
    };
    this.#table.put(report);
    return { report, outcome: 'new' };
  }

  /** Notes that a report is that of a schedule's run: what follows from it has been seen to. */
  mark(id: number, run: ScheduledRun): void {
    const report = this.#table.get(id);
    if (!report || report.runs.some((each) => isSameRun(each, run))) return;
    this.#table.put({ ...report, runs: [...report.runs, run] });
  }

  /** Whether a schedule's run has been made. */
  isDone(about: string, run: ScheduledRun): boolean {
    return this.#table.ofAbout(about).some(({ runs }) => runs.some((each) => isSameRun(each, run)));
  }

  get(id: number): KeptReportView | undefined {
    const report = this.#table.get(id);
    return report && this.#view(report);
  }

  /** Newest first. */
  list(query: KeptReportQuery): readonly KeptReportView[] {
    return this.#table.find(query).map((report) => this.#view(report));
  }

  /** Reports whose data have this hash, newest first. */
  byHash(hash: string): readonly KeptReportView[] {
    return this.#table.byHash(hash).map((report) => this.#view(report));
  }

  /** The bytes of a file; undefined where the report has none of that name. They are those that were kept, or it throws. */
  async read(
    id: number,
    name: string,
  ): Promise<{ readonly file: KeptFile; readonly bytes: Buffer } | undefined> {
    const report = this.#table.get(id);
    const file = report?.files.find((each) => each.name === name);
    return report && file && { file, bytes: await this.#files.read(report.folder, file) };
  }

  /** Formats that are asked for now, or were lost meanwhile, are added to what is there. */
  async #complete(kept: KeptReport, { files }: FreshReport): Promise<KeptReport> {
    const lost = this.#files.missing(kept);
    const named = this.#named(files, kept.revision, kept.locale);
    const wanted = named.filter(
      ({ name }) => lost.includes(name) || !kept.files.some((file) => file.name === name),
    );
    if (wanted.length === 0) return kept;
    const written = await this.#files.write(kept.folder, wanted);
    const names = new Set(written.map(({ name }) => name));
    const report = {
      ...kept,
      files: [...kept.files.filter(({ name }) => !names.has(name)), ...written],
    };
    this.#table.put(report);
    return report;
  }

  /** `-en` and `-r2` tell files in one folder of downloads from each other. */
  #named(files: readonly RenderedFile[], revision: number, locale: Locale): readonly RenderedFile[] {
    return files.map((file) => {
      const dot = file.name.lastIndexOf('.');
      const end = `${locale === 'id' ? '' : `-${locale}`}-r${revision}`;
      return { ...file, name: `${file.name.slice(0, dot)}${end}${file.name.slice(dot)}` };
    });
  }

  #view(report: KeptReport): KeptReportView {
    const later = this.#table
      .ofAbout(report.about)
      .findLast(({ locale, id }) => locale === report.locale && id > report.id);
    return { ...report, ...(later && { replacedBy: later.id }), missing: this.#files.missing(report) };
  }
}

function isSameRun(one: ScheduledRun, other: ScheduledRun): boolean {
  return one.schedule === other.schedule && one.month === other.month;
}
