import type { Lock } from '../core/allocation/locks/lock.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { Context } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';

export interface LockPlace {
  readonly folder: PlanFolder | undefined;
  readonly levels: readonly string[];
  readonly context: Context;
}

/** A lock of one target, or of any when the target is blank. */
export interface TargetLock extends Lock {
  readonly target: string;
}

export type LockOptions = Pick<DecomposeOptions, 'locks' | 'ignoreLocks' | 'target' | 'decimals' | 'fiscal'>;
