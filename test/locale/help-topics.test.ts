import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../src/cli/help-topics.ts';
import { STANCES } from '../../src/core/targets/suggest/stance.ts';
import { PRESETS } from '../../src/facts/presets.ts';
import { LANGUAGES, wordsFor } from '../../src/locale/index.ts';
import { settingsJsonSchema } from '../../src/plan-folder/settings.ts';
import { displayWidth } from '../../src/render/display-width.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly additionalProperties: Schema;
}

const { properties } = settingsJsonSchema() as unknown as Schema;
const keysOf = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {});

/** Words of a page: keys are written as `key`, `key:` or `{key: ...}`. */
const wordsOf = (page: string) => new Set(page.match(/[a-z_]+(?:-[a-z]+)*/g));

describe.each(LANGUAGES)('help in %s', (language) => {
  const page = async (topic: string) => wordsOf((await wordsFor(language)).phrase(`topic.${topic}`));

  it('names every key of salesplan.yaml on the page about files', async () => {
    const named = await page('files');
    expect(Object.keys(properties).length).toBeGreaterThan(30);
    expect(Object.keys(properties).filter((key) => !named.has(key))).toEqual([]);
  });

  it('names every key of sources, metrics, taxes and rates on the pages about sources and measures', async () => {
    const named = new Set([...(await page('sources')), ...(await page('measures'))]);
    const { sources, metrics, tax, rates } = properties;
    const tables = [sources?.additionalProperties, metrics?.additionalProperties, tax, rates];
    const keys = tables.flatMap(keysOf);
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  it('names every key of the funnel, and every stance, on their pages', async () => {
    const named = await page('selling');
    const funnel = properties.funnel as Schema;
    const stages = (funnel.properties.stages as unknown as { items: Schema }).items;
    const keys = [...keysOf(funnel), ...keysOf(stages)];
    expect(keys.length).toBe(8);
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
    const stances = await page('suggest');
    expect(STANCES.filter((stance) => !stances.has(stance))).toEqual([]);
  });

  it('names every preset on the page about files', async () => {
    const named = await page('files');
    expect(Object.keys(PRESETS).filter((preset) => !named.has(preset))).toEqual([]);
  });

  it('fits into 80 columns', async () => {
    const words = await wordsFor(language);
    const lines = TOPICS.flatMap((topic) => words.phrase(`topic.${topic}`).split('\n'));
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
  });
});
