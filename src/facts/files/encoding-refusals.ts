import { type Finding, finding, Refusal } from '../../core/finding.ts';
import { type ChangedEncoding, changedFrom } from './changed-encoding.ts';
import { shownUtf16 } from './encodings.ts';
import type { BadText } from './locate-bad-text.ts';

export interface UnreadableFile {
  readonly name: string;
  readonly path: string;
  readonly head: Buffer;
  /** Where each encoding that was tried fails, the likeliest first. */
  readonly tried: readonly BadText[];
}

const CODES = { invalid: 'facts.bad-encoding', nul: 'facts.binary', cut: 'facts.cut-character' } as const;

/** Why a file is not text of any encoding that was tried. */
export async function encodingRefusal(file: UnreadableFile): Promise<Refusal> {
  for (const bad of file.tried) {
    const changed = await changedFrom(file.path, bad);
    if (changed) return new Refusal([changedFinding(file.name, changed)]);
  }
  return new Refusal([unreadable(file)]);
}

export function changedFinding(file: string, { from, to, byte, line }: ChangedEncoding): Finding {
  return finding('error', 'facts.encoding-changes', { from: from.label, to: to.label, byte }, { file, line });
}

function unreadable({ name, head, tried }: UnreadableFile): Finding {
  const nul = tried.find(({ kind }) => kind === 'nul');
  if (nul) return nulFinding(name, head, nul);
  const [first, second] = tried as readonly [BadText, BadText?];
  // Where the reading that got furthest fails is where a person should look.
  const place = { file: name, line: Math.max(first.line, second?.line ?? 0) };
  const values = { encoding: first.encoding.label, byte: first.byte, line: first.line };
  if (!second) return finding('error', CODES[first.kind], values, place);
  const other = { other: second.encoding.label, otherByte: second.byte, otherLine: second.line };
  return finding('error', 'facts.no-encoding-fits', { ...values, ...other }, place);
}

function nulFinding(file: string, head: Buffer, { encoding, byte, line }: BadText): Finding {
  const utf16 = encoding.name.startsWith('utf-16') ? undefined : shownUtf16(head);
  if (!utf16) return finding('error', 'facts.binary', { byte }, { file, line });
  return finding('error', 'facts.unmarked-utf-16', { encoding: utf16.label, name: utf16.name, byte }, { file, line });
}
