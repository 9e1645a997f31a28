import { refuse } from '../core/finding.ts';
import type { Words } from '../locale/index.ts';

/** The topics of `help`; their texts are in the catalogue. */
export const TOPICS = [
  'periods',
  'units',
  'numbers',
  'methods',
  'locks',
  'forecasts',
  'targets',
  'suggest',
  'selling',
  'organisation',
  'calendar',
  'encodings',
  'files',
  'sources',
  'measures',
  'prorate',
  'analysis',
  'exit-codes',
  'environment',
] as const;

/** The page of a topic; without one the list of topics. */
export function helpText(topic: string | undefined, { commands, words }: { commands: readonly string[]; words: Words }): string {
  if (topic === undefined) return `${words.phrase('help.topics', { topics: TOPICS.join(' ') })}\n`;
  if (!TOPICS.some((name) => name === topic))
    throw refuse('cli.no-topic', { topic, topics: [...TOPICS, ...commands].join(', ') });
  return `${words.phrase(`topic.${topic}`)}\n`;
}
