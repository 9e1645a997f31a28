import type { Messages } from '../message.ts';

/** Writing a result in a format. */
export const render: Messages = {
  'render.unknown-field': ['输出中没有字段“{field}”', '改用以下字段之一：{fields}'],
};
