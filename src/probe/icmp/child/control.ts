// Control messages beside a received packet: the kernel's stamp, its count of drops, and the queued ICMP error.

import { timeMs } from './libc.ts';

const SOL_IP = 0;
const SOL_SOCKET = 1;
const SOL_IPV6 = 41;
const SO_TIMESTAMPNS = 35;
const SO_RXQ_OVFL = 40;
const IP_RECVERR = 11;
const IPV6_RECVERR = 25;
/** sock_extended_err.ee_origin: the error came as an ICMP or ICMPv6 message. */
const SO_EE_ORIGIN_ICMP = 2;
const SO_EE_ORIGIN_ICMP6 = 3;
/** cmsghdr: u64 length, i32 level, i32 type; the next one starts at a multiple of 8. */
const HEADER_WORDS = 4;

/** What the control messages of one packet said; one object is filled again and again. */
export class ControlInfo {
  /** CLOCK_REALTIME of the packet's receipt in ms; NaN without a stamp. */
  stampMs = Number.NaN;
  /** Packets dropped since the socket was opened, as far as known. */
  drops = 0;
  /** ICMP type of a queued error, or −1. */
  errorType = -1;

  /** Reads the control area of `length` bytes that starts at a word index. */
  read(words: Uint32Array, start: number, length: number): void {
    this.stampMs = Number.NaN;
    this.drops = 0;
    this.errorType = -1;
    const end = start + length / 4;
    for (let at = start; at + HEADER_WORDS <= end; ) {
      const messageBytes = words[at] ?? 0;
      if (messageBytes < 4 * HEADER_WORDS) return;
      this.#take(words, at);
      at += 2 * Math.ceil(messageBytes / 8);
    }
  }

  #take(words: Uint32Array, at: number): void {
    const level = words[at + 2];
    const type = words[at + 3];
    const data = at + HEADER_WORDS;
    if (level === SOL_SOCKET && type === SO_TIMESTAMPNS) this.stampMs = timeMs(words, data);
    else if (level === SOL_SOCKET && type === SO_RXQ_OVFL) this.drops = words[data] ?? 0;
    else if ((level === SOL_IP && type === IP_RECVERR) || (level === SOL_IPV6 && type === IPV6_RECVERR)) {
      const packed = words[data + 1] ?? 0;
      const origin = packed & 0xff;
      if (origin === SO_EE_ORIGIN_ICMP || origin === SO_EE_ORIGIN_ICMP6)
        this.errorType = (packed >>> 8) & 0xff;
    }
  }
}
