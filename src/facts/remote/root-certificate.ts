import { readFile } from 'node:fs/promises';
import { ioRefusal } from '../files/read-chunks.ts';
import type { RemoteAddress } from './address.ts';

/** The certificates that the server's must be signed by, where the address names a file of them. Throws a `Refusal` where it cannot be read. */
export async function rootCertificate({ options, display }: RemoteAddress): Promise<Buffer | undefined> {
  const { sslrootcert } = options;
  if (sslrootcert === undefined) return undefined;
  try {
    return await readFile(sslrootcert);
  } catch (error) {
    throw ioRefusal(error, `${display}: ${sslrootcert}`);
  }
}

/** Letters of errors that say that a certificate is not trusted. */
export const CERTIFICATE = /CERT|_SIGNATURE|ALTNAME/;
