import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes a made-up order file: 6 regions x 5 teams x 10 reps, 36 months to 2025-12, the same bytes every time. One row of
 * `badEvery` has a date that there is none of.
 */
export function writeOrders(path, rows, { products = 40, badEvery = 0, seed = 0, firstOrder = 0 } = {}) {
  const next = random(20260101 + seed);
  const handle = openSync(path, 'w');
  let text = '订单编号,订单日期,区域,团队,销售员,产品,客户,数量,金额\n';
  for (let i = 0; i < rows; i++) {
    const rep = Math.floor(next() * 300);
    const month = Math.floor(next() * 36);
    const day = two(1 + Math.floor(next() * 28));
    const date = `${2023 + Math.floor(month / 12)}-${badEvery > 0 && i % badEvery === 0 ? '02-30' : `${two((month % 12) + 1)}-${day}`}`;
    const place = `${REGIONS[Math.floor(rep / 50)]},${Math.floor((rep % 50) / 10) + 1}队,员工${rep}`;
    text += `SO${firstOrder + i},${date},${place},产品${i % products},客户${i % 900},${1 + (i % 9)},${(next() * 9000 + 1).toFixed(2)}\n`;
    if (text.length > 1 << 20) {
      writeSync(handle, text);
      text = '';
    }
  }
  writeSync(handle, text);
  closeSync(handle);
}

/** Writes twelve months of one order each for every rep of regions x teams x reps: a basis without an empty cell. */
export function writeReps(path, [regions, teams, reps]) {
  const next = random(20260102);
  const handle = openSync(path, 'w');
  writeSync(handle, '日期,区域,团队,销售员,金额\n');
  for (let region = 0; region < regions; region++) {
    for (let team = 0; team < teams; team++) {
      let text = '';
      for (let rep = 0; rep < reps; rep++) {
        const place = `区域${region},团队${region}-${team},员工${region}-${team}-${rep}`;
        for (let month = 1; month <= 12; month++) text += `2025-${two(month)}-28,${place},${(next() * 9000 + 1).toFixed(2)}\n`;
      }
      writeSync(handle, text);
    }
  }
  closeSync(handle);
}

/** Writes one order of each of so many reps, all in one month. */
export function writeUnits(path, units) {
  const handle = openSync(path, 'w');
  let text = '订单日期,区域,团队,销售员,金额\n';
  for (let i = 0; i < units; i++) {
    const rep = (i * 7919) % units;
    text += `2025-03-${two(1 + (i % 28))},${REGIONS[rep % 6]},${rep % 300}队,员工${rep},${100 + (i % 900)}.${10 + (i % 90)}\n`;
    if (text.length > 1 << 20) {
      writeSync(handle, text);
      text = '';
    }
  }
  writeSync(handle, text);
  closeSync(handle);
}

const REGIONS = ['华东', '华南', '华北', '西南', '华中', '东北'];

function two(number) {
  return String(number).padStart(2, '0');
}

/** A small linear congruential generator: numbers from 0 to below 1. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
