import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';

/** What kind of planning was asked for. */
interface AskedPlan {
  readonly isChange: boolean;
  readonly isPart: boolean;
  readonly ignoreLocks: boolean;
}

/** Notes flags of which one leaves no room for the other. */
export function refuseTogether(reader: OptionReader, { isChange, isPart, ignoreLocks }: AskedPlan, { argv }: Context): void {
  if (isChange) refusePlanningFlags(reader);
  else if (isPart && reader.typed('total')) reader.fail('total', 'cli.not-together', { other: '--plan' });
  else refuseChangeFlags(reader, isPart);
  // A change over a lock would leave locks.csv contradicting itself.
  if (isChange && ignoreLocks) reader.fail('noLocks', 'cli.not-together', { other: '--change' });
  // Commander keeps the last of the two only.
  const names = (flag: string) => argv.some((word) => word === flag || word.startsWith(`${flag}=`));
  if (names('--no-locks') && names('--locks')) reader.fail('noLocks', 'cli.not-together', { other: '--locks' });
  if (names('--no-events') && names('--events')) reader.fail('noEvents', 'cli.not-together', { other: '--events' });
}

/** Flags that say how a plan is changed have no use without a change, save the plan whose unit is broken down. */
function refuseChangeFlags(reader: OptionReader, isPart: boolean): void {
  for (const name of ['plan', 'absorb'] as const)
    if (reader.typed(name) && !(isPart && name === 'plan'))
      reader.fail(name, 'cli.without-change', { value: reader.text(name) as string });
}

/** A change keeps the plan's own total, period and axes; only how the rest absorbs it can be said. */
function refusePlanningFlags(reader: OptionReader): void {
  for (const name of FIXED_BY_THE_PLAN) if (reader.typed(name)) reader.fail(name, 'cli.not-together', { other: '--change' });
}

const FIXED_BY_THE_PLAN = [
  ...(['total', 'period', 'by', 'unit', 'history', 'basis', 'method', 'populatedOnly', 'shape', 'growth', 'weight'] as const),
  ...(['org', 'rampClock', 'days', 'calendar', 'align', 'movingEvents', 'roles', 'exclude', 'like', 'level', 'buffer'] as const),
  ...(['onZeroBasis', 'onNegative', 'onBlankUnit', 'map', 'where'] as const),
];
