/**
 * Bundles the command, which would else spend most of a short run on finding, reading and compiling its modules. Run by
 * `npm run build`.
 *
 * The core is what linting a plain, sound definition takes. Everything else is in files of its own, which take what they share
 * with it from there, so that nothing is there twice: what the source imports while it runs, and the modules below. The source
 * imports those as any other, because `lint` is synchronous; here they are loaded when one of their functions is called first.
 * That needs CommonJS, which Node also loads faster.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build, transform } from 'esbuild';
import { licencesOf } from '../licences.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = join(ROOT, 'dist/bin');
const source = (path) => join(ROOT, 'src', path);

/** Modules of functions that a plain, sound definition does without. */
const LATE = [
  'diagnostics/fingerprint.ts',
  'diagnostics/messages.ts',
  'graph/shortest-cycle.ts',
  'graph/smallest-cut.ts',
  'locate.ts',
  'model/read-template.ts',
  'node/config/read-config.ts',
  'node/files-from.ts',
  'node/fix-files.ts',
  'node/print-config.ts',
  'node/suppressions-file.ts',
  'node/suppressions-update.ts',
  'node/walk.ts',
  'parse/atom/atom.ts',
  'parse/batch/batch.ts',
  'parse/json/json-fixes.ts',
  'parse/json/lines.ts',
  'parse/json/members.ts',
  'parse/json/repair.ts',
  'parse/xml/comments.ts',
  'parse/xml/parse-xml.ts',
  'parse/xml/reader.ts',
  'parse/xml/recover.ts',
  'parse/xml/xml-fixes.ts',
  'render/lint-azure-pipelines.ts',
  'render/lint-github.ts',
  'render/lint-json.ts',
  'render/lint-junit.ts',
  'render/lint-msbuild.ts',
  'render/lint-ndjson.ts',
  'render/lint-sarif.ts',
  'render/unified-diff.ts',
  'render/wide-text.ts',
].map(source);

/** What is started by itself, by the name of its file. */
const STARTED = { taskgraph: source('node/cli.ts'), 'lint-worker': source('node/lint-worker.ts') };

/** Packages that only late modules import. The others are bundled, and their licences put beside them. */
const EXTERNAL = ['@hpcc-js/wasm-graphviz', 'fast-xml-parser', 'jsonc-parser'];

/** A module with the same functions as another, which loads that one's file at the first call. */
function lateModule(path) {
  const functions = [...readFileSync(path, 'utf8').matchAll(/^export (?:async )?function (\w+)/gm)].map(
    ([, name]) => name,
  );
  return [
    `let late; const load = () => (late ??= import(${JSON.stringify(fileOf(path))}));`,
    ...functions.map((name) => `export function ${name}(...args) { return load().${name}(...args); }`),
  ].join('\n');
}

const fileOf = (path) => `./${basename(path, '.ts')}.cjs`;

/** Finds what is in other files. `core` are the modules that are in the core, for all files but that itself. */
function otherFiles(core, late, shared) {
  return {
    name: 'other-files',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[\w-]+\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\..*\.js$|^#/ }, ({ path: name, kind, resolveDir }) => {
        const path = IMPORTED[name] ?? resolve(resolveDir, name.replace(/\.js$/, '.ts'));
        if (core.has(path)) {
          shared.add(path);
          return { path: `./core.cjs#${nameOf(path)}`, external: true };
        }
        if (kind === 'dynamic-import') {
          late.add(path);
          return { path: fileOf(path), external: true };
        }
        if (LATE.includes(path)) return { path, namespace: 'late' };
        return name in IMPORTED ? { path } : undefined;
      });
      onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateModule(path), resolveDir: ROOT }));
    },
  };
}

/** What the source imports by a name of package.json, because browsers have something else in its place. */
const IMPORTED = {
  '#entity-judge': source('schema/judge.ts'),
  '#json-trivia': source('parse/json/trivia.ts'),
  '#xml-reader': source('parse/xml/reader.ts'),
};

const nameOf = (path) => relative(source(''), path).replace(/\W/g, '_');

const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: TARGET,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  external: EXTERNAL,
  minify: true,
  metafile: true,
  write: false,
};

const late = new Set(LATE);
const shared = new Set();
const inputs = new Set();

/** The files made of some sources. */
async function bundle(options, core) {
  const plugins = [otherFiles(core, late, shared)];
  const { outputFiles, metafile } = await build({ ...OPTIONS, ...options, plugins });
  for (const path of Object.keys(metafile.inputs)) inputs.add(path);
  return outputFiles;
}

/** A module that gives those modules of the core that other files share. */
const coreOf = (paths) => ({
  stdin: {
    contents: [...paths].map((path) => `export * as ${nameOf(path)} from ${JSON.stringify(path)};`).join('\n'),
    resolveDir: ROOT,
    sourcefile: 'core.ts',
  },
  entryNames: 'core-code',
});

const none = new Set();
await bundle(coreOf([source('node/main.ts'), source('node/outcome.ts')]), none);
const core = new Set([...inputs].filter((path) => path.startsWith('src/')).map((path) => join(ROOT, path)));
const entryPoints = { ...STARTED };
let others = [];
for (let count = -1; count < late.size; ) {
  count = late.size;
  for (const path of late) entryPoints[basename(path, '.ts')] = path;
  others = await bundle({ entryPoints, splitting: true }, core);
}
const files = [...(await bundle(coreOf(shared), none)), ...others];

/** What `import.meta` has for an ES module. */
const META = 'const module_meta={get url(){return require("node:url").pathToFileURL(__filename).href}};';

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });
for (const { path, text } of files) {
  // What is required is there at once, for who waits for it and for who does not.
  const atOnce = text.replace(/\bimport\(("(?:\.\/[\w-]+\.cjs|node:[\w/]+)")\)/g, 'require($1)');
  const { code } = await transform(atOnce, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    define: { 'import.meta': 'module_meta' },
    banner: text.includes('import.meta') ? META : '',
  });
  writeFileSync(path, code.replace(/require\("\.\/core\.cjs#(\w+)"\)/g, 'require("./core.cjs").$1'));
}

writeFileSync(join(TARGET, 'LICENSES.txt'), licencesOf(inputs, ROOT));

copyFileSync(source('node/core.cjs'), join(TARGET, 'core.cjs'));

/** A definition as most are. */
const SAMPLE = {
  Name: 'Sintel',
  InputMediaAssets: [{ __metadata: { uri: "https://media.example/api/Assets('nb%3Acid%3AUUID%3A1')" } }],
  Tasks: ['JobInputAsset(0)', 'JobOutputAsset(0)'].map((input, index) => ({
    Name: `Step ${index}`,
    MediaProcessorId: 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56',
    Configuration: 'H264 Multiple Bitrate 720p',
    TaskBody: `<?xml version="1.0" encoding="utf-8"?><taskBody><inputAsset>${input}</inputAsset><outputAsset assetCreationOptions="0" assetName="renditions">JobOutputAsset(${index})</outputAsset></taskBody>`,
  })),
};

/** Lints the sample with the core, and keeps what V8 has made of the code by then: see core.cjs. */
const path = join(TARGET, 'core-code.cjs');
const script = new Script(Module.wrap(readFileSync(path, 'utf8')), { filename: path });
const module = { exports: {} };
script.runInThisContext().call(module.exports, module.exports, createRequire(path), module, path, TARGET);
let told = '';
const code = await module.exports.node_main_ts.main(['lint', '-', '--no-config'], {
  cwd: TARGET,
  env: {},
  stdin: (async function* () {
    yield Buffer.from(JSON.stringify(SAMPLE));
  })(),
  isTerminal: false,
  errIsTerminal: false,
  out: (text) => {
    told += text;
  },
  err: (text) => {
    told += text;
  },
  now: () => 0,
});
if (code !== 0 || !told.startsWith('No findings')) throw new Error(`the bundle does not work: ${told}`);
const made = `core-${process.version}-${process.platform}-${process.arch}.cache`;
writeFileSync(join(TARGET, made), script.createCachedData());
