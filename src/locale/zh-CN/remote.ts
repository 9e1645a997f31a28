import type { Messages, Phrases } from '../message.ts';

/** Database servers as sources of facts. */
export const remote: Messages = {
  'remote.bad-address': [
    '这不是服务器和数据库的地址',
    'postgres://主机:5432/数据库?table=模式.表，或 clickhouse://主机:8123/数据库.表；IPv6 地址写在方括号里',
  ],
  'remote.bad-credentials': [
    '凭据文件的这一行没有写全主机、端口、数据库、用户和密码',
    '主机:端口:数据库:用户:密码，* 表示任意；值里的冒号写作 \\:',
  ],
  'remote.bad-percent': ['地址里的百分号后面不是字符的编码', '属于名称或 SQL 的百分号写作 %25'],
  'remote.bad-sslmode': ['sslmode 只能是：{known}', 'sslmode=verify-full'],
  'remote.bad-timeout': ['timeout 不是 1 到 {most} 之间的秒数', 'timeout=600'],
  'remote.beside-files': [
    '同时给出了服务器地址和文件；历史数据只能来自其中一种',
    '把文件导入服务器的表，再用包含两者的视图或查询',
  ],
  'remote.certificate': ['{server} 的证书不受信任：{message}', '用 sslrootcert=文件 给出签发者的证书，主机用证书里的名称'],
  'remote.day-out-of-reach': [
    '{cell} 早于 1970 年或晚于 2105 年，该服务器无法统计这些日期的客户',
    '用 --where 排除这些行，或改用文件',
  ],
  'remote.denied': ['{server} 不允许该用户读取：{message}', '请服务器管理员授予读取权限（SELECT）'],
  'remote.doubtful-password': [
    '地址里的 @ 出现在可能是密码的位置，不再往下读',
    '不要把密码写进地址（salesplan help environment），SQL 里的 @ 写作 %40',
  ],
  'remote.encryption': ['{server} 要求加密连接：{message}', '在地址里加 sslmode=verify-full 或 sslmode=require'],
  'remote.failed': ['{server} 报告：{message}', '更正查询或列；服务器没有给出其他回答'],
  'remote.file-options': ['{flags}：只对文件有效，对服务器无效', '去掉它'],
  'remote.host': ['没有 {server} 中的主机名（{message}）', '检查主机名或网络'],
  'remote.login': [
    '{server} 不接受用户或密码：{message}',
    '环境变量 SALESPLAN_{variable}_USER 和 SALESPLAN_{variable}_PASSWORD，或由 SALESPLAN_CREDENTIALS 指定的文件',
  ],
  'remote.lost': [
    '无法连接 {server} 或连接中断（{reason}），已试 {tries} 次；中断的回答一律不用',
    '确认服务器正在运行且可以访问，然后再次执行同一命令',
  ],
  'remote.memory': ['{server} 的资源不足：{message}', '减少层级或缩短期间（视图或 --where），或联系服务器管理员'],
  'remote.missing': ['{server} 上没有：{message}', '检查数据库、模式、表和列的名称'],
  'remote.no-encryption': ['{server} 不支持加密连接', '在服务器上启用加密；sslmode=disable 与 clickhouse:// 均为明文传输'],
  'remote.no-table': ['地址必须指定一个表、视图或查询', '{example}，或 ?query=SQL'],
  'remote.not-utf8': ['服务器给出的文本不是 UTF-8', "用视图把这些列转成 UTF-8：convertCharset(name, 'gb18030', 'utf-8')"],
  'remote.nul': ['{text}：查询中不能有 NUL 字符（以 ␀ 显示）', '去掉该字符'],
  'remote.open-credentials': ['其他用户可以读取凭据文件 {file}', "chmod 600 '{file}'"],
  'remote.option-twice': ['地址里 {key} 出现了两次', '只写一个 {key}；SQL 里的 & 写作 %26'],
  'remote.order-too-large': [
    '有订单金额超过 1 万亿（涉及 {orders} 个客户），该服务器无法分摊其新客户归属',
    '检查金额单位，或用 --where 排除这些订单',
  ],
  'remote.new-rate': ['{file} 在读取期间有改动：列 {column} 出现了开始读取时没有的税率', '重新运行同一命令'],
  'remote.other-number': [
    '{unit} {period} 在计划中为 {planned}，按记录重算为 {made}；plan.csv 被改过，或者这些数据有变动：{addresses}',
    '重新运行 salesplan decompose，或使用数据当时状态的视图',
  ],
  'remote.password-in-address': [
    '地址里的密码会被别人看到，也会留在日志里，因此拒绝',
    '去掉密码，用环境变量或文件给出：salesplan help environment',
  ],
  'remote.rows-disagree': [
    '行数对不上：一次计得 {records} 行，另一次 {counted} 行；表在此期间有改动，或查询每次给出不同的行',
    '再次执行同一命令，或改用结果固定的查询',
  ],
  'remote.timeout': ['{server} 未能按时完成：{message}', '在地址里加 timeout=秒数，或减少行数（视图或 --where）'],
  'remote.too-many-odd-cells': [
    '有超过 {most} 种日期或金额写法是服务器不能直接读取的',
    '用视图把日期转成 Date、金额转成 Decimal',
  ],
  'remote.too-many-texts': [
    '这些列中有超过 {most} 种文本含组合字符或兼容字符，该服务器无法比较：{columns}',
    '用视图把它们转成 Unicode NFC',
  ],
  'remote.two-addresses': [
    '给出了两个地址（另一个是 {other}）；历史数据只能来自一个表、视图或查询',
    '用 UNION ALL 的视图或查询把两者的行合在一起',
  ],
  'remote.unhashed': ['该计划的数据来自服务器：记录里只有地址，没有数据的哈希，数据若有变动只能从数字上看出'],
  'remote.unknown-option': ['地址里有未知的选项；可用的有：{known}', 'SQL 里的 & 写作 %26'],
  'remote.unknown-scheme': ['不认识 {scheme}:// 开头的服务器', '可用：{schemes}'],
  'remote.zone': ['{columns}：是时间点；日期按服务器的时区 {zone} 取', '在地址里写明时区，如 timezone=Asia/Shanghai，就不再提示'],
};

export const remotePhrases: Phrases = {};
