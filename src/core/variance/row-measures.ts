import { formatRatio } from '../amount.ts';
import type { Ratio } from '../metrics/ratio.ts';
import { type RatioForm, ratioDifference, ratioText } from '../metrics/ratio-text.ts';
import {
  CURRENCY_FIGURES,
  HOME_FIGURES,
  MEASURES,
  type Measure,
  type MeasureForm,
  PIPELINE_FIGURES,
  type VarianceFigures,
} from './measures.ts';
import { judgedFigures, NO_RATIO, type RatioFigures, ratioLanding, requiredRatio } from './ratio-figures.ts';

/** What a measure reads of a row: `shown` are amounts rounded for people, `ratio` is there for a ratio. */
export interface MeasuredRow {
  readonly figures: VarianceFigures;
  readonly shown?: VarianceFigures;
  readonly ratio?: RatioFigures;
}

/** A column of a variance; `points` are differences of two ratios. */
export interface RowMeasure {
  readonly name: string;
  /** The phrase above the column, where it is not that of its name. */
  readonly label?: string;
  readonly kind: 'amount' | 'ratio' | 'share' | 'points' | 'text';
  readonly of: (row: MeasuredRow, form: MeasureForm) => string;
}

export const AMOUNT_MEASURES: readonly RowMeasure[] = MEASURES.map(ofRow);

/** The money of a row, where units have money of their own. */
const CURRENCY: RowMeasure = { name: 'currency', kind: 'text', of: ({ figures }) => figures.currency ?? '' };

/** Of sales in foreign currencies also what was booked in the group's money; of a metric with a pipeline also its cover. */
export function amountMeasures(rows: readonly Pick<MeasuredRow, 'figures'>[]): readonly RowMeasure[] {
  const has = (name: 'booked' | 'pipeline' | 'weightedPipeline') =>
    rows.some(({ figures }) => (figures.home ?? figures)[name] !== undefined);
  const cover = has('weightedPipeline') ? PIPELINE_FIGURES : PIPELINE_FIGURES.slice(0, 2);
  const isLocal = rows.some(({ figures }) => figures.home !== undefined);
  const money = [...(isLocal ? HOME_FIGURES : []), ...(has('booked') ? CURRENCY_FIGURES : [])];
  const named = [...MEASURES, ...money, ...(has('pipeline') ? cover : [])].map(ofRow);
  return isLocal ? [CURRENCY, ...named] : named;
}

function ofRow({ name, kind, of }: Measure): RowMeasure {
  return { name, kind, of: ({ figures, shown = figures }, form) => of(kind === 'amount' ? shown : figures, form) };
}

/**
 * Of a stock there is no landing before the period is over, and no distance to the time that is gone: its level does not add up
 * from what is gone and what is left.
 */
export const STOCK_MEASURES: readonly RowMeasure[] = AMOUNT_MEASURES.map((measure) => {
  if (measure.name === 'time_gap') return { ...measure, of: () => '' };
  if (measure.name !== 'landing') return measure;
  return { ...measure, of: (row, form) => (row.figures.daysGone < row.figures.days ? '' : measure.of(row, form)) };
});

/** Counts of each node do not add up from days: there is none to make up a day. */
export const COUNT_MEASURES: readonly RowMeasure[] = STOCK_MEASURES.map((measure) =>
  measure.name === 'required_rate' ? { ...measure, of: () => '' } : measure,
);

type OfRatio = (figures: RatioFigures) => Ratio;

const RATIOS: Readonly<Record<string, OfRatio>> = {
  plan: ({ plan }) => plan,
  plan_to_date: ({ plan }) => plan,
  actual: ({ actual }) => actual,
  landing: ratioLanding,
  required_rate: requiredRatio,
  last_year: ({ lastYear }) => lastYear ?? NO_RATIO,
};

const LABELS: Readonly<Record<string, { readonly label: string }>> = { required_rate: { label: 'required_ratio' } };

const POINTS: Readonly<Record<string, OfRatio>> = {
  variance: ({ actual, plan }) => ratioDifference(actual, plan),
  yoy: ({ actual, lastYear }) => ratioDifference(actual, lastYear ?? NO_RATIO),
};

/**
 * The measures of a ratio, with the names and the order of those of an amount. Plan, plan to date, actual, landing and last year
 * are ratios; variance and yoy are points, the difference of two ratios; required rate is the ratio that the rest must run at,
 * required factor that by the planned ratio. What is missing to the plan is no number of its own, and no ratio is behind the time:
 * gap to go and time gap are blank.
 */
export function ratioMeasures(written: RatioForm): readonly RowMeasure[] {
  const kind = written === 'share' ? 'share' : written === 'value' ? 'amount' : 'ratio';
  const pointKind = written === 'share' ? 'points' : kind;
  const from = (of: OfRatio) => (row: MeasuredRow) => ratioText(of(row.ratio as RatioFigures), written);
  return AMOUNT_MEASURES.map((measure): RowMeasure => {
    const [ratio, points] = [RATIOS[measure.name], POINTS[measure.name]];
    if (ratio) return { ...LABELS[measure.name], name: measure.name, kind, of: from(ratio) };
    if (points) return { name: measure.name, kind: pointKind, of: from(points) };
    if (['gap_to_go', 'time_gap'].includes(measure.name)) return { ...measure, of: () => '' };
    if (measure.name === 'required_factor') return { ...measure, of: ({ ratio }) => requiredFactor(ratio as RatioFigures) };
    return { ...measure, of: ({ ratio }, form) => measure.of({ figures: judgedFigures(ratio as RatioFigures) }, form) };
  });
}

function requiredFactor(figures: RatioFigures): string {
  const { numerator, denominator } = requiredRatio(figures);
  return formatRatio(numerator * figures.plan.denominator, denominator * figures.plan.numerator, 4);
}
