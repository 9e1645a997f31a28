import type { Words } from '../locale/index.ts';
import { oneLine } from './cell.ts';
import { displayWidth } from './display-width.ts';

/** How far a long piece of work is, as a line of a terminal shows it. */
export interface Progress {
  /** The end of its phrase's key: `progress.check`. */
  readonly phase: string;
  readonly file?: string | undefined;
  readonly number: number;
  readonly files: number;
  /** Bytes of a file; without one, percent. */
  readonly done: number;
  /** 0 when it is not known. */
  readonly total: number;
}

const MEGABYTE = 1_000_000;

/** One line of fewer than `width` columns; where there is no room, the beginning of the file's name goes. */
export function progressText(progress: Progress, words: Words, width: number): string {
  const name = oneLine(progress.file ?? '');
  const whole = lineWith(name, progress, words);
  const excess = displayWidth(whole) - (width - 1);
  if (excess <= 0) return whole;
  return endingWithin(lineWith(shortened(name, excess), progress, words), width - 1);
}

function lineWith(file: string, progress: Progress, { phrase }: Words): string {
  const { phase, number, files, done, total } = progress;
  const work = phrase(`progress.${phase}`, { file });
  const what = files > 1 && progress.file !== undefined ? phrase('progress.file-of', { what: work, number, files }) : work;
  if (total <= 0) return phrase('progress.working', { what });
  const percent = Math.min(100, Math.floor((done / total) * 100));
  if (progress.file === undefined) return phrase('progress.percent', { what, percent });
  const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(total < 10 * MEGABYTE ? 1 : 0);
  return phrase('progress.bytes', { what, percent, done: megabytes(done), total: megabytes(total) });
}

/** The end of a name, some columns shorter. */
function shortened(name: string, excess: number): string {
  const letters = [...name];
  const width = displayWidth(name) - excess - 3;
  while (letters.length > 0 && displayWidth(letters.join('')) > width) letters.shift();
  return `...${letters.join('')}`;
}

function endingWithin(text: string, width: number): string {
  const letters = [...text];
  while (letters.length > 0 && displayWidth(letters.join('')) > width) letters.pop();
  return letters.join('');
}
