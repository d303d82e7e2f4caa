// The thread of the trap receiver: floods and forged messages cost its time, never the daemon's. Started by receiver.ts
// with a TrapSetup as its workerData.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../../runtime/clock.ts';
import { systemTimers } from '../../../runtime/timers.ts';
import { TrapIntake } from './intake.ts';
import { TrapOutlet } from './outlet.ts';
import type { FromReceiver, ToReceiver, TrapSetup } from './protocol.ts';
import { TrapSockets } from './sockets.ts';

const TELL_MS = 500;

function run(port: MessagePort, setup: TrapSetup): void {
  const say = (message: FromReceiver): void => port.postMessage(message);
  const timers = systemTimers;
  const outlet = new TrapOutlet({
    timers,
    post: (traps) => say({ type: 'traps', traps }),
    onDrop: ({ from }) => intake.drop('queue', from),
  });
  const intake = new TrapIntake(setup, {
    monoMs: () => systemClock.monoMs(),
    onTrap: (trap) => outlet.put(trap),
  });
  const sockets = new TrapSockets({
    timers,
    onDatagram: (datagram, sender) => intake.take(datagram, sender),
    onChange: (listening) => say({ type: 'listening', listening }),
  });
  const tell = (): void => {
    say({ type: 'counts', counts: intake.counts() });
    const report = intake.refusals();
    if (report) say({ type: 'refused', report });
  };
  const telling = timers.setInterval(tell, TELL_MS);
  port.on('message', (message: ToReceiver) => {
    switch (message.type) {
      case 'taken':
        outlet.taken();
        return;
      case 'expect':
        intake.expect(message.addresses);
        return;
      case 'close':
        timers.clearInterval(telling);
        sockets.close();
        outlet.close();
        tell();
        port.close();
        return;
      default:
        message satisfies never;
    }
  });
  sockets.open(setup.listen);
}

// Set up by this program alone, in receiver.ts.
if (parentPort) run(parentPort, workerData as TrapSetup);
