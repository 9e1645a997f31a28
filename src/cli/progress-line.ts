import process from 'node:process';
import type { Progress } from '../render/progress-text.ts';
import type { Context } from './context.ts';

/** A line on stderr that shows how far a reading or a forecast is, for people who wait at a terminal. */
export interface ProgressLine {
  /** Undefined where nobody would see it. */
  readonly step: ((step: Progress) => void) | undefined;
  /** Takes the line away; must be called before anything else is written. */
  clear(): void;
}

/** Short work shows nothing. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;
const USUAL_WIDTH = 80;
const TO_START = '\r';
const ERASE = '\r\u001b[K';

/** The line for work that begins now. Pipes, CI, `--quiet` and terminals that cannot erase get none. */
export async function progressLine(context: Context): Promise<ProgressLine> {
  const { look, env, stderr } = context;
  const seen = stderr.isTTY === true && !look.quiet && !env.CI && env.TERM !== 'dumb';
  if (!seen) return { step: undefined, clear: () => undefined };
  const { progressText } = await import('../render/progress-text.ts');
  let due = performance.now() + PATIENCE_MS;
  let shown = '';
  const clear = () => {
    process.off('exit', clear);
    if (shown !== '') stderr.write(ERASE);
    shown = '';
  };
  const step = (progress: Progress) => {
    const now = performance.now();
    if (now < due) return;
    due = now + INTERVAL_MS;
    const text = progressText(progress, context.words, stderr.columns || USUAL_WIDTH);
    if (text === shown) return;
    // Also when a signal ends the run.
    if (shown === '') process.once('exit', clear);
    stderr.write(`${shown === '' ? TO_START : ERASE}${text}`);
    shown = text;
  };
  return { step, clear };
}
