// The receiver's thread, with a word on which it dies.

import { parentPort } from 'node:worker_threads';
import type { ToReceiver } from '../../../../src/probe/snmp/traps/protocol.ts';
import '../../../../src/probe/snmp/traps/worker.ts';

/** It listens before it dies, so that every death is told of. */
const DIE_MS = 300;

parentPort?.on('message', (message: ToReceiver) => {
  if (message.type !== 'expect' || !message.addresses.includes('die')) return;
  setTimeout(() => {
    throw new Error('told to die');
  }, DIE_MS);
});
