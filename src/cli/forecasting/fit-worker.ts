// The second entry point of the build: what a thread runs.
import { parentPort } from 'node:worker_threads';
import { type Chunk, fitChunk } from './fit-chunk.ts';

parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(fitChunk(chunk)));
