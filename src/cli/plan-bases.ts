import type { AxisBasis } from '../core/allocation/basis/basis-cells.ts';
import type { Axis, BasisSource } from '../core/allocation/basis/basis-source.ts';
import { WORKING_DAYS, workingDaysBasis } from '../core/allocation/basis/working-days.ts';
import type { Period } from '../core/calendar/period.ts';
import { finding, refuseErrors } from '../core/finding.ts';
import type { Totals } from '../core/totals.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { longForm } from './flags.ts';
import { FORECAST_FLAGS } from './forecasting/forecast-options.ts';
import { type DayCounting, type DaySite, readDayCounting } from './read-calendar.ts';

type BasisPlace = Omit<DaySite, 'span'>;

/** The working days that the basis of time goes by; undefined when it goes by something else. */
export async function workingDaysOf(
  options: DecomposeOptions,
  { counting, period }: { readonly counting: DayCounting; readonly period: Period },
  { folder, context }: BasisPlace,
): Promise<DayCounting | undefined> {
  const { basis, method, days } = options;
  if (basis.time.name !== WORKING_DAYS || !method.time.usesBasis) return undefined;
  return days === 'working' ? counting : readDayCounting({ ...options, days: 'working' }, { folder, context, span: period });
}

/** Refuses flags of a forecast where no axis has one for a basis. */
function refuseForecastFlags({ basis, isGiven }: DecomposeOptions): void {
  if ([basis.time, basis.org].some((choice) => 'kind' in choice && choice.kind === 'forecast')) return;
  const idle = FORECAST_FLAGS.filter(isGiven).map((name) => longForm(name));
  refuseErrors(idle.map((flag) => finding('error', 'forecast.flag-without-basis', { flag })));
}

interface BasisInputs {
  readonly totals: Totals | undefined;
  readonly working: DayCounting | undefined;
}

/** The bases of both axes, those that are files read and a forecast made; one and the same where both name the same. */
export async function planBases(
  options: DecomposeOptions,
  { totals, working }: BasisInputs,
  place: BasisPlace,
): Promise<AxisBasis> {
  const { basis, decimals, fiscal } = options;
  refuseForecastFlags(options);
  const isSame = basis.time.name === basis.org.name;
  const read = async (axis: Axis): Promise<BasisSource> => {
    const choice = basis[axis];
    if (choice.name === WORKING_DAYS && working) return workingDaysBasis(working.countDays);
    if (!('kind' in choice)) return choice;
    if (choice.kind === 'forecast') {
      const { forecastBasis } = await import('./forecasting/forecast-basis.ts');
      return forecastBasis(options, totals as Totals, place);
    }
    const { readFileBasis } = await import('./read-file-basis.ts');
    return readFileBasis(choice, { decimals, fiscal, isOfUnits: axis === 'org' && !isSame }, place.context);
  };
  const org = await read('org');
  return { org, time: isSame ? org : await read('time') };
}
