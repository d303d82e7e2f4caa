// A syslog receiver on loopback: UDP, and TCP with octet counting (RFC 6587 §3.4.1); and a reader of RFC 5424 records.

import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One record, taken apart after the grammar of RFC 5424 §6. */
export interface SyslogRecord {
  readonly facility: number;
  readonly severity: number;
  readonly timestamp: string;
  readonly hostname: string;
  readonly appName: string;
  readonly procId: string;
  readonly msgId: string;
  /** Parameters by SD-ID. */
  readonly data: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly text: string;
}

/** Reads a record; throws when it is none. */
export function readRecord(bytes: Buffer): SyslogRecord {
  const record = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const head =
    /^<(\d{1,3})>1 (\S+) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) ((?:\[(?:[^"\]]|"(?:[^"\\\]]|\\.)*")*\])+|-) \ufeff(.*)$/s.exec(
      record,
    );
  if (!head) throw new Error(`no RFC 5424 record: ${record}`);
  const [, pri, timestamp = '', hostname = '', appName = '', procId = '', msgId = '', sd = '', text = ''] =
    head;
  const data: Record<string, Record<string, string>> = {};
  for (const [, id = '', params = ''] of sd.matchAll(/\[([^ \]]+)((?: [^=]+="(?:[^"\\\]]|\\.)*")*)\]/gs)) {
    data[id] = Object.fromEntries(
      [...params.matchAll(/ ([^= \]"]{1,32})="((?:[^"\\\]]|\\.)*)"/gs)].map(([, name = '', value = '']) => [
        name,
        value.replace(/\\(["\\\]])/g, '$1'),
      ]),
    );
  }
  const priority = Number(pri);
  const facility = Math.floor(priority / 8);
  return { facility, severity: priority % 8, timestamp, hostname, appName, procId, msgId, data, text };
}

/** Records that came to a receiver. */
export interface SyslogReceiver {
  readonly port: number;
  readonly records: Buffer[];
  /** Breaks off every connection; the next one is taken again. */
  breakOff(): void;
  stop(): Promise<void>;
}

/** Receives datagrams. */
export async function receiveUdp(): Promise<SyslogReceiver> {
  const records: Buffer[] = [];
  const socket = createSocket('udp4', (bytes) => records.push(bytes));
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    port: socket.address().port,
    records,
    breakOff: () => {},
    stop: () => new Promise((done) => socket.close(() => done())),
  };
}

/** Receives connections with counted octets. */
export async function receiveTcp(port = 0): Promise<SyslogReceiver> {
  const records: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let count = lengthOf(rest); count && rest.length >= count.end; count = lengthOf(rest)) {
        records.push(rest.subarray(count.start, count.end));
        rest = rest.subarray(count.end);
      }
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const breakOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    records,
    breakOff,
    stop: () => {
      breakOff();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function lengthOf(bytes: Buffer): { readonly start: number; readonly end: number } | undefined {
  const digits = /^[1-9]\d* /.exec(bytes.subarray(0, 12).toString('latin1'))?.[0];
  if (digits === undefined) return undefined;
  return { start: digits.length, end: digits.length + Number(digits) };
}
