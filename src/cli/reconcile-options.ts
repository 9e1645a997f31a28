import { normalName } from '../core/names.ts';
import { POLICY_KINDS, parsePolicy, parseWeight, TIES, type Tie } from '../core/negotiation/policy.ts';
import { nameAndValue } from '../core/stated-value.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { readAskedAxes } from './axis-options.ts';
import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { readOutput } from './output.ts';
import { readFiscal, readPeriod } from './period-options.ts';
import { folderPlanChoice } from './read-plan.ts';

/** Everything that `reconcile` was told. */
export type ReconcileOptions = ReturnType<typeof readReconcileOptions>;

/** A weight for a unit, the unit as it was written. */
function parseAuthority(text: string) {
  const { name = '', value } = nameAndValue(text);
  const [unit, weight] = [normalName(name), parseWeight(value)];
  return weight && unit !== '' ? { unit, weight, text: value.trim() } : undefined;
}

export function readReconcileOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const policy = reader.value('policy', parsePolicy, 'top-down, bottom-up, middle, middle:30%, authority');
  const options = {
    choice: folderPlanChoice(reader, folder),
    unit: reader.text('unit'),
    period: readPeriod(reader, readFiscal(reader)),
    axes: readAskedAxes(reader),
    policy: policy && { ...policy, text: (reader.text('policy') as string).trim() },
    tie: reader.choice<Tie>('tie', TIES) ?? (policy && POLICY_KINDS[policy.name].tie),
    authorities: reader.values('authority', parseAuthority, '华东=0.8, 华东/上海=60%'),
    status: reader.choice('status', ['agreed']),
    person: reader.text('person'),
    reason: reader.text('reason') ?? '',
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, context.look.json),
  };
  refuseWithoutPolicy(reader, options);
  return options;
}

/** Flags that say how numbers are settled have no use without a policy that asks for them. */
function refuseWithoutPolicy(
  reader: OptionReader,
  {
    policy,
    status,
    person,
    output,
    authorities,
  }: Pick<ReconcileOptions, 'policy' | 'status' | 'person' | 'output' | 'authorities'>,
): void {
  for (const name of ['tie', 'status'] as const)
    if (!policy && reader.typed(name)) reader.fail(name, 'negotiation.without-policy', { value: reader.text(name) as string });
  if (authorities.length > 0 && policy && !POLICY_KINDS[policy.name].byUnit)
    reader.fail('authority', 'negotiation.other-policy', { policy: policy.name });
  if (authorities.length > 0 && !policy) reader.fail('authority', 'negotiation.without-policy', { value: '' });
  if (status !== undefined) reader.need('person', person !== undefined);
  if (status !== undefined && output.file !== undefined) reader.fail('status', 'cli.not-together', { other: '--output' });
  if (policy && output.file !== undefined && output.format !== 'csv')
    reader.fail('output', 'negotiation.plan-csv', { file: output.file });
}
