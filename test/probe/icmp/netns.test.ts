// The engines against a network that misbehaves: two namespaces of our own, a monitor and a router that drops, rejects,
// lets TTLs expire. No packet leaves them.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EchoTarget, FLAG_TAINTED } from '../../../src/domain/echo.ts';
import type { RunEvent } from './engine-runner.ts';
import { mayMakeNamespaces, runToEnd } from './running.ts';

const MONITOR = `jalur-icmp-m${process.pid}`;
const ROUTER = `jalur-icmp-r${process.pid}`;
/** A checkout may lie where nobody may read; being allowed to read opens no socket. */
const AS_NOBODY = [
  'setpriv',
  ...['--reuid', '65534', '--regid', '65534', '--clear-groups'],
  ...['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search'],
];
const IN_MONITOR = ['ip', 'netns', 'exec', MONITOR];

/** TTL 1: the router's own address answers, what it would forward expires. */
const SET_UP = `
ip netns add ${MONITOR}; ip netns add ${ROUTER}
ip -n ${MONITOR} link add wan0 type veth peer name lan0 netns ${ROUTER}
ip -n ${MONITOR} link set lo up; ip -n ${ROUTER} link set lo up
ip -n ${MONITOR} link set wan0 up; ip -n ${ROUTER} link set lan0 up
ip -n ${MONITOR} addr add 10.99.0.1/24 dev wan0; ip -n ${ROUTER} addr add 10.99.0.2/24 dev lan0
ip -n ${MONITOR} addr add fd00:99::1/64 dev wan0 nodad; ip -n ${ROUTER} addr add fd00:99::2/64 dev lan0 nodad
ip -n ${MONITOR} route add 10.98.0.0/16 via 10.99.0.2; ip -n ${MONITOR} route add fd00:98::/32 via fd00:99::2
ip -n ${MONITOR} route add prohibit 10.97.0.0/16
ip -n ${ROUTER} route add unreachable fd00:98:1::/48
ip -n ${ROUTER} route add blackhole 10.98.2.0/24; ip -n ${ROUTER} route add blackhole fd00:98:2::/48
ip -n ${ROUTER} link add out0 type veth peer name out1; ip -n ${ROUTER} link set out1 up; ip -n ${ROUTER} link set out0 up
ip -n ${ROUTER} route add 10.98.3.0/24 dev out0; ip -n ${ROUTER} route add fd00:98:3::/48 dev out0
ip netns exec ${ROUTER} sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
ip netns exec ${ROUTER} sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
ip netns exec ${MONITOR} sysctl -qw net.ipv4.neigh.wan0.mcast_solicit=1 net.ipv4.neigh.wan0.retrans_time_ms=20
ip netns exec ${MONITOR} sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv4.ip_default_ttl=1 net.ipv6.conf.wan0.hop_limit=1
`;

const EXPECTED: readonly (readonly [name: string, address: string, outcome: string, flags: number])[] = [
  ['the router', '10.99.0.2', 'answered', 0],
  ['the router over IPv6', 'fd00:99::2', 'answered', 0],
  ['a neighbour that is not there', '10.99.0.77', 'unreachable', 0],
  ['a rejecting route over IPv6', 'fd00:98:1::1', 'unreachable', 0],
  ['a black hole', '10.98.2.1', 'lost', 0],
  ['a black hole over IPv6', 'fd00:98:2::1', 'lost', 0],
  ['an expiring TTL', '10.98.3.1', 'ttl-exceeded', 0],
  ['an expiring hop limit', 'fd00:98:3::1', 'ttl-exceeded', 0],
  ['no route', '198.51.100.1', 'no-route', 0],
  ['no route over IPv6', '2001:db8::1', 'no-route', 0],
  ['a route that forbids us to send', '10.97.0.1', 'lost', FLAG_TAINTED],
];

const targets: EchoTarget[] = EXPECTED.map(([, address], key) => ({
  key,
  address,
  everyMs: 200,
  timeoutMs: 300,
  phaseMs: key,
}));

function verdictsOf(events: readonly RunEvent[], key: number) {
  return events.flatMap((event) =>
    event.type === 'verdict' && event.key === key ? [`${event.outcome} ${event.flags}`] : [],
  );
}

function setPingGroups(range: string): void {
  execFileSync(IN_MONITOR[0] ?? '', [
    ...IN_MONITOR.slice(1),
    'sysctl',
    '-qw',
    `net.ipv4.ping_group_range=${range}`,
  ]);
}

const possible = mayMakeNamespaces();

describe.skipIf(!possible)('echoes into a broken network (needs root and network namespaces)', () => {
  beforeAll(() => {
    execFileSync('sh', ['-ec', SET_UP]);
  });
  afterAll(() => {
    for (const name of [MONITOR, ROUTER])
      execFileSync('sh', ['-c', `ip netns del ${name} 2>/dev/null || true`]);
  });

  const kinds = [
    ['raw', '1 0', IN_MONITOR],
    ['datagram', '0 2147483647', [...IN_MONITOR, ...AS_NOBODY]],
  ] as const;
  for (const [kind, groups, prefix] of kinds) {
    describe(`by a ${kind} socket`, () => {
      let events: RunEvent[] = [];
      beforeAll(async () => {
        setPingGroups(groups);
        events = await runToEnd({ targets, forMs: 2_500, force: 'socket' }, prefix);
      });

      it('says which socket it uses', () => {
        expect(events.find(({ type }) => type === 'opened')).toEqual({
          type: 'opened',
          why: `ICMP socket: IPv4 by a ${kind} socket, IPv6 by a ${kind} socket`,
        });
      });

      it.each(EXPECTED.map((row, key) => [...row, key] as const))(
        '%s (%s) is %s',
        (_, _address, outcome, flags, key) => {
          // An echo that jalur itself sent or read late says so and does not count: other work may hold a test machine up.
          const verdicts = verdictsOf(events, key).filter(
            (verdict) => flags === FLAG_TAINTED || !verdict.endsWith(` ${FLAG_TAINTED}`),
          );
          expect(verdicts.length).toBeGreaterThanOrEqual(5);
          expect([...new Set(verdicts)]).toEqual([`${outcome} ${flags}`]);
        },
      );
    });
  }

  it('falls back to ping without a right to any ICMP socket, and judges alike', async () => {
    setPingGroups('1 0');
    const events = await runToEnd({ targets: targets.slice(0, 10), forMs: 4_000, force: 'ping' }, IN_MONITOR);
    for (const [key, [name, , outcome]] of EXPECTED.slice(0, 10).entries()) {
      const verdicts = [...new Set(verdictsOf(events, key))];
      expect(verdicts, name).toEqual([`${outcome} 0`]);
    }
  });

  it('names the ways out when neither engine is to be had', async () => {
    setPingGroups('1 0');
    const prefix = [...IN_MONITOR, ...AS_NOBODY, '--bounding-set=-all,+dac_read_search'];
    const [event] = await runToEnd({ targets, forMs: 100 }, prefix);
    expect(event).toMatchObject({ type: 'failed', code: 'no-icmp' });
    const message = event?.type === 'failed' ? event.message : '';
    for (const way of ['net.ipv4.ping_group_range', 'CAP_NET_RAW', 'iputils-ping'])
      expect(message).toContain(way);
  });
});
