import { describe, expect, it } from 'vitest';
import { distinctFindings, finding, findingsBeside } from '../../src/core/finding.ts';

const ONE = finding('note', 'a', { x: 1, y: 2 }, { file: 'f', line: 3 });
const SAME = finding('note', 'a', { y: 2, x: 1 }, { line: 3, file: 'f' });
const OTHERS = [
  finding('warning', 'a', { x: 1, y: 2 }, { file: 'f', line: 3 }),
  finding('note', 'b', { x: 1, y: 2 }, { file: 'f', line: 3 }),
  finding('note', 'a', { x: 1, y: '2' }, { file: 'f', line: 3 }),
  finding('note', 'a', { x: 1, y: 2 }, { file: 'f', line: 4 }),
  finding('note', 'a'),
];

describe('findings', () => {
  it('are the same where they say the same, in whatever order', () => {
    expect(distinctFindings([ONE, ...OTHERS, SAME])).toEqual([ONE, ...OTHERS]);
  });

  it('are told beside others where they say anything else', () => {
    expect(findingsBeside([SAME, ...OTHERS], [ONE])).toEqual(OTHERS);
  });
});
