/**
 * What the command writes goes to logs of build servers, which look for commands in every line. Nothing that stands in a
 * definition, or in the name of a file, is one. The readers here are those of the servers, told again.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { main } from '#src/node/main.js';
import { GRAPH_FORMATS, LINT_FORMATS, PLAN_FORMATS } from '#src/render/formats.js';
import { body, job, PROCESSOR, task } from '../helpers/encoding-house.js';
import { type Outcome, run } from '../helpers/run.js';

/** What a line is a command for: Azure Pipelines, TeamCity and the first form of GitHub look anywhere in it. */
function commandIn(line: string): string | null {
  const anywhere = /##(?:vso|teamcity)?\[.*/i.exec(line)?.[0];
  if (anywhere !== undefined) return anywhere;
  const text = line.trimStart();
  return text.startsWith('::') && text.indexOf('::', 2) > 0 ? text : null;
}

/** The commands of an output, line by line, however lines end. */
function commandsIn(output: string): string[] {
  return output.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/).flatMap((line) => commandIn(line) ?? []);
}

const COMMANDS = [
  '##vso[task.setvariable variable=PATH]/tmp',
  '##[add-mask]a',
  "##teamcity[buildStop comment='x']",
  '::add-mask::a',
  ' ::stop-commands::x',
  'x\n::set-output name=a::b',
  '#\u200b##vso[task.complete result=Succeeded;]',
  '####vso[task.complete result=Succeeded;]',
];
const anyCommand = fc.constantFrom(...COMMANDS);

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A place for a text from outside in a definition: in a name, a value, a key, in the XML, in broken XML. */
const PLACES: readonly ((text: string) => object | string)[] = [
  (text) => job([task(text, ['in:0'], ['out:0'], { Priority: 1 }), task(text, ['out:0'], ['out:1'], { Priority: 5 })]),
  (text) => job([task(text, ['out:1'], ['out:0']), task(`${text} 2`, ['out:0'], ['out:1'])], 1, { Name: text }),
  (text) => job([task('Encode', ['in:0'], ['out:7'], { [text]: text, Priority: text, MediaProcessorId: text })]),
  (text) => job([task('Encode', ['in:0'], ['out:0'], { Configuration: `<${text}`, [`${text}Id`]: text })]),
  (text) => job([{ TaskBody: `<taskBody>${xml(text)}<inputAsset>${xml(text)}</inputAsset></taskBody>` }]),
  (text) => body(['in:0'], ['out:0']).replace('Options="0"', `Options="${xml(text)}" assetName="${xml(text)}&"`),
  (text) => `<taskBody>\n${xml(text)}\n<inputAsset ${text}="1">JobInputAsset(0)${text}</inputAsset>&</taskBody>`,
  (text) =>
    `<taskBody>\n<!-- taskgraph-disable-next ${text}: ${text} -->\n<inputAsset>JobInputAsset(0)</inputAsset></x>`,
  (text) => `${text}\n${text}{ "Tasks": [ ${text} ], "Name": '${text}' }`,
];

/** A definition with such a text, and what to call its file. */
const anyDefinition = fc.tuple(fc.constantFrom(...PLACES), anyCommand, anyCommand).map(([place, text, name]) => {
  const made = place(text);
  return {
    name: `${name.replace(/[/\n]/g, '-')}.json`,
    text: typeof made === 'string' ? made : JSON.stringify(made, null, 1),
  };
});

describe('the log of a build server', () => {
  const expectHarmless = (output: string): void => void expect(commandsIn(output)).to.deep.equal([]);
  const outputsFor = async (args: readonly string[], check: (outcome: Outcome) => void, runs = 120): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(anyDefinition, async ({ name, text }) => {
        check(await run([...args, `./${name}`], { files: { [name]: text } }));
        check(await run([...args, '-', '--stdin-filename', name], { stdin: text }));
      }),
      { numRuns: runs },
    );
  };

  it('would take these texts for commands', () => {
    for (const text of COMMANDS) expect(commandsIn(text), text).to.have.length(1);
    expect(commandsIn('a::b::c # ## [x] #[y]')).to.deep.equal([]);
  });

  for (const format of Object.keys(LINT_FORMATS)) {
    if (format === 'github' || format === 'azure-pipelines') continue;
    it(`gets none from lint --format ${format}`, () =>
      outputsFor(['lint', '--format', format], ({ output }) => expectHarmless(output)));
  }

  it('gets only those that are meant from the formats that are made of them', async () => {
    await outputsFor(['lint', '--format', 'github'], ({ stdout, stderr }) => {
      for (const line of stdout.trimEnd().split('\n')) expect(line).to.match(/^::(?:error|warning|notice) file=/);
      expectHarmless(stderr);
    });
    await outputsFor(['lint', '--format', 'azure-pipelines'], ({ stdout, stderr }) => {
      for (const command of commandsIn(stdout)) expect(command).to.match(/^##vso\[task\.logissue type=/);
      expectHarmless(stderr);
    });
  });

  for (const [name, format] of [
    ...[...Object.keys(PLAN_FORMATS), 'svg', 'html'].map((one) => ['plan', one] as const),
    ...[...Object.keys(GRAPH_FORMATS), 'svg', 'html'].map((one) => ['graph', one] as const),
  ]) {
    it(`gets none from ${name} --format ${format}`, () =>
      outputsFor([name, '--format', format], ({ output }) => expectHarmless(output), 60));
  }

  it('gets none from what is said of a dry run; the diff itself is the text of the file', () =>
    outputsFor(['lint', '--fix-dry-run', '--unsafe'], ({ stderr }) => expectHarmless(stderr)));

  it('gets none from complaints', async () => {
    for (const text of COMMANDS) {
      for (const args of [
        [text],
        ['lint', text],
        ['lint', `--${text}`],
        ['lint', '-', '--format', text],
        ['lint', '-', '--format', `text=${text}/x/y`],
        ['lint', '-', '--config', text],
        ['lint', '-', '--files-from', text],
        ['plan', '-', '--duration', `${text}=x`],
        ['explain', text],
        ['schema', text],
      ]) {
        const { code, output } = await run(args, { stdin: JSON.stringify(job([task(text, ['in:0'], ['out:0'])])) });
        expect(code, args.join(' ')).to.be.oneOf([1, 2]);
        expectHarmless(output);
      }
      const config = await run(['lint', 'job.json', '--stats'], {
        files: { 'job.json': '{"Tasks":[]}', 'taskgraph.config.json': JSON.stringify({ [text]: 1 }) },
      });
      expect(config.code).to.equal(2);
      expectHarmless(config.output);
    }
  });

  it('gets none from --print-config', async () => {
    const config = JSON.stringify({ suppressions: 'a##vso[task.complete]b.json' });
    const { stdout } = await run(['lint', '--print-config', 'job.json'], {
      files: { 'taskgraph.config.json': config },
    });
    expectHarmless(stdout);
    expect(JSON.parse(stdout)).to.include({ suppressions: 'a##vso[task.complete]b.json' });
  });

  it('gets none from a bug, whatever its message is', async () => {
    const failing: Parameters<typeof main>[1] = {
      ...{ cwd: '/', env: {}, isTerminal: false, errIsTerminal: false, now: () => 0 },
      stdin: (async function* () {})(),
      out: () => {
        throw new Error('first line\n::add-mask::a\n##vso[task.complete]');
      },
      err: (text) => void said.push(text),
    };
    const said: string[] = [];
    expect(await main(['rules'], failing)).to.equal(3);
    expect(said.join('')).to.include('first line\n\\u003a:add-mask::a\n#\\u0023vso[task.complete]\n');
  });

  it('leaves marks as they are where they are none', async () => {
    const Encode = task('C# :: "#1" #', ['out:3'], ['out:0'], { MediaProcessorId: PROCESSOR });
    const { stdout } = await run(['lint', '-'], { stdin: JSON.stringify(job([Encode])) });
    expect(stdout).to.include('Task "C# :: "#1" #" reads JobOutputAsset(3)');
  });
});
