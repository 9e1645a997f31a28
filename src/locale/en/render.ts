import type { Messages } from '../message.ts';

export const render: Messages = {
  'render.unknown-field': ['"{field}" is no field of this output', 'one of these fields: {fields}'],
};
