import { z } from 'zod';
import { parseDecimal } from '../core/amount.ts';
import { parseDay } from '../core/calendar/day.ts';
import type { Finding } from '../core/finding.ts';
import { schemaFindings } from './schema-findings.ts';
import { readYaml } from './yaml-document.ts';

const text = z.string('folder.want-text');
const day = text.refine((value) => parseDay(value) !== undefined, 'folder.want-day');
const amount = text.refine((value) => parseDecimal(value) !== undefined, 'folder.want-amount');
const count = z.int('folder.want-whole-number').nonnegative('folder.want-whole-number');

const input = z.strictObject({
  file: text.min(1, 'folder.want-text'),
  sha256: text.regex(/^[0-9a-f]{64}$/, 'folder.want-sha256'),
  bytes: count,
  rows: count.exactOptional(),
});

/** How one target was decomposed. Loose: a later version may say more, and what it said is kept. */
const target = z.looseObject({
  total: amount,
  metric: text,
  period: text,
  by: z.array(text).exactOptional(),
  basis: z.array(text).exactOptional(),
  method: z.array(text).exactOptional(),
  shape: text.exactOptional(),
  round_to: amount.exactOptional(),
});

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
  return Object.keys(path[0] === 'inputs' ? input.shape : planMeta.shape);
}
