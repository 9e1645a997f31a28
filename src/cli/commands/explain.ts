import { parsePeriod } from '../../core/calendar/parse-period.ts';
import { overlap, type Period } from '../../core/calendar/period.ts';
import { explainBlock } from '../../core/explain/explain-block.ts';
import { absentAtFirst, withSteps } from '../../core/explain/explain-steps.ts';
import type { Explanation } from '../../core/explain/explanation.ts';
import { withMoney } from '../../core/explain/money-step.ts';
import { reproduced } from '../../core/explain/reproduce.ts';
import { refuse } from '../../core/finding.ts';
import type { Grid } from '../../core/grid.ts';
import type { LocalPlan } from '../../core/money/local-plan.ts';
import { findUnit } from '../../core/organisation/find-unit.ts';
import type { UnitPath } from '../../core/organisation/unit-tree.ts';
import { planUnitTree } from '../../core/plan.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { explainSheet } from '../../report/explain-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { nearUnit } from '../near-unit.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { refuseOtherNumber } from '../planned-number.ts';
import { type ReadPlan, readPlan, readPlanChoice } from '../read-plan.ts';
import { type RemadePlan, remakePlan } from '../recorded-plan.ts';
import { inputFindings } from '../recorded-run.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  argument: '<unit> <period>',
  flags: ['plan', 'target', 'fiscalStart', 'fiscalName', ...SHOWING],
  examples: [
    'salesplan explain 华东/上海/王芳 2026-03',
    'salesplan explain 华东 2026-Q1 --plan plan.csv',
    'salesplan explain - 2026 --json',
  ],
  run: async (input, context) => {
    const { options, folder } = await resolve(input, (reader, found) => readOptions(reader, found, context), context);
    const [unitText = '', periodText = ''] = input.args;
    const read = await readPlan({ ...options.choice, onLocalMoney: 'home' }, folder, context);
    const asked = parsePeriod(periodText, read.source.fiscal);
    if (!asked) throw refuse('plan.bad-period', { period: periodText });
    if (read.definition.kind === 'ratio' || read.definition.kind === 'stock') {
      const { explainMeasured } = await import('../explain-measured.ts');
      const found = { unit: (plan: Grid) => nearUnit(plan.units, unitText), period: (plan: Grid) => planPeriod(plan, asked) };
      return explainMeasured({ read, ...options, ...found }, { folder, context });
    }
    const remade = await remakePlan(read, options.choice, { folder, context }, unitPath(read, unitText));
    const period = planPeriod(remade.result.plan, asked);
    const made = reproduced(withSteps(explainFirst(remade, unitText, period), period, remade.steps));
    const explained = remade.local ? inItsMoney(made, { read, remade, local: remade.local, period }) : made;
    if (!remade.local) refuseOtherNumber(read, explained, { remade, period });
    const findings = inputFindings(remade, read);
    await report(context, findings);
    const { target, metric } = read;
    const heading = { target, metric, forPeople: isForPeople(options.output) };
    await emit(explainSheet(explained, heading, context.words), options.output, context, findings);
    return 0;
  },
};

interface MoneySite {
  readonly read: ReadPlan;
  readonly remade: RemadePlan;
  readonly local: LocalPlan;
  readonly period: Period;
}

/** The number in local money, held against what plan.csv has in each currency. */
function inItsMoney(made: Explanation, { read, remade, local, period }: MoneySite): Explanation {
  const { money, ...explained } = withMoney(made, local, period);
  const source = read.local?.source ?? read.source;
  for (const { currency, amount } of money.parts) {
    const cells = source.cells.filter((cell) => (cell.currency ?? money.home) === currency);
    const own = { unit: made.unit, period: made.period, scale: local.grid.scale, value: amount };
    refuseOtherNumber({ ...read, source: { ...source, cells } }, own, { remade, period });
  }
  return explained;
}

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  return { choice: readPlanChoice(reader, folder), output: readOutput(reader, context.look.json) };
}

/** The path of the unit in the plan as it stands; empty for one that it does not have any more. */
function unitPath({ source }: ReadPlan, text: string): UnitPath {
  const units = planUnitTree(source);
  const found = findUnit(units, text.trim() === '-' ? '' : text);
  return 'node' in found ? nodeAt(units, found.node).value.path : [];
}

/** The number as it was decomposed: of a unit of that plan, or of one that a later step brought. */
function explainFirst({ result, options, steps }: RemadePlan, text: string, period: Period): Explanation {
  const plans = [result.plan, ...steps.map(({ plan }) => plan).reverse()];
  const known = plans.find((plan) => 'node' in unitOf(plan, text)) ?? result.plan;
  const unit = nearUnit(known.units, text);
  if (known === result.plan) return explainBlock({ ...result, tilts: options.weights }, unit, period);
  return absentAtFirst(nodeAt(known.units, unit).value.path, period, result.plan.scale);
}

function unitOf(plan: Grid, text: string) {
  return findUnit(plan.units, text.trim() === '-' ? '' : text);
}

/** The plan's own period by its label, else the days that it shares with the plan. */
function planPeriod({ periods }: Grid, asked: Period): Period {
  const labelled = periods.nodes.find(({ value }) => value.label === asked.label);
  return labelled?.value ?? { ...asked, ...overlap(asked, nodeAt(periods, 0).value) };
}
