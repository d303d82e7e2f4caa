// Sends traps of one kind at a rate: node trap-flood.ts ADDRESS PORT COMMUNITY PER_SECOND SECONDS. Prints how many it sent.

import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import { int, message } from '../probe/snmp/fake-agent.ts';

const TRAP_V2 = 0xa7;
const STEP_MS = 10;

const [address = '', port = '', community = '', perSecond = '', seconds = ''] = process.argv.slice(2);
const trap = message(1, community, TRAP_V2, 7, 0, 0, [
  ['1.3.6.1.2.1.1.3.0', int(100, TAG.timeTicks)],
  ['1.3.6.1.6.3.1.1.4.1.0', { tag: TAG.oid, content: encodeOid('1.3.6.1.6.3.1.1.5.3') }],
]);
const socket = createSocket({ type: 'udp4', sendBufferSize: 4 * 1024 * 1024 });
const startedMs = performance.now();
let sent = 0;
for (;;) {
  const elapsedMs = Math.min(performance.now() - startedMs, Number(seconds) * 1_000);
  const due = Math.floor((elapsedMs / 1_000) * Number(perSecond));
  for (; sent < due; sent++) socket.send(trap, Number(port), address, () => undefined);
  if (elapsedMs >= Number(seconds) * 1_000) break;
  await sleep(STEP_MS);
}
await sleep(100);
socket.close();
process.stdout.write(`${sent}\n`);
