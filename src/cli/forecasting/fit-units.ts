import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { UnitFit } from '../../core/forecasting/calibration/fit-unit.ts';
import type { PanelPlan, PanelUnit } from '../../core/forecasting/panel.ts';
import { type Chunk, type FittedChunk, fitChunk } from './fit-chunk.ts';

export interface FitHow {
  /** Threads at most; without it as many as the machine runs at once, but no more than `MOST_THREADS`. */
  readonly threads?: number | undefined;
  /** Told how many units are fitted. */
  readonly fitted?: ((units: number) => void) | undefined;
}

/** Each thread takes some 40 MB. */
const MOST_THREADS = 8;
/** Starting threads takes longer than fitting fewer units. */
const LEAST_UNITS = 24;
/** Units that a thread takes over at a time: enough for its messages to cost nothing, few enough for the last one not to be waited for. */
const CHUNK = 8;

/** Fits in the order of the units, the same whatever the number of threads. Where there is no built worker, in this thread. */
export async function fitUnits(units: readonly PanelUnit[], plan: PanelPlan, how: FitHow = {}): Promise<readonly UnitFit[]> {
  const chunks = Array.from({ length: Math.ceil(units.length / CHUNK) }, (_, at): Chunk => {
    return { from: at * CHUNK, units: units.slice(at * CHUNK, (at + 1) * CHUNK), plan };
  });
  const threads = Math.min(how.threads ?? Math.min(availableParallelism(), MOST_THREADS), chunks.length);
  const worker = threads > 1 && units.length >= LEAST_UNITS ? builtWorker() : undefined;
  const fits: UnitFit[] = [];
  let count = 0;
  const take = (done: FittedChunk) => {
    for (const [at, fit] of done.fits.entries()) fits[done.from + at] = fit;
    count += done.fits.length;
    how.fitted?.(count);
  };
  await (worker === undefined ? fitHere(chunks, take) : fitInThreads(chunks, { worker, threads, take }));
  return fits;
}

type Take = (done: FittedChunk) => void;

/** Signals and the progress line get their turn between chunks. */
async function fitHere(chunks: readonly Chunk[], take: Take): Promise<void> {
  for (const chunk of chunks) {
    take(fitChunk(chunk));
    await nextTurn();
  }
}

async function fitInThreads(chunks: readonly Chunk[], { worker, threads, take }: { worker: URL; threads: number; take: Take }) {
  const left = [...chunks].reverse();
  const workers = Array.from({ length: threads }, () => new Worker(worker));
  try {
    await Promise.all(workers.map((one) => keepBusy(one, left, take)));
  } finally {
    await Promise.all(workers.map((one) => one.terminate()));
  }
}

/** Gives a thread the next chunk as long as there is one. What fails there fails here. */
function keepBusy(worker: Worker, left: Chunk[], take: Take): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const chunk = left.pop();
      if (chunk === undefined) resolve();
      else worker.postMessage(chunk);
    };
    worker.on('error', reject);
    worker.on('messageerror', reject);
    worker.on('exit', (code) => reject(new Error(`a forecasting thread ended with code ${code}`)));
    worker.on('message', (done: FittedChunk) => {
      take(done);
      next();
    });
    next();
  });
}

/** This code lies in dist or in dist/chunks; the worker lies in dist. Sources have none. */
function builtWorker(): URL | undefined {
  return ['./forecast-worker.js', '../forecast-worker.js']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
}
