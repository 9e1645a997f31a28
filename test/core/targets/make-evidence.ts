import { parseDecimal } from '../../../src/core/amount.ts';
import { parseDay } from '../../../src/core/calendar/day.ts';
import { parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import { USUAL_BAND } from '../../../src/core/capacity/band.ts';
import { defaultMetric, type Metric } from '../../../src/core/metrics/metric.ts';
import type { SmartEvidence, TargetCapacity, TargetHistory } from '../../../src/core/targets/evidence.ts';
import type { Gap } from '../../../src/core/targets/gap.ts';
import { SMART_RULES } from '../../../src/core/targets/rules/index.ts';
import type { Judgement } from '../../../src/core/targets/smart-rule.ts';
import type { Target } from '../../../src/core/targets/target.ts';
import { smart } from '../../../src/locale/en/smart.ts';
import type { Messages } from '../../../src/locale/message.ts';

const messages: Messages = smart;

export const decimal = (text: string) => parseDecimal(text) ?? never(text);
export const day = (text: string) => parseDay(text) ?? never(text);
export const period = (text: string) => parsePeriod(text, { startMonth: 1, name: 'end' }) ?? never(text);

function never(text: string): never {
  throw new Error(`a test says ${text}`);
}

interface Said {
  readonly value?: string;
  readonly floor?: string;
  readonly stretch?: string;
  readonly baseline?: string;
  readonly period?: string;
}

type Rest = Partial<Omit<Target, keyof Said>>;

/** A target of 2026 for the whole, 5,200,000 unless said otherwise; a value of `''` is none. */
export function target({
  value = '5200000',
  floor,
  stretch,
  baseline,
  period: label = '2026',
  ...rest
}: Said & Rest = {}): Target {
  const number = (text: string | undefined) => (text === undefined || text === '' ? undefined : decimal(text));
  return {
    ...{ id: 'T1', title: '', metric: defaultMetric('revenue'), unit: [], owner: '', supports: [], effectiveFrom: undefined },
    ...{
      period: period(label),
      value: number(value),
      floor: number(floor),
      stretch: number(stretch),
      baseline: number(baseline),
    },
    ...rest,
  };
}

export const ratio = (name: string, rest: Partial<Metric> = {}): Metric => ({ ...defaultMetric(name), kind: 'ratio', ...rest });

const NO_HISTORY: Gap = { code: 'smart.no-history' };

/** Nothing is known, on 2025-12-20, but what is said. */
export function evidence(said: Partial<SmartEvidence> = {}): SmartEvidence {
  return {
    ...{ today: day('2025-12-20'), targets: [], goals: undefined, milestones: [], units: undefined, ratios: [], decimals: 2 },
    ownerOf: () => '',
    definitionOf: () => ({ isKnown: true, known: ['revenue'], source: undefined, definition: undefined, isUsual: false }),
    ...{ historyOf: () => NO_HISTORY, outlookOf: () => NO_HISTORY, capacityOf: () => undefined },
    ...said,
  };
}

/** Years before 2026, the last one first. */
export function history(...values: string[]): TargetHistory {
  const years = values.map((value, at) => ({ label: String(2025 - at), before: at + 1, value: decimal(value) }));
  return { years: years.reverse(), reached: undefined };
}

/** Odds that are the same for whatever value. */
export function outlook(odds: number) {
  return { method: 'mean', confidence: 'calibrated' as const, baseline: decimal('4700000'), odds: () => odds };
}

export function capacity(amount: string, without = 0): TargetCapacity {
  return { amount: decimal(amount), without, units: 3, band: USUAL_BAND };
}

/** What one rule says; nothing where it does not apply. */
export function say(name: string, judged: Target, known: SmartEvidence = evidence()): readonly Judgement[] {
  const rules = SMART_RULES.filter((rule) => rule.name === name);
  if (rules.length !== 1) throw new Error(`${rules.length} rules are named ${name}`);
  const said = rules.flatMap((rule) => (rule.applies(judged, known) ? rule.judge(judged, known) : []));
  for (const { code, values } of said) {
    const asked = (messages[code] ?? never(code)).join(' ').match(/\{\w+\}/g) ?? [];
    const missing = asked.filter((placeholder) => !Object.hasOwn(values, placeholder.slice(1, -1)));
    if (missing.length > 0) never(`${code} without ${missing.join(', ')}`);
  }
  return said;
}

/** The results and codes alone. */
export function results(name: string, judged: Target, known?: SmartEvidence): string[] {
  return say(name, judged, known).map(({ result, code }) => `${result} ${code}`);
}
