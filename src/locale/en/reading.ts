import type { Messages, Phrases } from '../message.ts';

/** Encodings, packed files, progress. */
export const reading: Messages = {
  'facts.archive': ['this is a {kind} archive, which is not read', 'unpacking it first and giving the files that are in it'],
  'facts.archive-in-archive': [
    'the {kind} file holds a {inside} archive; an archive inside an archive is not read',
    'unpacking it first and giving the files that are in it',
  ],
  'facts.assumed-gb18030': [
    'not valid UTF-8; read as GB18030 (GBK), which gives the columns: {columns}',
    '--encoding gb18030 if these names are right; if not, --encoding big5, shift_jis, windows-1252 or what else it is',
  ],
  'facts.bad-encoding': [
    'the text is not valid {encoding}: it goes wrong at the byte at offset {byte}',
    'saving the file as "CSV UTF-8", or naming its encoding: --encoding gb18030, utf-16le, big5, shift_jis, windows-1252, ...',
  ],
  'facts.binary': [
    'this looks like a binary file, not like text: there is a NUL at the byte at offset {byte}',
    'exporting the table again as "CSV UTF-8"',
  ],
  'facts.changed-while-read': ['the file was changed while it was read', 'running again when nothing writes to it'],
  'facts.cut-archive': ['the {kind} file is not complete: it was cut off', 'copying or downloading it again'],
  'facts.cut-character': [
    'the file ends inside a character ({encoding}), which begins at the byte at offset {byte}: its end was cut off',
    'copying or exporting the file again',
  ],
  'facts.damaged-archive': ['the {kind} file is damaged: it cannot be unpacked', 'copying or downloading it again'],
  'facts.encoding-changes': [
    'the encoding changes inside the file: {from} before the byte at offset {byte}, {to} from there on, as when two exports are put one after the other',
    'splitting the file where the second export begins and giving both parts, each with its header',
  ],
  'facts.encoding-mark': [
    'the file begins with the byte order mark of {marked}, and --encoding says {encoding}',
    'leaving --encoding out: the mark tells how to read the file',
  ],
  'facts.no-encoding-fits': [
    'the text is no valid {encoding} (wrong at the byte at offset {byte}, line {line}) and no valid {other} (wrong at the byte at offset {otherByte}, line {otherLine})',
    'naming its encoding: --encoding big5, shift_jis, euc-kr, windows-1252, ... (salesplan help encodings)',
  ],
  'facts.unknown-encoding': ['there is no encoding "{encoding}"', 'one of those in: salesplan help encodings'],
  'facts.unknown-encoding-near': [
    'there is no encoding "{encoding}"; the nearest are: {near}',
    '--encoding {first}, or another of those in: salesplan help encodings',
  ],
  'facts.unmarked-utf-16': [
    'this looks like {encoding} without a byte order mark (the first NUL is the byte at offset {byte})',
    '--encoding {name}',
  ],
};

export const readingPhrases: Phrases = {
  'progress.check': 'Checking {file}',
  'progress.decode': 'Converting {file}',
  'progress.unpack': 'Unpacking {file}',
  'progress.engine': 'Adding up',
  'progress.forecast': 'Forecasting',
  'progress.file-of': '{what} ({number}/{files})',
  'progress.working': '{what} ...',
  'progress.percent': '{what}: {percent}%',
  'progress.bytes': '{what}: {percent}%, {done} of {total} MB',
};
