import { judgedFigures } from './ratio-figures.ts';
import type { Variance } from './variance.ts';

/** The same comparison of a metric of which less is better: attainment, pace and status are judged the other way round. */
export function lowerIsBetter(variance: Variance): Variance {
  const rows = variance.rows.map((row) => {
    if (row.ratio === undefined) return { ...row, figures: { ...row.figures, lowerIsBetter: true } };
    const ratio = { ...row.ratio, lowerIsBetter: true };
    return { ...row, ratio, figures: judgedFigures(ratio) };
  });
  return { ...variance, rows };
}
