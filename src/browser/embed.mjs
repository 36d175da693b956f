/**
 * Puts what runs in a browser, the compiled scripts of the page and the styles, into the source of the core as texts, with
 * the hashes by which a page allows them. Run by `npm run build`, after the scripts are compiled.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** Without comments and empty lines. None of our styles has a string with either in it. */
const style = (name) =>
  read(`${name}.css`)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\n/gm, '');

const script = (name) => read(`../../.cache/browser/browser/${name}.js`).replace(/^export \{\};\n/m, '');

const [base, gantt, graph] = [style('theme') + style('picture'), style('gantt'), style('graph')];
const pageStyle = base + gantt + graph + style('page');
const scripts = [script('client'), script('zoom')];
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

for (const text of [pageStyle, ...scripts]) {
  // What ends an element early, or is written in more than one way, would be no text to put into a page as it is.
  if (/<\/|<!--|\]\]>|[^\n\x20-\x7e]/.test(text)) throw new Error('a script or style cannot stand in a page');
}

const values = {
  GANTT_STYLE: base + gantt,
  GRAPH_STYLE: base + graph,
  PAGE_STYLE: pageStyle,
  PAGE_SCRIPTS: scripts,
  PAGE_POLICY: `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${scripts.map(hash).join(' ')}; base-uri 'none'; form-action 'none'`,
};

const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
const made = ['// Made by src/browser/embed.mjs. Do not edit.', ...lines, ''].join('\n');
const target = new URL('../render/browser.generated.ts', import.meta.url);
// An unchanged file keeps its time, so that what depends on it is not compiled again.
if (!existsSync(target) || readFileSync(target, 'utf8') !== made) writeFileSync(target, made);
