import type { Day } from '../../core/calendar/day.ts';
import { DEFAULT_METHOD } from '../../core/forecasting/methods/index.ts';
import type { Totals } from '../../core/totals.ts';
import { type Context, report } from '../context.ts';
import { emit, type Output } from '../output.ts';
import { backtestMethods } from './backtest-methods.ts';
import type { ForecastOptions } from './forecast-options.ts';
import { completeMonths, prepare } from './forecast-units.ts';

interface BacktestRequest extends ForecastOptions {
  readonly metric: string;
  readonly totals: Totals;
  readonly asOf: Day;
  readonly output: Output;
}

/** How well each method did on the history of all units. */
export async function showBacktest(request: BacktestRequest, context: Context): Promise<0> {
  const { metric, output } = request;
  const { prepared, findings: about } = prepare(completeMonths(request, context), request);
  const units = prepared.map(({ unit }) => ({ ...unit, method: DEFAULT_METHOD }));
  const { rows, findings: tested } = await backtestMethods(units, context);
  const findings = [...about, ...tested];
  await report(context, findings);
  const { backtestSheet } = await import('../../report/backtest-sheet.ts');
  await emit(backtestSheet(rows, metric, context.words), output, context, findings);
  return 0;
}
