// Why a lab cannot start, by a code, with the way out.

/** Codes of {@link LabFailure}. */
export type LabFailureCode =
  /** A device or anchor is not on loopback: its echoes would go to a real network. */
  | 'lab-not-loopback'
  /** Another program, such as a second demonstration, holds an agent's port. */
  | 'lab-port-in-use'
  /** A port below 1024 without the privilege. */
  | 'lab-port-denied'
  /** This system has no 127.x.y.z but 127.0.0.1 (macOS). */
  | 'lab-no-loopback'
  /** Anything else, such as too many open files. */
  | 'lab-agents';

/** An expected failure of the lab. */
export class LabFailure extends Error {
  readonly code: LabFailureCode;
  constructor(code: LabFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The failure behind a system error at binding an agent's socket. */
export function bindFailure(
  systemCode: string | undefined,
  address: string,
  port: number,
): { readonly code: LabFailureCode; readonly message: string } {
  const doing = `Cannot start the simulated SNMP agent at ${address} port ${port}`;
  switch (systemCode) {
    case 'EADDRINUSE':
      return {
        code: 'lab-port-in-use',
        message: `${doing}: the port is in use; end the other demonstration, or choose another port by lab.snmpPort`,
      };
    case 'EACCES':
      return {
        code: 'lab-port-denied',
        message: `${doing}: not permitted; choose a port above 1023 by lab.snmpPort`,
      };
    case 'EADDRNOTAVAIL':
      return {
        code: 'lab-no-loopback',
        message: `${doing}: this system does not have that address; add it (macOS: sudo ifconfig lo0 alias ${address})`,
      };
    default:
      return { code: 'lab-agents', message: `${doing}: ${systemCode ?? 'unknown error'}` };
  }
}
