import type { Messages } from '../message.ts';

/** Methods, and the flags that speak of single units: --growth and --weight. */
export const methods: Messages = {
  'method.wrong-axis': ['方法 {method} 不能用于 {axis} 维度', '--method time={method}'],
  'method.no-room-for-basis': [
    '方法 {method} 不用基数，却为 {axis} 指定了基数',
    '--method {axis}=proportional，或不为 {axis} 指定 --basis',
  ],
  'method.two-growths': ['给出了两个增长率 time={time} 和 org={org}，而计划只有一个总额', '--method {time}，两个维度共用'],
  'method.needs-total': ['方法 {method} 需要总额', '--total 加一个金额'],
  'method.total-disagrees': ['该方法各期合计为 {sum}，与总额 {total} 不符', '--total {sum}，或让方法的另一端空着'],
  'method.line-one-period': [
    '只有 {period} 一个期间，直线却给了它两个金额：{from} 和 {to}',
    '只写一个金额，或让 --by 使用更细的粒度',
  ],
  'method.line-below-zero': ['一端为 {given}、总额为 {total} 时，另一端会是 {end}，小于零', '用比 {given} 小的金额，或提高总额'],
  'method.pattern-leftover': [
    '{pattern} 有 {length} 个数，{periods} 个期间除不尽，余 {left} 个',
    '换一个期间或 --by 粒度，使期数是 {length} 的倍数',
  ],
  'method.cut-period': ['{method} 不按天数计算：{periods} 虽只有一部分在计划期内，仍按完整期间计'],
  'method.growth-without-effect': ['已给出总额，{method} 的增长率不起作用'],
  'method.repeated': ['金额是各处重复，不是分解；重复的数值不能相加'],
  'method.repeat-odd': ['重复的金额不是取整单位的整数倍；零头 {amount} 每处各放在一个数值里'],
  'method.repeat-conflict': ['{unit} {period} 的锁定互相矛盾：不低于 {least}，又不高于 {most}', '改动其中一条'],
  'method.repeat-no-weights': [
    '{unit} {period} 须分得金额，但其基数全部为零',
    '换一个在那里有数据的基数，或不用 --populated-only',
  ],
  'method.populated-without-history': [
    '--populated-only 要看哪些格子有历史数据，但所选基数都不提供',
    '--basis last-year，或不用 --populated-only',
  ],

  'growth.without-history': [
    '--growth 按历史数据固定结果，但所选基数都不读取历史数据',
    '--basis last-year，或用锁定给出金额（salesplan help locks）',
  ],
  'growth.no-basis': [
    '{unit} {period} 无法按 {growth} 增长：其基数不大于零',
    '用锁定给出金额（salesplan help locks），或采用更长的 --basis',
  ],

  'scope.outside-plan': ['{period} 超出计划期 {span}', '改用 {span} 之内的期间'],
  'scope.needs-grain': ['{period} 会切开计划（{span}）的期间', '在 --by 中加上 {grain}'],
  'scope.cuts-month': ['{period} 会切开计划（{span}）中的月份', '改用整月'],
};
