/**
 * Puts what runs in a browser, the compiled scripts of the page and the styles, into the source of the core as texts. Run by
 * `npm run build`, after they are compiled.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** Without comments and empty lines. None of our styles has a string with either in it. */
const style = (name) =>
  read(`${name}.css`)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\n/gm, '');

const script = (name) => read(`../.cache/browser/browser/${name}.js`).replace(/^export \{\};\n/m, '');

const texts = {
  THEME_STYLE: style('theme'),
  GANTT_STYLE: style('gantt'),
  PAGE_STYLE: style('page'),
  CLIENT_SCRIPT: script('client'),
  ZOOM_SCRIPT: script('zoom'),
};

for (const [name, text] of Object.entries(texts)) {
  // What closes an element early, or has another length in UTF-8, would be no text to put into a page as it is.
  if (/<\/|<!--|\]\]>|[^\n\x20-\x7e]/.test(text)) throw new Error(`${name} cannot stand in a page`);
}

const lines = Object.entries(texts).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`);
const made = ['// Made by browser/embed.mjs. Do not edit.', ...lines, ''].join('\n');
const target = new URL('../src/render/browser.generated.ts', import.meta.url);
// An unchanged file keeps its time, so that what depends on it is not compiled again.
if (!existsSync(target) || readFileSync(target, 'utf8') !== made) writeFileSync(target, made);
