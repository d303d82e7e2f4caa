// HTTPS on the loopback with certificates of the moment.

import { execFileSync, spawnSync } from 'node:child_process';
import { type RequestOptions, request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Makes NAME-key.pem and NAME-cert.pem for 127.0.0.1 in a folder. */
export function makeCertificate(directory: string, name: string): void {
  const [key, cert] = ['key', 'cert'].map((what) => join(directory, `${name}-${what}.pem`));
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', key ?? '', '-out', cert ?? '', '-days', '90'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...files, ...subject], { stdio: 'ignore' });
}

/** An answer; `cookie`: name and value of the cookie that it sets. */
export interface HttpsAnswer {
  readonly status: number;
  readonly cookie: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Asks one thing, over a connection of its own. */
export function askOverTls(
  address: string,
  {
    method,
    ca,
    cookie,
    body,
  }: {
    readonly method: string;
    readonly ca: readonly Buffer[];
    readonly cookie?: string;
    readonly body?: object;
  },
): Promise<HttpsAnswer> {
  const options: RequestOptions = {
    method,
    ca: [...ca],
    agent: false,
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
    },
  };
  return new Promise((done, fail) => {
    const asked = request(address, options, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += String(data);
      });
      response.on('end', () => {
        const [set = ''] = response.headers['set-cookie'] ?? [];
        const { statusCode: status = 0, headers } = response;
        done({ status, cookie: set.split(';')[0] ?? '', text, headers });
      });
    });
    asked.on('error', fail);
    asked.end(body && JSON.stringify(body));
  });
}

/** Common name of the certificate that is served now. */
export function subjectOf(address: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((done, fail) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      const { CN } = socket.getPeerCertificate().subject;
      socket.destroy();
      done(String(CN));
    });
    socket.on('error', fail);
  });
}
