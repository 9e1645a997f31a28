/**
 * Forms that NFKC may change without changing the number: full-width and small forms, wide blanks, radicals that copies from
 * PDF files have for 月 and 日. Not superscripts, circled digits or fractions: 5² would become 52.
 */
const FOLDED = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\u2f00-\u2fdf\ufe50-\ufe6f\uff00-\uffef]/gu;
/** Characters without a width: joiners, marks of direction, soft hyphens. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const DASHES = /[\u2010-\u2015\u2212]/gu;
/** Excel's sign for text, where it stands before what Excel would read as a formula or a number. */
const TEXT_SIGN = /^'(?=[-=+@0-9])/u;
const TEXT_FORMULA = /^="([^"]*)"$/u;

/** A cell in plain characters: blanks at the ends, invisible characters and Excel's signs for text taken off, dashes made `-`. */
export function tidyCell(cell: string): string {
  const plain = cell.replace(FOLDED, (form) => form.normalize('NFKC')).replace(INVISIBLE, '');
  const bare = plain.trim().replace(TEXT_SIGN, '');
  return (TEXT_FORMULA.exec(bare)?.[1] ?? bare).trim().replace(DASHES, '-');
}

const MISSING = new Set(['', '/', '\\', '无', '暂无', '空', 'n/a', 'na', '#n/a', 'n.a.', 'null', '(null)', 'none', 'nil', 'nan']);
const EXCEL_ERROR = /^#(?:DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA)$/iu;

export type NoCell = 'missing' | 'facts.excel-error' | 'facts.excel-hashes';

/** Why a tidy cell holds nothing to read: it says that there is nothing, or Excel could not show what there was. */
export function noCell(text: string): NoCell | undefined {
  if (MISSING.has(text.toLowerCase()) || /^-+$/u.test(text)) return 'missing';
  if (EXCEL_ERROR.test(text)) return 'facts.excel-error';
  return /^#{2,}$/u.test(text) ? 'facts.excel-hashes' : undefined;
}
