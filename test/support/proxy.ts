/**
 * A proxy on the loopback that takes CONNECT, and behind it a TLS server for a host that no name server knows.
 */

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createServer as createTls } from 'node:tls';
import { runPeer } from './peers.js';

export const HOST = 'api.github.test';

export interface Identity {
  /** Paths of PEM files; the certificate is for NODE_EXTRA_CA_CERTS. */
  readonly key: string;
  readonly certificate: string;
}

/** A key and a certificate for the host, made by openssl in `folder`. */
export async function makeIdentity(folder: string): Promise<Identity> {
  const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  await runPeer('openssl', [...kind, '-keyout', key, '-out', certificate, ...names]);
  return { key, certificate };
}

export interface TestProxy {
  readonly port: number;
  /** What it was asked for: "CONNECT api.github.test:443 Basic …". */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** @param port of the HTTP server that is reached as https://api.github.test @param password what it wants: USER:PASSWORD */
export async function startProxy(
  port: number,
  password: string,
  { key, certificate }: Identity,
): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket;
  };
  const behind = createTls({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
    keep(socket)
      .pipe(keep(connect(port, '127.0.0.1')))
      .pipe(socket);
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const { port: tlsPort } = behind.address() as AddressInfo;
  const proxy: Server = createServer();
  proxy.on('connect', (request, socket: Socket) => {
    const credentials = request.headers['proxy-authorization'] ?? '';
    asked.push(`CONNECT ${request.url} ${credentials}`.trim());
    keep(socket);
    if (credentials !== `Basic ${Buffer.from(password).toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(keep(connect(tlsPort, '127.0.0.1'))).pipe(socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      for (const server of [proxy, behind]) await new Promise((resolve) => server.close(resolve));
    },
  };
}
