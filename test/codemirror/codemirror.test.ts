import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { expect } from 'chai';
import {
  completionSource,
  hoverSource,
  lintSource,
  MAX_SHOWN,
  type TaskgraphDiagnostic,
  taskgraph,
} from '#src/codemirror/codemirror.js';
import { fix } from '#src/fix.js';
import { lint } from '#src/lint.js';
import { resolveReport } from '#src/render/file-result.js';

/** Two faults that can be mended without a change of meaning, one that cannot be mended. */
const FAULTY = `{
  "MediaProcessorId": "nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56",
  "Priority": "3",
  "TaskBody": "<taskBody><inputAsset> JobInputAsset(0)</inputAsset><outputAsset assetCreationOptions=\\"7\\">JobOutputAsset(0)</outputAsset></taskBody>"
}`;

/** What of a view is used where there is no browser. */
class HeadlessView {
  state: EditorState;

  constructor(doc: string) {
    this.state = EditorState.create({ doc, extensions: taskgraph() });
  }

  get view(): EditorView {
    return this as unknown as EditorView;
  }

  dispatch(spec: TransactionSpec): void {
    this.state = this.state.update(spec).state;
  }

  async lint(options = {}): Promise<readonly TaskgraphDiagnostic[]> {
    return (await lintSource(options)(this.view)) as readonly TaskgraphDiagnostic[];
  }
}

describe('CodeMirror: findings', () => {
  it('stand at their characters, with their code and their ways out', async () => {
    const editor = new HeadlessView(FAULTY);
    const found = await editor.lint();
    const shown = found.map(({ code, severity, from, to, actions }) => [
      ...[code, severity, editor.state.sliceDoc(from, to)],
      actions?.map(({ name }) => name) ?? [],
    ]);
    expect(shown).to.deep.equal([
      ['number-as-string', 'warning', '"3"', ['Write 3', 'Fix all that is safe to fix']],
      ['padded-reference', 'warning', 'JobInputAsset(0)', ['Write JobInputAsset(0)', 'Fix all that is safe to fix']],
      ['invalid-creation-options', 'error', '7', []],
    ]);
  });

  it('are those of the text whatever its line ends, and behind a byte order mark', async () => {
    for (const doc of [FAULTY.replaceAll('\n', '\r\n'), `\ufeff${FAULTY}`]) {
      const editor = new HeadlessView(doc);
      const texts = (await editor.lint()).map(({ from, to }) => editor.state.sliceDoc(from, to));
      expect(texts).to.deep.equal(['"3"', 'JobInputAsset(0)', '7']);
    }
  });

  it('can be mended one by one, or all that are safe at once', async () => {
    for (const mark of ['', '\ufeff']) {
      const one = new HeadlessView(mark + FAULTY);
      (await one.lint())[0]?.actions?.[0]?.apply(one.view, 0, 0);
      expect(one.state.doc.toString()).to.equal(mark + FAULTY.replace('"3"', '3'));
      const all = new HeadlessView(mark + FAULTY);
      (await all.lint())[1]?.actions?.[1]?.apply(all.view, 0, 0);
      expect(all.state.doc.toString()).to.equal(fix(mark + FAULTY).text);
    }
  });

  it('are marked up to a thousand, and it is said how many there are beyond', async () => {
    const tasks = Array.from({ length: MAX_SHOWN + 7 }, () => 1);
    const found = await new HeadlessView(JSON.stringify({ InputMediaAssets: [], Tasks: tasks })).lint();
    expect(found).to.have.length(MAX_SHOWN + 1);
    expect(found.at(-1)?.message).to.match(/^\d+ more findings are not marked\.$/);
  });

  it('come from a worker, if one is given', async () => {
    const seen: string[] = [];
    const editor = new HeadlessView(FAULTY);
    const inPlace = await editor.lint();
    const found = await editor.lint({
      lint: async (text: string) => {
        seen.push(text);
        return structuredClone(resolveReport('', lint(text), { frames: false }));
      },
    });
    expect(seen).to.deep.equal([FAULTY]);
    expect(JSON.stringify(found)).to.equal(JSON.stringify(inPlace));
  });

  it('are explained where they stand', async () => {
    const editor = new HeadlessView(FAULTY);
    const found = await editor.lint();
    editor.dispatch(setDiagnostics(editor.state, found));
    const [first] = found;
    const tooltip = await hoverSource(editor.view, (first as TaskgraphDiagnostic).from + 1, 1);
    expect(tooltip).to.include({ pos: first?.from, end: first?.to });
    expect(await hoverSource(editor.view, 0, 1)).to.equal(null);
  });
});

describe('CodeMirror: completions', () => {
  /** What is offered at the `|` of a text. */
  function at(marked: string, explicit = true): { editor: HeadlessView; result: CompletionResult | null } {
    const editor = new HeadlessView(marked.replace('|', ''));
    const context = new CompletionContext(editor.state, marked.indexOf('|'), explicit);
    return { editor, result: completionSource()(context) as CompletionResult | null };
  }

  /** The text with an offer taken, the cursor marked. */
  function take(marked: string, label: string): string {
    const { editor, result } = at(marked);
    const choice = result?.options.find((one) => (one.displayLabel ?? one.label) === label);
    if (result === null || choice === undefined || typeof choice.apply !== 'function') throw new Error('not offered');
    choice.apply(editor.view, choice, result.from, result.to ?? result.from);
    const { doc, selection } = editor.state;
    return `${doc.sliceString(0, selection.main.head)}|${doc.sliceString(selection.main.head)}`;
  }

  const around = (xml: string): string => JSON.stringify({ TaskBody: `<taskBody>${xml}</taskBody>` });

  it('assets and attributes within the TaskBody of a string, with the cursor where one goes on', () => {
    expect(take(around('<inputAsset>Job|</inputAsset>'), 'JobInputAsset(0)')).to.equal(
      around('<inputAsset>JobInputAsset(0)|</inputAsset>'),
    );
    expect(take(around('<outputAsset ass|/>'), 'assetName')).to.equal(around('<outputAsset assetName="|"/>'));
  });

  it('processors, found by their names and by their ids', () => {
    const { result } = at('{ "TaskBody": "", "MediaProcessorId": "|" }');
    expect(result?.options[0]).to.include({
      displayLabel: 'Media Encoder Standard',
      label: 'Media Encoder Standard nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56',
    });
  });

  it('come by themselves where something has been begun, or an asset is wanted', () => {
    expect(at(around('<inputAsset>|</inputAsset>'), false).result).to.not.equal(null);
    expect(at(around('<ou|'), false).result).to.not.equal(null);
    expect(at(around('|'), false).result).to.equal(null);
    expect(at('{ "TaskBody": "", | }', false).result).to.equal(null);
  });

  it('are among what the editor asks, beside others', () => {
    const editor = new HeadlessView('{ "Na" }');
    const sources = editor.state.languageDataAt<unknown>('autocomplete', 4);
    expect(sources).to.have.length(1);
    expect(sources[0]).to.be.a('function');
  });
});
