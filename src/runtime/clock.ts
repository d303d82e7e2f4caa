// The only reader of the machine's clocks. Everything else is handed a Clock, or an Instant.

/** Reads both clocks of the machine. */
export interface Clock {
  /** CLOCK_MONOTONIC in ms. On Linux the same in all processes, so that stamps of the echo process can be compared. */
  monoMs(): number;
  /** Epoch ms by the system's wall clock; may step in either direction. */
  wallMs(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  monoMs: () => Number(process.hrtime.bigint()) / 1e6,
  wallMs: () => Date.now(),
};
