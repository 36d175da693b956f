/**
 * Makes the writer of XML that browsers get: xmlbuilder2 without what needs Node (`events`, `url`) and what nobody here asks it for,
 * YAML and the writing by callbacks. Bundlers take it as it is, whatever they make of modules of Node. Run by `npm run build`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from '../licences.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What is left out: requiring it gives an empty object, and none of its functions is called. */
const LEFT_OUT =
  /^(?:events|url|js-yaml|@oozcitak\/url(?:\/.*)?|\.\/(?:XMLBuilderCBImpl|BuilderFunctionsCB|YAMLWriter|YAMLReader))$/;

const leaveOut = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LEFT_OUT }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const { metafile, outputFiles } = await build({
  absWorkingDir: ROOT,
  stdin: { contents: "export { create } from 'xmlbuilder2/lib/builder/BuilderFunctions.js';", resolveDir: ROOT },
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  metafile: true,
  plugins: [leaveOut],
  write: false,
});
const target = join(ROOT, 'dist/build');
writeFileSync(join(target, 'xml-writer.browser.js'), outputFiles[0].contents);
writeFileSync(join(target, 'xml-writer.browser.LICENSES.txt'), licencesOf(Object.keys(metafile.inputs), ROOT));
