import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, comparePaths, normalName } from '../../../src/core/names.ts';
import {
  formatPath,
  leafIndex,
  parsePath,
  pathKey,
  UNASSIGNED,
  unitIndex,
  unitTree,
} from '../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { anyPaths, runs, split, units } from '../make.ts';

const names = (tree: ReturnType<typeof unitTree>) => tree.nodes.map(({ value }) => formatPath(value.path));

/** Characters that are hard on order and on slashes: beyond the basic plane, composed and not, escaping ones. */
const anyName = fc
  .string({
    unit: fc.constantFrom('a', 'é', 'e\u0301', '/', '\\', ' ', '(', '上', '\uff41', '\u{20000}', '\u{1f600}'),
    minLength: 1,
    maxLength: 4,
  })
  .map(normalName)
  .filter((name) => name !== '');

const codePoints = (text: string) => Array.from(text, (character) => character.codePointAt(0) as number);

describe('names', () => {
  it('stand in the order of their code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const [x, y] = [codePoints(a), codePoints(b)];
        const at = x.findIndex((point, i) => point !== y[i]);
        const expected = at < 0 ? x.length - y.length : (x[at] as number) - (y[at] ?? -1);
        expect(Math.sign(compareNames(a, b))).toBe(Math.sign(expected));
      }),
      runs(500),
    );
    expect(['\u{20000}', '\uffee', '上', 'a'].toSorted(compareNames)).toEqual(['a', '上', '\uffee', '\u{20000}']);
  });

  it('are compared part by part in a path, so that a separator plays no role', () => {
    const paths = [['a', 'z'], ['a!', 'b'], ['a'], ['a', 'b', 'c'], ['a', 'b']].toSorted(comparePaths);
    expect(paths).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'z'], ['a!', 'b']]);
  });
});

describe('a unit tree', () => {
  it('is the same whatever order and however often the paths are given', () => {
    fc.assert(
      fc.property(anyPaths, fc.integer({ min: 0, max: 20 }), (paths, turn) => {
        const shuffled = [...paths.slice(turn % paths.length), ...paths.toReversed(), ...paths];
        expect(unitTree(['l1', 'l2', 'l3'], shuffled)).toEqual(unitTree(['l1', 'l2', 'l3'], paths));
      }),
      runs(300),
    );
  });

  it('has its siblings in code-point order, the made-up ones among them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyName, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 10 }), (paths) => {
        const tree = unitTree(['l1', 'l2', 'l3'], paths);
        for (const { children } of tree.nodes) {
          const own = children.map((child) => tree.nodes[child]!.value.name);
          expect(own).toEqual([...new Set(own)].toSorted(compareNames));
        }
      }),
      runs(300),
    );
    expect(names(units('a', 'a/!', 'a/b'))).toEqual(['', 'a', 'a/!', 'a/(unassigned)', 'a/b']);
  });

  it('takes composed and decomposed names, and outer white space, as one name', () => {
    expect(names(units('Cafe\u0301/x', ' Café /y'))).toEqual(['', 'Café', 'Café/x', 'Café/y']);
  });

  it('gives a path that is the beginning of others a visible child of its own', () => {
    expect(names(units('a', 'a/x', 'b'))).toEqual(['', 'a', 'a/(unassigned)', 'a/x', 'b']);
    expect(names(units('a', `a/${UNASSIGNED}`, 'a/x/1', 'a/x'))).toEqual([
      '',
      'a',
      'a/(unassigned)',
      'a/x',
      'a/x/(unassigned)',
      'a/x/1',
    ]);
    expect(names(units('', 'a'))).toEqual(['', '(unassigned)', 'a']);
  });

  it('is the whole alone without paths or with the empty one', () => {
    for (const tree of [unitTree([], []), units('')]) {
      expect(tree.nodes.map(({ value, leafTo }) => [value.name, leafTo])).toEqual([['', 1]]);
    }
  });

  it('finds its nodes and leaves by path', () => {
    const tree = units('a/x', 'a/y', 'b');
    expect(['', 'a', 'a/y', 'b', 'c'].map((path) => unitIndex(tree).get(pathKey(split(path))))).toEqual([0, 1, 3, 4, undefined]);
    for (const [key, leaf] of leafIndex(tree)) expect(pathKey(leafValue(tree, leaf).path)).toBe(key);
    expect(leafIndex(tree).get('a')).toBeUndefined();
    expect(pathKey(['ab', 'c'])).not.toBe(pathKey(['a', 'bc']));
  });
});

describe('a written path', () => {
  it('is read back as it was, slashes and backslashes included', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 4 }), (path) => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
      runs(1000),
    );
  });

  it.each([
    ['华东/上海', ['华东', '上海']],
    ['a\\/b/c', ['a/b', 'c']],
    ['a\\\\/b', ['a\\', 'b']],
    ['a\\b', ['a\\b']],
    [' a / b ', ['a', 'b']],
    ['  ', []],
  ])('%j is %j', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });
});
