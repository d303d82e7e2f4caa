// The agents' sockets: one per device, on the device's own loopback address, so that an answer comes from where it was
// asked. A hostile datagram ends as a counted refusal.

import { createSocket, type Socket } from 'node:dgram';
import { answerTo, type MibObject } from './agent-answer.ts';
import { MalformedError } from './agent-ber.ts';
import { readRequest, writeAnswer } from './agent-message.ts';
import type { AgentCounts, AgentsSetup, DeviceStates } from './agent-protocol.ts';
import { type DeviceSpec, deviceMib } from './device-mib.ts';
import { bindFailure, LabFailure } from './failure.ts';
import type { DeviceState } from './faults.ts';

interface Agent {
  readonly spec: DeviceSpec;
  readonly mib: readonly MibObject[];
  state: DeviceState;
}

/** Answers for all devices of a lab. */
export class AgentHost {
  readonly #monoMs: () => number;
  readonly #agents: Agent[];
  readonly #sockets: Socket[] = [];
  readonly #counts = { answered: 0, swallowed: 0, refused: 0 };

  constructor(setup: AgentsSetup, monoMs: () => number) {
    this.#monoMs = monoMs;
    this.#agents = setup.devices.map((spec) => {
      const state = { silent: true, bootedMonoMs: monoMs(), boots: 1 };
      const agent: Agent = {
        spec,
        state,
        mib: deviceMib(spec, {
          bootedMonoMs: () => agent.state.bootedMonoMs,
          boots: () => agent.state.boots,
          localS: (at) => (at + setup.localOffsetMs) / 1_000,
        }),
      };
      return agent;
    });
    this.update(setup.states);
  }

  /** Opens the sockets; rejects with a LabFailure, with none open, when one cannot be bound. */
  async open(): Promise<void> {
    try {
      for (const agent of this.#agents) await this.#bind(agent);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Takes over what has changed about devices. */
  update(states: DeviceStates): void {
    for (const [index, state] of states) {
      const agent = this.#agents[index];
      if (agent) agent.state = state;
    }
  }

  counts(): AgentCounts {
    return { ...this.#counts };
  }

  /** Closes the sockets. Idempotent. */
  async close(): Promise<void> {
    await Promise.all(
      this.#sockets.splice(0).map((socket) => new Promise<void>((done) => socket.close(() => done()))),
    );
  }

  async #bind(agent: Agent): Promise<void> {
    const { address, port } = agent.spec;
    const socket = createSocket('udp4');
    const bound = Promise.withResolvers<void>();
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      const { code, message } = bindFailure(error.code, address, port);
      bound.reject(new LabFailure(code, message));
    });
    socket.bind({ address, port, exclusive: true }, bound.resolve);
    await bound.promise;
    socket.removeAllListeners('error');
    // An ICMP error for an answer that nobody waits for any more.
    socket.on('error', () => undefined);
    socket.on('message', (datagram, from) => {
      const answer = this.#answer(agent, datagram);
      // Port 0 cannot be sent to: Node throws.
      if (answer && from.port !== 0) socket.send(answer, from.port, from.address);
    });
    this.#sockets.push(socket);
  }

  #answer(agent: Agent, datagram: Uint8Array): Uint8Array | undefined {
    if (agent.state.silent) {
      this.#counts.swallowed++;
      return undefined;
    }
    try {
      const request = readRequest(datagram);
      const answer =
        request.community === agent.spec.community ? answerTo(request, agent.mib, this.#monoMs()) : undefined;
      if (answer) this.#counts.answered++;
      else this.#counts.refused++;
      return answer && writeAnswer(request, answer);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.#counts.refused++;
      return undefined;
    }
  }
}
