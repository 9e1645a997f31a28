import { periodAt } from '../../src/core/calendar/period.ts';
import { periodTree } from '../../src/core/calendar/period-tree.ts';
import { emptyGrid } from '../../src/core/grid.ts';
import { defaultMetric } from '../../src/core/metrics/metric.ts';
import { SUMS } from '../../src/core/metrics/roll-up.ts';
import { unitTree } from '../../src/core/organisation/unit-tree.ts';
import { PLAN_CHECKS } from '../../src/core/plan-checks.ts';
import { DEFAULT_THRESHOLDS } from '../../src/core/variance/measures.ts';
import { AMOUNT_MEASURES, ratioMeasures } from '../../src/core/variance/row-measures.ts';
import type { Words } from '../../src/locale/index.ts';
import { type Sheet, wholeSheet } from '../../src/render/sheet.ts';
import { checksSheet } from '../../src/report/checks-sheet.ts';
import { customersSheet } from '../../src/report/customers-sheet.ts';
import { historySheet } from '../../src/report/history-sheet.ts';
import { importSheet } from '../../src/report/import-sheet.ts';
import { managerSheet } from '../../src/report/manager-sheet.ts';
import { milestonesSheet } from '../../src/report/milestones-sheet.ts';
import { tidyPlanSheet, widePlanSheet } from '../../src/report/plan-sheet.ts';
import { smartSheet, smartTable } from '../../src/report/smart-sheet.ts';
import { targetsSheet } from '../../src/report/targets-sheet.ts';
import { varianceSheet } from '../../src/report/variance-sheet.ts';

/** Every sheet there is, with next to nothing in it, for its title and its labels. */
export function everySheet(words: Words): Sheet[] {
  const units = unitTree([], [[]]);
  const { tree: periods } = periodTree(periodAt('month', 20_000, undefined), [], undefined);
  const grid = emptyGrid({ units, periods, scale: 2 });
  const plan = {
    target: 'T1',
    metric: 'revenue',
    layer: 'quota',
    revision: 1,
    decimals: 2,
    definition: defaultMetric('revenue'),
    rollUp: SUMS,
    unit: '万元',
  };
  const checks = ['files', ...PLAN_CHECKS.map(({ name }) => name)].map((name) => ({ name, isMade: true, findings: [] }));
  const variance = {
    ...plan,
    asOf: 20_000,
    prorate: 'calendar',
    thresholds: DEFAULT_THRESHOLDS,
    levels: [],
    dataThrough: undefined,
    measures: AMOUNT_MEASURES,
  };
  const stock = { ...plan, period: '2026', rollUp: { time: 'mean', org: 'sum' } } as const;
  const closing = (name: 'last' | 'mean') =>
    ({ ...stock, definition: { ...plan.definition, kind: 'stock', closing: name } }) as const;
  return [
    widePlanSheet(grid, { ...plan, period: '2026' }, { words, depths: [0] }),
    tidyPlanSheet(grid, { ...plan, period: '2026' }, { words, depths: [0] }),
    widePlanSheet(grid, closing('last'), { words, depths: [0] }),
    widePlanSheet(grid, closing('mean'), { words, depths: [0] }),
    tidyPlanSheet(grid, { ...plan, period: '2026', denominator: grid }, { words, depths: [0] }),
    varianceSheet([], { heading: variance, words, forPeople: false }),
    varianceSheet([], { heading: { ...variance, measures: ratioMeasures('share') }, words, forPeople: false }),
    milestonesSheet([], { ...plan, levels: [], scale: 2, forPeople: false }, words),
    targetsSheet([], { levels: [], decimals: 2 }, words),
    smartSheet([], { today: 0, words }),
    smartTable([], { today: 0, words }),
    managerSheet(
      [],
      { ...plan, period: '2026', columns: ['2026-01'], levels: [], scale: 2, header: headerOf(words), isForm: true },
      words,
    ),
    importSheet([], { decimals: 2 }, words),
    wholeSheet(historySheet({ lines: [], findings: [] }, { levels: [], scale: 2, decimals: 2 }, words)),
    customersSheet([], { levels: [], periods: [], units: [], credit: 'share', lookBack: 24, forPeople: true }, words),
    checkTexts(checksSheet(checks, words)),
  ];
}

const headerOf = (words: Words) => (column: string) => words.phrase(`sheet.column.${column}`);

/** The names of the checks stand in cells: they count as labels here. */
function checkTexts(sheet: Sheet): Sheet {
  return {
    ...sheet,
    columns: [...sheet.columns, ...sheet.rows.map(({ cells }) => ({ name: '', kind: 'text' as const, label: cells[1] ?? '' }))],
  };
}
