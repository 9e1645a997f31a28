import { z } from 'zod';
import { DISPLAY_UNITS, parseDecimal } from '../core/amount.ts';
import { parseGrain } from '../core/calendar/parse-period.ts';
import { type FiscalYear, GRAINS, type Grain } from '../core/calendar/period.ts';
import { STANCES } from '../core/targets/suggest/stance.ts';
import { metric, rates, source, tax } from './sources-schema.ts';

const text = z.string('folder.want-text').min(1, 'folder.want-text');
const texts = z.array(text).default([]);

/** A number, kept as the text of an exact decimal: `0.01`, `1万`. */
const decimal = z
  .union([z.string(), z.number()], 'folder.want-amount')
  .transform(String)
  .refine((value) => (parseDecimal(value)?.coefficient ?? 0n) > 0n, 'folder.want-amount');

const currency = z.strictObject({
  code: z
    .string('folder.want-currency')
    .regex(/^[A-Z]{3}$/, 'folder.want-currency')
    .exactOptional(),
  decimals: z.int('folder.want-decimals').min(0, 'folder.want-decimals').max(6, 'folder.want-decimals').default(2),
  leaves: z.enum(['local', 'home']).exactOptional(),
});

const fiscal = z.strictObject({
  start: z.int('folder.want-month').min(1, 'folder.want-month').max(12, 'folder.want-month').default(1),
  name: z.enum(['start', 'end']).default('end'),
});

/** A number as YAML has it or as text, or the name of a metric. */
const numberOrMetric = z.union([z.string(), z.number()], 'folder.want-text').transform(String);

const funnelStage = z.strictObject({
  name: text,
  of: text.exactOptional(),
  rate: numberOrMetric.exactOptional(),
  effort: numberOrMetric.exactOptional(),
  days: numberOrMetric.exactOptional(),
});

const funnel = z.strictObject({
  order_value: numberOrMetric.exactOptional(),
  stages: z.array(funnelStage).default([]),
  least: z.int('folder.want-whole-number').min(1, 'folder.want-whole-number').default(5),
});

const status = z.strictObject({
  green: decimal.prefault('1'),
  amber: decimal.prefault('0.9'),
  early: decimal.prefault('0.2'),
});

const stance = z.enum(STANCES, 'folder.want-stance');

const grain = z.enum([...GRAINS, '年', '半年', '季度', '月', '周', '日']).transform((word) => parseGrain(word) as Grain);

/** `salesplan.yaml`. A description is the comment that is written above its key. */
export const settingsSchema = z.strictObject({
  version: z.literal(1).describe('of this file format'),
  currency: currency.prefault({}).describe('amounts in CSV files have its decimals'),
  lang: z.enum(['en', 'zh-CN']).exactOptional().describe('language of messages and tables: en or zh-CN'),
  history: texts.describe('files or globs, relative to this folder'),
  actual: texts.describe('files or globs of what was sold in the planned period'),
  org: text.exactOptional().describe('the roster of units; organisation.csv is found without it'),
  locks: text.exactOptional().describe('what people decided about nodes of the plan; locks.csv is found without it'),
  columns: z.record(z.string(), text).default({}).describe('which column holds the date, the amount, a metric or a level'),
  levels: texts.describe('organisation levels, outermost first'),
  where: texts.describe('rows that count, such as 状态=已完成'),
  metric: text.default('revenue').describe('what is planned when --metric is not given'),
  grains: z.array(grain).default(['quarter', 'month']).describe('periods that a plan is split into'),
  basis: texts.describe('what a plan is split by, such as last-year or time=working-days'),
  method: texts.describe('how the basis becomes a plan, such as growth:+8% or time=pattern:4,4,5'),
  shape: z.enum(['own', 'parent', 'company', 'shrunk']).exactOptional().describe('whose seasonal shape a unit gets'),
  round_to: decimal.exactOptional().describe('planned amounts are multiples of it'),
  fiscal: fiscal.prefault({}).describe('first month of the fiscal year, and whether it is named by its start or its end'),
  prorate: z.enum(['calendar', 'working', 'weekday', 'history']).exactOptional().describe('how a period counts in part'),
  status: status.prefault({}).describe('pace from which a plan is green or amber; early is the share of days before a verdict'),
  on_negative: z.enum(['zero', 'error']).exactOptional().describe('what negative history counts as'),
  on_zero_basis: z.enum(['error', 'equal', 'parent']).exactOptional().describe('how a unit without history gets its share'),
  sources: z
    .record(z.string(), source)
    .default({})
    .describe('tables of facts by name: files or an address, columns, tax, currency'),
  tax: tax.exactOptional().describe('with or without tax: the basis of plans, and the rates from their days on'),
  rates: rates.exactOptional().describe('what foreign currencies are worth: plan and actual rates by code, or a file'),
  metrics: z.record(z.string(), metric).default({}).describe('metrics by name: kind, source, amount, formula, count, direction'),
  roles: z
    .record(z.string(), z.record(z.string(), decimal))
    .default({})
    .describe('what a role weighs, by metric: senior: {revenue: 1.2}'),
  ramp_clock: text.exactOptional().describe('how a ramp counts: tenure, or calendar:15 (who starts by the 15th counts)'),
  days: z
    .enum(['calendar', 'working'])
    .exactOptional()
    .describe('by which days a part of a period counts when people come and go'),
  calendar: text
    .exactOptional()
    .describe('holidays and worked weekends: china, or a file; calendar.csv is found without it, and goes on top of china'),
  moving_events: text.exactOptional().describe('festivals, fairs and sales by date; moving-events.csv is found without it'),
  align: z
    .enum(['holiday', 'workdays'])
    .exactOptional()
    .describe('how last year is compared: by moving holidays or working days'),
  events: text.exactOptional().describe('who left, joined, moved, was split, merged or renamed; events.csv is found without it'),
  capacity: text.exactOptional().describe('what units can do in a period; capacity.csv is found without it'),
  goals: text.exactOptional().describe('strategy and the targets that serve it; goals.csv is found without it'),
  market: text.exactOptional().describe('size and growth of markets; market.csv is found without it'),
  competitors: text.exactOptional().describe('what competitors have of markets; competitors.csv is found without it'),
  notes: texts.describe('Markdown files that go with the plan, such as notes/swot.md'),
  band: text.exactOptional().describe('capacity / quota that is right, such as 0.9..1.15'),
  buffer: texts.describe('what is assigned above the quota, by level: 区域=3%'),
  stance: z
    .union([stance, z.record(text, stance)], 'folder.want-stance')
    .exactOptional()
    .describe('how units mean to grow, attack, hold or harvest: one word for all, or by unit: {华东: attack}'),
  funnel: funnel
    .exactOptional()
    .describe('from deals back to visits: order value, stages with rate, effort and days, by number or metric'),
  show_in: z.enum(DISPLAY_UNITS).exactOptional().describe('unit of amounts in tables; files hold plain numbers'),
});

/** The settings as read: every key that has a default is there. Amounts and rates are the texts of exact decimals. */
export type Settings = z.output<typeof settingsSchema>;

/** The settings of a run without a folder: nothing but defaults. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({ version: 1 });
}

/** The fiscal year in core's terms. */
export function fiscalYear(settings: Settings): FiscalYear {
  return { startMonth: settings.fiscal.start, name: settings.fiscal.name };
}

/** JSON Schema (2020-12) of `salesplan.yaml`, for completion and checks in editors. */
export function settingsJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(settingsSchema, { io: 'input' }), title: 'salesplan.yaml' };
}
