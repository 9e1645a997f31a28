import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { displayWidth } from '../../src/render/display-width.ts';
import { terminal, text, texts } from './story.ts';

it('is what string-width says', () => {
  const unit = fc.constantFrom('华', '鿿', '一', 'a', '~', ' ', '，', 'é');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit })), (s) => displayWidth(s) === stringWidth(s)),
  );
});

it.each(['👨‍👩‍👧', '🇨🇳', 'e\u0301', 'ﾞ', '𠮷', '㐱', 'ｱｲｳ', '한국', '1️⃣', 'ＡＢ', '\u3000'])(
  'a table with %s stays aligned',
  async (cell) => {
    const lines = (await text('table', texts([cell], ['zz']), terminal(80))).trimEnd().split('\n').slice(1);
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
  },
);
