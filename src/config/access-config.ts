// Who may come in, as configured. Users and tokens are no matter of the configuration: `jalur user` makes them.

import type { Role } from '../domain/access.ts';
import type { Secret } from './config.ts';

/** Certificate of the HTTPS server. */
export interface TlsConfig {
  /** PEM file of the certificate with its chain, resolved. */
  readonly certFile: string;
  /** PEM file of the private key, resolved. */
  readonly keyFile: string;
}

/** A reverse proxy that has checked who comes. */
export interface ProxyConfig {
  /** Addresses or networks (CIDR) of the proxy; the header is believed from nobody else. */
  readonly from: readonly string[];
  /** Header with the user's name, lower case. */
  readonly userHeader: string;
  /** Role of a name that is no user here; absent: refused. */
  readonly unknownRole?: Role;
}

/** `access` of the configuration. */
export interface AccessConfig {
  /** Secret of the kiosk link `/kiosk/SECRET`, which shows the wall without a log-in; absent: there is none. */
  readonly kiosk?: Secret;
  /** Absent: no proxy is believed. */
  readonly proxy?: ProxyConfig;
  /** How long a log-in holds, ms (default 12 h; kiosks 31 days). */
  readonly sessionMs: number;
}
