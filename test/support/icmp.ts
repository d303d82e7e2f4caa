// Whether this machine lets tests send real echoes.

import { openEchoEngine } from '../../src/probe/icmp/open-engine.ts';

/** What is missing for that, for a suite's name; undefined when nothing is. */
export async function icmpMissing(): Promise<string | undefined> {
  try {
    const engine = await openEchoEngine({
      onBatch: () => undefined,
      onFault: () => undefined,
      log: { info: () => undefined, warn: () => undefined },
    });
    await engine.stop();
    return undefined;
  } catch {
    return 'needs an ICMP socket or the Debian package iputils-ping';
  }
}
