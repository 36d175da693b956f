import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  CodeAction,
  type CompletionItem,
  Diagnostic,
  Hover,
  TextDocument,
  type TextEdit,
} from 'vscode-languageserver-types';
import { codeActions, completions, diagnostics, hover, type LspRange } from '#src/editor/lsp.js';
import { applyFixes, fix } from '#src/fix.js';
import { type LintReport, lint } from '#src/lint.js';
import { resolveReport } from '#src/render/file-result.js';
import { encodeJson } from '../helpers/encode-json.js';
import { GOOD_JOB } from '../helpers/encoding-house.js';
import { faultyJob } from '../helpers/fixable-faults.js';
import { IS_UPDATE, ROOT, readProject } from '../helpers/root.js';

const URI = 'file:///jobs/faulty.json';
const DOCS = 'https://docs.example/rules.md';
const FAULTY = 'test/fixtures/editor/faulty.json';
const everywhere = (text: string): LspRange => {
  const document = TextDocument.create(URI, 'json', 1, text);
  return { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
};

/** A text after edits, as the protocol's own package applies them. */
function edited(text: string, edits: TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create(URI, 'json', 1, text), edits);
}

function fixAll(report: LintReport, text: string): string {
  const action = codeActions(report, everywhere(text), { uri: URI }).find(({ kind }) => kind === 'source.fixAll');
  return edited(text, action?.edit.changes[URI] ?? []);
}

describe('the Language Server Protocol', () => {
  it('a faulty job: findings, actions and explanations @examples', async () => {
    const text = readProject(FAULTY);
    const report = lint(text);
    const found = {
      diagnostics: diagnostics(report, { uri: URI, docs: DOCS }),
      codeActions: codeActions(report, everywhere(text), { uri: URI }),
      hover: await hover(report, { line: 5, character: 68 }),
    };
    const file = `${ROOT}test/fixtures/editor/faulty.lsp.json`;
    const made = `${JSON.stringify(found, null, 2)}\n`;
    if (IS_UPDATE) writeFileSync(file, made);
    expect(made).to.equal(readFileSync(file, 'utf8'));
  });

  it('its own package takes all that we make', async () => {
    const text = readProject(FAULTY);
    const report = lint(text);
    // The assignments hold the types against those of the package, the functions the values.
    const found: Diagnostic[] = diagnostics(report, { uri: URI });
    const actions: CodeAction[] = codeActions(report, everywhere(text), { uri: URI });
    const items: CompletionItem[] = completions(text, { line: 5, character: 6 });
    const shown: Hover | null = await hover(report, { line: 5, character: 68 });
    expect(found.every((one) => Diagnostic.is(one))).to.equal(true);
    expect(actions.every((one) => CodeAction.is(one))).to.equal(true);
    expect(Hover.is(shown)).to.equal(true);
    expect([found.length, actions.length, items.length].map(Math.sign)).to.deep.equal([1, 1, 1]);
  });

  it('ranges cut out of the text what the finding is about', () => {
    const text = readProject(FAULTY);
    const document = TextDocument.create(URI, 'json', 1, text);
    const texts = diagnostics(lint(text)).map(({ code, range }) => [code, document.getText(range)]);
    expect(texts).to.deep.include.members([
      ['invalid-id', '"Media Encoder Standard"'],
      ['number-as-string', '"3"'],
      ['padded-reference', 'JobInputAsset(00)'],
    ]);
  });

  it('actions are those of the findings that a range touches, from its first character to behind its last', () => {
    const text = readProject(FAULTY);
    const report = lint(text);
    const [from] = diagnostics(report).filter(({ code }) => code === 'number-as-string');
    const titles = (range: LspRange): string[] => codeActions(report, range).map(({ title }) => title);
    if (from === undefined) throw new Error('nothing to ask about');
    const { start, end } = from.range;
    for (const at of [start, end]) expect(titles({ start: at, end: at })).to.include('Write 3');
    const behind = { ...end, character: end.character + 1 };
    expect(titles({ start: behind, end: behind })).to.deep.equal(['Fix all that is safe to fix']);
  });

  it('a finding leads to docs only where they are said to be', () => {
    const report = lint(readProject(FAULTY));
    expect(diagnostics(report)[0]).to.not.have.property('codeDescription');
    expect(diagnostics(report, { docs: DOCS })[0]?.codeDescription?.href).to.match(/^https:.*rules\.md#[a-z-]+$/);
  });

  it('an object has no text, so nothing can be shown in one; a good job has nothing to show', async () => {
    for (const report of [lint({ TaskBody: '' }), lint(JSON.stringify(GOOD_JOB))]) {
      expect(diagnostics(report)).to.deep.equal([]);
      expect(codeActions(report, everywhere('x'))).to.deep.equal([]);
      expect(await hover(report, { line: 0, character: 0 })).to.equal(null);
    }
  });

  it('takes what a worker made of a report as well', () => {
    const text = readProject(FAULTY);
    const result = structuredClone(resolveReport('faulty.json', lint(text), { frames: false }));
    expect(diagnostics(result)).to.deep.equal(diagnostics(lint(text)));
    expect(codeActions(result, everywhere(text))).to.deep.equal(codeActions(lint(text), everywhere(text)));
  });

  it('completions replace a range of the text; as snippets they put the cursor between the quotes', () => {
    const text =
      '{\r\n  "TaskBody": "<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset ass>JobOutputAsset(0)</outputAsset></taskBody>"\r\n}';
    const position = { line: 1, character: text.indexOf('ass>') + 3 - text.indexOf('\n') - 1 };
    const [plain] = completions(text, position);
    expect(edited(text, [plain?.textEdit as TextEdit])).to.equal(text.replace('ass>', 'assetName=\\"\\">'));
    const [snippet] = completions(text, position, { snippets: true });
    // A snippet has a backslash before each backslash.
    expect(snippet).to.deep.include({ label: 'assetName', insertTextFormat: 2 });
    expect(snippet?.textEdit.newText).to.equal('assetName=\\\\"$0\\\\"');
  });
});

describe('the Language Server Protocol: properties', () => {
  const texts = faultyJob({ isOneLine: false }).map(({ written }) => encodeJson(written, 7).text);

  it('the action for all safe fixes does what applyFixes does, and again and again what fix does', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const report = lint(text);
        expect(fixAll(report, text)).to.equal(applyFixes(report).text);
        let now = text;
        for (let next = fixAll(report, now); next !== now; next = fixAll(lint(now), now)) now = next;
        expect(now).to.equal(fix(text).text);
      }),
      { numRuns: 200 },
    );
  });

  it('each preferred action is the fix of its finding, and of nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const report = lint(text);
        const actions = codeActions(report, everywhere(text), { uri: URI }).filter(({ kind }) => kind === 'quickfix');
        const fixable = report.diagnostics.filter(({ fix }) => fix !== null);
        expect(actions.map(({ title, isPreferred }) => [title, isPreferred === true])).to.deep.equal(
          fixable.map(({ fix }) => [fix?.title, fix?.safe]),
        );
        for (const [index, finding] of fixable.entries()) {
          const alone = applyFixes({ document: report.document, diagnostics: [finding] }, { unsafe: true });
          expect(edited(text, actions[index]?.edit.changes[URI] ?? [])).to.equal(alone.text);
        }
      }),
      { numRuns: 100 },
    );
  });
});
