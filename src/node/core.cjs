/**
 * Loads the code of the core (see bundle.mjs). Where this is the very Node that it was bundled with, as in a checkout, V8 is
 * handed what it made of the code then; any other Node compiles it as usual.
 */
const { readFileSync } = require('node:fs');

const CODE = `${__dirname}/core-code.cjs`;

/** What V8 made of the code; undefined where another Node did. */
function readCache() {
  try {
    return readFileSync(`${__dirname}/core-${process.version}-${process.platform}-${process.arch}.cache`);
  } catch {
    return undefined;
  }
}

const cachedData = readCache();
if (cachedData === undefined) module.exports = require(CODE);
else {
  const { wrap } = require('node:module');
  const { Script } = require('node:vm');
  const script = new Script(wrap(readFileSync(CODE, 'utf8')), { filename: CODE, cachedData });
  script.runInThisContext().call(exports, exports, require, module, CODE, __dirname);
}
