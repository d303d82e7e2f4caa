// Reads vitest's JSON report into three numbers and the names of what was skipped. vitest counts neither a file that
// fails to load nor an unhandled rejection as a failed test; here both are one.

import { z } from 'zod';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** What a run came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Suites (or lone tests) of which something was skipped; their titles hold the reason. */
  readonly skippedSuites: readonly string[];
  /** Failures that no test carries the name of. */
  readonly extraFailures: readonly string[];
}

/** A tally of nothing. */
export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, skippedSuites: [], extraFailures: [] };

/**
 * Tallies a report. `reportText` undefined: vitest wrote none. `exitOk` false with nothing failed in the report adds one
 * failure, since vitest then failed for a reason outside the tests. `root` is cut off file names.
 */
export function tallyReport(reportText: string | undefined, exitOk: boolean, root: string): Tally {
  if (reportText === undefined) return failure(EMPTY_TALLY, 'vitest wrote no report');
  const report = reportSchema.safeParse(parseJson(reportText));
  if (!report.success) return failure(EMPTY_TALLY, "vitest's report cannot be read");
  let passed = 0;
  let failed = 0;
  const skipped = new Map<string, number>();
  const extra: string[] = [];
  for (const file of report.data.testResults) {
    const name = file.name.startsWith(`${root}/`) ? file.name.slice(root.length + 1) : file.name;
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failedHere++;
      else {
        const suite = `${name}: ${test.ancestorTitles.find(Boolean) ?? test.title}`;
        skipped.set(suite, (skipped.get(suite) ?? 0) + 1);
      }
    }
    if (file.status === 'failed' && failedHere === 0) {
      extra.push(`${name}: ${firstLine(file.message) || 'the file failed outside its tests'}`);
    }
    failed += failedHere;
  }
  const tally: Tally = {
    passed,
    failed: failed + extra.length,
    skipped: [...skipped.values()].reduce((sum, count) => sum + count, 0),
    skippedSuites: [...skipped].map(([suite, count]) => `${suite} [${count}]`),
    extraFailures: extra,
  };
  return exitOk || tally.failed > 0 ? tally : failure(tally, 'vitest failed outside the tests (see above)');
}

/** Adds two tallies. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    skippedSuites: [...a.skippedSuites, ...b.skippedSuites],
    extraFailures: [...a.extraFailures, ...b.extraFailures],
  };
}

/** A tally with one more failure. */
export function failure(tally: Tally, what: string): Tally {
  return { ...tally, failed: tally.failed + 1, extraFailures: [...tally.extraFailures, what] };
}

/** The line every run ends with. */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstLine(text: string | undefined): string {
  return text?.split('\n')[0]?.trim() ?? '';
}
