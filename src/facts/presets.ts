/** The export of a system: which of its columns is what. Of each key's names the first that a table has counts. */
export interface Preset {
  readonly title: string;
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/**
 * Exports as far as their makers document the columns: field labels as they stand in an export, then API names. Keys are those of `--map`.
 * Everything about a system is its row here; a person adds one as a file of the same form.
 */
export const PRESETS: Readonly<Record<string, Preset>> = {
  'fxiaoke-orders': {
    title: '纷享销客 销售订单',
    columns: {
      date: ['下单日期', 'order_time', '创建时间'],
      amount: ['销售订单金额', '销售订单金额(元)', '销售订单金额（元）', '订单金额', 'order_amount'],
      order: ['销售订单编号', '订单编号', 'name'],
      customer: ['客户名称', '客户', 'account_id'],
      rep: ['负责人', 'owner'],
      team: ['负责人所在部门', '负责人主属部门', '归属部门', 'data_own_department'],
      region: ['区域', '大区', '省'],
      product: ['产品名称', 'product_id'],
      quantity: ['数量', 'quantity'],
      status: ['订单状态', '生命状态', 'life_status'],
      opportunity: ['商机名称', '商机2.0名称', 'new_opportunity_id'],
    },
  },
  'fxiaoke-opportunities': {
    title: '纷享销客 商机2.0',
    columns: {
      date: ['预计成交日期', 'close_date'],
      amount: ['商机金额', '商机金额(元)', '商机金额（元）', '预计成交金额', 'amount'],
      opportunity: ['商机名称', '商机2.0名称', 'name'],
      stage: ['商机阶段', '销售阶段', '阶段名称', 'sales_stage'],
      status: ['阶段状态', 'sales_status', '生命状态'],
      probability: ['赢率', '赢率(%)', '赢率（%）', 'probability'],
      created: ['创建时间', 'create_time'],
      closed: ['实际成交日期', '赢单时间'],
      customer: ['客户名称', '客户', 'account_id'],
      rep: ['负责人', 'owner'],
      team: ['负责人所在部门', '负责人主属部门', '归属部门', 'data_own_department'],
    },
  },
  'zoho-orders': {
    title: 'Zoho CRM Sales Orders',
    columns: {
      date: ['Order Date', 'SO Date', 'Created Time', 'Created_Time', '创建时间'],
      amount: ['Grand Total', 'Grand_Total', 'Total', '总计', '合计金额'],
      order: ['SO Number', 'SO_Number', 'Sales Order Id', 'Record Id', '销售订单编号'],
      customer: ['Account Name', 'Account_Name', 'Account Name.name', '客户名称'],
      rep: ['Sales Order Owner', 'Sales Order Owner.name', 'Owner', '销售订单所有者'],
      region: ['Billing State', 'Billing_State', 'Shipping State'],
      product: ['Product Name', 'Product_Name'],
      quantity: ['Quantity'],
      status: ['Status', '状态'],
      opportunity: ['Deal Name', 'Deal_Name', 'Deal Name.name'],
    },
  },
  'zoho-deals': {
    title: 'Zoho CRM Deals',
    columns: {
      date: ['Closing Date', 'Closing_Date', '结束日期', '成交日期'],
      amount: ['Amount', '金额'],
      opportunity: ['Deal Name', 'Deal_Name', '商机名称'],
      stage: ['Stage', '阶段'],
      probability: ['Probability (%)', 'Probability', '可能性 (%)', '可能性'],
      created: ['Created Time', 'Created_Time', '创建时间'],
      customer: ['Account Name', 'Account_Name', 'Account Name.name', '客户名称'],
      rep: ['Deal Owner', 'Deal Owner.name', 'Owner', '商机所有者'],
    },
  },
  'salesforce-orders': {
    title: 'Salesforce Orders',
    columns: {
      date: ['Order Start Date', 'EffectiveDate', 'Effective Date'],
      amount: ['Order Amount', 'TotalAmount', 'Total Amount'],
      order: ['Order Number', 'OrderNumber'],
      customer: ['Account Name', 'Account.Name', 'AccountId', 'Account ID'],
      rep: ['Order Owner', 'Owner', 'Owner.Name', 'OwnerId', 'Owner ID'],
      region: ['Billing State/Province', 'BillingState'],
      product: ['Product Name', 'Product: Product Name'],
      quantity: ['Quantity'],
      status: ['Status', 'Order Status'],
      currency: ['Order Amount Currency', 'CurrencyIsoCode'],
    },
  },
  'salesforce-opportunities': {
    title: 'Salesforce Opportunities',
    columns: {
      date: ['Close Date', 'CloseDate'],
      amount: ['Amount'],
      opportunity: ['Opportunity Name', 'Name'],
      stage: ['Stage', 'StageName'],
      probability: ['Probability (%)', 'Probability'],
      created: ['Created Date', 'CreatedDate'],
      customer: ['Account Name', 'Account.Name', 'AccountId', 'Account ID'],
      rep: ['Opportunity Owner', 'Owner', 'Owner.Name', 'OwnerId', 'Owner ID'],
      currency: ['Amount Currency', 'CurrencyIsoCode'],
    },
  },
};
