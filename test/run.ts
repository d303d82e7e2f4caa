// `npm test`: packages, types and lint, the tests, then the system tests one file after the other. Its last line is
// `N passed, N failed, N skipped`, each check counted as one test; exit status 1 when anything failed.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from './runner/debian.ts';
import { addTallies, closingLine, EMPTY_TALLY, failure, type Tally, tallyReport } from './runner/report.ts';
import { CHECKS, ROOT, runStep, type Step, succeeded } from './runner/steps.ts';

/** A whole run takes about 17 minutes, and 20 where one of the two hangs. */
const TESTS_TIMEOUT_MS = 11 * 60_000;
const SYSTEM_TIMEOUT_MS = 8.5 * 60_000;

async function runChecks(): Promise<Tally> {
  let tally = EMPTY_TALLY;
  for (const step of CHECKS) {
    const ok = succeeded(step, await runStep(step));
    tally = ok ? { ...tally, passed: tally.passed + 1 } : failure(tally, step.name);
  }
  return tally;
}

async function runVitest(name: string, config: string, timeoutMs: number, scratch: string): Promise<Tally> {
  const report = join(scratch, `${name}.json`);
  const step: Step = {
    name,
    command: [
      'vitest',
      'run',
      ...['--config', config],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    timeoutMs,
  };
  const ok = succeeded(step, await runStep(step));
  return tallyReport(existsSync(report) ? readFileSync(report, 'utf8') : undefined, ok, ROOT);
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'jalur-test-'));
  try {
    ensurePackages();
    const parts = [
      await runChecks(),
      await runVitest('tests', 'vitest.config.ts', TESTS_TIMEOUT_MS, scratch),
      await runVitest('system tests', 'vitest.system.config.ts', SYSTEM_TIMEOUT_MS, scratch),
    ];
    const tally = parts.reduce(addTallies);
    for (const suite of tally.skippedSuites) console.log(`skipped: ${suite}`);
    for (const what of tally.extraFailures) console.log(`failed: ${what}`);
    console.log(closingLine(tally));
    process.exitCode = tally.failed > 0 ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
