import fc from 'fast-check';

/** One row as it is meant, before anybody writes it down. Amounts are whole fen. */
export interface BookRow {
  /** Days after 2024-01-01, through 2025-12-31. */
  readonly day: number;
  readonly region: string;
  readonly rep: string;
  readonly fen: number;
  readonly order: string;
  readonly customer: string;
  readonly currency: 'CNY' | 'USD' | 'EUR';
  /** Percent. */
  readonly share: number;
  /** A tax rate in percent of the row's own, or the rate of its day. */
  readonly taxRate: number | undefined;
  /** Which of the book's files it stands in. */
  readonly file: number;
  /** How its cells are written. */
  readonly form: { readonly date: number; readonly amount: number; readonly name: number; readonly quoted: boolean };
}

/** How a file is written. */
export interface FileForm {
  readonly encoding: 'utf8' | 'utf8-bom' | 'gb18030' | 'utf16le' | 'utf16be';
  readonly unit: '' | '元' | '万元';
  /** Where the unit is said. */
  readonly saidIn: 'header' | 'title';
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly lineEnd: '\n' | '\r\n';
  /** By how many places the columns are turned. */
  readonly turned: number;
  readonly subtotals: boolean;
  readonly titles: boolean;
}

export interface Book {
  readonly rows: readonly BookRow[];
  readonly files: readonly FileForm[];
}

export const REGIONS = ['华东', 'Caf\u00e9', '华南, "B"'];
export const REPS = ['王芳', '李\u{2070e}', ''];

// From 100 to 20,000 yuan: amounts of files that are 10,000 times apart would rightly be doubted.
const sale = fc.integer({ min: 10_000, max: 2_000_000 });

const anyRow: fc.Arbitrary<BookRow> = fc.record({
  day: fc.oneof(fc.integer({ min: 0, max: 730 }), fc.constantFrom(0, 181, 182, 365, 366, 730)),
  region: fc.constantFrom(...REGIONS),
  rep: fc.constantFrom(...REPS),
  fen: fc.oneof(
    { weight: 5, arbitrary: sale },
    {
      weight: 1,
      arbitrary: sale.map((fen) => -fen),
    },
    { weight: 1, arbitrary: fc.constantFrom(0, 10_000, 33_333) },
  ),
  order: fc.integer({ min: 1, max: 20 }).map((number) => `O${number}`),
  customer: fc.integer({ min: 1, max: 8 }).map((number) => `C${number}`),
  currency: fc.constantFrom('CNY', 'CNY', 'USD', 'EUR'),
  share: fc.constantFrom(100, 100, 60, 40, 33),
  taxRate: fc.constantFrom(undefined, undefined, 6, 9, 0),
  file: fc.integer({ min: 0, max: 2 }),
  form: fc.record({
    date: fc.integer({ min: 0, max: 7 }),
    amount: fc.integer({ min: 0, max: 11 }),
    name: fc.integer({ min: 0, max: 3 }),
    quoted: fc.boolean(),
  }),
});

const anyFile: fc.Arbitrary<FileForm> = fc.record({
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'gb18030', 'utf16le', 'utf16be'),
  unit: fc.constantFrom('', '元', '万元'),
  saidIn: fc.constantFrom('header', 'title'),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  turned: fc.integer({ min: 0, max: 9 }),
  subtotals: fc.boolean(),
  titles: fc.boolean(),
});

/** Books of up to three files; an order has one customer and one of each file's rows may be the same. */
export const anyBook: fc.Arbitrary<Book> = fc.record({
  rows: fc.array(anyRow, { minLength: 1, maxLength: 60 }),
  files: fc.tuple(anyFile, anyFile, anyFile),
});
