// Runs an echo engine in a process of its own, so that tests can put it into a network namespace, under another user, or
// kill it. Takes a Run as JSON in argv, writes events as JSON lines.

import { ECHO_OUTCOMES, type EchoTarget } from '../../../src/domain/echo.ts';
import { openEchoEngine } from '../../../src/probe/icmp/open-engine.ts';

/** What to do. */
export interface Run {
  readonly targets: readonly EchoTarget[];
  readonly forMs: number;
  readonly force?: 'socket' | 'ping';
}

/** What happened. */
export type RunEvent =
  | { type: 'opened'; why: string }
  | { type: 'verdict'; key: number; outcome: string; flags: number; rttMs: number | null }
  | { type: 'fault'; detail: string | null }
  | { type: 'status'; status: Record<string, number | string> }
  | { type: 'failed'; code: string; message: string };

function emit(event: RunEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

const run: Run = JSON.parse(process.argv[2] ?? '{}');
try {
  const engine = await openEchoEngine(
    {
      onBatch: ({ count, key, outcome, flags, rttMs }) => {
        for (let i = 0; i < count; i++) {
          const name = ECHO_OUTCOMES[outcome[i] ?? 0] ?? '?';
          emit({
            type: 'verdict',
            key: key[i] ?? 0,
            outcome: name,
            flags: flags[i] ?? 0,
            rttMs: rttMs[i] ?? null,
          });
        }
      },
      onFault: (detail) => emit({ type: 'fault', detail: detail ?? null }),
      log: { info: () => {}, warn: () => {} },
    },
    run.force ? { force: run.force } : {},
  );
  engine.setTargets(run.targets);
  emit({ type: 'opened', why: engine.status().why });
  setTimeout(() => {
    emit({ type: 'status', status: { ...engine.status() } });
    engine.stop().catch(() => process.exit(1));
  }, run.forMs);
} catch (thrown) {
  const { code = 'bug', message = String(thrown) } = thrown as { code?: string; message?: string };
  emit({ type: 'failed', code, message });
}
