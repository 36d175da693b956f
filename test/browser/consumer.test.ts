/**
 * An application of somebody else's: a project with the packed package in it, strict TypeScript and Vite without a configuration,
 * built, and run under a policy that allows nothing but what comes from its own server.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { build, createLogger } from 'vite';
import { installPacked, sh } from '../helpers/packed.js';
import { ROOT } from '../helpers/root.js';
import { type OpenPage, useChromium } from './chromium.js';
import { CYCLIC, LAYERED, NIGHTLY } from './jobs.js';

const STRICT = "default-src 'self'";
const WITH_GRAPHVIZ = `${STRICT}; script-src 'self' 'wasm-unsafe-eval'`;

const TEXTS: Readonly<Record<string, string>> = {
  nightly: JSON.stringify(NIGHTLY, null, 2),
  'thirty tasks': JSON.stringify(LAYERED),
  'a cycle': JSON.stringify(CYCLIC),
  'broken JSON': '{ "Name": "Sintel", "Tasks": [ { "Name": "Encode" ',
  'broken XML': '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetName="Q&A">JobOutputAsset(0)',
};

type Asked = 'author' | 'draw';
type Ask = (text: string) => Promise<unknown>;

/** What src/main.ts of the application puts there. */
interface Application {
  readonly author: Ask;
  readonly draw: Ask;
  readonly inWorker: (asked: Asked, text: string) => Promise<unknown>;
}

describe('an application that was built with the packed package', function () {
  this.timeout(300_000);
  const chromium = useChromium();
  let folder = '';
  let inNode: Application;
  let files: Record<string, string> = {};

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'taskgraph-application-')));
    cpSync(join(ROOT, 'test/fixtures/authoring-app'), folder, { recursive: true });
    installPacked(folder);
    sh(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], folder);
    const warnings: string[] = [];
    const customLogger = { ...createLogger('silent'), warn: (message: string) => warnings.push(message) };
    await build({
      root: folder,
      configFile: false,
      logLevel: 'warn',
      customLogger,
      build: { chunkSizeWarningLimit: 2_000 },
    });
    // As of a module of Node that browsers do not have: nothing that our users should have to configure away.
    expect(warnings).to.deep.equal([]);
    files = filesIn(join(folder, 'dist'));
    inNode = (await import(pathToFileURL(join(folder, 'in-node/author.js')).href)) as Application;
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const ask = ({ page }: OpenPage, where: string, asked: Asked, text: string): Promise<unknown> =>
    page.evaluate(
      ([where, asked, text]) => {
        const application = window as unknown as Application;
        return where === 'a worker' ? application.inWorker(asked, text) : application[asked](text);
      },
      [where, asked, text] as const,
    );

  for (const where of ['a page', 'a worker']) {
    it(`finds, plans, builds and writes in ${where} what it does in Node`, async () => {
      const open = await chromium.open({ files, policy: STRICT });
      for (const [name, text] of Object.entries(TEXTS)) {
        expect(await ask(open, where, 'author', text), name).to.deep.equal(await inNode.author(text));
      }
    });

    it(`draws in ${where} what it does in Node`, async () => {
      const open = await chromium.open({ files, policy: WITH_GRAPHVIZ });
      for (const name of ['nightly', 'a cycle']) {
        const text = TEXTS[name] as string;
        expect(await ask(open, where, 'draw', text), name).to.deep.equal(await inNode.draw(text));
      }
    });

    it(`draws in ${where} all the same where WebAssembly is refused, with the same texts`, async () => {
      const open = await chromium.open({ files, policy: STRICT, expected: /wasm|WebAssembly/i });
      for (const name of ['nightly', 'a cycle']) {
        const text = TEXTS[name] as string;
        const [there, here] = [await ask(open, where, 'draw', text), await inNode.draw(text)];
        expect(there, name).to.not.deep.equal(here);
        expect(titles(there), name).to.deep.equal(titles(here));
      }
    });
  }
});

/** What pictures say of their parts, in whatever order they are drawn. */
function titles(pictures: unknown): readonly string[] {
  const found = [...String(pictures).matchAll(/<title>([^<]*)<\/title>/g)].map(([, title = '']) => title);
  return found.sort();
}

/** All files of a folder as a server has them: by path, and the page as `/` too. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = Object.fromEntries(
    paths.map((path) => [path.slice(folder.length).replaceAll(sep, '/'), readFileSync(path, 'utf8')]),
  );
  return { ...files, '/': files['/index.html'] as string };
}
