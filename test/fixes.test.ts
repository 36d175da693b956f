/** Every fix does what it says: its finding is gone, nothing new is wrong, and a safe one changes nothing else. */
import { expect } from 'chai';
import type { Code } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import { applyFix } from './helpers/apply-fix.js';
import { body, job, PROCESSOR, task } from './helpers/encoding-house.js';

const TASK = { Name: 'Encode', MediaProcessorId: PROCESSOR, TaskBody: body(['in:0'], ['out:0']) };
const xml = (change: (text: string) => string): string => change(body(['in:0'], ['out:0']));

const { Name, ...UNNAMED } = { ...job([TASK]), Nmae: 'Sintel' } as Record<string, unknown>;

/** What a fix may not change, if it is safe: the tasks with their names and priorities, and what they read and write. */
function meaningOf(input: object | string): unknown {
  return lint(input).jobs.map(({ name, tasks }) => ({
    name,
    tasks: tasks?.map(({ name: taskName, priority, body: read }) => ({
      taskName,
      priority,
      reads: new Set(read?.inputs.map(({ reference }) => JSON.stringify(reference))),
      writes: read?.outputs.map(({ range, element, elementName, hasCreationOptions, ...output }) => output),
    })),
  }));
}

const FIXED: readonly (readonly [Code, input: object | string, title: string])[] = [
  ['unknown-property', { ...TASK, Prioritty: 7 }, 'Write Priority'],
  ['unknown-property', { name: 'Encode', MediaProcessorId: PROCESSOR, TaskBody: TASK.TaskBody }, 'Write Name'],
  ['unknown-property', UNNAMED, 'Write Name'],
  [
    'unknown-property',
    { InputMediaAssets: [{}], TemplatId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa' },
    'Write TemplateId',
  ],
  ['number-as-string', { ...TASK, Priority: '+007' }, 'Write 7'],
  ['number-as-string', job([TASK], 1, { Priority: '-1' }), 'Write -1'],
  ['read-only-property', { ...TASK, Progress: 50 }, 'Remove Progress'],
  ['read-only-property', job([TASK], 1, { Id: 'nb:jid:UUID:1' }), 'Remove Id'],
  [
    'unexpected-attribute',
    xml((text) => text.replace('assetCreationOptions', 'assetcreationoptions')),
    'Write assetCreationOptions',
  ],
  ['unexpected-attribute', xml((text) => text.replace('"0"', '"0" assetNmae="renditions"')), 'Write assetName'],
  ['unexpected-element', xml((text) => text.replaceAll('inputAsset', 'InputAsset')), 'Write inputAsset'],
  ['unexpected-element', xml((text) => text.replaceAll('outputAsset', 'outputAset')), 'Write outputAsset'],
  [
    'unexpected-element',
    { ...TASK, TaskBody: xml((text) => text.replace('</inputAsset>', '</inputAsset ><inputasset/>')) },
    'Write inputAsset',
  ],
  ['unexpected-root', xml((text) => text.replaceAll('taskBody', 'TaskBody')), 'Write taskBody'],
  ['unexpected-root', `<jobtemplate>${xml((text) => text)}</jobtemplate>`, 'Write jobTemplate'],
  [
    'unexpected-root',
    `<jobTemplate>${xml((text) => text.replaceAll('taskBody', 'taskbody'))}</jobTemplate>`,
    'Write taskBody',
  ],
  ['repeated-input', body(['in:0', 'out:1', 'in:0'], ['out:0']), 'Remove it'],
  ['padded-reference', body([' in:00'], ['out:0']).replace(' in:00', ' JobInputAsset(00)'), 'Write JobInputAsset(0)'],
  ['invalid-creation-options', xml((text) => text.replace('"0"', '"None"')), 'Write 0'],
];

describe('fixes', () => {
  for (const [code, input, title] of FIXED) {
    it(`${code}: ${title}`, () => {
      const { diagnostics } = lint(input);
      const finding = diagnostics.find((found) => found.code === code);
      // What only the service sets may be there because the definition came from it.
      expect(finding?.fix).to.deep.include({ title, safe: code !== 'read-only-property' });
      if (finding?.fix == null) return;
      const fixed = applyFix(input, finding.fix);
      const left = diagnostics.filter((found) => found !== finding).map((found) => found.code);
      expect(lint(fixed).diagnostics.map((found) => found.code)).to.deep.equal(left);
      expect(meaningOf(fixed)).to.deep.equal(meaningOf(input));
    });
  }

  it('implicit-encryption: what holds is written, which is not safe to call meant', () => {
    const input = body(['in:0'], ['out:0']).replace(' assetCreationOptions="0"', ' assetName="renditions"');
    const [finding] = lint(input).diagnostics;
    expect(finding?.fix).to.deep.include({ title: 'Write assetCreationOptions="1"', safe: false });
    const fixed = finding?.fix == null ? '' : applyFix(input, finding.fix);
    expect(fixed).to.include('<outputAsset assetCreationOptions="1" assetName="renditions">');
    expect(lint(fixed).diagnostics).to.deep.equal([]);
  });

  it('unknown-property: the name of what only the service sets is not safe to write', () => {
    const [finding] = lint({ ...TASK, Statee: 3 }).diagnostics;
    expect(finding?.fix).to.deep.include({ title: 'Write State', safe: false });
  });

  it('are none where the right name is taken, or not the only near one', () => {
    const fixOf = (input: object | string, code: Code) =>
      lint(input).diagnostics.flatMap((found) => (found.code === code ? [found.fix] : []));
    expect(fixOf({ ...TASK, Prioritty: 1, Priority: 2 }, 'unknown-property')).to.deep.equal([null]);
    expect(
      fixOf({ ...TASK, Prioritty: 1, Priorty: 2 }, 'unknown-property').filter((fix) => fix !== null),
    ).to.have.length(1);
    const twice = xml((text) => text.replace('"0"', '"0" AssetCreationOptionz="1"'));
    expect(fixOf(twice, 'unexpected-attribute')).to.deep.equal([null]);
    expect(
      fixOf(
        xml((text) => text.replace('"0"', '"0" label="1"')),
        'unexpected-attribute',
      ),
    ).to.deep.equal([null]);
    expect(
      fixOf(`<jobTemplate>${xml((text) => text)}</jobTemplate>`.replaceAll('jobTemplate', 'jobs'), 'unexpected-root'),
    ).to.deep.equal([null]);
  });

  it('are none where broken tags leave nothing to rename, nor to remove', () => {
    for (const closing of ['</inputAsset>', '</InputAssets>', '<InputAsset>', '']) {
      const broken = xml((text) => text.replace('<inputAsset>', '<InputAsset>').replace('</inputAsset>', closing));
      const found = lint(broken).diagnostics.filter(({ code }) => code === 'unexpected-element');
      expect(
        found.map(({ fix }) => fix),
        broken,
      ).to.deep.equal([null]);
    }
    const open = body(['in:0', 'in:0'], ['out:0']).replace('</taskBody>', '');
    const repeated = lint(open).diagnostics.filter(({ code }) => code === 'repeated-input');
    expect(repeated.map(({ fix }) => fix)).to.deep.equal([null]);
  });
});

describe('the fix of a repeated input', () => {
  const pretty = (lineEnd: string): string =>
    [
      '<taskBody>',
      '\t<inputAsset>JobInputAsset(0)</inputAsset>',
      '  <inputAsset>',
      '  JobInputAsset(0)',
      '  </inputAsset> ',
      '\t<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset>',
      '</taskBody>',
    ].join(lineEnd);

  it('takes the lines with it that the element has to itself', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const finding = lint(pretty(lineEnd)).diagnostics.find(({ code }) => code === 'repeated-input');
      const fixed = finding?.fix == null ? '' : applyFix(pretty(lineEnd), finding.fix);
      expect(fixed).to.equal(pretty(lineEnd).split(lineEnd).toSpliced(2, 3).join(lineEnd));
    }
  });

  it('leaves what else is on the line', () => {
    const shared = pretty('\n').replace('</inputAsset> \n', '</inputAsset><!-- reel 1 -->\n');
    const finding = lint(shared).diagnostics.find(({ code }) => code === 'repeated-input');
    expect(finding?.fix == null ? '' : applyFix(shared, finding.fix)).to.include('\n  <!-- reel 1 -->\n');
  });
});

describe('fixes of a task that has them all', () => {
  it('one after the other lead to a clean task', () => {
    let input: object | string = {
      ...task('Encode', [], []),
      Prioritty: '5',
      Progress: 1,
      TaskBody:
        '<TaskBody><inputasset> JobInputAsset(0)</inputasset><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetcreationoptions="None">joboutputasset(0)</outputAsset></TaskBody>',
    };
    for (let step = 0; step < 20; step += 1) {
      const fix = lint(input).diagnostics.find(({ code, fix }) => fix?.safe || code === 'read-only-property')?.fix;
      if (fix == null) break;
      input = applyFix(input, fix);
    }
    expect(lint(input).diagnostics).to.deep.equal([]);
    expect(input).to.deep.equal({ ...task('Encode', ['in:0'], ['out:0']), Priority: 5 });
  });
});
