import { formatPath } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';
import { type FailRule, failing } from '../core/variance/fail-rules.ts';
import { MEASURES, type Thresholds } from '../core/variance/measures.ts';
import type { Variance } from '../core/variance/variance.ts';
import type { Context, ExitCode } from './context.ts';

interface Judged {
  readonly result: Variance;
  readonly rules: readonly FailRule[];
  readonly thresholds: Thresholds;
}

/** One line on stderr for each row on which a rule of `--fail-on` is true; then exit 1. */
export function failGate({ result, rules, thresholds }: Judged, context: Context): ExitCode {
  const pace = MEASURES.find(({ name }) => name === 'pace');
  let exit: ExitCode = 0;
  for (const rule of rules) {
    for (const { unit, period, figures } of failing(result, rule, thresholds)) {
      const path = formatPath(nodeAt(result.units, unit).value.path) || context.words.phrase('label.total');
      const reason = context.words.phrase('variance.failed', {
        rule: rule.text,
        unit: path,
        period: period.label,
        pace: pace?.of(figures, { decimals: 2, thresholds }) || '-',
      });
      context.stderr.write(`${reason}\n`);
      exit = 1;
    }
  }
  return exit;
}
