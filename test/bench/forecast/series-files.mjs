// Series in long form: series,category,t,value,part; part is train, or anything else for what is held out. The header decides which files.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const NEEDED = ['series', 't', 'value', 'part'];

/** `{ file, series: [{ name, known, future }] }` of each file that holds series, and the names of those that do not. */
export function readSeriesFiles(path) {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.csv$/i.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];
  const sets = [];
  const others = [];
  for (const file of files) {
    const series = readSeries(file);
    if (series) sets.push({ file: basename(file), series });
    else others.push(basename(file));
  }
  return { sets, others };
}

/** Undefined where the header is not that of series. */
function readSeries(file) {
  const [header, ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = header.split(',').map((name) => name.trim());
  if (!NEEDED.every((name) => columns.includes(name))) return undefined;
  const at = Object.fromEntries(columns.map((name, index) => [name, index]));
  const rows = new Map();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(',');
    const [t, value] = [Number(cells[at.t]), Number(cells[at.value])];
    if (!Number.isFinite(t) || !Number.isFinite(value) || cells[at.value].trim() === '')
      throw new Error(`${file}:${index + 2}: t and value must be numbers: ${line}`);
    const name = cells[at.series];
    if (!rows.has(name)) rows.set(name, []);
    rows.get(name).push({ t, value, isKnown: cells[at.part].trim() === 'train' });
  }
  return [...rows].map(([name, points]) =>
    seriesOf(
      name,
      points.sort((a, b) => a.t - b.t),
      file,
    ),
  );
}

function seriesOf(name, points, file) {
  for (const [index, { t }] of points.entries())
    if (index > 0 && t !== points[index - 1].t + 1)
      throw new Error(`${file}: series ${name} jumps from t ${points[index - 1].t} to ${t}`);
  const values = (isKnown) => points.filter((point) => point.isKnown === isKnown).map(({ value }) => value);
  return { name, known: values(true), future: values(false) };
}
