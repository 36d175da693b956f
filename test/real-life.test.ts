/**
 * The breakages that published definitions and guides really have, each once in JSON and once as bare XML where it can
 * occur there: the first finding is the cause, names it, and is at its place, and nothing that follows from it is told.
 */
import { expect } from 'chai';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import { unmark } from './helpers/encode-json.js';

const DECLARATION = '<?xml version="1.0" encoding="utf-16"?>';
const INPUT = '<inputAsset>JobInputAsset(0)</inputAsset>';
const ID = 'taskTemplateId="nb:ttid:UUID:0f6c2d1e-5b7a-4e0c-9a53-6d1f8b2e4c90"';
const OUTPUT = '<outputAsset assetCreationOptions="0" assetName="Sintel, renditions">JobOutputAsset(0)</outputAsset>';
const BODY = `${DECLARATION}<taskBody>${INPUT}${OUTPUT}</taskBody>`;
const PROCESSOR = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';

/** A task whose TaskBody is written as it stands; ‹ and › mark what the finding is to point at. */
function taskText(body: string, behind = ''): string {
  return `{\n  "Name": "Encode",\n  "TaskBody": ${body},\n  "Configuration": "Adaptive Streaming",\n  "MediaProcessorId": "${PROCESSOR}"\n}${behind}`;
}

/** The same with the TaskBody as its last property, on one line. */
function lineText(body: string): string {
  return `{"Name":"Encode","MediaProcessorId":"${PROCESSOR}","TaskBody":${body}}`;
}

/** As a string of JSON, its quotes escaped. */
function quoted(xml: string): string {
  return JSON.stringify(xml);
}

interface Case {
  readonly title: string;
  /** The text, with ‹ and › around what the first finding points at. */
  readonly texts: readonly string[];
  readonly says: RegExp;
  /** How many breaks there are; none of the findings is of another code. */
  readonly breaks?: number;
  readonly code: 'json-syntax' | 'xml-syntax';
}

/** A break of the XML, in a string of JSON and by itself. */
const inXml = (title: string, xml: string, says: RegExp, breaks = 1): Case => ({
  title,
  texts: [taskText(quoted(xml)), lineText(quoted(xml)), xml],
  says,
  breaks,
  code: 'xml-syntax',
});
/** A break of the JSON. */
const inJson = (title: string, texts: readonly string[], says: RegExp, breaks = 1): Case => ({
  title,
  texts,
  says,
  breaks,
  code: 'json-syntax',
});

const CASES: readonly Case[] = [
  inXml(
    'curly quotes around the values of attributes',
    BODY.replace('"0"', '‹”›0”').replace('"Sintel, renditions"', '”Sintel, renditions”'),
    /^Curly quotes around the value\. Write straight ones: "0"\.$/,
    2,
  ),
  inXml(
    'a pair of curly quotes',
    BODY.replace('"Sintel, renditions"', '‹“›Sintel, renditions”'),
    /^Curly quotes around the value\. Write straight ones: "Sintel, renditions"\.$/,
  ),
  inXml(
    '<taskBody> typed for </taskBody>',
    BODY.replace('</taskBody>', '‹<taskBody>›'),
    /^Unexpected <taskBody>, expected <\/taskBody>: it opens where it should close\.$/,
  ),
  inXml(
    'the closing quote of a value missing',
    BODY.replace('"Sintel, renditions"', '‹"›Sintel, renditions'),
    /^The quote that opens this value is never closed\.$/,
  ),
  inXml(
    'the closing quote of a value missing, another attribute behind it',
    BODY.replace('"0" ', '‹"›0 '),
    /^The quote that opens this value is never closed\.$/,
  ),
  inXml("the end of a script's string behind the root", `${BODY}‹';›`, /^Unexpected text after <\/taskBody>: ';$/),
  {
    title: '</jobtemplate> closing <jobTemplate>',
    texts: [
      `<jobTemplate><taskBody ${ID}>${INPUT}${OUTPUT}</taskBody></‹jobtemplate›>`,
      `{"JobTemplateBody":${quoted(`<jobTemplate><taskBody ${ID}>${INPUT}${OUTPUT}</taskBody></‹jobtemplate›>`)},"TemplateType":1,"TaskTemplates":{"__deferred":{}}}`,
    ],
    says: /^Unexpected <\/jobtemplate>, expected <\/jobTemplate>: case matters\.$/,
    code: 'xml-syntax',
  },
  inJson(
    'raw line breaks inside the string',
    [
      taskText(quoted(BODY).replace('<inputAsset>', '‹\n›  <inputAsset>').replace('</taskBody>', '\n</taskBody>')),
      lineText(quoted(BODY).replace('<taskBody>', '‹\r\n›<taskBody>')),
    ],
    /^A string goes on over a line break\. Write the break as \\n, or put the string on one line\.$/,
  ),
  inJson(
    'quotes of the TaskBody that nobody escaped',
    [
      taskText(`"${BODY.replace('"1.0"', '‹"›1.0"')}"`),
      lineText(`"${BODY.replace('"1.0"', '‹"›1.0"')}"`),
      taskText(`"${BODY.replace(DECLARATION, '').replace('"0"', '‹"›0"')}"`),
    ],
    /^A quote inside a string is not escaped\. Write it as \\"\.$/,
  ),
  inJson(
    'one quote of a value escaped and the other not',
    [
      taskText(quoted(BODY).replace('renditions\\"', 'renditions‹"›')),
      lineText(quoted(BODY).replace('\\"0\\"', '\\"0‹"›')),
    ],
    /^A quote inside a string is not escaped\. Write it as \\"\.$/,
  ),
  inJson(
    'the quote that closes the TaskBody missing',
    [
      taskText(quoted(BODY).slice(0, -1).concat('‹')).replace('‹,', '‹,›'),
      `{"TaskBody":${quoted(BODY).slice(0, -1)}‹,›"MediaProcessorId":"${PROCESSOR}"}`,
      `{"MediaProcessorId":"${PROCESSOR}","TaskBody":${quoted(BODY).slice(0, -1)}‹\n›}`,
    ],
    /^A string ends here without its closing quote\.$/,
  ),
  inJson(
    'the quote that closes the TaskBody escaped like the others',
    [`{"TaskBody":${quoted(BODY).slice(0, -1)}\\"‹,›"MediaProcessorId":"${PROCESSOR}"}`],
    /^A string ends here without its closing quote\.$/,
  ),
  inJson(
    'a backtick behind the JSON',
    [taskText(quoted(BODY), '‹`›'), taskText(quoted(BODY), '\n‹```›\n')],
    /^Unexpected text after the end of the JSON: `+$/,
  ),
  inJson(
    'a semicolon behind the last value',
    [lineText(`${quoted(BODY)}‹;›`), lineText(`${quoted(BODY)}‹;›\n`)],
    /^Unexpected ";"\.$/,
  ),
  inJson(
    'a value in single quotes',
    [
      taskText(`‹'${BODY}'›`),
      lineText(`‹'${BODY}'›`),
      lineText(`‹'${quoted(BODY).slice(1, -1)}'›`),
      taskText(quoted(BODY)).replace('"Encode"', "‹'Encode'›"),
    ],
    /^Expected straight double quotes, found '(?:<\?xml version="1\.0".*…|<\?xml version=\\"1\.0.*…|Encode')$/,
  ),
  inJson(
    'a value in the back quotes of a script, over several lines',
    [taskText(`‹\`<taskBody>\n  ${INPUT}\n  ${OUTPUT}\n</taskBody>\`›`)],
    /^Expected straight double quotes, found `<taskBody> …$/,
    2,
  ),
];

describe('what published definitions have wrong', () => {
  for (const { title, texts, says, breaks = 1, code } of CASES) {
    it(title, () => {
      for (const marked of texts) {
        const { text, marked: span } = unmark(marked.replace('‹', '\ue000').replace('›', '\ue001'));
        const report = lint(text);
        const [first] = report.diagnostics;
        const [range] = locate(report, first === undefined ? [] : [first.place]);
        expect(first === undefined ? '' : formatDiagnostic(first), text).to.match(says);
        expect(text.slice(range?.start.offset, range?.end.offset), text).to.equal(text.slice(span?.start, span?.end));
        expect(range?.start.offset, text).to.equal(span?.start);
        expect(
          report.diagnostics.map((finding) => finding.code),
          text,
        ).to.deep.equal(Array(breaks).fill(code));
      }
    });
  }

  it('dots for the elements that a guide left out are told behind the breaks, and lack nothing else', () => {
    const left = (quote: string): string =>
      `<jobTemplate><taskBody ${ID.replaceAll('"', quote)}> … </taskBody></jobtemplate>`;
    const codes = (xml: string): string[] => lint(xml).diagnostics.map(({ code }) => code);
    expect(codes(left('”'))).to.deep.equal(['xml-syntax', 'unexpected-text', 'xml-syntax']);
    // In sound XML the elements are missing, whatever text is there.
    expect(codes(left('"').replace('jobtemplate', 'jobTemplate'))).to.deep.equal([
      'missing-input',
      'missing-output',
      'unexpected-text',
    ]);
  });

  it('and the references are linked all the same', () => {
    for (const { texts } of CASES) {
      for (const marked of texts) {
        const [task] = lint(marked.replace(/[‹›]/g, '')).jobs[0]?.tasks ?? [];
        expect(task?.body?.inputs[0]?.reference, marked).to.deep.equal({ kind: 'JobInputAsset', index: 0 });
        expect(task?.body?.outputs[0]?.reference, marked).to.deep.equal({ kind: 'JobOutputAsset', index: 0 });
      }
    }
  });
});
