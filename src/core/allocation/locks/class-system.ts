/**
 * Bounds that nest: a tree whose node 0 is the whole (min = max = the total). Parents stand before their children; a node's
 * amount is that of the classes it holds directly and of its children. `min` >= 0, `max` may be Infinity.
 */
export interface BoundTree {
  /** Parent of each node, -1 for node 0. */
  readonly parent: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * What bounds on a grid come to. Cells of positive weight that lie in exactly the same bounds form a class; inside a class
 * amounts are proportional to weights, so a plan under bounds is one amount per class. The bounds are two nested families: each
 * class hangs on one node of either tree, the smallest bound of that family that holds its cells. All amounts are whole
 * numbers below 2^53, held in doubles; a feasible system has whole solutions, since it is a flow.
 */
export interface ClassSystem {
  /** Sum of the weights of each class, > 0. */
  readonly weight: Float64Array;
  /** The node of `downTree` (of `upTree`) that holds each class directly. */
  readonly down: Int32Array;
  readonly up: Int32Array;
  readonly downTree: BoundTree;
  readonly upTree: BoundTree;
}
