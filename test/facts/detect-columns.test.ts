import { describe, expect, it } from 'vitest';
import { readName } from '../../src/facts/column-names.ts';
import { detectColumns } from '../../src/facts/detect-columns.ts';

const SUPERSTORE =
  'Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit';
const RESELLER =
  'SalesOrderNumber,OrderDate,ProductKey,ResellerKey,EmployeeKey,SalesTerritoryKey,OrderQuantity,UnitPrice,TotalProductCost,SalesAmount,StandardCost';
const CHINESE = '订单编号,订单日期,大区,销售员,产品编码,客户编码,数量,单价,金额（元）';
const codes = (columns: string, given?: Record<string, string>) =>
  detectColumns(columns.split(','), given).findings.map(({ code }) => code);

describe('columns are detected by their names', () => {
  it.each([
    [
      SUPERSTORE,
      'Order Date',
      { column: 'Sales', power: 0 },
      {
        region: 'Region',
        state: 'State',
        city: 'City',
        customer: 'Customer Name',
        segment: 'Segment',
        subcategory: 'Sub-Category',
      },
    ],
    [
      RESELLER,
      'OrderDate',
      { column: 'SalesAmount', power: 0 },
      { region: 'SalesTerritoryKey', rep: 'EmployeeKey', customer: 'ResellerKey' },
    ],
    [CHINESE, '订单日期', { column: '金额（元）', power: 0, unit: '元' }, { region: '大区', rep: '销售员' }],
    ['日期,团队,销售额(万元)', '日期', { column: '销售额(万元)', power: 4, unit: '万元' }, { team: '团队' }],
  ])('%s', (columns, date, amount, roles) => {
    const detected = detectColumns(columns.split(','));
    expect(detected).toMatchObject({ date, amount, findings: [] });
    expect(detected.roles).toMatchObject(roles);
  });

  it('never takes one of two', () => {
    expect(detectColumns(['下单日期', '成交日期', '销售额', '订单金额']).findings).toMatchObject([
      { code: 'facts.ambiguous-column', values: { key: 'date', candidates: '下单日期, 成交日期', first: '下单日期' } },
      { code: 'facts.ambiguous-column', values: { key: 'amount', candidates: '销售额, 订单金额' } },
    ]);
  });

  it('says what is missing, all at once', () => {
    expect(codes('a,b', { region: 'c' })).toEqual(['facts.unknown-column', 'facts.no-date-column', 'facts.no-amount-column']);
  });

  it('takes what is given before any guess', () => {
    const detected = detectColumns(SUPERSTORE.split(','), { date: 'Ship Date', amount: 'Profit', 大区: 'Region' });
    expect(detected).toMatchObject({ date: 'Ship Date', amount: { column: 'Profit', power: 0 }, findings: [] });
    expect(detected.roles).toMatchObject({ 大区: 'Region' });
    expect(detected.roles).not.toHaveProperty('region');
  });

  it('offers the nearest columns for a misspelt one', () => {
    const { findings, amount } = detectColumns(SUPERSTORE.split(','), { amount: 'Slaes', region: 'regoin' });
    expect(amount).toBeUndefined();
    expect(findings).toMatchObject([
      { code: 'facts.unknown-column-near', values: { key: 'amount', first: 'Sales' } },
      { code: 'facts.unknown-column-near', values: { key: 'region', first: 'Region' } },
    ]);
  });

  it.each([
    ['金额（元）', { key: '金额', unit: '元', power: 0 }],
    ['目标/亿元', { key: '目标', unit: '亿元', power: 8 }],
    ['销售额 [万元]', { key: '销售额', unit: '万元', power: 4 }],
    ['Sales_Amount (USD)', { key: 'salesamount', unit: 'usd', power: 0 }],
    ['Sales (constructor)', { key: 'sales(constructor)', power: 0 }],
    ['region/area', { key: 'region/area', power: 0 }],
  ])('%s', (column, read) => {
    expect(readName(column)).toEqual(read);
  });
});
