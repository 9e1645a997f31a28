import type { Allocation, AllocationRequest } from '../allocate.ts';
import type { Bound } from '../locks/lock.ts';

/** An allocation whose blocks must keep to bounds. */
export interface BoundedRequest extends AllocationRequest {
  readonly bounds: readonly Bound[];
}

/** Places a total under bounds, exactly; refuses (impossible) what cannot be. */
export type AllocateWithBounds = (request: BoundedRequest) => Allocation;
