// The thread that makes one map: three megabytes of JSON are parsed, unfolded and clipped, a third of a second that no echo
// and no screen waits for. It ends when it has answered, and gives back all that it took.

import { parentPort, workerData } from 'node:worker_threads';
import { type MapOrder, mapBytesOf, mapViewOf } from './map-bytes.ts';
import { landFileOf, readLand } from './map-land.ts';

const order = workerData as MapOrder;
parentPort?.postMessage(mapBytesOf(mapViewOf(order, (box) => readLand(landFileOf(box)))));
