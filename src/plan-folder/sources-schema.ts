import { z } from 'zod';
import { CLOSINGS, COLLECTION_DEFINITIONS, COUNTED, DIRECTIONS, METRIC_KINDS } from '../core/metrics/metric.ts';

const text = z.string('folder.want-text').min(1, 'folder.want-text');
const texts = z.array(text).default([]);
/** A number as YAML has it or as text: `13%`, 0.13, 7.1. */
const number = z.union([z.string(), z.number()], 'folder.want-amount').transform(String);
const count = z.int('folder.want-whole-number').min(1, 'folder.want-whole-number');
const oneOrMore = z.union([text.transform((name) => [name]), z.array(text).min(1, 'folder.want-text')]);

/** One of `sources`: where a table of facts is, and how it is read. */
export const source = z.strictObject({
  files: texts,
  address: text.exactOptional(),
  query: text.exactOptional(),
  credentials: text.exactOptional(),
  preset: text.exactOptional(),
  columns: z.record(z.string(), text).default({}),
  where: texts,
  encoding: text.exactOptional(),
  delimiter: text.exactOptional(),
  header_row: count.exactOptional(),
  header_rows: z.int().min(1).max(2).exactOptional(),
  fill_down: texts,
  table: z.enum(['long', 'wide']).exactOptional(),
  sheet: z.union([z.string(), z.number()]).transform(String).exactOptional(),
  range: text.exactOptional(),
  date_format: z.enum(['ymd', 'dmy', 'mdy']).exactOptional(),
  tax: z.enum(['inclusive', 'exclusive']).exactOptional(),
  tax_rate: text.exactOptional(),
  currency: text.exactOptional(),
});

/** A rate from a day on; without a day it is the first. */
export const taxRate = z.strictObject({ from: text.exactOptional(), rate: number });

/** `tax`: the basis that amounts are wanted on, and the rates from their days on. */
export const tax = z.strictObject({
  basis: z.enum(['inclusive', 'exclusive']).exactOptional(),
  rates: z.array(taxRate).default([]),
  rounding: z.enum(['row', 'sum']).default('row'),
});

/** `rates`: what a unit of a foreign currency is worth, by its code; a file holds rates by period. */
export const rates = z.strictObject({
  plan: z.record(z.string(), number).default({}),
  actual: z.record(z.string(), number).default({}),
  file: text.exactOptional(),
});

/** One of `metrics`: what its values are made of and how they go together. */
export const metric = z.strictObject({
  kind: z.enum(METRIC_KINDS).default('flow'),
  closing: z.enum(CLOSINGS).default('last'),
  at_most_one: z.boolean().default(false),
  numerator: text.exactOptional(),
  denominator: text.exactOptional(),
  direction: z.enum(DIRECTIONS).default('higher'),
  source: oneOrMore.exactOptional(),
  amount: text.exactOptional(),
  date: text.exactOptional(),
  where: texts,
  share: text.exactOptional(),
  tax: z.enum(['inclusive', 'exclusive']).exactOptional(),
  money: z.boolean().default(true),
  formula: text.exactOptional(),
  count: z.enum(COUNTED).exactOptional(),
  definition: z.enum(COLLECTION_DEFINITIONS).exactOptional(),
  look_back: count.exactOptional(),
  top_box: number.exactOptional(),
  min_answers: count.exactOptional(),
  period: text.exactOptional(),
  levels: texts,
  days_since: text.exactOptional(),
  snapshot: text.exactOptional(),
  pipeline: text.exactOptional(),
  weighted_pipeline: text.exactOptional(),
  gap_of: text.exactOptional(),
});

/** A source as the settings have it. */
export type SourceSettings = z.output<typeof source>;
/** A metric as the settings have it. */
export type MetricSettings = z.output<typeof metric>;
export type TaxSettings = z.output<typeof tax>;
export type RateSettings = z.output<typeof rates>;
