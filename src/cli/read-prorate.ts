import type { Span } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import type { Totals } from '../core/totals.ts';
import {
  byDays,
  CALENDAR_RULE,
  PRORATE_RULES,
  type ProrateName,
  type ProrateRule,
} from '../core/variance/prorate/prorate-rule.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import type { FlagName } from './flags.ts';
import type { OptionReader } from './option-reader.ts';
import { type AlignChoice, withYearsBefore } from './read-align.ts';
import { type DaySite, readDayCounting } from './read-calendar.ts';
import { readFacts } from './read-facts.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Reading } from './reading-options.ts';

/** The flags that each rule has a use for. */
const READS: Readonly<Record<ProrateName, readonly FlagName[]>> = {
  calendar: [],
  working: ['calendar'],
  weekday: ['history'],
  history: ['history', 'calendar'],
};

/** How a period in part is to count, as flags and folder say it. */
export interface ProrateChoice {
  readonly name: ProrateName;
  /** Whether a person said it, and not the folder. */
  readonly isGiven: boolean;
  readonly calendar: string | undefined;
  readonly history: readonly string[];
}

/** Reads `--prorate` (by calendar days where nothing says it), with `--calendar` and `--history`, which its rules read. */
export function readProrateChoice(reader: OptionReader, { align }: Pick<AlignChoice, 'align'>): ProrateChoice {
  const name = reader.choice('prorate', PRORATE_RULES) ?? 'calendar';
  const read = align === 'workdays' ? [...READS[name], 'calendar'] : READS[name];
  for (const flag of ['calendar', 'history'] as const)
    if (reader.typed(flag) && !read.includes(flag)) reader.fail(flag, 'prorate.no-use', { rule: name });
  return {
    name,
    isGiven: reader.given('prorate'),
    calendar: reader.text('calendar'),
    history: reader.list('history'),
  };
}

/**
 * The rule's name for this plan. What is no amount that adds up is never pro-rated and has calendar days: a rule of the folder is not
 * for it, one that a person names is refused.
 */
export function prorateName({ name, isGiven }: ProrateChoice, { definition, metric }: ReadPlan): ProrateName {
  const { kind } = definition;
  if (kind === 'flow' || name === 'calendar') return name;
  if (isGiven) throw refuse('metric.flag-not-of-kind', { flag: `--prorate ${name}`, metric, kind });
  return 'calendar';
}

/** Where the rules find what they read. */
export interface ProrateSite {
  readonly plan: ReadPlan;
  /** The days of the plan. */
  readonly span: Span;
  readonly reading: Reading;
  /** Rows by day that were read already: the history where none is named. */
  readonly actuals: Totals;
  readonly folder: PlanFolder | undefined;
}

type ReadRule = (choice: ProrateChoice, site: ProrateSite, context: Context) => Promise<ProrateRule>;

const READ_RULE: Readonly<Record<ProrateName, ReadRule>> = {
  calendar: async () => CALENDAR_RULE,
  working: async ({ calendar }, { folder, span }, context) =>
    byDays('working', await countWorking(calendar, { folder, span, context })),
  weekday: async (choice, site, context) => {
    const { weekdayRule } = await import('../core/variance/prorate/history-rules.ts');
    const { rule, findings } = weekdayRule({ history: await historyOf(choice, site, context), before: site.span.start });
    await report(context, findings);
    return rule;
  },
  history: async (choice, site, context) => {
    const { historyRule } = await import('../core/variance/prorate/history-rules.ts');
    const history = await historyOf(choice, site, context);
    const { folder, span } = site;
    const countDays = await countWorking(choice.calendar, { folder, span: withYearsBefore(span, YEARS_READ), context });
    const { rule, findings } = historyRule({ history, before: site.span.start, countDays });
    await report(context, findings);
    return rule;
  },
};

/** Reads the calendar or the history that a rule needs. Refuses what it cannot go by. */
export async function readProrate(choice: ProrateChoice, site: ProrateSite, context: Context): Promise<ProrateRule> {
  return READ_RULE[prorateName(choice, site.plan)](choice, site, context);
}

/** The years before the plan that the booking curve is made of. */
const YEARS_READ = 2;

async function countWorking(calendar: string | undefined, site: DaySite) {
  return (await readDayCounting({ days: 'working', calendar }, site)).countDays;
}

async function historyOf({ history: files }: ProrateChoice, { plan, reading, actuals }: ProrateSite, context: Context) {
  if (files.length === 0) return actuals;
  const own = { ...reading, rejects: undefined };
  const { totals } = await readFacts({ files, reading: own, levels: [], grain: 'day', metric: plan.metric }, context);
  return totals;
}
