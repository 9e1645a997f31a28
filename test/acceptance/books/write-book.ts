import iconv from 'iconv-lite';
import type { Book, BookRow, FileForm } from './any-book.ts';

/** Which columns a book has beside date, region, rep and amount. */
export type More = readonly ('order' | 'customer' | 'currency' | 'share' | 'taxRate')[];

const HEADERS = { order: '订单号', customer: '客户', currency: '币种', share: '分成', taxRate: '税率' };

/** The files of a book by name, without those that have no rows: the first is `sold-0.csv`, others are `spent-1.csv`. */
export function writtenBook({ rows, files }: Book, more: More = []): ReadonlyMap<string, Buffer> {
  const written = files.map((form, file): [string, Buffer | undefined] => {
    const own = rows.filter((row) => row.file === file);
    return [`${file === 0 ? 'sold' : 'spent'}-${file}.csv`, own.length === 0 ? undefined : writtenFile(own, form, more)];
  });
  return new Map(written.flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, bytes] as const])));
}

function writtenFile(rows: readonly BookRow[], form: FileForm, more: More): Buffer {
  const table = [headerOf(form, more), ...rows.map((row) => cellsOf(row, form, more))];
  if (form.subtotals) table.push(totalOf(rows, form, more));
  const titles = form.titles || saysInTitle(form) ? [[`销售明细${saysInTitle(form) ? `　单位：${form.unit}` : ''}`]] : [];
  const quoted = rows.map(({ form: { quoted } }) => quoted);
  const lines = table.map((cells, at) => cells.map((cell) => csvCell(cell, form, quoted[at - 1] ?? false)).join(form.delimiter));
  return encoded([...titles.map(([title]) => title), ...lines].join(form.lineEnd) + form.lineEnd, form);
}

const saysInTitle = ({ unit, saidIn }: FileForm) => unit !== '' && saidIn === 'title';

const turn = (cells: readonly string[], by: number) => {
  const at = by % cells.length;
  return [...cells.slice(at), ...cells.slice(0, at)];
};

function headerOf(form: FileForm, more: More): string[] {
  const amount = form.unit !== '' && form.saidIn === 'header' ? `金额（${form.unit}）` : '金额';
  return turn(['日期', '大区', '销售员', amount, '备注', ...more.map((name) => HEADERS[name])], form.turned);
}

function cellsOf(row: BookRow, form: FileForm, more: More): string[] {
  const { region, rep, form: own } = row;
  const first = [dateCell(row.day, own.date), nameCell(region, own.name), nameCell(rep, own.name), amountCell(row, form)];
  return turn([...first, `n${own.amount}`, ...more.map((name) => moreCell(row, name))], form.turned);
}

function moreCell(row: BookRow, name: More[number]): string {
  if (name === 'share') return row.share === 100 ? '' : `${row.share}%`;
  if (name === 'taxRate') return row.taxRate === undefined ? '' : `${row.taxRate}%`;
  return row[name];
}

function totalOf(rows: readonly BookRow[], form: FileForm, more: More): string[] {
  const fen = rows.reduce((sum, row) => sum + row.fen, 0);
  return turn(['合计', '', '', plain(fen, form), '', ...more.map(() => '')], form.turned);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateCell(day: number, form: number): string {
  const iso = isoDay(day);
  const [year = '', month = '', date = ''] = iso.split('-');
  const [m, d] = [Number(month), Number(date)];
  const forms = [iso, `${year}/${m}/${d}`, `${year}年${m}月${d}日`, `${year}${month}${date}`, `${iso} 23:59:59`];
  return [...forms, `${year}.${m}.${d}`, ` ${wide(iso)}`, `${d}-${MONTHS[m - 1]}-${year}`][form] as string;
}

export function isoDay(day: number): string {
  return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
}

/** As written, decomposed, or with blanks around; all the same name. */
function nameCell(name: string, form: number): string {
  return [name, name.normalize('NFD'), `${name} `, `\u3000${name}`][form] as string;
}

/** A number of the file's unit with all its digits. */
function plain(fen: number, { unit }: Pick<FileForm, 'unit'>): string {
  const scale = unit === '万元' ? 6 : 2;
  const digits = String(Math.abs(fen)).padStart(scale + 1, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function amountCell({ fen, form: { amount: form } }: BookRow, file: FileForm): string {
  const number = plain(fen, file);
  const size = plain(Math.abs(fen), file);
  const below = fen < 0;
  const [whole = '', decimals = ''] = size.split('.');
  const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
  const forms = [number, `${below ? '-' : ''}${grouped}`, wide(number), `￥${number}`, below ? `(${size})` : number];
  const bare = [below ? `${size}-` : number, below ? `△${grouped}` : grouped, ` ${number} `, below ? `（${size}）` : `+${size}`];
  const units = file.unit === '' ? [`${number}元`, `${plain(fen, { unit: '万元' })}万`] : [number, number];
  return [...forms, ...bare, ...units, number.replace(/\.?0+$/, '')][form] as string;
}

const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

function csvCell(cell: string, { delimiter }: FileForm, always: boolean): string {
  return always || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function encoded(text: string, { encoding }: FileForm): Buffer {
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  const marked = encoding === 'utf8' ? text : `\ufeff${text}`;
  if (encoding === 'utf16le') return Buffer.from(marked, 'utf16le');
  if (encoding === 'utf16be') return Buffer.from(marked, 'utf16le').swap16();
  return Buffer.from(marked, 'utf8');
}
