// npm run build: src/cli/main.ts -> dist/main.js and its chunks, dist/forecast-worker.js for threads, and dist/salesplan.schema.json for editors.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const started = performance.now();
const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const entry = join(root, 'src/cli/main.ts');
const worker = join(root, 'src/cli/forecasting/fit-worker.ts');
const settings = join(root, 'src/plan-folder/settings.ts');

if (!existsSync(entry)) fail('src/cli/main.ts is missing: there is nothing to build.');

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** CommonJS modules call `require` for what Node has built in; only the chunks that hold such a call get this line. */
const REQUIRE = 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';
const CALLS_REQUIRE = /typeof require\b/;

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // DuckDB's bindings are native: they stay packages. What is JavaScript is bundled.
  external: ['@duckdb/node-bindings', '@duckdb/node-bindings-*'],
  plugins: [withoutExecutables()],
  define: { SALESPLAN_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

// Built aside and swapped in whole: a failed build leaves no half dist.
const next = join(root, `node_modules/.cache/salesplan-${process.pid}`);
await mkdir(next, { recursive: true });
try {
  const result = await build({
    ...shared,
    entryPoints: { main: entry, 'forecast-worker': worker },
    outdir: next,
    splitting: true,
    minify: true,
    sourcemap: 'external',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
  });
  await Promise.all(
    Object.keys(result.metafile.outputs)
      .filter((name) => name.endsWith('.js'))
      .map(async (name) => {
        const file = join(root, name);
        const text = await readFile(file, 'utf8');
        if (CALLS_REQUIRE.test(text)) await writeFile(file, REQUIRE + text);
      }),
  );
  await writeSchema(join(next, 'salesplan.schema.json'));
  await writeLicenses(join(next, 'third-party-licenses.txt'), Object.keys(result.metafile.inputs));
} catch (error) {
  await rm(next, { recursive: true, force: true });
  fail(error.errors ? 'esbuild could not build it (see above).' : String(error.stack ?? error));
}
await rm(dist, { recursive: true, force: true });
await rename(next, dist);

const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'));
const bytes = (await Promise.all(files.map((name) => stat(join(dist, name))))).reduce((sum, { size }) => sum + size, 0);
const entryBytes = (await stat(join(dist, 'main.js'))).size;
const kb = (n) => `${Math.ceil(n / 1024)} kB`;
console.log(
  `dist: ${files.length} files, ${kb(bytes)}, entry ${kb(entryBytes)}, in ${((performance.now() - started) / 1000).toFixed(2)} s`,
);

/** Commander loads child processes for subcommands that are programs of their own; we have none, and save the loading. */
function withoutExecutables() {
  return {
    name: 'commander-without-executables',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
        /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'none' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    },
  };
}

/** The JSON schema of salesplan.yaml, from the same declarations that check it. */
async function writeSchema(file) {
  if (!existsSync(settings)) return;
  const trial = join(next, '.settings.mjs');
  await build({ ...shared, entryPoints: [settings], outfile: trial, banner: { js: REQUIRE } });
  const { settingsJsonSchema } = await import(pathToFileURL(trial).href);
  await rm(trial);
  if (typeof settingsJsonSchema !== 'function') throw new Error('src/plan-folder/settings.ts exports no settingsJsonSchema()');
  await writeFile(file, `${JSON.stringify(settingsJsonSchema(), undefined, 2)}\n`);
}

/** The licences of the packages whose code is in the bundle, as they ask for. */
async function writeLicenses(file, inputs) {
  const folders = new Set(inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean));
  const texts = [...folders].sort().map(async (folder) => {
    const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const license = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const text = license ? await readFile(join(root, folder, license), 'utf8') : `${about.license}\n`;
    return `${about.name} ${about.version} (${about.license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  });
  await writeFile(file, (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`));
}

function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}
