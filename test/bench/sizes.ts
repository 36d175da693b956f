/**
 * What the entry points weigh in a browser: bundled and minified by esbuild, and gzipped as servers send it. Then what the core is
 * made of, by folder and package. Run by `npm run bench -- sizes`.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT, readProject } from '../helpers/root.js';
import { markdownTable, size } from './markdown.js';
import { targetTable } from './targets.js';

/** The entry points that are for browsers, by what they are called, and the modules that they are. */
const ENTRIES = Object.entries(
  (JSON.parse(readProject('package.json')) as { exports: Readonly<Record<string, { readonly default?: string }>> })
    .exports,
).flatMap(([name, { default: path }]) => (path === undefined || name === './node' ? [] : [[name, path] as const]));

/** What somebody imports, by what it is called in the table: all of an entry point, and what many need of the core. */
const IMPORTS: Readonly<Record<string, string>> = {
  '.': "export * from './dist/index.js';",
  '., lint and plan': "export { lint, plan } from './dist/index.js';",
  '., these, locate and formatDiagnostic': "export { formatDiagnostic, lint, locate, plan } from './dist/index.js';",
  '., parseTaskBody': "export { parseTaskBody } from './dist/index.js';",
  ...Object.fromEntries(ENTRIES.map(([name, path]) => [name, `export * from '${path}';`])),
};

interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** Minified bytes of each module. */
  readonly modules: Readonly<Record<string, number>>;
}

async function sizeOf(contents: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT },
    absWorkingDir: ROOT,
    bundle: true,
    // Takes what package.json has under the condition `browser`.
    platform: 'browser',
    format: 'esm',
    minify: true,
    metafile: true,
    write: false,
    // Graphviz is WebAssembly, loaded when something is drawn; CodeMirror is there before its adapter is.
    external: ['@hpcc-js/wasm-graphviz', '@codemirror/*'],
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).map(
    ([path, { bytesInOutput }]) => [path, bytesInOutput] as const,
  );
  return {
    minified: bytes.length,
    gzipped: gzipSync(bytes, { level: 9 }).length,
    modules: Object.fromEntries(modules),
  };
}

/** The folder of `src` that a module is in, or its package. */
function partOf(path: string): string {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)|^dist\/([\w-]+)/.exec(path);
  return found?.[1] ?? (found?.[2] === undefined ? path : `src/${found[2]}`);
}

/** The tables, line by line. */
export async function sizeTable(): Promise<readonly string[]> {
  const sizes = new Map<string, Size>();
  for (const [name, contents] of Object.entries(IMPORTS)) sizes.set(name, await sizeOf(contents));
  const rows = [...sizes].map(([name, { minified, gzipped }]) => [name, size(minified), size(gzipped)]);
  const parts = new Map<string, number>();
  for (const [path, bytes] of Object.entries(sizes.get('., lint and plan')?.modules ?? {})) {
    parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytes);
  }
  const largest = [...parts]
    .filter(([, bytes]) => bytes >= 500)
    .sort(([, a], [, b]) => b - a)
    .map(([part, bytes]) => [part, size(bytes)]);
  return [
    ...markdownTable(['imported', 'minified', 'gzipped'], rows),
    '',
    ...markdownTable(['part of lint and plan', 'minified'], largest),
    '',
    ...targetTable(
      [
        { what: 'lint and plan, gzipped', limit: 64_000, name: '., lint and plan' },
        { what: 'parseTaskBody, gzipped', limit: 40_000, name: '., parseTaskBody' },
      ].map(({ what, limit, name }) => ({
        what,
        is: 'most',
        limit,
        measured: sizes.get(name)?.gzipped ?? Number.NaN,
        unit: size,
      })),
    ),
  ];
}
