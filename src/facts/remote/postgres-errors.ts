import { ConnectionLost, ServerError, type ServerErrorKind } from './connection.ts';
import { CERTIFICATE } from './root-certificate.ts';

/** What SQLSTATEs that begin so mean; the longest beginning counts. */
const KINDS: Readonly<Record<string, ServerErrorKind>> = {
  '28': 'login',
  '3D000': 'missing',
  '3F000': 'missing',
  '42P01': 'missing',
  '42703': 'missing',
  '42501': 'denied',
  '57014': 'timeout',
  '53': 'memory',
  '54': 'memory',
};

/** The server is going, coming or full. */
const AWAY = /^(08|57P0|53300)/;
/** An error of the system: it has a number, where one of the server has a severity. */
const SYSTEM = /^E[A-Z]+$/;
/** Sentences of the driver, which gives these errors no code. */
const LOST = /terminated|timeout expired|ended|not queryable|connection error/i;
const NO_TLS = /does not support SSL/;
const NO_PASSWORD = /password must be a/;

interface DriverError extends Error {
  readonly code?: string;
  readonly severity?: string;
  readonly hint?: string;
}

/** An error of the driver as one of ours; what is none of the server's or the network's comes back as it is. */
export function postgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ConnectionLost || error instanceof ServerError) return error;
  const { code = '', severity, message, hint } = error as DriverError;
  if (severity !== undefined) return AWAY.test(code) ? new ConnectionLost(message) : stated(code, [message, hint]);
  if (code === 'ENOTFOUND') return new ServerError('host', message, code);
  // Several addresses of one host were tried.
  if (error instanceof AggregateError) return new ConnectionLost(code);
  if (SYSTEM.test(code)) return new ConnectionLost(code);
  if (CERTIFICATE.test(code)) return new ServerError('certificate', message, code);
  if (NO_TLS.test(message)) return new ServerError('no-encryption', message, undefined);
  if (NO_PASSWORD.test(message)) return new ServerError('login', 'no password', undefined);
  return LOST.test(message) ? new ConnectionLost(message) : error;
}

function stated(code: string, texts: readonly (string | undefined)[]): ServerError {
  const message = texts.filter((text) => text !== undefined).join(' ');
  const unencrypted = code === '28000' && /no encryption|SSL off/.test(message);
  const beginning = Object.keys(KINDS).find((each) => code.startsWith(each)) ?? '';
  return new ServerError(unencrypted ? 'encryption' : (KINDS[beginning] ?? 'failed'), message, code);
}
