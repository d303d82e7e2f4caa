// The coded error of this folder: what a caller can tell apart without reading the text.

/**
 * `no-icmp`: no engine is to be had. `too-many-targets`: more than an engine holds. `bad-target`: an address that is no
 * literal, or a cadence, phase or timeout out of range.
 */
export type EchoFailureCode = 'no-icmp' | 'too-many-targets' | 'bad-target';

/** An echo engine cannot be had, or was asked for what it cannot do. */
export class EchoFailure extends Error {
  override readonly name = 'EchoFailure';
  readonly code: EchoFailureCode;

  constructor(code: EchoFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether something thrown is an {@link EchoFailure} (of this code, if given). */
export function isEchoFailure(thrown: unknown, code?: EchoFailureCode): thrown is EchoFailure {
  return thrown instanceof EchoFailure && (code === undefined || thrown.code === code);
}
