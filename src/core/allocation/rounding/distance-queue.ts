/**
 * Nodes in the order of their distance; those at the distance of the node taken last wait on a stack, since most ways cost
 * nothing once potentials are good. Equal distances come in an order that depends on what was put in only.
 */
export class DistanceQueue {
  /** Distance of the node taken last. */
  at = 0;
  private readonly stack: Int32Array;
  private depth = 0;
  private keys = new Float64Array(1024);
  private heap = new Int32Array(1024);
  private size = 0;

  /** Room for `nodes` nodes; each may wait once at a distance. */
  constructor(nodes: number) {
    this.stack = new Int32Array(nodes);
  }

  clear(): void {
    this.at = 0;
    this.depth = 0;
    this.size = 0;
  }

  /** Puts in a node at a distance not below `at`; a node may stand in several times. */
  put(distance: number, node: number): void {
    if (distance === this.at) this.stack[this.depth++] = node;
    else this.rise(distance, node);
  }

  /** Takes out a nearest node, -1 when there is none. */
  take(): number {
    if (this.depth > 0) return this.stack[--this.depth] as number;
    if (this.size === 0) return -1;
    this.at = this.keys[0] as number;
    const node = this.heap[0] as number;
    this.size--;
    if (this.size > 0) this.sink(this.keys[this.size] as number, this.heap[this.size] as number);
    return node;
  }

  private rise(key: number, node: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, heap } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((keys[parent] as number) <= key) break;
      keys[at] = keys[parent] as number;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    keys[at] = key;
    heap[at] = node;
  }

  private sink(key: number, node: number): void {
    const { keys, heap, size } = this;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
      if ((keys[child] as number) >= key) break;
      keys[at] = keys[child] as number;
      heap[at] = heap[child] as number;
      at = child;
    }
    keys[at] = key;
    heap[at] = node;
  }

  private grow(): void {
    const { keys, heap } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.heap = new Int32Array(2 * heap.length);
    this.keys.set(keys);
    this.heap.set(heap);
  }
}
