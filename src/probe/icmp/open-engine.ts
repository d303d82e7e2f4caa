// Chooses the echo engine: the socket where one may be opened, else the system's ping program, else a refusal that
// names the ways out.

import { layoutFits } from './child/layout.ts';
import { EchoFailure } from './failure.ts';
import { checkPing } from './ping-check.ts';
import { PingEngine } from './ping-engine.ts';
import type { EchoEngine, EchoEngineDeps } from './port.ts';
import { describeHello, SocketEngine } from './socket-engine.ts';

/** What may be asked of the choice. */
export interface OpenEchoEngineOptions {
  /** Take this engine or fail. */
  readonly force?: 'socket' | 'ping';
}

const WAYS_OUT = [
  'let a group open ICMP sockets (sysctl -w net.ipv4.ping_group_range="0 2147483647")',
  'give the program CAP_NET_RAW (systemd: AmbientCapabilities=CAP_NET_RAW)',
  'or install iputils-ping',
].join(', ');

/** Opens an engine, without targets yet. Rejects with an EchoFailure `no-icmp` when none is to be had. */
export async function openEchoEngine(
  deps: EchoEngineDeps,
  options: OpenEchoEngineOptions = {},
): Promise<EchoEngine> {
  const reasons: string[] = [];
  if (options.force === 'ping') {
    reasons.push('chosen by configuration');
  } else {
    const opened = await openSocketEngine(deps);
    if (typeof opened !== 'string') return opened;
    reasons.push(`ICMP sockets are not to be had (${opened})`);
  }
  if (options.force !== 'socket') {
    const missing = await checkPing();
    if (missing === undefined) {
      const why = reasons.join('; ');
      const engine = new PingEngine(deps, why);
      engine.start();
      deps.log.info('Echo engine opened', { engine: 'ping', why });
      return engine;
    }
    reasons.push(missing);
  }
  throw new EchoFailure('no-icmp', `Cannot send ICMP echoes: ${reasons.join('; ')}. Ways out: ${WAYS_OUT}`);
}

async function openSocketEngine(deps: EchoEngineDeps): Promise<SocketEngine | string> {
  if (!layoutFits(process.platform, process.arch)) {
    return `${process.platform} on ${process.arch} is not a 64-bit Linux this engine knows`;
  }
  const engine = new SocketEngine(deps);
  try {
    const hello = await engine.start();
    deps.log.info('Echo engine opened', { engine: 'socket', why: describeHello(hello) });
    return engine;
  } catch (error) {
    await engine.stop();
    return error instanceof Error ? error.message : String(error);
  }
}
