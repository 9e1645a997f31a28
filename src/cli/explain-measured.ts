import type { Period } from '../core/calendar/period.ts';
import type { Grid } from '../core/grid.ts';
import { explainRatio } from '../core/metrics/explain-ratio.ts';
import { explainStock } from '../core/metrics/explain-stock.ts';
import type { MeasuredExplanation } from '../core/metrics/measured-explanation.ts';
import { measuredSheet } from '../report/measured-sheet.ts';
import { type ExitCode, report } from './context.ts';
import { emit, isForPeople, type readOutput } from './output.ts';
import { type PlanPlace, runStock } from './plan-run.ts';
import { refuseOtherNumber } from './planned-number.ts';
import { runRatio } from './ratio-run.ts';
import type { PlanChoice, ReadPlan } from './read-plan.ts';
import { inputFindings, remakeRun } from './recorded-run.ts';

/** A number that is asked for, in a plan that is no plain sum. */
export interface AskedNumber {
  readonly read: ReadPlan;
  readonly choice: PlanChoice;
  readonly output: ReturnType<typeof readOutput>;
  readonly unit: (plan: Grid) => number;
  readonly period: (plan: Grid) => Period;
}

/** `explain` of a ratio or a stock: makes the plan again and takes the number apart. */
export async function explainMeasured(asked: AskedNumber, place: PlanPlace): Promise<ExitCode> {
  const { read, output } = asked;
  const { context } = place;
  const { explained, period, changedInputs } = await remade(asked, place);
  refuseOtherNumber(read, { ...explained, value: explained.sum }, { remade: { changedInputs }, period });
  const findings = inputFindings({ changedInputs }, read);
  await report(context, findings);
  const heading = { target: read.target, metric: read.metric, atMostOne: read.definition.atMostOne };
  const form = { heading, words: context.words, forPeople: isForPeople(output) };
  await emit(measuredSheet(explained, form), output, context, findings);
  return 0;
}

interface Remade {
  readonly explained: MeasuredExplanation;
  readonly period: Period;
  readonly changedInputs: readonly string[];
}

async function remade({ read, choice, unit, period }: AskedNumber, place: PlanPlace): Promise<Remade> {
  if (read.definition.kind === 'ratio') {
    const { run, changedInputs } = await remakeRun(read, choice, { place, run: runRatio });
    const span = period(run.result.plan);
    return { explained: explainRatio(run.result, unit(run.result.plan), span), period: span, changedInputs };
  }
  const { run, changedInputs } = await remakeRun(read, choice, { place, run: runStock });
  const span = period(run.result.plan);
  return { explained: explainStock(run.result, unit(run.result.plan), span), period: span, changedInputs };
}
