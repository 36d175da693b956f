/**
 * The promise of the whole: plant one fault at a known place in a good job, write it in any form and in any way that form can
 * be written, and the one finding's range, cut out of the file, is exactly the offending text as it stands there, escapes
 * included.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Code } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import type { Input } from '#src/parse/document.js';
import { type BatchStyle, toLight, writeAtom, writeBatch } from './helpers/encode-forms.js';
import { CLOSE, encodeJson, OPEN, Raw, random, unmark, writeJson } from './helpers/encode-json.js';

type Json = Record<string, unknown>;

const PROCESSOR = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';
const link = (n: number): Json => ({ __metadata: { uri: `https://media.example/api/Assets('nb%3Acid%3A${n}')` } });
const mark = (text: string): string => OPEN + text + CLOSE;

/** A good job: a chain of steps, `bodies[i]` is the TaskBody of step i; and the reels as they came in are kept. */
function makeJob(name: string, bodies: readonly string[], changes: Json = {}, first: Json = {}): Json {
  const tasks = bodies.map((TaskBody, index) => ({ Name: `${name} ${index}`, MediaProcessorId: PROCESSOR, TaskBody }));
  const kept = `<outputAsset assetCreationOptions="0">JobOutputAsset(${bodies.length})</outputAsset>`;
  const reels = '<inputAsset>JobInputAsset(0)</inputAsset><inputAsset>JobInputAsset(1)</inputAsset>';
  const archive = { Name: 'Archive', MediaProcessorId: PROCESSOR, TaskBody: `<taskBody>${reels}${kept}</taskBody>` };
  return {
    Name: name,
    InputMediaAssets: [link(0), link(1)],
    Tasks: [{ ...tasks[0], ...first }, ...tasks.slice(1), archive],
    ...changes,
  };
}

function body(index: number, name: string, change: (xml: string) => string = (xml) => xml): string {
  const reads = index === 0 ? 'JobInputAsset(1)' : `JobOutputAsset(${index - 1})`;
  const xml = `<?xml version="1.0" encoding="utf-16"?>\r\n<taskBody>\n\t<inputAsset>${reads}</inputAsset>\n<!-- é ${index} -->\n\t<outputAsset assetCreationOptions="0" assetName="${name}">JobOutputAsset(${index})</outputAsset>\n</taskBody>`;
  return change(xml);
}

interface Fault {
  readonly code: Code;
  /** The job with the fault, marked, in step `step` of `steps`. */
  readonly plant: (name: string, bodies: string[], step: number) => Json;
  /** For a property's name and a whole string of JSON the range has the quotes, which the marks cannot enclose. */
  readonly withQuotes?: true;
  /** Atom has no quotes that could make a string of a number, and no objects that stand for links. */
  readonly jsonOnly?: true;
  /** A fault of a job template. */
  readonly inTemplate?: true;
}

const inBody = (code: Code, change: (xml: string) => string): Fault => ({
  code,
  plant: (name, bodies, step) => makeJob(name, bodies.with(step, change(bodies[step] as string))),
});
const inFirst = (code: Code, first: Json, withQuotes = false): Fault => ({
  code,
  plant: (name, bodies) => makeJob(name, bodies, {}, first),
  ...(withQuotes ? { withQuotes: true as const } : {}),
});

const TEMPLATE_ID = 'nb:ttid:UUID:0f6c2d1e-5b7a-4e0c-9a53-6d1f8b2e4c90';
const OTHER_ID = 'nb:ttid:UUID:5e12c9f4-7a3b-4d08-b6c1-2f8e9a04d7b3';
const REST =
  '<inputAsset>JobOutputAsset(0)</inputAsset><outputAsset assetCreationOptions="0">JobOutputAsset(1)</outputAsset>';

/** A fault in a good job template of one task: in its properties, or in its XML. */
const inTemplate = (code: Code, change: Json | ((xml: string) => string)): Fault => ({
  code,
  inTemplate: true,
  plant: (name) => {
    const xml = `<?xml version="1.0" encoding="utf-16"?>\r\n<jobTemplate>\n\t<!-- é --><taskBody taskTemplateId="${TEMPLATE_ID}">\n<inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetCreationOptions="0" assetName="é &amp;">JobOutputAsset(0)</outputAsset>\n</taskBody></jobTemplate>`;
    const isInXml = typeof change === 'function';
    return {
      Name: name,
      TemplateType: 1,
      NumberofInputAssets: 1,
      JobTemplateBody: isInXml ? change(xml) : xml,
      TaskTemplates: [{ Id: TEMPLATE_ID, Name: name, NumberofInputAssets: 1, NumberofOutputAssets: 1 }],
      ...(isInXml ? {} : change),
    };
  },
});

const FAULTS: Readonly<Record<string, Fault>> = {
  'an input that no task writes': inBody('unproduced-asset', (xml) =>
    xml.replace(/<inputAsset>.*?</, `<inputAsset>${mark('JobOutputAsset(77)')}<`),
  ),
  'a reference written with a character reference': inBody('unproduced-asset', (xml) =>
    xml.replace(/<inputAsset>.*?</, `<inputAsset>${mark('JobOutputAsset&#x28;77&#41;')}<`),
  ),
  'an input that the job does not have': inBody('unknown-input-asset', (xml) =>
    xml.replace(/<inputAsset>.*?</, `<inputAsset>${mark('JobInputAsset(2)')}<`),
  ),
  'a padded reference': inBody('padded-reference', (xml) =>
    xml.replace(/>(JobOutputAsset\(\d+\))<\/outputAsset/, `>\n ${OPEN}$1${CLOSE}\t</outputAsset`),
  ),
  'a reference in the wrong case': inBody('invalid-reference', (xml) =>
    xml.replace(/JobOutputAsset(\(\d+\))<\/outputAsset/, `${OPEN}joboutputasset$1${CLOSE}</outputAsset`),
  ),
  'an output that is an input of the job': inBody('output-to-input-asset', (xml) =>
    xml.replace('</taskBody>', `<outputAsset>${mark('JobInputAsset(0)')}</outputAsset></taskBody>`),
  ),
  'a raw ampersand in an attribute': inBody('xml-syntax', (xml) =>
    xml.replace('assetName="', `assetName="Q${mark('&')}A `),
  ),
  'curly quotes': inBody('xml-syntax', (xml) => xml.replace(/assetName="([^"]*)"/, `assetName=${mark('”')}$1”`)),
  'a missing space between attributes': inBody('xml-syntax', (xml) =>
    xml.replace('"0" assetName', `"0"${mark('a')}ssetName`),
  ),
  'an opening tag typed for a closing one': inBody('xml-syntax', (xml) =>
    xml.replace('</taskBody>', mark('<taskBody>')),
  ),
  'text behind the root': inBody('xml-syntax', (xml) => `${xml}${mark("';")}`),
  'a DOCTYPE': inBody('xml-doctype', (xml) => xml.replace('<taskBody>', `${mark('<!DOCTYPE')} taskBody []><taskBody>`)),
  'an unknown element': inBody('unexpected-element', (xml) =>
    xml.replace('</taskBody>', `<${mark('thumbnails')}/></taskBody>`),
  ),
  'an unknown attribute': inBody('unexpected-attribute', (xml) =>
    xml.replace(' assetName', ` ${mark('assetLabel')}="1" assetName`),
  ),
  'a misspelt root': inBody('unexpected-root', (xml) =>
    xml.replace('<taskBody>', `<${mark('TaskBody')}>`).replace('</taskBody>', '</TaskBody>'),
  ),
  'no outputAsset': {
    code: 'missing-output',
    plant: (name, bodies) =>
      makeJob(name, bodies.with(-1, `<${mark('taskBody')}><inputAsset>JobInputAsset(0)</inputAsset></taskBody>`)),
  },
  'a cycle': {
    code: 'dependency-cycle',
    plant: (name, bodies) => {
      const closing = `<inputAsset>${mark(`JobOutputAsset(${bodies.length - 1})`)}</inputAsset>`;
      return makeJob(name, bodies.with(0, (bodies[0] as string).replace('<!--', `${closing}<!--`)));
    },
  },
  'an unknown property': inFirst('unknown-property', { [mark('Proirity')]: 1 }, true),
  'a name that is too long': inFirst('too-long', { Name: mark('é"\n'.repeat(1400)) }, true),
  'a broken id': inFirst('invalid-id', { MediaProcessorId: mark('nb:mpid:UUID:encoder') }, true),
  'a priority that is no number': inFirst('wrong-type', { Priority: new Raw('[ 1 ]') }),
  'a priority beyond Int32': inFirst('out-of-range', { Priority: new Raw('2147483648') }),
  'options that do not exist': inFirst('not-allowed-value', { Options: new Raw('9') }),
  'a flag that only one client knows': inFirst('undocumented-option', { Options: new Raw('4') }),
  'a property that only the service sets': inFirst('read-only-property', { [mark('Progress')]: 100 }, true),
  'a job with a long name': {
    code: 'long-job-name',
    plant: (name, bodies) => makeJob(name, bodies, { Name: mark('é"\n'.repeat(100)) }),
    withQuotes: true,
  },
  'an output without creation options': inBody('implicit-encryption', (xml) =>
    xml.replace('<outputAsset assetCreationOptions="0"', `<${mark('outputAsset')}`),
  ),
  'an input that is listed twice': inBody('repeated-input', (xml) =>
    xml.replace(/<inputAsset>(.*?)<\/inputAsset>/, `$&<inputAsset>${OPEN}$1${CLOSE}</inputAsset>`),
  ),
  'an output that is listed twice': inBody('repeated-output', (xml) =>
    xml.replace(
      '</taskBody>',
      (end) => `<outputAsset>${mark(/JobOutputAsset\(\d+\)(?=<\/o)/.exec(xml)?.[0] ?? '')}</outputAsset>${end}`,
    ),
  ),
  'a gap in the outputs': inBody('output-index-gap', (xml) =>
    xml.replace(
      '</taskBody>',
      `<outputAsset assetCreationOptions="0">${mark('JobOutputAsset(77)')}</outputAsset></taskBody>`,
    ),
  ),
  'an input of the job that no task reads': {
    code: 'unused-input-asset',
    jsonOnly: true,
    plant: (name, bodies) =>
      makeJob(name, bodies, { InputMediaAssets: [link(0), link(1), new Raw('{ "__metadata": {} }')] }),
  },
  'a raw ampersand in a preset': inFirst('malformed-configuration', {
    Configuration: `<Preset>\n\t<H264Video Name="é ${mark('&')} more"/>\n</Preset>`,
  }),
  'a name without quotes in a preset': inFirst('malformed-configuration', {
    Configuration: ` { "Version": 1.0,\r\n "Name": "\\u00e9\\"", ${mark('Codecs')}: [] }`,
  }),
  'a path for a preset': inFirst('path-as-configuration', { Configuration: mark('C:\\Presets\\é.xml') }, true),
  'a preset of another encoder': inFirst('legacy-preset', { Configuration: mark('H264 Broadband 720p') }, true),
  'an encoder of old': inFirst(
    'retired-processor',
    { MediaProcessorId: mark('nb:mpid:UUID:2f381738-c504-4e4a-a38e-d199e207fcd5') },
    true,
  ),
  'a key that nothing is encrypted with': inFirst(
    'unused-encryption',
    { [mark('InitializationVector')]: 'AA==' },
    true,
  ),
  'an encryption without its parts': inFirst('incomplete-encryption', { Options: new Raw('1') }),
  'a notification of nothing': {
    code: 'notification-state',
    plant: (name, bodies) =>
      makeJob(name, bodies, {
        JobNotificationSubscriptions: [{ TargetJobState: 2 }, { TargetJobState: new Raw('0') }],
      }),
  },
  'a template of another type': inTemplate('template-type', { TemplateType: new Raw('0') }),
  'more inputs stated than are read': inTemplate('template-asset-count', { NumberofInputAssets: new Raw('7') }),
  'an id that no TaskTemplate has': inTemplate('template-id', (xml) => xml.replace(TEMPLATE_ID, mark(OTHER_ID))),
  'a taskBody without an id': inTemplate('template-id', (xml) =>
    xml.replace(`taskBody taskTemplateId="${TEMPLATE_ID}"`, mark('taskBody')),
  ),
  'an id of another form': inTemplate('invalid-id', (xml) => xml.replace(TEMPLATE_ID, mark('é &quot;'))),
  'a taskBody too many': inTemplate('template-count', (xml) =>
    xml
      .replace('<jobTemplate', `<${mark('jobTemplate')}`)
      .replace('</jobTemplate', `<taskBody taskTemplateId="${OTHER_ID}">${REST}</taskBody></jobTemplate`),
  ),
  'a number in quotes': { ...inFirst('number-as-string', { Priority: new Raw('"0"') }), jsonOnly: true },
};

/** A form that a definition can be written in; the marks stay in. */
interface Form {
  /** What the name of the file ends in. */
  readonly fileName?: string;
  readonly takes: (fault: Fault) => boolean;
  readonly write: (job: Json, next: () => number) => string;
}

const all = (): boolean => true;
const notOfJson = ({ jsonOnly }: Fault): boolean => jsonOnly !== true;
/** What has been read back has what the service sets. */
const notReadOnly = ({ code }: Fault): boolean => code !== 'read-only-property';
/** What is found in an XML by itself. */
const BY_ITSELF: ReadonlySet<Code> = new Set([
  ...(['xml-syntax', 'xml-doctype', 'unexpected-element', 'unexpected-attribute', 'unexpected-root'] as const),
  ...(['padded-reference', 'invalid-reference', 'output-to-input-asset', 'missing-output'] as const),
  ...(['implicit-encryption', 'repeated-input', 'repeated-output'] as const),
]);

const inBatch = (forms: BatchStyle['forms'], lineEnds: BatchStyle['lineEnds']): Form => ({
  takes: notOfJson,
  write: (job, next) => {
    const head = (['request', 'headers', 'none'] as const)[Math.floor(next() * 3)] ?? 'none';
    // An entry has no way to hold TaskTemplates.
    const inlineTasks = 'Tasks' in job ? Math.floor(next() * 2) : 0;
    return writeBatch(job, { forms, lineEnds, head, inlineTasks }, next);
  },
});

/** The definition between good jobs, written as one value. */
const among = (wrap: (jobs: readonly unknown[]) => unknown): Form['write'] => {
  const good = makeJob('Sintel', [body(0, 'é'), body(1, 'é')]);
  return (job, next) => writeJson(wrap([good, job, good]), next);
};

const FORMS: Readonly<Record<string, Form>> = {
  JSON: { takes: all, write: writeJson },
  'light JSON': { takes: notOfJson, write: (job, next) => writeJson(toLight(job), next) },
  'JSON with comments': {
    fileName: 'job.JSONC',
    takes: all,
    write: (job, next) => writeJson(job, next, { isJsonc: true }),
  },
  NDJSON: {
    fileName: 'jobs.ndjson',
    takes: all,
    write: (job, next) => {
      const lineEnd = next() < 0.5 ? '\n' : '\r\n';
      const good = makeJob('Sintel', [body(0, 'é')]);
      const lines = [good, job, good].map((value) => writeJson(value, next).replace(/[\r\n]/g, ' '));
      return lines.toSpliced(1, 0, '', ' ').join(lineEnd);
    },
  },
  'a response': { takes: notReadOnly, write: (job, next) => writeJson({ d: job }, next) },
  'a list of a response': {
    takes: (fault) => notReadOnly(fault) && fault.inTemplate !== true,
    write: among((jobs) => ({ d: { results: jobs } })),
  },
  'a bare TaskBody or jobTemplate body': {
    takes: ({ code, inTemplate = false }) => BY_ITSELF.has(code) || (inTemplate && code === 'invalid-id'),
    write: (job) => {
      const bodies = [
        job.JobTemplateBody,
        ...((job.Tasks as Json[] | undefined) ?? []).map(({ TaskBody }) => TaskBody),
      ];
      return bodies.map(String).find((xml) => xml.includes(OPEN)) ?? '';
    },
  },
  Atom: { takes: notOfJson, write: writeAtom },
  'a batch of JSON': inBatch(['verbose', 'light'], ['\n', '\r\n']),
  'a batch of Atom with CRLF': inBatch(['atom'], ['\r\n']),
  'a batch of both': inBatch(['verbose', 'light', 'atom'], ['\n', '\r\n']),
};

describe('a planted fault is found exactly where it is', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  for (const [form, { fileName = 'job', takes, write }] of Object.entries(FORMS)) {
    for (const [title, fault] of Object.entries(FAULTS)) {
      if (!takes(fault)) continue;
      it(`${title}, in ${form}`, () => {
        fc.assert(
          fc.property(names, fc.integer({ min: 1, max: 4 }), fc.nat(), fc.nat(), (name, steps, step, seed) => {
            const bodies = Array.from({ length: steps }, (_, index) => body(index, 'renditions 😀 &amp; more'));
            const job = fault.plant(name.replaceAll('/', '-'), bodies, step % steps);
            const { text, marked } = unmark(write(job, random(seed)));
            if (marked === null) throw new Error('nothing was planted');
            const quote = fault.withQuotes && text[marked.start - 1] === '"' ? 1 : 0;
            expectOnly(text, fault.code, marked.start - quote, marked.end + quote, fileName);
          }),
          { numRuns: form === 'JSON' ? 40 : 20 },
        );
      });
    }
  }

  it('in bytes of every encoding', () => {
    const planted = FAULTS['curly quotes']?.plant('Sintel 😀', [body(0, 'é')], 0);
    const { text, marked } = encodeJson(planted, 7);
    for (const bytes of [
      utf8(text),
      utf8(`\ufeff${text}`),
      utf16(`\ufeff${text}`, true),
      utf16(`\ufeff${text}`, false),
    ]) {
      expectOnly(bytes, 'xml-syntax', marked?.start ?? -1, marked?.end ?? -1);
    }
  });

  it('in a TaskBody that was not escaped in its entry, beside that', () => {
    const planted = FAULTS['a padded reference']?.plant('Sintel', [body(0, 'a &amp; b')], 0) as Json;
    const job: Json = { ...planted, InputMediaAssets: (planted.InputMediaAssets as Json[]).slice(0, 1) };
    const [first] = job.Tasks as [Json];
    const raw = (first.TaskBody as string).replace('JobInputAsset(1)', 'JobInputAsset(0)');
    const escaped = writeAtom({ ...job, Tasks: [{ ...first, TaskBody: '@' }] }, () => 0.99);
    const { text, marked } = unmark(escaped.replace('>@<', `>\n${raw}\n<`));
    const report = lint(text);
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['xml-syntax', 'padded-reference']);
    const [before, range] = locate(
      report,
      report.diagnostics.map(({ place }) => place),
    );
    expect(text.slice(before?.start.offset, before?.end.offset)).to.equal('<?xml');
    expect([range?.start.offset, range?.end.offset]).to.deep.equal([marked?.start, marked?.end]);
  });

  it('a missing property is shown at the brace of what lacks it', () => {
    const { MediaProcessorId, ...task } = { MediaProcessorId: PROCESSOR, TaskBody: body(0, 'x') };
    const TaskBody = task.TaskBody.replace('JobInputAsset(1)', 'JobInputAsset(0)');
    const text = JSON.stringify({ InputMediaAssets: [link(0)], Tasks: [{ TaskBody }] });
    const brace = text.indexOf('{"TaskBody"');
    expectOnly(text, 'missing-property', brace, brace + 1);
    expect(lint(text).diagnostics[0]?.place.path).to.deep.equal(['Tasks', 0, 'MediaProcessorId']);
    expect(MediaProcessorId).to.equal(PROCESSOR);
    const entry = writeAtom({ ...task, Name: 'Encode' }, () => 0);
    const tag = entry.indexOf('m:properties') >= 0 ? 'm:properties' : 'meta:properties';
    const start = entry.indexOf(tag);
    expectOnly(entry, 'missing-property', start, start + tag.length);
  });
});

function expectOnly(input: Input, code: Code, start: number, end: number, fileName = ''): void {
  const report = lint(input, { fileName });
  expect(report.diagnostics.map((finding) => finding.code)).to.deep.equal([code]);
  const [range] = locate(
    report,
    report.diagnostics.map(({ place }) => place),
  );
  const text = report.document.text ?? '';
  expect(text.slice(range?.start.offset, range?.end.offset)).to.equal(text.slice(start, end));
  expect(range?.start.offset).to.equal(start);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
}
