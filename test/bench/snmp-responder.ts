// One SNMP agent for all loopback addresses, in a process of its own so that its CPU is nobody's. Every answer comes from
// 127.0.0.1, whatever address was asked: the poller must be told to accept that. Prints its port.

import { createSocket } from 'node:dgram';
import { answerTo } from '../../src/probe/lab/agent-answer.ts';
import { readRequest, writeAnswer } from '../../src/probe/lab/agent-message.ts';
import { deviceMib } from '../../src/probe/lab/device-mib.ts';

const startedMs = performance.now();
const mib = deviceMib(
  {
    name: 'bench',
    location: '',
    address: '127.0.0.1',
    port: 0,
    community: 'public',
    interfaceName: 'ether1',
    speedBps: 100_000_000,
    medium: 'fiber',
  },
  { bootedMonoMs: () => startedMs - 86_400_000, boots: () => 1, localS: (monoMs) => monoMs / 1_000 },
);
const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
socket.on('message', (datagram, from) => {
  const request = readRequest(datagram);
  const answer = answerTo(request, mib, performance.now());
  if (answer) socket.send(writeAnswer(request, answer), from.port, from.address);
});
socket.bind(0, '0.0.0.0', () => process.stdout.write(`${socket.address().port}\n`));
