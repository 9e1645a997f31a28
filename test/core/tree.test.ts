import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollUp, valueAt } from '../../src/core/grid.ts';
import { unitTree } from '../../src/core/organisation/unit-tree.ts';
import { ancestry, leafValue, nodeAt, prune, subtree } from '../../src/core/tree.ts';
import { anyPaths, anyPeriods, gridOf, runs, stream, units } from './make.ts';

const anyTree = anyPaths.map((paths) => unitTree(['l1', 'l2', 'l3'], paths));

describe('a tree', () => {
  it('stands in preorder, and each node owns the leaves below it', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        expect(nodeAt(tree, 0).parent).toBe(-1);
        expect(nodeAt(tree, 0).leafTo).toBe(tree.leaves.length);
        tree.nodes.forEach((node, index) => {
          if (index > 0) expect(nodeAt(tree, node.parent).children).toContain(index);
          expect(node.children.every((child) => child > index)).toBe(true);
          expect(node.children.toSorted((a, b) => a - b)).toEqual(node.children);
          expect(node.depth).toBe(ancestry(tree, index).length - 1);
          let from = node.leafFrom;
          for (const child of node.children) {
            expect(nodeAt(tree, child).leafFrom).toBe(from);
            from = nodeAt(tree, child).leafTo;
          }
          expect(from).toBe(node.children.length > 0 ? node.leafTo : node.leafTo - 1);
          if (node.children.length === 0) expect(tree.leaves[node.leafFrom]).toBe(index);
        });
      }),
      runs(200),
    );
  });

  it('gives each part of it as a tree of its own', () => {
    const tree = units('a/x', 'a/y', 'b');
    expect(subtree(tree, 1).nodes.map(({ value }) => value.path.join('/'))).toEqual(['a', 'a/x', 'a/y']);
    expect(subtree(tree, 1).nodes.map(({ parent, leafFrom }) => [parent, leafFrom])).toEqual([
      [-1, 0],
      [0, 0],
      [0, 1],
    ]);
    const cut = prune(tree, ({ path }) => path.length < 1);
    expect(cut.leaves.map((_, leaf) => leafValue(cut, leaf).name)).toEqual(['a', 'b']);
    expect(prune(tree, () => true).nodes).toEqual(tree.nodes);
  });

  it('has no node outside', () => {
    expect(() => nodeAt(units('a'), 2)).toThrow(RangeError);
    expect(() => leafValue(units('a'), 1)).toThrow(RangeError);
  });
});

describe('a grid', () => {
  it('has in each node the sum of its cells, one by one or all at once', () => {
    fc.assert(
      fc.property(anyTree, anyPeriods, fc.integer(), (tree, periods, seed) => {
        const next = stream(seed);
        const grid = gridOf({ units: tree, periods }, 2, () => BigInt(next(2 ** 31)) * 2n ** 20n - 2n ** 50n);
        const values = rollUp(grid);
        const width = periods.leaves.length;
        tree.nodes.forEach((unit, u) => {
          periods.nodes.forEach((period, p) => {
            let sum = 0n;
            grid.cells.forEach((cell, i) => {
              const [row, column] = [Math.floor(i / width), i % width];
              if (row >= unit.leafFrom && row < unit.leafTo && column >= period.leafFrom && column < period.leafTo) sum += cell;
            });
            expect(values[u * periods.nodes.length + p]).toBe(sum);
            expect(valueAt(grid, u, p)).toBe(sum);
          });
        });
      }),
      runs(40),
    );
  });
});
