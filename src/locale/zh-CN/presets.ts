import type { Messages, Phrases } from '../message.ts';

/** Exports whose columns are known. */
export const presets: Messages = {
  'presets.unknown': ['没有预设“{preset}”；现有：{presets}', '--preset {near}，或自建文件 presets/{preset}.yaml'],
  'presets.other-export': [
    '没有预设 {preset} 已知的列：{wanted}；现有列：{columns}',
    '--map date=列名,amount=列名，或换一个预设',
  ],
};

export const presetsPhrases: Phrases = {
  'init.preset': '各列与已知的导出格式一致：--preset {preset}（可另写 --preset 或 --map）',
  'presets.used': '列名按 {preset} 的导出识别',
};
