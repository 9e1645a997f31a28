import { describe, expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/note.ts';

describe('readNote', () => {
  it('has a title, sections, and the four parts of a SWOT analysis in either language', () => {
    const note = readNote(
      'notes/swot.md',
      '# SWOT 2026\n\nintro\n\n## Strengths\n- brand\n\n### 劣势 (W) ##\n- 渠道\n## O: Opportunities\r\n## 威胁\nx\n',
    );
    expect(note.title).toBe('SWOT 2026');
    expect(note.sections.map(({ heading, depth, text, swot }) => [heading, depth, text, swot])).toEqual([
      ['SWOT 2026', 1, 'intro', undefined],
      ['Strengths', 2, '- brand', 'strengths'],
      ['劣势 (W)', 3, '- 渠道', 'weaknesses'],
      ['O: Opportunities', 2, '', 'opportunities'],
      ['威胁', 2, 'x', 'threats'],
    ]);
  });

  it('takes no heading from code, and the name of a file without any', () => {
    const note = readNote('notes/a.md', 'text\n```sh\n# no heading\n```\n#hash');
    expect([note.title, note.sections]).toEqual(['a.md', []]);
  });

  it('does not take a word inside a heading for a part', () => {
    const note = readNote('a.md', '# Our strengths\n## Threatened\n## What opportunities there are');
    expect(note.sections.map(({ swot }) => swot)).toEqual([undefined, undefined, undefined]);
  });
});
