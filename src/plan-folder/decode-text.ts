import { type Finding, finding } from '../core/finding.ts';

export interface DecodedText {
  /** Without byte order mark, lines ended by LF. */
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Text of a file that people may have saved again in Excel or WPS: UTF-8 with or without mark, else GB18030 (with a note).
 * Bytes that are neither are an error.
 */
export function decodeText(content: string | Uint8Array, file: string): DecodedText {
  if (typeof content === 'string') return { text: lineFeeds(content.replace(/^\uFEFF/, '')), findings: [] };
  const utf8 = decode(content, 'utf-8');
  if (utf8 !== undefined) return { text: lineFeeds(utf8), findings: [] };
  const gb18030 = decode(content, 'gb18030');
  if (gb18030 === undefined) return { text: '', findings: [finding('error', 'folder.bad-encoding', {}, { file })] };
  return { text: lineFeeds(gb18030), findings: [finding('note', 'folder.assumed-gb18030', {}, { file })] };
}

/** TextDecoder drops a byte order mark by itself. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function lineFeeds(text: string): string {
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}
