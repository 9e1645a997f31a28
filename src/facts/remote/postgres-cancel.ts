import { connect } from 'node:net';
import type { RemoteAddress } from './address.ts';

/** What a server gives at the start of a session, to end its query by. */
interface BackendKey {
  readonly processID: number | null;
  readonly secretKey: number | null;
}

const CANCEL_REQUEST = 80_877_102;

/**
 * Ends the query of a session: PostgreSQL takes that by a connection of its own, without a login and without encryption even
 * where sessions have it, and answers by hanging up. What cannot be told ends by the time limit. Source: PostgreSQL,
 * "Message Formats", CancelRequest.
 */
export function cancelQuery({ host, port }: RemoteAddress, key: object): Promise<void> {
  const { processID, secretKey } = key as BackendKey;
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return Promise.resolve();
  const request = Buffer.alloc(16);
  [request.length, CANCEL_REQUEST, processID, secretKey].forEach((value, index) => {
    request.writeInt32BE(value, 4 * index);
  });
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.end(request));
    socket.once('error', () => resolve()).once('close', () => resolve());
    socket.resume();
  });
}
