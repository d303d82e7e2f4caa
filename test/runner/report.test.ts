// The closing line is what CI believes: nothing that failed may be missing from it.

import { describe, expect, it } from 'vitest';
import { addTallies, closingLine, tallyReport } from './report.ts';

interface FakeTest {
  readonly title: string;
  readonly status: string;
  readonly suites?: readonly string[];
}

function report(
  files: readonly { name: string; status: string; message?: string; tests: readonly FakeTest[] }[],
) {
  return JSON.stringify({
    testResults: files.map(({ tests, ...file }) => ({
      ...file,
      assertionResults: tests.map((test) => ({ ...test, ancestorTitles: test.suites ?? [] })),
    })),
  });
}

const PASSED: FakeTest = { title: 'works', status: 'passed' };

describe('tallyReport()', () => {
  it('counts what passed, failed and was skipped', () => {
    const text = report([
      { name: '/p/test/a.test.ts', status: 'passed', tests: [PASSED, PASSED] },
      {
        name: '/p/test/b.test.ts',
        status: 'failed',
        tests: [
          { title: 'breaks', status: 'failed' },
          { title: 'one', status: 'pending', suites: ['snmpd (needs Debian package snmpd)'] },
          { title: 'two', status: 'skipped', suites: ['snmpd (needs Debian package snmpd)'] },
          { title: 'later', status: 'todo' },
        ],
      },
    ]);
    const tally = tallyReport(text, false, '/p');
    expect(closingLine(tally)).toBe('2 passed, 1 failed, 3 skipped');
    expect(tally.skippedSuites).toEqual([
      'test/b.test.ts: snmpd (needs Debian package snmpd) [2]',
      'test/b.test.ts: later [1]',
    ]);
  });

  it('counts a file that fails to load', () => {
    const text = report([
      { name: '/p/a.test.ts', status: 'failed', message: 'Cannot find module x\n at …', tests: [] },
    ]);
    const tally = tallyReport(text, false, '/p');
    expect(closingLine(tally)).toBe('0 passed, 1 failed, 0 skipped');
    expect(tally.extraFailures).toEqual(['a.test.ts: Cannot find module x']);
  });

  it('counts an exit status that no test explains', () => {
    const text = report([{ name: '/p/a.test.ts', status: 'passed', tests: [PASSED] }]);
    expect(closingLine(tallyReport(text, false, '/p'))).toBe('1 passed, 1 failed, 0 skipped');
    expect(closingLine(tallyReport(text, true, '/p'))).toBe('1 passed, 0 failed, 0 skipped');
  });

  it.each([
    ['no report', undefined],
    ['half a report', '{"testResults":['],
    ['another form', '{"results":[]}'],
  ])('counts %s as a failure', (_name, text) => {
    expect(closingLine(tallyReport(text, true, '/p'))).toBe('0 passed, 1 failed, 0 skipped');
  });

  it('adds up', () => {
    const one = tallyReport(report([{ name: 'a', status: 'passed', tests: [PASSED] }]), true, '/p');
    expect(closingLine(addTallies(one, one))).toBe('2 passed, 0 failed, 0 skipped');
  });
});
