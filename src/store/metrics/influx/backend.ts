// stub to be replaced
import type { BackendDeps, BackendSetup, BackendStatus, InfluxAccess, MetricBackend } from '../backend.ts';
import type { History } from '../port.ts';
export class InfluxBackend implements MetricBackend {
  constructor(_setup: BackendSetup, _access: InfluxAccess, _deps: BackendDeps) {}
  write(): void {}
  history(): Promise<History> {
    return Promise.reject(new Error('x'));
  }
  tick(): Promise<void> {
    return Promise.resolve();
  }
  status(): BackendStatus {
    return {
      kind: 'influx',
      writtenPoints: 0,
      refusedPoints: 0,
      droppedPoints: 0,
      spooledPoints: 0,
      spooledBytes: 0,
    };
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
