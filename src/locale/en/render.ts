import type { Messages } from '../message.ts';

/** Writing a result in a format. */
export const render: Messages = {
  'render.unknown-field': ['"{field}" is no field of this output', 'one of these fields: {fields}'],
};
