// Who may come in: the store of users and sessions, and the certificate that is served with.

import type { RunningServer } from '../api/server.ts';
import { openAccessStore } from '../store/access/open.ts';
import type { AccessStore } from '../store/access/port.ts';
import { type CertificateFile, readCertificate } from './certificate.ts';
import { every, type Opening } from './parts.ts';

/** Streams whose log-in has ended are closed within this, and what it takes to do so. */
const CHECK_MS = 2_000;

/** What was opened. */
export interface AppAccess {
  readonly store: AccessStore;
  /** Absent: HTTP. */
  readonly certificate?: CertificateFile;
  /** Looks after a server from now on. */
  readonly watch: (server: RunningServer) => void;
  /** Reads the certificate again; a bad one is not used, and told. */
  readonly reload: (server: RunningServer) => void;
}

/** Opens the access store, after the state store, which holds the directory; reads the certificate. Throws coded errors. */
export function openAccess({ options, clock, timers, log, closer }: Opening): AppAccess {
  const { directory, config } = options;
  const { store } = openAccessStore(directory, { clock, log });
  closer.add('access store', () => store.close());
  const { host, tls } = config.listen;
  const certificate = tls && readCertificate(tls, clock.wallMs());
  for (const warning of certificate?.warnings ?? []) log.warn('Certificate', { warning });
  let serving = certificate?.fingerprint;
  return {
    store,
    ...(certificate && { certificate }),
    watch: (server) => {
      if (!tls && !server.isLoopback)
        log.warn(
          'Passwords and sessions can be read on the way; set monitor.tls, or put a proxy with TLS before',
          {
            host,
          },
        );
      closer.add(
        'log-ins',
        every(timers, CHECK_MS, () => server.checkAccess()),
      );
    },
    reload: (server) => {
      if (!tls) return;
      try {
        const changed = readCertificate(tls, clock.wallMs());
        if (changed.fingerprint === serving) return;
        server.useCertificate(changed);
        serving = changed.fingerprint;
        log.info('Certificate loaded again', { file: tls.certFile });
        for (const warning of changed.warnings) log.warn('Certificate', { warning });
      } catch (error) {
        log.error('Changed certificate not used; the old one stays', { detail: String(error) });
      }
    },
  };
}
