// The register's table in memory; it can be told to fail.

import type { KeptReport } from '../../src/domain/kept-report.ts';
import type { ReportStore } from '../../src/store/state/report-table.ts';

/** Keeps reports in a map; `check` throws while it is to fail. */
export function fakeReports(check: () => void): ReportStore {
  const kept = new Map<number, KeptReport>();
  const all = (): KeptReport[] => {
    check();
    return [...kept.values()].sort((a, b) => a.id - b.id);
  };
  return {
    put: (report) => {
      check();
      kept.set(report.id, report);
    },
    get: (id) => all().find((report) => report.id === id),
    find: ({ kind, before, limit }) =>
      all()
        .filter((report) => kind === undefined || report.kind === kind)
        .filter(({ id }) => before === undefined || id < before)
        .reverse()
        .slice(0, limit),
    ofAbout: (about) => all().filter((report) => report.about === about),
    byHash: (hash) =>
      all()
        .filter((report) => report.hash === hash)
        .reverse(),
    nextId: () => (all().at(-1)?.id ?? 0) + 1,
  };
}
