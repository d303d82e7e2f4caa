// The rendering thread: a PDF of 600 links takes about a second, in which the daemon's loop must not stand still.
// Started by render-link.ts.

import { type MessagePort, parentPort } from 'node:worker_threads';
import { renderFiles } from './files.ts';
import type { RenderAnswer, RenderWish } from './worker-protocol.ts';

async function answer({ id, report, form, madeAtMs }: RenderWish): Promise<RenderAnswer> {
  try {
    const files = await renderFiles(report, form, { madeAtMs });
    // Small buffers lie in a pool that must not be handed over.
    return {
      type: 'done',
      id,
      files: files.map((file) => ({ ...file, bytes: Uint8Array.from(file.bytes) })),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'failed', id, message, isRange: error instanceof RangeError };
  }
}

function run(port: MessagePort): void {
  port.on('message', (wish: RenderWish) => {
    void answer(wish).then((said) => {
      const buffers = said.type === 'done' ? said.files.map(({ bytes }) => bytes.buffer) : [];
      // Made by Uint8Array.from above, hence never shared.
      port.postMessage(said, buffers as ArrayBuffer[]);
    });
  });
}

if (parentPort) run(parentPort);
