/**
 * Puts what docs/rules.md says about each code before its first example into a module: what editors show beside a finding.
 * Run by `npm run build`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** On one line, and without links, which lead nowhere from an editor. */
const plain = (paragraph) => paragraph.replaceAll('\n', ' ').replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');

const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const sections = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [code, ...lines] = section.split('\n');
    const text = lines.join('\n').split(/^(?:```|## )/m)[0];
    // What follows the way out only leads to the examples.
    const paragraphs = text.trim().split(/\n{2,}/);
    const last = paragraphs.findIndex((paragraph) => paragraph.startsWith('**Way out:**'));
    if (last < 0) throw new Error(`docs/rules.md tells no way out of ${code}`);
    return [code, paragraphs.slice(0, last + 1).map(plain)];
  });
const made = [
  '// Made by src/editor/embed-docs.mjs from docs/rules.md. Do not edit.',
  `export const CODE_DOCS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(Object.fromEntries(sections), null, 1)};`,
  '',
].join('\n');
const target = new URL('code-docs.generated.ts', import.meta.url);
// An unchanged file keeps its time, so that what depends on it is not compiled again.
if (!existsSync(target) || readFileSync(target, 'utf8') !== made) writeFileSync(target, made);
