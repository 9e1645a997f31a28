import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';

/** Speaks TLS with the world and plainly with a port of this machine. */
export interface TlsFront {
  readonly port: number;
  stop(): void;
}

export async function tlsFront(target: number, certificate: string, key: string): Promise<TlsFront> {
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
    const inner = connect(target, '127.0.0.1');
    socket.pipe(inner).pipe(socket);
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const)
      one.on('error', () => other.destroy());
  });
  // A client that does not trust us goes in the middle of the greeting.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}
