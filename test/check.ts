// `npm run check`: types and lint without the tests. Exit status 1 when one of them complains.

import { CHECKS, runStep, succeeded } from './runner/steps.ts';

let failed = 0;
for (const step of CHECKS) {
  if (!succeeded(step, await runStep(step))) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;
