import { atScale, parseDecimal, power10 } from '../core/amount.ts';
import { refuse } from '../core/finding.ts';
import { groupBy } from '../core/group-by.ts';
import { inHomeMoney, localDecimals, type PlanMoney } from '../core/money/plan-money.ts';
import { moneyOfRecord } from '../plan-folder/money-record.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import { rescaledRows } from './plan-rows.ts';

interface PlanRows {
  readonly rows: readonly PlanRow[];
  readonly scale: number;
  readonly meta: PlanMeta | undefined;
}

/** The rates of a target with rows in local money; undefined for one without. Refuses local money without a record of its rates. */
export function moneyOfRows(rows: readonly PlanRow[], target: string, meta: PlanMeta | undefined): PlanMoney | undefined {
  const local = rows.find(({ currency }) => currency !== undefined);
  if (local === undefined) return undefined;
  const money = meta?.targets[target]?.money;
  if (money === undefined) throw refuse('money.no-record', { target, currency: local.currency ?? '' });
  return moneyOfRecord(money);
}

/** A plan file with every row in home money: of local money the exact products at the rates that the plan was made with. */
export function homeTable<Table extends PlanRows>(table: Table): Table {
  if (table.rows.every(({ currency }) => currency === undefined)) return table;
  const parts = [...groupBy(table.rows, ({ target }) => target)].map(([target, rows]) => {
    const money = moneyOfRows(rows, target, table.meta);
    return money ? inHomeMoney({ cells: rows, scale: table.scale }, money) : { cells: rows, scale: table.scale };
  });
  const scale = Math.max(...parts.map((part) => part.scale));
  return { ...table, scale, rows: parts.flatMap((part) => [...rescaledRows(part.cells, part.scale, scale)]) };
}

/**
 * By how much the exact products of each target may be off what was broken down, at a scale: half the smallest unit of each currency x its
 * rate; where its rates differ, a rounding unit in each of its periods; under locks half the smallest unit of home money besides.
 */
export function localSlack({ rows, meta }: PlanRows, { at, decimals }: SlackScales): ReadonlyMap<string, bigint> {
  const slack = new Map<string, bigint>();
  for (const [target, own] of groupBy(rows, ({ target }) => target)) {
    const money = moneyOfRows(own, target, meta);
    const made = meta?.targets[target];
    // What is fixed makes the rest of home money finer than its units, and so it is rounded once more itself.
    const rest = isHeld(made) ? power10(at - decimals) / 2n : 0n;
    if (money) slack.set(target, slackOf(money, { at, decimals, roundTo: made?.round_to }) + rest);
  }
  return slack;
}

function isHeld(made: PlanMeta['targets'][string] | undefined): boolean {
  return (made?.locks?.length ?? 0) > 0 || made?.options?.['growth'] !== undefined;
}

/** The scale of the result, and the decimals of home money. */
interface SlackScales {
  readonly at: number;
  readonly decimals: number;
}

interface SlackForm extends SlackScales {
  readonly roundTo: string | undefined;
}

function slackOf({ rates }: PlanMoney, { at, decimals, roundTo = '0' }: SlackForm): bigint {
  const step = atScale(parseDecimal(roundTo) ?? { coefficient: 0n, scale: 0 }, at) ?? 0n;
  return rates.reduce((sum, { currency, period, rate }) => {
    const unit = power10(at - localDecimals(currency, decimals));
    const left = period === undefined ? unit : 2n * (unit > step ? unit : step);
    return sum + (left * rate.coefficient) / (2n * power10(rate.scale)) + 1n;
  }, 0n);
}
