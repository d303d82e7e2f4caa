// A process that floods a trap receiver: half of it traps that one device may send, half of them forged from many
// addresses, some with the right community and some garbage. Arguments: port, datagrams per second, seconds.

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { systemClock } from '../../../../src/runtime/clock.ts';
import { byCommunity, head, PDU, pduOf } from './messages.ts';

const [port, perSecond, seconds] = process.argv.slice(2).map(Number);
if (port === undefined || perSecond === undefined || seconds === undefined) process.exit(1);

const RIGHT = byCommunity(pduOf(PDU.trapV2, head()));
const WRONG = byCommunity(pduOf(PDU.trapV2, head()), { community: 'guess' });
const DATAGRAMS = [RIGHT, RIGHT, WRONG, Buffer.alloc(200, 0x30)];
const FORGED_SENDERS = 200;

async function socketAt(address: string): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
}

const device = await socketAt('127.0.0.2');
const forged = await Promise.all(
  Array.from({ length: FORGED_SENDERS }, (_, i) => socketAt(`127.7.0.${i + 1}`)),
);
const startMs = systemClock.monoMs();
let sent = 0;
const timer = setInterval(() => {
  const elapsedMs = Math.min(systemClock.monoMs() - startMs, seconds * 1_000);
  for (const due = (elapsedMs * perSecond) / 1_000; sent < due; sent++) {
    const socket = sent % 2 === 0 ? device : forged[sent % FORGED_SENDERS];
    socket?.send(DATAGRAMS[(sent >> 1) % DATAGRAMS.length] ?? RIGHT, port, '127.0.0.1');
  }
  if (elapsedMs < seconds * 1_000) return;
  clearInterval(timer);
  process.stdout.write(String(sent));
  for (const socket of [device, ...forged]) socket.close();
}, 2);
