import type { Messages, Phrases } from '../message.ts';

/** Exports whose columns are known. */
export const presets: Messages = {
  'presets.unknown': [
    'there is no preset "{preset}"; there are: {presets}',
    '--preset {near}, or a file of your own: presets/{preset}.yaml',
  ],
  'presets.other-export': [
    'no column is the one that preset {preset} knows: {wanted}; the columns are: {columns}',
    '--map date=COLUMN,amount=COLUMN, or another preset',
  ],
};

export const presetsPhrases: Phrases = {
  'init.preset': 'the columns are those of a known export: --preset {preset} (another one, or --map, says it otherwise)',
  'presets.used': 'columns as in exports of {preset}',
};
