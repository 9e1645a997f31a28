import { ConnectionLost, ServerError, type ServerErrorKind } from './connection.ts';
import { CERTIFICATE } from './root-certificate.ts';

/** The user may only read, and so may not send a setting that differs from the server's. */
const READ_ONLY = '164';

const KINDS: Readonly<Record<string, ServerErrorKind>> = {
  '60': 'missing',
  '81': 'missing',
  '159': 'timeout',
  '160': 'timeout',
  [READ_ONLY]: 'denied',
  '192': 'login',
  '193': 'login',
  '194': 'login',
  '195': 'login',
  '241': 'memory',
  '291': 'denied',
  '497': 'denied',
  '516': 'login',
};

/** With these one server of a cluster says that another cannot be reached, or went away. */
const SHARD_LOST: ReadonlySet<string> = new Set(['32', '101', '102', '198', '209', '210', '236', '279']);
const NO_TLS = /^(EPROTO|ERR_SSL_)/;
const CODE = /^Code: ([0-9]+)[.,]/u;

/** An error of the driver or the server as one of ours. The driver gives errors of older servers as plain text. */
export function clickHouseError(error: unknown): Error {
  if (error instanceof ConnectionLost || error instanceof ServerError) return error;
  if (!(error instanceof Error)) return new ServerError('failed', String(error), undefined);
  const code = codeOf(error);
  if (code === undefined) return unanswered(error);
  const message = tidied(error.message);
  return SHARD_LOST.has(code) ? new ConnectionLost(message) : new ServerError(KINDS[code] ?? 'failed', message, code);
}

export function isReadOnly(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === READ_ONLY;
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[0-9]+$/.test(code)) return code;
  return CODE.exec(error.message)?.[1];
}

/** What keeps a connection from being encrypted stays so when it is tried again. */
function unanswered(error: Error): Error {
  const reason = reasonOf(error);
  if (CERTIFICATE.test(reason)) return new ServerError('certificate', error.message, reason);
  return NO_TLS.test(reason) ? new ServerError('no-encryption', reason, undefined) : new ConnectionLost(reason);
}

/** Of a failed system call its letters (`ECONNREFUSED`), which is what all languages know. */
function reasonOf(error: Error): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const { code } = (first ?? error) as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.message;
}

/** The sentences of an error, each once: a server that cannot reach a shard says so for each attempt. */
function tidied(message: string): string {
  const sentences = message.split(/\r?\n/u).map((line) =>
    line
      .replace(/^Code: [0-9]+[.,]\s*(?:e\.displayText\(\) = )?/u, '')
      .replace(/,? e\.what\(\) = .*$/u, '')
      .replace(/^DB::(?:Net)?Exception: /u, '')
      .trim(),
  );
  return [...new Set(sentences.filter((sentence) => sentence !== ''))].join(' ');
}
