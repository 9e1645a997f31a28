import { type Finding, finding, type Place } from '../core/finding.ts';
import { type Note, readNote } from '../core/notes/note.ts';
import { decodeText } from './decode-text.ts';

/** The notes of a plan folder, in the order of the settings, with what is wrong with them. */
export interface Notes {
  readonly notes: readonly Note[];
  readonly findings: readonly Finding[];
}

/** A note of the settings as it was found; `bytes` is undefined where the file is not there. */
export interface NoteFile {
  readonly name: string;
  readonly bytes: string | Uint8Array | undefined;
  /** Where the settings name it. */
  readonly place: Place;
}

/** Reads Markdown files. One that is not there, is no text or has no heading is a finding: a warning, since no number rests on it. */
export function readNotes(files: readonly NoteFile[]): Notes {
  const read = files.map(({ name, bytes, place }): Notes => {
    if (bytes === undefined) return { notes: [], findings: [finding('warning', 'notes.missing', { file: name }, place)] };
    const { text, findings } = decodeText(bytes, name);
    if (findings.some(({ severity }) => severity === 'error'))
      return { notes: [], findings: [finding('warning', 'notes.no-text', { file: name }, place)] };
    const note = readNote(name, text);
    const untitled = note.sections.length === 0 ? [finding('note', 'notes.no-heading', { file: name }, { file: name })] : [];
    return { notes: [note], findings: [...findings, ...untitled] };
  });
  return { notes: read.flatMap(({ notes }) => notes), findings: read.flatMap(({ findings }) => findings) };
}
