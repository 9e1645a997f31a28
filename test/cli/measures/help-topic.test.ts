import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PRESETS } from '../../../src/facts/presets.ts';
import { wordsFor } from '../../../src/locale/index.ts';
import { tempFiles } from '../../facts/temp-files.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const run = promisify(execFile);

const topic = async (language: 'en' | 'zh-CN') => (await wordsFor(language)).phrase('topic.measures');
/** The block that begins with the sources, without its indent. */
const settingsOf = (text: string) => {
  const from = text.indexOf('  sources:');
  return text.slice(from, text.indexOf('\n\n', from)).replace(/^ {2}/gm, '');
};

/** Two orders, of 300 and 100 at costs of 180 and 60, by one customer each; c1 also ordered in the quarter before. */
const FILES: Readonly<Record<string, string>> = {
  'orders.csv': `日期,区域,金额,数量,成本,customer,order
2025-11-05,E,50,1,30,c1,o0
2026-01-05,E,300,3,180,c1,o1
2026-02-05,E,100,2,60,c2,o2
`,
  'invoices.csv': '开票日,到期日,区域,金额,发票\n2026-01-05,2026-02-05,E,300,i1\n2026-02-05,2026-03-05,E,100,i2\n',
  'receipts.csv': '收款日,区域,金额,发票\n2026-02-04,E,250,i1\n',
  'market.csv': '日期,区域,期间,规模\n2026-04-01,E,2026-Q1,1600\n',
  'answers.csv': '日期,区域,评分\n2026-01-05,E,9\n2026-01-06,E,6\n',
  'visits.csv': '日期,区域\n2026-01-05,E\n2026-01-06,E\n2026-01-07,E\n',
  'deals.csv': `快照日,创建日期,结束日期,区域,金额,赢率,阶段
2026-02-28,2026-01-01,2026-01-21,E,80,100%,赢单
2026-02-28,2026-01-01,2026-02-01,E,70,0%,输单
2026-02-28,2026-02-01,2026-03-31,E,200,25%,推进
`,
  'plan.csv': 'target,metric,period,区域,amount,denominator\nT1,revenue,2026-Q1,E,500,\n',
};

const VALUES: Readonly<Record<string, string>> = {
  ...{ revenue: '400.00', volume: '5.00', cost: '240.00', gross_profit: '160.00', gross_margin: '0.4000' },
  ...{
    orders: '2',
    credited_orders: '2',
    active: '2',
    repeat: '0',
    kept: '1',
    before: '1',
    new_customers: '1',
    reactivated: '0',
  },
  ...{ order_value: '200.0000', customer_value: '200.0000', repurchase: '0.0000', retention: '1.0000' },
  ...{ collection: '0.6250', cash_due: '0.6250', invoiced: '400.00', received: '250.00', receivables: '150.00' },
  ...{ market_share: '0.2500', satisfaction: '0.5000', mean_score: '7.5000', visits: '3' },
  ...{ won: '1', decided: '2', won_days: '20', conversion: '0.5000', cycle_days: '20.0000' },
  ...{ pipeline: '200.00', weighted: '50.00', snapshots: '200.00', cover: '2.0000' },
};

describe('help measures', () => {
  const files = tempFiles();

  it('has the same settings in both languages, and names every preset', async () => {
    const [en, zh] = await Promise.all([topic('en'), topic('zh-CN')]);
    expect(settingsOf(zh)).toBe(settingsOf(en));
    for (const text of [en, zh])
      for (const [name, { title, columns }] of Object.entries(PRESETS)) {
        expect(`${text.replace(/\n {6}/g, ' ')}\n`).toContain(`  ${name.padEnd(25)}${title} ${Object.keys(columns).join(' ')}\n`);
      }
  });

  it('means what it says, line by line', async () => {
    const settings = settingsOf(await topic('en'));
    const names = Object.keys(parse(settings).metrics);
    // A market is a table by periods that only a share is measured against.
    expect(names.filter((name) => name !== 'market_size').sort()).toEqual(Object.keys(VALUES).sort());
    const dir = dirname(files.write('salesplan.yaml', `version: 1\nlevels: [区域]\n${settings}\n`));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text);
    const measured = async (metric: string) => {
      const asked = ['history', '--metric', metric, '-p', '2026-Q1', '--by', 'quarter', '--by', '区域', '-O', 'json', '-q'];
      const { stdout } = await run(process.execPath, [join(root, 'bin/salesplan.js'), ...asked, '--today', '2026-04-01'], {
        cwd: dir,
      });
      const rows = JSON.parse(stdout).rows as Record<string, string>[];
      return [metric, rows.map((row) => row['value'])];
    };
    const found: unknown[] = [];
    for (const metric of Object.keys(VALUES)) found.push(await measured(metric));
    expect(Object.fromEntries(found as [string, unknown][])).toEqual(
      Object.fromEntries(Object.entries(VALUES).map(([metric, value]) => [metric, [value, value]])),
    );
  }, 120_000);
});
