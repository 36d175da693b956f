import { expect } from 'chai';
import { keyAt, type Path, type Place, valueAt } from '#src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { type LintReport, lint } from '#src/lint.js';
import { rewriteDocument } from '#src/parse/rewrite.js';
import { body, PROCESSOR } from '../helpers/encoding-house.js';

const DATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices';
const NAMESPACES = `xmlns="http://www.w3.org/2005/Atom" xmlns:d="${DATA}" xmlns:m="${DATA}/metadata"`;
const BODY = body(['in:0'], ['out:0']);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const TASK = `<d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><d:TaskBody>${escaped(BODY)}</d:TaskBody>`;

const properties = (members: string): string => `<content><m:properties>${members}</m:properties></content>`;
const entry = (inside: string, namespaces = NAMESPACES): string => `<entry ${namespaces}>${inside}</entry>`;
const link = (name: string, href: string, inside = ''): string =>
  `<link rel="${DATA}/related/${name}" href="${href}">${inside}</link>`;
const feed = (...entries: readonly string[]): string => `<feed ${NAMESPACES}>${entries.join('')}</feed>`;

/** What a place of a text is. */
function shown(text: string, place: Place): string {
  const [span] = lint(text).document.locate?.([place]) ?? [];
  return text.slice(span?.start, span?.end);
}

const read = (text: string): unknown => lint(text).document.value;
const told = ({ diagnostics }: LintReport): string[] =>
  diagnostics.map((finding) => `${finding.code} ${finding.place.path.join('.')}: ${formatDiagnostic(finding)}`);

describe('an Atom entry', () => {
  it('has the values that its types say', () => {
    const members = [
      '<d:Priority m:type="Edm.Int32"> 7\n</d:Priority>',
      '<d:Size m:type="Edm.Int64">-12</d:Size>',
      '<d:RunningDuration m:type="Edm.Double">1.5E3</d:RunningDuration>',
      '<d:Odd m:type="Edm.Int32">seven</d:Odd>',
      '<d:IsLast m:type="Edm.Boolean">true</d:IsLast>',
      '<d:IsFirst m:type="Edm.Boolean">0</d:IsFirst>',
      '<d:Created m:type="Edm.DateTime">2013-04-20T22:41:57Z</d:Created>',
      '<d:Name m:type="Edm.String">12</d:Name>',
      '<d:EndTime m:null="true" />',
      '<d:StartTime m:null="true">ignored</d:StartTime>',
      '<d:ErrorDetails/>',
      '<d:PerfMessage></d:PerfMessage>',
      '<d:TaskBody></d:TaskBody>',
    ];
    expect(read(entry(properties(members.join(''))))).to.deep.equal({
      Priority: 7,
      Size: -12,
      RunningDuration: 1500,
      Odd: 'seven',
      IsLast: true,
      IsFirst: false,
      Created: '2013-04-20T22:41:57Z',
      Name: '12',
      EndTime: null,
      StartTime: null,
      ErrorDetails: null,
      PerfMessage: null,
      TaskBody: '',
    });
  });

  it('has numbers without a type where the name says so, in that form only', () => {
    const members = '<d:Priority>3</d:Priority><d:Options>none</d:Options><d:Name>3</d:Name><d:State>1e1</d:State>';
    expect(read(entry(properties(members)))).to.deep.equal({ Priority: 3, Options: 'none', Name: '3', State: 10 });
    expect(told(lint(entry(properties(`${TASK}<d:Priority>high</d:Priority>`))))).to.deep.equal([
      'wrong-type Priority: Priority of task 0 must be a whole number, found a string.',
    ]);
  });

  it('has lists of d:element, and objects of anything else', () => {
    const subscription = '<d:NotificationEndPointId>nb:nepid:UUID:1</d:NotificationEndPointId>';
    const members = [
      `<d:JobNotificationSubscriptions>\n <d:element>${subscription}<d:TargetJobState>2</d:TargetJobState></d:element>`,
      `<d:element/><m:element>${subscription}</m:element>\n</d:JobNotificationSubscriptions>`,
      '<d:Empty m:type="Collection(Edm.String)"/><d:ErrorDetails>\n</d:ErrorDetails>',
      '<d:Complex><d:Inner><d:Name>x</d:Name></d:Inner></d:Complex>',
    ];
    expect(read(entry(properties(members.join(''))))).to.deep.equal({
      JobNotificationSubscriptions: [
        { NotificationEndPointId: 'nb:nepid:UUID:1', TargetJobState: 2 },
        null,
        { NotificationEndPointId: 'nb:nepid:UUID:1' },
      ],
      Empty: [],
      ErrorDetails: null,
      Complex: { Inner: { Name: 'x' } },
    });
  });

  it('has the last of two properties of one name, and any name', () => {
    const members = '<d:Name>first</d:Name><d:__proto__>x</d:__proto__><d:Name>last</d:Name>';
    const value = read(entry(properties(members))) as Record<string, unknown>;
    expect(Object.entries(value)).to.deep.equal([
      ['Name', 'last'],
      ['__proto__', 'x'],
    ]);
  });

  it('is read through text, entities, CDATA and comments, to the very characters', () => {
    const written =
      '&lt;taskBody><![CDATA[<inputAsset>JobOut]]>put<!-- > -->Asset&#x28;7&#41;&lt;/inputAsset&gt;&lt;outputAsset&gt;JobOutputAsset(0)&lt;/outputAsset&gt;&lt;/taskBody&gt;';
    const text = entry(
      properties(`<d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><d:TaskBody>${written}</d:TaskBody>`),
    );
    const value = read(text) as { TaskBody: string };
    expect(value.TaskBody).to.equal(
      '<taskBody><inputAsset>JobOutputAsset(7)</inputAsset><outputAsset>JobOutputAsset(0)</outputAsset></taskBody>',
    );
    const start = value.TaskBody.indexOf('JobOutputAsset(7)');
    const within = { start, end: start + 'JobOutputAsset(7)'.length };
    expect(shown(text, valueAt(['TaskBody'], within))).to.equal('JobOut]]>put<!-- > -->Asset&#x28;7&#41;');
  });

  it('goes by namespaces, whatever the prefixes', () => {
    const swapped = `<x:entry xmlns:x="http://www.w3.org/2005/Atom" xmlns:m="${DATA}" xmlns:d="${DATA}/metadata"><x:content><d:properties><m:Priority d:type="Edm.Int32">1</m:Priority><d:Priority>2</d:Priority><Name xmlns="${DATA}">S</Name><y:Name xmlns:y="urn:other">T</y:Name></d:properties></x:content></x:entry>`;
    expect(read(swapped)).to.deep.equal({ Priority: 1, Name: 'S' });
    expect(lint(swapped).kind).to.equal('job');
  });

  it('takes d and m for what they mostly mean where a declaration is missing, which is told, or strange, which is not', () => {
    const missing = lint(entry(properties(TASK), `xmlns="http://www.w3.org/2005/Atom" xmlns:d="${DATA}"`));
    expect(told(missing)).to.deep.equal([
      `xml-syntax : The prefix m has no declaration. Add xmlns:m="${DATA}/metadata" to the root element.`,
    ]);
    expect(missing.jobs[0]?.tasks?.[0]?.body?.inputs).to.have.length(1);
    const strange = lint(entry(properties(TASK), 'xmlns:d="urn:data" xmlns:m="urn:metadata"'));
    expect(told(strange)).to.deep.equal([]);
    expect(strange.kind).to.equal('task');
    const unknown = lint(entry(`<z:x/><z:y/>${properties(TASK)}`));
    expect(told(unknown)).to.deep.equal(['xml-syntax : The prefix z has no declaration.']);
  });

  it('takes a namespace that is not quite ours for ours, which is told and mended', () => {
    const text = entry(properties(TASK)).replace('ado/2007/08/dataservices"', 'ado/2007/8/dataservices"');
    const misspelt = lint(text);
    expect(told(misspelt)).to.deep.equal([
      `xml-syntax : The namespace ${DATA.replace('08', '8')} is not quite ${DATA}, so its names mean nothing.`,
    ]);
    expect(rewriteDocument(misspelt.document, misspelt.diagnostics[0]?.fix?.edits ?? [])?.[0]?.[0]?.text).to.equal(
      DATA,
    );
  });

  it('that breaks is searched for its properties, and lacks nothing that the break may have cost', () => {
    const jumbled = `<entry ${NAMESPACES}><author><title/>${properties('<d:Priority>high</d:Priority>')}</entry>`;
    expect(told(lint(jumbled)).map((line) => line.split(':')[0])).to.deep.equal(['xml-syntax ', 'wrong-type Priority']);
    const list = (first: string): string =>
      entry(
        link('InputMediaAssets', "Assets('a')") +
          link(
            'Tasks',
            'Tasks',
            `<m:inline><feed><entry>${first}</entry><entry>${properties(`${TASK}<d:X/>`)}</entry></feed></m:inline>`,
          ),
      );
    const lost = lint(list(properties('<d:Name>Encode</d:Name><9TaskBody>x</9TaskBody>')));
    expect(
      told(lost)
        .filter((line) => !line.startsWith('xml-syntax'))
        .map((line) => line.split(':')[0]),
    ).to.deep.equal(['unknown-property Tasks.1.X']);
  });

  it('has links as verbose JSON has navigation properties', () => {
    const text = entry(
      link('InputMediaAssets', "https://media.example/api/Assets('a')") +
        link('InputMediaAssets', "Assets('b&amp;c')") +
        link('OutputMediaAssets', "Jobs('1')/OutputMediaAssets") +
        link('Tasks', "Jobs('1')/Tasks", `<m:inline><feed><entry>${properties(TASK)}</entry></feed></m:inline>`) +
        link('Something', "Jobs('1')/Something") +
        '<link rel="edit" href="Jobs"/><link href="x"/>',
    );
    expect(read(text)).to.deep.equal({
      InputMediaAssets: [
        { __metadata: { uri: "https://media.example/api/Assets('a')" } },
        { __metadata: { uri: "Assets('b&c')" } },
      ],
      OutputMediaAssets: { __deferred: { uri: "Jobs('1')/OutputMediaAssets" } },
      Tasks: [{ MediaProcessorId: PROCESSOR, TaskBody: BODY }],
    });
    expect(lint(text).diagnostics.map(({ code, place }) => `${code} ${place.path.join('.')}`)).to.deep.equal([
      'unused-input-asset InputMediaAssets.1',
      'read-only-property OutputMediaAssets',
    ]);
    expect(shown(text, valueAt(['InputMediaAssets', 1, '__metadata', 'uri'], { start: 8, end: 11 }))).to.equal(
      'b&amp;c',
    );
    expect(shown(text, valueAt(['InputMediaAssets', 1]))).to.match(/^<link rel=.*<\/link>$/);
    expect(shown(text, keyAt(['InputMediaAssets']))).to.equal('InputMediaAssets');
    expect(shown(text, keyAt(['Tasks', 0, 'TaskBody']))).to.equal('d:TaskBody');
    expect(
      told(lint(entry(link('InputMediaAsset', "Assets('a')") + properties('<d:TemplateId>x</d:TemplateId>'))))[0],
    ).to.equal(
      'unknown-property InputMediaAsset: The job has an unknown property "InputMediaAsset". Did you mean "InputMediaAssets"?',
    );
  });

  it('is what its properties or its category say', () => {
    const kindOf = (inside: string): string => lint(entry(inside)).kind;
    const category = (term: string): string => `<category term="Media.Models.${term}" scheme="x"/>`;
    expect(kindOf(properties('<d:TaskBody/>') + link('InputMediaAssets', 'Tasks/InputMediaAssets'))).to.equal('task');
    expect(kindOf(properties('<d:JobTemplateBody/>'))).to.equal('job-template');
    expect(kindOf(properties('<d:NumberofOutputAssets>1</d:NumberofOutputAssets>'))).to.equal('task-template');
    expect(kindOf(category('Task') + properties('<d:Name>x</d:Name>'))).to.equal('task');
    expect(kindOf(category('Job') + properties('<d:MediaProcessorId/>'))).to.equal('job');
    expect(kindOf(properties('<d:MediaProcessorId/><d:Priority>1</d:Priority>'))).to.equal('task');
    expect(kindOf(properties('<d:TemplateId>x</d:TemplateId>'))).to.equal('job');
    expect(kindOf(link('InputMediaAssets', "Assets('a')"))).to.equal('job');
    const asset = lint(entry(category('Asset') + properties('<d:Name>x</d:Name><d:Options>0</d:Options>')));
    expect([asset.kind, ...told(asset)]).to.deep.equal([
      'unknown',
      'unknown-document : Expected a job, a task, a TaskBody or a job template, found an Atom entry of something else.',
    ]);
  });

  it('shows what is missing at its properties, and no value at the name of its element', () => {
    const text = entry(properties(`<d:Priority/><d:TaskBody>${escaped(BODY)}</d:TaskBody>`));
    const report = lint(text);
    expect(told(report)).to.deep.equal([
      'missing-property MediaProcessorId: Task 0 has no MediaProcessorId, which is required.',
    ]);
    expect(shown(text, valueAt(['MediaProcessorId']))).to.equal('m:properties');
    expect(shown(text, valueAt(['Priority']))).to.equal('d:Priority');
    expect(shown(text, valueAt(['TaskBody']))).to.equal(escaped(BODY));
    expect(shown(text, valueAt([]))).to.equal(text);
  });

  it('in a feed is read back', () => {
    const jobs = feed(
      entry(properties('<d:Name>A</d:Name><d:TemplateId/><d:Id>nb:jid:UUID:1</d:Id>')),
      entry(link('Tasks', "Jobs('2')/Tasks") + link('InputMediaAssets', "Jobs('2')/InputMediaAssets")),
    );
    const report = lint(jobs);
    expect(report.kind).to.equal('jobs');
    expect(report.document.definitions.map(({ path, isWrapped }) => ({ path, isWrapped }))).to.deep.equal([
      { path: [0], isWrapped: true },
      { path: [1], isWrapped: true },
    ]);
    const tasks = lint(feed(entry(properties(TASK)), entry(properties(TASK))));
    expect([tasks.kind, tasks.jobs.length, tasks.jobs[0]?.tasks?.length]).to.deep.equal(['tasks', 1, 2]);
    expect(told(lint(feed()))[0]).to.include('an empty Atom feed');
    expect(told(lint(feed(entry(properties(TASK)), entry(properties('')))))[0]).to.include('unknown-document 1');
  });

  it('that breaks costs what the break went through, and no more', () => {
    const unclosed = entry(
      link('InputMediaAssets', "Assets('a')") +
        link(
          'Tasks',
          'Jobs/Tasks',
          `<m:inline><feed><entry>${properties(`<d:Name>Encode<d:Priority>high</d:Priority>${TASK}`)}</entry></feed></m:inline>`,
        ),
    );
    expect(told(lint(unclosed))).to.deep.equal([
      'xml-syntax : <d:Name> is never closed, expected </d:Name>.',
      'wrong-type Tasks.0.Priority: Priority of task "Encode" must be a whole number, found a string.',
    ]);
    const bare = entry(properties(`${TASK}<d:Id>Q&A</d:Id><d:Proirity/>`));
    expect(told(lint(bare)).map((line) => line.split(':')[0])).to.deep.equal([
      'xml-syntax ',
      'unknown-property Proirity',
    ]);
    const cut = entry(properties('<d:Name>Encode</d:Name>')).replace(/<\/m:properties>.*/, '<d:TaskBody>&lt;taskBody');
    expect(told(lint(cut)).map((line) => line.split(':')[0])).to.deep.equal(['xml-syntax ']);
    expect(told(lint(`${'<entry>'.repeat(250)}`)).map((line) => line.split(' ')[0])).to.deep.equal([
      'nesting-too-deep',
    ]);
  });

  it('with a list that is never closed goes on with what the list swallowed', () => {
    const text = entry(
      link('InputMediaAssets', "Assets('a')") +
        properties('<d:JobNotificationSubscriptions><d:element/><d:Name>S</d:Name><d:TemplateId/>'),
    );
    const report = lint(text);
    expect(report.document.value).to.deep.include({
      Name: 'S',
      TemplateId: null,
      JobNotificationSubscriptions: [null],
    });
    expect(told(report).map((line) => line.split(':')[0])).to.deep.equal(['xml-syntax ']);
  });
});

describe('a TaskBody that stands in its entry as markup', () => {
  const raw = (inside: string, name = 'd:TaskBody'): LintReport =>
    lint(entry(properties(`<d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><${name}>${inside}</${name}>`)));

  it('is told once, and read', () => {
    for (const text of [BODY, `\r\n  <?xml version="1.0"?>${BODY}\r\n`, `<!-- é -->${BODY}`, `${BODY}<![CDATA[]]>`]) {
      const report = raw(text);
      const codes = report.diagnostics.filter(({ code }) => code !== 'unexpected-text').map(({ code }) => code);
      expect(codes[0]).to.equal('xml-syntax');
      expect(formatDiagnostic(report.diagnostics[0] as never)).to.include('The TaskBody stands here as markup');
      expect(report.jobs[0]?.tasks?.[0]?.body?.outputs).to.have.length(1);
    }
  });

  it('does not break what is around it by what is wrong in it', () => {
    const report = raw('<taskBody><inputAsset>JobInputAsset(0)<inputAsset></m:properties><outputAsset assetName="&">');
    expect(told(report).map((line) => line.split(':')[0])).to.satisfy((lines: string[]) =>
      lines.every((line) => line === 'xml-syntax TaskBody'),
    );
    expect(report.document.value).to.have.property('MediaProcessorId', PROCESSOR);
  });

  it('whose tags cross those of another leaves every place where it is', () => {
    const text = entry(properties(`<d:TaskBody>${BODY}<m:TaskBody>${BODY}</d:TaskBody>${BODY}</m:TaskBody></lost>`));
    const report = lint(text);
    const ranges = report.document.locate?.(report.diagnostics.map(({ place }) => place)) ?? [];
    expect(ranges).to.not.deep.equal([]);
    for (const { end } of ranges) expect(end).to.be.at.most(text.length);
    const stray = report.diagnostics.findIndex(({ args }) => JSON.stringify(args).includes('"lost"'));
    expect(text.slice(ranges[stray]?.start, ranges[stray]?.end)).to.equal('lost');
  });

  it('is none in CDATA, in a comment, escaped or as a JobTemplateBody of that kind', () => {
    for (const text of [`<![CDATA[${BODY}]]>`, escaped(BODY), `<!-- </d:TaskBody> -->${escaped(BODY)}`]) {
      expect(told(raw(text))).to.deep.equal([]);
    }
    const template = lint(entry(properties('<d:JobTemplateBody><jobTemplate></jobTemplate></d:JobTemplateBody>')));
    expect(told(template).join()).to.include('The JobTemplateBody stands here as markup');
  });

  it('is escaped by its fix', () => {
    const report = raw(
      `\n  <?xml version="1.0"?>${BODY.replace('<outputAsset>', '<outputAsset assetName="Q&amp;A">')}\n`,
    );
    const { text, value } = report.document;
    const [[edit] = []] = rewriteDocument(report.document, report.diagnostics[0]?.fix?.edits ?? []) ?? [];
    const mended = text?.slice(0, edit?.start) + (edit?.text ?? '') + text?.slice(edit?.end);
    expect(told(lint(mended))).to.deep.equal([]);
    expect(read(mended)).to.deep.equal(value);
  });
});

describe('edits of an Atom entry', () => {
  const text = entry(
    link('InputMediaAssets', "Assets('a')") +
      properties(
        `\n<d:Name m:null="true"/>\r\n  <d:Priority m:type="Edm.String">3</d:Priority>\n<d:Options>0</d:Options><d:TaskBody>a<![CDATA[b]]>c]&gt;</d:TaskBody><d:Id/>`,
      ),
  );
  const edited = (place: Place, replacement: string): unknown => {
    const [changed = []] = rewriteDocument(lint(text).document, [{ place, text: replacement }]) ?? [];
    const changes = changed.toSorted((a, b) => b.start - a.start);
    if (changes.length === 0) return null;
    return changes.reduce((made, edit) => made.slice(0, edit.start) + edit.text + made.slice(edit.end), text);
  };
  const afterwards = (place: Place, replacement: string): unknown => {
    const made = edited(place, replacement);
    return made === null ? null : read(String(made));
  };
  const at = (...path: Path): Place => valueAt(path);
  const before = read(text) as Record<string, unknown>;

  it('replace values, and what the tag says of them', () => {
    expect(afterwards(at('Options'), '3')).to.deep.equal({ ...before, Options: 3 });
    expect(afterwards(at('Priority'), '3')).to.deep.equal({ ...before, Priority: 3 });
    expect(edited(at('Priority'), '3')).to.include('<d:Priority>3</d:Priority>');
    expect(afterwards(at('Name'), '"Q&A <1>"')).to.deep.equal({ ...before, Name: 'Q&A <1>' });
    expect(afterwards(at('Id'), '"x"')).to.deep.equal({ ...before, Id: 'x' });
    expect(afterwards(at('Options'), 'null')).to.deep.equal({ ...before, Options: null });
    expect(afterwards(at('Options'), '[1]')).to.equal(null);
    expect(afterwards(at('InputMediaAssets', 0, '__metadata', 'uri'), `"'<&>"`)).to.deep.equal({
      ...before,
      InputMediaAssets: [{ __metadata: { uri: "'<&>" } }],
    });
  });

  it('rename and remove properties, in both tags, with their line', () => {
    expect(edited(keyAt(['Options']), 'Priority')).to.include('<d:Priority>0</d:Priority>');
    expect(edited(keyAt(['Id']), 'Name')).to.include('<d:Name/>');
    expect(edited(keyAt(['InputMediaAssets']), 'OutputMediaAssets')).to.include(`${DATA}/related/OutputMediaAssets"`);
    const removed = String(edited({ path: ['Priority'], on: 'member' }, ''));
    expect(removed).to.include('<d:Name m:null="true"/>\n<d:Options>');
    expect(edited({ path: ['InputMediaAssets', 0], on: 'member' }, '')).to.not.include('<link');
    expect(edited(keyAt(['Missing']), 'x')).to.equal(null);
  });

  it('write characters as text or in CDATA, whichever is there', () => {
    const within = (start: number, end: number): Place => valueAt(['TaskBody'], { start, end });
    for (const [start, end] of [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 2],
      [1, 3],
      [0, 4],
      [3, 4],
      [4, 4],
    ] as const) {
      for (const made of ['', 'x', '<&>', ']]>', ']', ']]']) {
        const expected = `${'abc]>'.slice(0, start)}${made}${'abc]>'.slice(end)}`;
        expect(afterwards(within(start, end), made)).to.deep.equal({ ...before, TaskBody: expected });
        expect(
          lint(String(edited(within(start, end), made))).diagnostics.filter((one) => one.place.path.length === 0),
        ).to.deep.equal([]);
      }
    }
  });
});
