// The HTTP server on the running parts.

import { ScopeDesk } from '../api/scope-desk.ts';
import { type RunningServer, startServer } from '../api/server.ts';
import { type ApiParts, apiDepsOf } from '../api/wiring.ts';
import type { AppAccess } from './access.ts';
import type { Opening } from './parts.ts';
import type { Screens } from './screens.ts';

/** Begins to serve; `url` is the address of the page. Rejects with a coded Error. */
export async function serve(
  parts: ApiParts,
  {
    access: { store, certificate, watch },
    screens,
  }: { readonly access: AppAccess; readonly screens: Screens },
  { options, closer, log }: Opening,
): Promise<{ readonly server: RunningServer; readonly url: string }> {
  const { access } = options.config;
  const { host, port, token } = options.config.listen;
  const { webRoot, version } = options;
  const { hub } = parts;
  const deps = apiDepsOf(parts);
  const server = await startServer(
    {
      host,
      port,
      webRoot,
      version,
      access,
      ...(token && { token: token.reveal() }),
      ...(certificate && { tls: certificate }),
    },
    {
      ...deps,
      hub,
      log,
      accessStore: store,
      scopes: new ScopeDesk(deps, screens.views),
      scopeHub: (scope) => screens.parts.of(scope),
    },
  );
  closer.add('server', () => server.close());
  closer.add('stream', () => hub.close());
  watch(server);
  const scheme = certificate ? 'https' : 'http';
  return { server, url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${server.port}` };
}
