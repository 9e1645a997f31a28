import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { comparePaths, someNames, sortedPaths } from '../../src/core/names.ts';
import { pathKey } from '../../src/core/organisation/unit-tree.ts';

const name = fc.constantFrom('', 'a', 'b', 'A', '华东', '华', 'a/b');
const path = fc.tuple(name, name);

describe('distinct paths', () => {
  it('are those of a set of their keys, in order, and every path finds its place', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 60 }), (all) => {
        const { paths, place } = sortedPaths(all);
        expect(new Set(paths.map(pathKey))).toEqual(new Set(all.map(pathKey)));
        expect(paths.length).toBe(new Set(all.map(pathKey)).size);
        expect(paths).toEqual(paths.toSorted(comparePaths));
        expect(all.map((_, at) => paths[place[at]!])).toEqual(all);
      }),
    );
  });
});

test.each([
  [[], '-'],
  [['华东', ''], '华东, -'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, e'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e, ...'],
])('%j are told as %s', (names, told) => {
  expect(someNames(names)).toBe(told);
});
