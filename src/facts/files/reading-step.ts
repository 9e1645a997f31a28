/** What a long read is at, for whoever waits. */
export const READING_PHASES = ['unpack', 'check', 'decode', 'engine'] as const;
export type ReadingPhase = (typeof READING_PHASES)[number];

export interface ReadingStep {
  readonly phase: ReadingPhase;
  /** As the user named it; undefined while the engine reads all files at once. */
  readonly file?: string | undefined;
  /** Which file it is, from 1, of how many. */
  readonly number: number;
  readonly files: number;
  /** Bytes of the file; for the engine percent. */
  readonly done: number;
  /** 0 when it is not known how much there is to do. */
  readonly total: number;
}

/** Told of the bytes read of one file, several hundred times a second at most. */
export type WatchBytes = (phase: ReadingPhase, done: number) => void;
