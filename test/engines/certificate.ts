import { execFileSync } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import { installed } from './installed.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Writes a certificate for `localhost` that has signed itself, and its key; false where openssl is not installed. */
export function makeCertificate(certificate: string, key: string, owner?: Owner): boolean {
  const openssl = installed('openssl');
  if (openssl === undefined) return false;
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, '-keyout', key, '-out', certificate];
  execFileSync(openssl, request, { stdio: 'pipe' });
  if (owner) for (const path of [key, certificate]) chownSync(path, owner.uid, owner.gid);
  return existsSync(certificate);
}
