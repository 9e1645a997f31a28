import { z } from 'zod';
import { LOCK_KINDS } from '../core/allocation/locks/lock.ts';
import { parseDecimal } from '../core/amount.ts';
import { parseDay } from '../core/calendar/day.ts';
import type { Finding } from '../core/finding.ts';
import { CLOSINGS, DIRECTIONS, METRIC_KINDS } from '../core/metrics/metric.ts';
import { TIES } from '../core/negotiation/policy.ts';
import { EVENT_KINDS, ON_LOCK } from '../core/reorganisation/event.ts';
import { schemaFindings } from './schema-findings.ts';
import { metric, rates, source, tax } from './sources-schema.ts';
import { readYaml } from './yaml-document.ts';

const text = z.string('folder.want-text');
const day = text.refine((value) => parseDay(value) !== undefined, 'folder.want-day');
const amount = text.refine((value) => parseDecimal(value) !== undefined, 'folder.want-amount');
const count = z.int('folder.want-whole-number').nonnegative('folder.want-whole-number');

const input = z.strictObject({
  file: text.min(1, 'folder.want-text'),
  // What a server gave has neither.
  sha256: text.regex(/^[0-9a-f]{64}$/, 'folder.want-sha256').exactOptional(),
  bytes: count.exactOptional(),
  rows: count.exactOptional(),
  role: z.enum(['history', 'locks', 'roster', 'weights', 'plan', 'calendar', 'market', 'moving-events']).exactOptional(),
});

/** A lock that was applied; `unit` as a path, a blank name in it for any unit of its level. */
const lock = z.strictObject({
  period: text,
  unit: text,
  kind: z.enum([...LOCK_KINDS, 'frozen']),
  amount,
  reason: text.exactOptional(),
  by: text.exactOptional(),
  until: day.exactOptional(),
  file: text.exactOptional(),
  line: count.exactOptional(),
});

/** A change of who sells what, as it was applied; shares are fractions of the whole, `kept` the part of a cut period. */
const event = z.looseObject({
  date: day,
  kind: z.enum(EVENT_KINDS),
  unit: text,
  to: z.array(z.strictObject({ unit: text, share: text })),
  cut: z.strictObject({ period: text, kept: count, days: count }).exactOptional(),
  on_lock: z.enum(ON_LOCK).exactOptional(),
  reason: text.exactOptional(),
});

const block = { unit: text, period: text };

/** Numbers from below, settled: by which policy, under which weights, and what held then. */
const settlement = z.looseObject({
  policy: text,
  tie: z.enum(TIES),
  unit: text.exactOptional(),
  weights: z.record(z.string(), text).exactOptional(),
  commitments: z.array(z.strictObject({ ...block, amount })),
  frozen: z.array(z.strictObject(block)).exactOptional(),
  locks: z.array(lock).exactOptional(),
  round_to: amount,
  reason: text.exactOptional(),
});

/** An event that the history was seen under, as it was stated. */
const statedEvent = z.looseObject({
  date: day,
  kind: z.enum(EVENT_KINDS),
  unit: text,
  to: z.array(z.strictObject({ unit: text, share: text.exactOptional(), customers: z.array(text).exactOptional() })),
});

/** What was made with a plan after it was decomposed: a change as it was written, or another kind of step by its name. */
const step = z.union(
  [text, z.strictObject({ event }), z.strictObject({ settlement }), z.strictObject({ frozen: z.array(lock) })],
  'folder.want-text',
);

/** What the settings said of the tables of a plan's metric, and which flags about tables were given beside it. */
const readFrom = z.looseObject({
  sources: z.record(z.string(), source),
  metrics: z.record(z.string(), metric),
  tax: tax.exactOptional(),
  rates: rates.exactOptional(),
  currency: text.exactOptional(),
  only: text.exactOptional(),
  decimals: count,
  given: z.record(z.string(), z.array(text)),
});

const rate = z.strictObject({
  currency: text,
  period: text.exactOptional(),
  rate: amount,
});

/** What the amounts of a plan are in, and at which plan rates local money counts in its groups. */
const money = z.strictObject({ home: text, rates: z.array(rate) });

/**
 * How one target, or a part of it, was decomposed. `today` is the day that it was, where the plan depends on it; `options` are the flags
 * that were in effect, by their names without dashes; `events` are those that history was seen under, `coming` those of its own period, `held` those that frozen amounts have already; `changes` are the steps that were made with
 * the plan since, in order. `kind`, `closing` and `at_most_one` stand there for a metric that is no plain sum. `buffer` says what is assigned
 * above it; `given` what a part had in each leaf period, and `changes_before` how many steps had been made by then. Loose: a later version
 * may say more, and what it said is kept.
 */
const decomposed = z.looseObject({
  total: amount,
  metric: text,
  kind: z.enum(METRIC_KINDS).exactOptional(),
  closing: z.enum(CLOSINGS).exactOptional(),
  at_most_one: z.boolean().exactOptional(),
  direction: z.enum(DIRECTIONS).exactOptional(),
  period: text,
  by: z.array(text).exactOptional(),
  basis: z.array(text).exactOptional(),
  method: z.array(text).exactOptional(),
  shape: text.exactOptional(),
  round_to: amount.exactOptional(),
  today: day.exactOptional(),
  options: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()], 'folder.want-text')).exactOptional(),
  locks: z.array(lock).exactOptional(),
  events: z.array(statedEvent).exactOptional(),
  coming: z.array(statedEvent).exactOptional(),
  held: z.array(statedEvent).exactOptional(),
  changes: z.array(step).exactOptional(),
  buffer: z.array(text).exactOptional(),
  read_from: readFrom.exactOptional(),
  money: money.exactOptional(),
  given: z.record(z.string(), amount).exactOptional(),
  changes_before: count.exactOptional(),
});

/** A target with the parts of it that were decomposed on their own, by their units as paths. */
const target = decomposed.extend({ parts: z.record(z.string(), decomposed).exactOptional() });

const planMeta = z.strictObject({
  schema: z.literal('salesplan/plan-meta@1'),
  version: text,
  revision: z.int('folder.want-whole-number').positive('folder.want-whole-number'),
  layer: z.literal('quota'),
  as_of: day.exactOptional(),
  today: day.exactOptional(),
  inputs: z.array(input),
  command: z.array(text),
  targets: z.record(z.string(), target),
});

/**
 * What stands beside `plan.csv`: which program version, inputs (SHA-256 and size in bytes) and flags made each target's rows.
 * Totals are the texts of exact decimals. No time of day: the same run gives the same bytes.
 */
export type PlanMeta = z.output<typeof planMeta>;

/** A step of a plan's record. */
export type StepRecord = z.output<typeof step>;
/** The record of the tables of a plan's metric. */
export type ReadFromRecord = z.output<typeof readFrom>;
/** The record of plan rates. */
export type MoneyRecord = z.output<typeof money>;
/** The record of a settlement. */
export type SettlementRecord = z.output<typeof settlement>;
/** The record of an event that history was seen under. */
export type StatedRecord = z.output<typeof statedEvent>;
/** The record of an event. */
export type EventRecord = z.output<typeof event>;
/** The record of a lock that was applied. */
export type LockRecord = z.output<typeof lock>;

/** Reads `plan.meta.json`; undefined, with all its problems, when it is not as it should be. */
export function readPlanMeta(content: string, file: string): { meta: PlanMeta | undefined; findings: readonly Finding[] } {
  const document = readYaml(content, file);
  if (!document.readable) return { meta: undefined, findings: document.findings };
  const parsed = planMeta.safeParse(document.value);
  if (parsed.success) return { meta: parsed.data, findings: document.findings };
  const findings = schemaFindings(parsed.error.issues, { document, knownKeys });
  return { meta: undefined, findings: [...document.findings, ...findings] };
}

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const shapes = { inputs: input.shape, targets: lock.shape };
  return Object.keys(shapes[path[0] as keyof typeof shapes] ?? planMeta.shape);
}
