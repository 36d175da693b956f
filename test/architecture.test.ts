/** The house plan, held: which way imports go, who may import a package, what the core may touch, how long a file gets. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect } from 'chai';
import { ROOT, readProject } from './helpers/root.js';

/** From the ground up: a folder imports from itself and from what is below it. */
const LAYERS = [
  'text',
  'diagnostics',
  'parse',
  'schema',
  'model',
  'graph',
  'rules',
  'plan',
  '.',
  'build',
  'render',
  'editor',
  'codemirror',
  'browser',
  'node',
];

const FILES = readdirSync(`${ROOT}src`, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort();

interface Import {
  readonly from: string;
  readonly target: string;
}

const IMPORTS: readonly Import[] = FILES.flatMap((from) => {
  const source = readFileSync(join(ROOT, 'src', from), 'utf8');
  return [
    ...source.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gms),
  ].map((match) => ({
    from,
    target: (match[1] ?? match[2] ?? match[3]) as string,
  }));
});

function layerOf(file: string): number {
  const folder = file.includes('/') ? (file.split('/')[0] as string) : '.';
  return LAYERS.indexOf(folder);
}

describe('architecture @check', () => {
  it('finds its files and imports', () => {
    expect(FILES.length).to.be.greaterThan(50);
    expect(IMPORTS.length).to.be.greaterThan(150);
    expect(FILES.filter((file) => layerOf(file) < 0)).to.deep.equal([]);
  });

  it('imports go one way', () => {
    const wrong = IMPORTS.filter(({ from, target }) => {
      if (!target.startsWith('.')) return false;
      const to = posix.join(dirname(from), target);
      // The entry points in the root name everything; nothing below the command imports them but lint and locate.
      if (from === 'index.ts') return false;
      return layerOf(to) > layerOf(from) || to === 'index.js';
    });
    expect(wrong).to.deep.equal([]);
  });

  it('each package has one importer', () => {
    const importers = new Map<string, Set<string>>();
    for (const { from, target } of IMPORTS) {
      if (/^[.#]|^node:/.test(target)) continue;
      importers.set(target, (importers.get(target) ?? new Set()).add(from));
    }
    const { dependencies, peerDependencies } = JSON.parse(readProject('package.json')) as Record<string, object>;
    expect([...importers.keys()]).to.have.members(Object.keys({ ...dependencies, ...peerDependencies }));
    for (const [name, files] of importers) expect([...files], name).to.have.length(1);
  });

  it('what browsers have in the place of something else has the same exports', () => {
    const { imports } = JSON.parse(readProject('package.json')) as { imports: Record<string, Record<string, string>> };
    const replaced = IMPORTS.filter(({ target }) => target.startsWith('#'));
    expect(replaced).to.have.deep.members([
      { from: 'schema/validate.ts', target: '#entity-judge' },
      { from: 'parse/json/repair-cursor.ts', target: '#json-trivia' },
      { from: 'parse/xml/parse-xml.ts', target: '#xml-reader' },
      { from: 'build/task-body.ts', target: '#xml-writer' },
    ]);
    const exportsOf = (path = ''): readonly string[] =>
      [...readProject(path.replace('dist', 'src').replace(/js$/, 'ts')).matchAll(/^export \w+ (\w+)/gm)].map(String);
    for (const name of ['#entity-judge', '#json-trivia', '#xml-reader']) {
      const { browser, default: elsewhere } = imports[name] ?? {};
      expect(exportsOf(browser), name).to.deep.equal(exportsOf(elsewhere)).and.not.be.empty;
    }
  });

  it('nothing but node/ imports Node, and the core knows no globals of it or of a browser', () => {
    const outside = IMPORTS.filter(({ from, target }) => target.startsWith('node:') && !from.startsWith('node/'));
    expect(outside).to.deep.equal([]);
    const config = JSON.parse(readProject('src/tsconfig.json')) as { exclude: string[] };
    const base = JSON.parse(readProject('tsconfig.base.json')) as {
      compilerOptions: { types: string[]; lib: string[] };
    };
    expect(config.exclude).to.deep.equal(['node', 'browser', 'codemirror']);
    expect(base.compilerOptions).to.deep.include({ types: [], lib: ['ES2023'] });
  });

  it('what extends an editor knows the types of a browser, but takes its document from the editor', () => {
    const own = FILES.filter((file) => file.startsWith('codemirror/'));
    expect(own).to.not.be.empty;
    for (const file of own) {
      const code = readFileSync(join(ROOT, 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(code, file).to.not.match(/(?<!\.)\b(?:document|window|globalThis|self|navigator|fetch|setTimeout)\b/);
    }
  });

  it('has no default exports, and no barrel but the entry points', () => {
    for (const file of FILES) {
      const source = readFileSync(join(ROOT, 'src', file), 'utf8');
      expect(source, file).to.not.match(/^export default/m);
      if (!['index.ts', 'build/index.ts', 'render/formats.ts', 'graph/priority-queue.ts'].includes(file))
        expect(source, file).to.not.match(/^export (?:\*|\{[^}]*\} from)/m);
    }
  });

  it('files stay under 300 lines, index.ts under 61', () => {
    const lengths = FILES.map(
      (file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8').split('\n').length] as const,
    );
    expect(lengths.filter(([, length]) => length > 301)).to.deep.equal([]);
    expect(new Map(lengths).get('index.ts')).to.be.lessThan(62);
  });

  it('every export has a doc comment; that of the file will do for its first', () => {
    const bare = FILES.flatMap((file) => {
      const lines = readFileSync(join(ROOT, 'src', file), 'utf8').split('\n');
      const exports = lines.flatMap((line, number) =>
        /^export (?:async )?(?:function|class|const|interface|type \w+ =)/.test(line) ? [number] : [],
      );
      const without = exports.filter((number) => !/\*\/$/.test(lines[number - 1] ?? ''));
      return without
        .filter((number) => number !== exports[0] || !lines[0]?.startsWith('/**'))
        .map((number) => `${file}:${number + 1} ${lines[number]}`);
    });
    expect(bare).to.deep.equal([]);
  });

  it('the lock file and the project name no registry', () => {
    expect(readProject('package-lock.json')).to.not.match(/"resolved"|https?:\/\/[^"]*registry/);
  });

  it('the lock file holds for what package.json says, on every platform', () => {
    type Manifest = Record<string, unknown>;
    const manifest = JSON.parse(readProject('package.json')) as Manifest;
    const { packages } = JSON.parse(readProject('package-lock.json')) as { packages: Record<string, Manifest> };
    for (const key of [
      'name',
      'version',
      'license',
      'bin',
      'engines',
      'dependencies',
      'devDependencies',
      'peerDependencies',
    ]) {
      expect(packages['']?.[key], key).to.deep.equal(manifest[key]);
    }
    const platforms = Object.keys(packages['node_modules/@biomejs/biome']?.optionalDependencies as object);
    for (const name of platforms) expect(packages, name).to.have.property(`node_modules/${name}`);
  });
});
