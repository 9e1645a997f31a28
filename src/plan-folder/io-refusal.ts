import { refuse } from '../core/finding.ts';

/** Errors of the file system that a person can mend, by their code. */
const CODES: Readonly<Record<string, string>> = {
  EACCES: 'folder.no-permission',
  EPERM: 'folder.no-permission',
  EROFS: 'folder.read-only',
  ENOSPC: 'folder.disk-full',
  EDQUOT: 'folder.disk-full',
  EFBIG: 'folder.disk-full',
  EISDIR: 'folder.is-directory',
  ENOENT: 'folder.no-directory',
  ENOTDIR: 'folder.no-directory',
  EBUSY: 'folder.in-use',
  ETXTBSY: 'folder.in-use',
};

export type IoError = Error & { readonly code: string };

/** Whether a system call failed, as opposed to a mistake in the program. */
export function isIoError(error: unknown): error is IoError {
  return error instanceof Error && 'syscall' in error && typeof (error as { code?: unknown }).code === 'string';
}

/** The refusal for a failed read or write of `file`; what is no such failure comes back as it is, to be thrown on. */
export function ioRefusal(error: unknown, file: string, doing: 'read' | 'write'): unknown {
  if (!isIoError(error)) return error;
  const code = CODES[error.code] ?? (doing === 'read' ? 'folder.read-failed' : 'folder.write-failed');
  return refuse(code, { cause: error.code }, { file });
}
