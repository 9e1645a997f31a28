/** What a column may be to a plan. */
export type LevelRole =
  | 'country'
  | 'region'
  | 'state'
  | 'city'
  | 'team'
  | 'rep'
  | 'product'
  | 'category'
  | 'subcategory'
  | 'customer'
  | 'segment'
  | 'channel';

/** Header names of dates; the first group that is there wins: a sale counts when it was agreed, not when it was shipped. */
export const DATE_NAMES: readonly (readonly string[])[] = [
  names(
    'orderdate date saledate salesdate transactiondate 日期 订单日期 下单日期 成交日期 签约日期 销售日期 交易日期 下单时间 订单时间 成交时间 交易时间',
  ),
  names('invoicedate bookingdate closedate closeddate 开票日期 业务日期 单据日期 入账日期 付款日期 付款时间'),
  names('shipdate deliverydate duedate 发货日期 交货日期 出库日期 到期日期 发货时间'),
];

/** Header names of amounts; unit prices, costs, profits and quantities are none. */
export const AMOUNT_NAMES: readonly string[] = names(
  'amount sales salesamount salesvalue revenue netsales netrevenue netamount orderamount lineamount totalamount turnover ' +
    '金额 销售额 销售金额 订单金额 成交金额 成交额 销售收入 收入 营业额 营收 合同金额 签约金额 实付金额 净销售额 业绩 销售业绩',
);

export const LEVEL_NAMES: Readonly<Record<LevelRole, readonly string[]>> = {
  country: names('country countryname nation 国家'),
  region: names('region regionname area territory salesterritory salesterritorykey salesregion 区域 大区 地区 销售区域 战区'),
  state: names('state province stateprovince 省 省份 州'),
  city: names('city cityname 城市 市'),
  team: names('team teamname salesteam department dept group branch office 团队 部门 组 小组 销售团队 分公司 办事处'),
  rep: names(
    'rep salesrep salesperson salespersonname salesman seller employee employeekey employeename owner accountowner accountmanager ' +
      '销售员 业务员 销售 销售代表 销售人员 负责人 客户经理 业务经理',
  ),
  product: names('product productname productkey item sku 产品 产品名称 产品编码 商品 商品名称'),
  category: names('category productcategory productline 品类 类别 产品类别 产品线 分类'),
  subcategory: names('subcategory productsubcategory 子类 子类别 小类'),
  customer: names('customer customername account accountname client reseller resellerkey 客户 客户名称 客户编码 经销商'),
  segment: names('segment customersegment 客户类型 细分 客群'),
  channel: names('channel saleschannel 渠道 销售渠道'),
};

/** Header names of the number of an order, which its rows and its returns share. */
export const ORDER_NAMES: readonly string[] = names(
  'order ordernumber orderno orderid salesordernumber salesorderid 订单编号 订单号 订单 销售单号 单号 合同编号 合同号',
);

/** Header names of the currency of a row's amount. */
export const CURRENCY_NAMES: readonly string[] = names(
  'currency currencycode currencyisocode transactioncurrency 币种 币别 货币 货币代码 结算币种 交易币种',
);

const UNITS: Readonly<Record<string, number>> = {
  元: 0,
  人民币: 0,
  rmb: 0,
  cny: 0,
  usd: 0,
  eur: 0,
  千元: 3,
  万元: 4,
  万: 4,
  百万元: 6,
  百万: 6,
  千万元: 7,
  亿元: 8,
  亿: 8,
};

export interface ReadName {
  /** The name as the tables above hold it. */
  readonly key: string;
  readonly unit?: string;
  /** The power of ten of the unit; 0 without one. */
  readonly power: number;
}

/** `金额（万元）` -> 金额 with unit 万元 and power 4; `Sales Amount` -> salesamount. What is no unit stays in the key. */
export function readName(column: string): ReadName {
  const plain = column
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/gu, '');
  const parts = /^(.+?)(?:\((.+)\)|\[(.+)\]|【(.+)】|\/(.+))$/u.exec(plain);
  const unit = parts?.slice(2).find((part) => part !== undefined);
  if (!parts || unit === undefined || !Object.hasOwn(UNITS, unit)) return { key: plain, power: 0 };
  return { key: parts[1]!, unit, power: UNITS[unit]! };
}

/** `金额[万元]` -> 金额, 万元 and 4: a column's name and the unit that somebody gives it behind; undefined without a unit of money. */
export function givenUnit(text: string): { readonly column: string; readonly unit: string; readonly power: number } | undefined {
  const parts = /^(.+)[[［](.+)[\]］]$/su.exec(text.trim());
  const unit = (parts?.[2] ?? '').normalize('NFKC').trim().toLowerCase();
  return parts && Object.hasOwn(UNITS, unit) ? { column: parts[1]!.trim(), unit, power: UNITS[unit]! } : undefined;
}

function names(list: string): readonly string[] {
  return list.split(' ');
}
