import type { Messages, Phrases } from '../message.ts';

/** Who is there when, and what roles weigh. */
export const roster: Messages = {
  'roster.bad-ramp': ['“{value}”不是爬坡比例：应为入职后逐月的百分比，最大 100', '写成 {expected} 的形式'],
  'roster.ramp-without-start': ['爬坡需要起算日', '填写 start，或清空 ramp'],
  'roster.weekdays-only': ['工作日按周一至周五计：没有节假日与调休日历', '--calendar calendar.csv，或在计划文件夹中放置该文件'],
  'roster.shared-again': ['{unit} 各期金额不变，按权重与在岗天数、爬坡比例在人员间重新分配；入职、离职或爬坡的单元数：{count}'],
  'roster.vacant': ['{unit} 在 {periods} 无人在岗：{amount} 列在 (vacant)', '在名册中补上接任者，或填写该单元自身的结束日期'],
  'roster.lock-on-absent': ['{unit} {period} 的{kind}：名册中此时无人在岗', '修改锁定，或名册中的起止日期'],
  'roster.role-without-unit': ['计划中没有角色为“{role}”的单元，其系数不起作用', '与名册中的角色名称保持一致'],
};

export const rosterPhrases: Phrases = {
  'lock.kind.presence': '人员变动时保持不变',

  'explain.role': '角色 {role}',
  'explain.roster-weight': '{unit} 的权重',
  'explain.roster-factor': '权重 {factor}，来自名册',
  'explain.base': '按全员在岗',
  'explain.presence': '{unit} 承担比例',
  'explain.presence-days': '{all} 天中在岗 {days} 天',
  'explain.presence-ramp': '；爬坡第 {step} 步（{factor}）{days} 天',
  'explain.presence-share': '{name} 占比',
  'explain.presence-share-how': '{part} / {whole}，在 {unit} 中，按权重与在岗',
  'explain.presence-vacant': '{unit} 无人在岗',
  'explain.kept': '{unit} 保持',
  'explain.kept-how': '与全员在岗时相同',
  'explain.shifted': '因在岗变化',
  'explain.shifted-how': '{before} 变为 {after}',
  'explain.pool-presence': '该期保持的金额，受其中锁定约束',
};
