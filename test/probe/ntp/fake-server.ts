// A time server on loopback that answers as a test wants: truly, late, wrongly, or with rubbish.

import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Seconds from 1900 to 1970. */
const UNIX_ERA_S = 2_208_988_800;

/** Fields of an answer that differ from a good one. */
export interface AnswerChanges {
  readonly first?: number;
  readonly stratum?: number;
  readonly rootDispersionS?: number;
  readonly kiss?: string;
  readonly cookie?: Uint8Array;
  /** Epoch ms of T2 and T3; 0: not known. */
  readonly receivedAt?: number;
  readonly sentAt?: number;
}

/** A good answer to a question by a server whose clock says `at`, with changes. */
export function answerOf(question: Buffer, at: number, changes: AnswerChanges = {}): Buffer {
  const bytes = Buffer.alloc(48);
  bytes[0] = changes.first ?? 0x24;
  bytes[1] = changes.stratum ?? 2;
  bytes.writeUInt32BE(Math.round((changes.rootDispersionS ?? 0.01) * 65_536), 8);
  bytes.write(changes.kiss ?? 'GPS\0', 12, 'latin1');
  bytes.set(changes.cookie ?? question.subarray(40, 48), 24);
  writeTimestamp(bytes, 32, changes.receivedAt ?? at);
  writeTimestamp(bytes, 40, changes.sentAt ?? at);
  return bytes;
}

/** Writes epoch ms as 64 bits of NTP, in whatever era they fall. */
export function writeTimestamp(bytes: Buffer, offset: number, at: number): void {
  if (at === 0) return;
  const seconds = Math.floor(at / 1000);
  bytes.writeUInt32BE((seconds + UNIX_ERA_S) % 2 ** 32, offset);
  bytes.writeUInt32BE(Math.floor(((at - seconds * 1000) / 1000) * 2 ** 32), offset + 4);
}

/** Opens a server; `reply` returns the datagrams that answer a question. It is closed when the test ends. */
export async function timeServer(
  reply: (question: Buffer, from: RemoteInfo) => readonly Buffer[],
): Promise<{ readonly place: string; readonly port: number; readonly asked: () => number }> {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (question, from) => {
    asked++;
    for (const bytes of reply(question, from)) socket.send(bytes, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const { port } = socket.address();
  return { place: `127.0.0.1:${port}`, port, asked: () => asked };
}

/** A socket that sends from a port nobody asked. */
export async function stranger(): Promise<(bytes: Buffer, port: number) => void> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return (bytes, port) => socket.send(bytes, port, '127.0.0.1');
}
