import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { CODE_NAMES } from '#src/diagnostics/codes.js';
import { LINT_FORMATS } from '#src/render/formats.js';
import { runExamples } from './helpers/examples.js';
import { IS_UPDATE, ROOT, readProject } from './helpers/root.js';

const PAGES = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('documentation @check @examples', () => {
  for (const page of PAGES) {
    it(`${page}: every example prints what it says`, async () => {
      const { updated, results } = await runExamples(readProject(page));
      if (IS_UPDATE) writeFileSync(ROOT + page, updated);
      else for (const { actual, expected, line } of results) expect(actual, `${page}:${line}`).to.equal(expected);
    });

    it(`${page}: every link leads somewhere`, () => {
      for (const [, target = ''] of readProject(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        const [path = '', anchor] = target.split('#');
        if (/^https?:/.test(target)) continue;
        const file = path === '' ? page : join(dirname(page), path);
        expect(existsSync(ROOT + file), `${page}: ${target}`).to.equal(true);
        if (anchor !== undefined) expect(headings(readProject(file)), `${page}: ${target}`).to.include(anchor);
      }
    });
  }

  it('docs/rules.md: a section for every code, with a bad example, its output, and a good one', () => {
    const docs = readProject('docs/rules.md');
    for (const code of CODE_NAMES) {
      const section = docs.split(/\n(?=#{2,3} )/).find((text) => text.startsWith(`### ${code}\n`)) ?? '';
      expect(section, code).to.match(/file=bad\.\w+/);
      expect(section, code).to.match(/file=good\.\w+/);
      expect(section, code).to.match(new RegExp(`(?:error|warning|info) ${code}\\n`));
      expect(section, code).to.include('**How sure:**');
    }
  });
  it('docs/formats.md: a section for every format, with an example that is run', () => {
    const sections = readProject('docs/formats.md').split(/\n(?=## )/);
    const titles = sections.slice(1).map((section) => section.split('\n', 1)[0]);
    expect(titles).to.deep.equal(Object.keys(LINT_FORMATS).map((name) => `## ${name}`));
    for (const [index, name] of Object.keys(LINT_FORMATS).entries()) {
      const flag = name === 'text' ? '' : ` --format ${name}`;
      expect(sections[index + 1], name).to.match(new RegExp(`\`\`\`console\n\\$ taskgraph lint \\S+${flag}\n\\S`));
    }
  });
});

/** Anchors as code hosts make them from headings. */
function headings(markdown: string): string[] {
  const found = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);
  return found.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
