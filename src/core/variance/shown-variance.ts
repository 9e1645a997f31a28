import { type DisplayUnit, displayPower, divideRounded, power10 } from '../amount.ts';
import { rollUpUnits } from '../arrange.ts';
import type { Period } from '../calendar/period.ts';
import { type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import { SHOWN_DECIMALS, shownCells } from '../show-in.ts';
import { buildTree } from '../tree.ts';
import type { VarianceFigures } from './measures.ts';
import type { Variance, VarianceRow } from './variance.ts';

/** A row with the amounts that people see; ratios and status stay those of the exact figures. */
export interface ShownRow extends VarianceRow {
  readonly shown: VarianceFigures;
}

const OPTIONAL = ['booked', 'pipeline', 'weightedPipeline'] as const;
type AmountName = 'plan' | 'planToDate' | 'actual' | 'lastYear' | (typeof OPTIONAL)[number];

/** Every row's amounts in a display unit; each column of each period is rounded so that it still adds up. */
export function shownVariance({ units, rows }: Variance, unit: DisplayUnit): ShownRow[] {
  const width = units.nodes.length;
  const shown: ShownRow[] = [];
  for (let from = 0; from < rows.length; from += width) {
    shown.push(...shownPeriod(units, rows.slice(from, from + width), unit));
  }
  return shown;
}

function shownPeriod(units: UnitTree, rows: readonly VarianceRow[], unit: DisplayUnit): ShownRow[] {
  const column = (name: AmountName) => roundedColumn(units, { rows, name, unit });
  const [plan, planToDate, actual, lastYear] = [column('plan'), column('planToDate'), column('actual'), column('lastYear')];
  const known = OPTIONAL.filter((name) => rows.some(({ figures }) => figures[name] !== undefined));
  const further = known.map((name) => [name, column(name)] as const);
  return rows.map((row, i) => ({
    ...row,
    shown: {
      ...row.figures,
      scale: SHOWN_DECIMALS,
      plan: plan[i] as bigint,
      planToDate: planToDate[i] as bigint,
      actual: actual[i] as bigint,
      lastYear: row.figures.lastYear === undefined ? undefined : (lastYear[i] as bigint),
      ...Object.fromEntries(further.map(([name, amounts]) => [name, amounts[i] as bigint])),
      home: row.figures.home && eachInUnit(row.figures.home, unit),
    },
  }));
}

/** Amounts of home money, each rounded by itself: the rows beside them are in other money. */
function eachInUnit(figures: VarianceFigures, unit: DisplayUnit): VarianceFigures {
  const names = ['plan', 'planToDate', 'actual', 'lastYear', ...OPTIONAL] as const;
  const amounts = names.flatMap((name) => {
    const amount = figures[name];
    return amount === undefined ? [] : [[name, inUnit(amount, figures.scale, unit)] as const];
  });
  return { ...figures, ...Object.fromEntries(amounts), scale: SHOWN_DECIMALS };
}

function inUnit(amount: bigint, scale: number, unit: DisplayUnit): bigint {
  const power = displayPower(unit) + scale - SHOWN_DECIMALS;
  return power <= 0 ? amount * power10(-power) : divideRounded(amount, power10(power));
}

interface ColumnRequest {
  readonly rows: readonly VarianceRow[];
  readonly name: AmountName;
  readonly unit: DisplayUnit;
}

/**
 * One amount of every unit node in the display unit: leaves rounded together, nodes added up; each by itself where the leaves are
 * not all, as with the pipeline of units that the plan does not know.
 */
function roundedColumn(units: UnitTree, { rows, name, unit }: ColumnRequest): BigInt64Array {
  const [first] = rows as [VarianceRow];
  const periods = buildTree<Period>(first.period, () => []);
  const values = units.leaves.map((node) => rows[node]?.figures[name] ?? 0n);
  const sums = rollUpUnits(units, BigInt64Array.from(values), 1);
  if (rows.some(({ figures }, node) => figures[name] !== undefined && figures[name] !== sums[node])) {
    const alone = (amount: bigint) =>
      shownCells({ units: unitTree([], []), periods }, [amount], { scale: first.figures.scale, unit });
    return BigInt64Array.from(rows, ({ figures }) => alone(figures[name] ?? 0n)[0] as bigint);
  }
  return rollUpUnits(units, shownCells({ units, periods }, values, { scale: first.figures.scale, unit }), 1);
}
