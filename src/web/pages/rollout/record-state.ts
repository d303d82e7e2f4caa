// What a record's state is called, and by which mark it is told apart. Pure.

import type { AcceptanceSummary } from '../../../domain/acceptance-view.ts';
import { fill, type RolloutWords } from './words.ts';

/** A state in words, with a mark whose shape is its own. */
export interface RecordState {
  readonly mark: '◔' | '✓' | '✕' | '⊘' | '…';
  readonly tone: 'good' | 'bad' | 'plain';
  readonly text: string;
}

/** The state of a record at a moment, epoch ms. */
export function recordState(
  record: Pick<AcceptanceSummary, 'state' | 'begunAt' | 'dueAt' | 'findings' | 'brokenBy'>,
  now: number,
  words: Pick<RolloutWords, 'runningPct' | 'waits' | 'passed' | 'failed' | 'brokenSilent' | 'brokenService'>,
): RecordState {
  const { state, begunAt, dueAt } = record;
  switch (state) {
    case 'running': {
      if (now >= dueAt) return { mark: '…', tone: 'plain', text: words.waits };
      const pct = Math.max(0, Math.floor(((now - begunAt) / (dueAt - begunAt)) * 100));
      return { mark: '◔', tone: 'plain', text: fill(words.runningPct, { pct: `${pct}%` }) };
    }
    case 'complete':
      return (record.findings ?? []).length === 0
        ? { mark: '✓', tone: 'good', text: words.passed }
        : { mark: '✕', tone: 'bad', text: words.failed };
    case 'broken-off':
      return {
        mark: '⊘',
        tone: 'bad',
        text: record.brokenBy === 'silent' ? words.brokenSilent : words.brokenService,
      };
  }
}
