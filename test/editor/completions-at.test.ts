import { expect } from 'chai';
import fc from 'fast-check';
import type { Path } from '#src/diagnostics/diagnostic.js';
import { completionsAt } from '#src/editor/completions-at.js';
import { jsonCursor } from '#src/editor/json-cursor.js';
import { lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import { encodeJson } from '../helpers/encode-json.js';
import { body, job, PROCESSOR, task } from '../helpers/encoding-house.js';
import { faultyJob } from '../helpers/fixable-faults.js';

/** What is offered at the `|` of a text, and what the text is with one of the offers taken; `|` is then where the cursor goes. */
function at(marked: string): { labels: string[]; details: (string | undefined)[]; take: (label: string) => string } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const found = completionsAt(text, offset);
  return {
    labels: found?.items.map(({ label }) => label) ?? [],
    details: found?.items.map(({ detail }) => detail) ?? [],
    take(label) {
      const item = found?.items.find((one) => one.label === label);
      if (item === undefined || found === null) throw new Error(`${label} is not offered`);
      return text.slice(0, found.span.start) + item.text.join('|') + text.slice(found.span.end);
    },
  };
}

/** A job of three tasks, with the cursor somewhere in the second. */
function jobWith(second: string): string {
  const tasks = [
    task('Encode', ['in:0'], ['out:0']),
    { Name: 'Package', MediaProcessorId: PROCESSOR, TaskBody: second },
    task('Thumbnails', ['out:0', 'out:1'], ['out:2']),
    task('Index', ['in:1'], ['out:3']),
  ];
  return JSON.stringify(job(tasks, 2), null, 2);
}

const OUTPUT = '<outputAsset assetCreationOptions="0">JobOutputAsset(1)</outputAsset>';

describe('completions: assets', () => {
  it('a task can read the inputs of the job and what others write, but not what would make a cycle', () => {
    const { labels, details } = at(jobWith(`<taskBody><inputAsset>Job|</inputAsset>${OUTPUT}</taskBody>`));
    // Package writes 1, and Thumbnails, which writes 2, waits for that.
    expect(labels).to.deep.equal(['JobInputAsset(0)', 'JobInputAsset(1)', 'JobOutputAsset(0)', 'JobOutputAsset(3)']);
    expect(details).to.deep.equal([
      'input of the job',
      'input of the job',
      'written by task "Encode"',
      'written by task "Index"',
    ]);
  });

  it('what the task reads elsewhere is left out, what is being replaced is not', () => {
    const both = `<inputAsset>JobInputAsset(0)</inputAsset><inputAsset>JobOut|putAsset(0)</inputAsset>`;
    const { labels } = at(jobWith(`<taskBody>${both}${OUTPUT}</taskBody>`));
    expect(labels).to.deep.equal(['JobInputAsset(1)', 'JobOutputAsset(0)', 'JobOutputAsset(3)']);
  });

  it('the whole reference around the cursor is replaced', () => {
    const made = at(jobWith(`<taskBody><inputAsset> JobOut|putAsset(7) </inputAsset>${OUTPUT}</taskBody>`));
    const whole = `<taskBody><inputAsset> JobInputAsset(1)| </inputAsset>${OUTPUT}</taskBody>`;
    expect(made.take('JobInputAsset(1)')).to.equal(jobWith(whole));
  });

  it('a task can write what is read and written by none, or the first that nobody uses', () => {
    const made = at(
      jobWith('<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset>|</outputAsset></taskBody>'),
    );
    expect(made.labels).to.deep.equal(['JobOutputAsset(1)', 'JobOutputAsset(4)']);
    expect(made.details).to.deep.equal(['read by task "Thumbnails", written by none', 'a new asset']);
  });

  it('in a bare TaskBody, and in a task without a job', () => {
    const xml = '<taskBody><inputAsset>|</inputAsset></taskBody>';
    expect(at(xml).labels).to.deep.equal(['JobInputAsset(0)']);
    expect(at(JSON.stringify({ TaskBody: xml })).labels).to.deep.equal(['JobInputAsset(0)']);
    expect(at(`\ufeff${xml}`).take('JobInputAsset(0)')).to.equal(
      '\ufeff<taskBody><inputAsset>JobInputAsset(0)|</inputAsset></taskBody>',
    );
  });
});

describe('completions: within a TaskBody', () => {
  const around = (xml: string): string =>
    jobWith(`<taskBody><inputAsset>JobInputAsset(0)</inputAsset>${xml}</taskBody>`);

  it('attributes that the tag does not have yet, with their quotes escaped', () => {
    const made = at(around('<outputAsset AssetName="renditions" ass|>JobOutputAsset(1)</outputAsset>'));
    expect(made.labels).to.deep.equal(['assetCreationOptions', 'storageAccountName', 'assetFormatOption']);
    expect(made.take('storageAccountName')).to.equal(
      around('<outputAsset AssetName="renditions" storageAccountName="|">JobOutputAsset(1)</outputAsset>'),
    );
  });

  it('a name in front of a value is replaced alone', () => {
    const made = at(around('<outputAsset asset|Nmae="renditions">JobOutputAsset(1)</outputAsset>'));
    expect(made.take('assetName')).to.equal(
      around('<outputAsset assetName|="renditions">JobOutputAsset(1)</outputAsset>'),
    );
  });

  it('values of attributes, with what they mean', () => {
    const made = at(around('<outputAsset assetCreationOptions="|">JobOutputAsset(1)</outputAsset>'));
    expect(made.labels).to.deep.equal(['0', '1', '2', '4']);
    expect(made.details[0]).to.equal('not encrypted');
    expect(made.take('4')).to.equal(around('<outputAsset assetCreationOptions="4|">JobOutputAsset(1)</outputAsset>'));
  });

  it('elements, with their end where there is none yet', () => {
    expect(at(around('<ou|')).take('outputAsset')).to.equal(
      around('<outputAsset assetCreationOptions="0">|</outputAsset>'),
    );
    expect(at(around('|')).take('inputAsset')).to.equal(around('<inputAsset>|</inputAsset>'));
    expect(at(around('<inp|ut>JobInputAsset(1)</inputAsset>')).take('inputAsset')).to.equal(
      around('<inputAsset|>JobInputAsset(1)</inputAsset>'),
    );
    expect(at(around('<outputAsset>JobOutputAsset(1)</|')).take('outputAsset')).to.equal(
      around('<outputAsset>JobOutputAsset(1)</outputAsset>|'),
    );
    expect(at(jobWith('|')).take('taskBody')).to.equal(jobWith('<taskBody>|</taskBody>'));
  });

  it('nothing in a comment, in text that is no reference, or between a name and its value', () => {
    for (const xml of [
      '<!-- <| -->',
      '<outputAsset assetName=|"x"/>',
      '<outputAsset assetName="|"/>',
      '<other>|</other>',
    ]) {
      expect(at(around(xml)).labels, xml).to.deep.equal([]);
    }
  });

  it('while the string has no end yet', () => {
    const written = '{ "Tasks": [{ "TaskBody": "<taskBody><inputAsset>|\n}] }';
    expect(at(written).labels).to.deep.equal(['JobInputAsset(0)']);
    expect(at(written).take('JobInputAsset(0)')).to.equal(written.replace('|', 'JobInputAsset(0)|'));
  });
});

describe('completions: names and values of JSON', () => {
  it('the properties that a task does not have yet', () => {
    const made = at('{ "InputMediaAssets": [], "Tasks": [{ "Name": "Encode", "Pri|" }] }');
    expect(made.labels).to.include.members(['MediaProcessorId', 'TaskBody', 'Priority']);
    expect(made.labels).to.not.include.members(['Name']);
    expect(made.labels).to.not.include.members(['State']);
    expect(made.take('Priority')).to.equal(
      '{ "InputMediaAssets": [], "Tasks": [{ "Name": "Encode", "Priority": 0| }] }',
    );
    expect(made.take('TaskBody')).to.include('"TaskBody": "|" }');
  });

  it('the name alone, where a value stands behind it', () => {
    expect(at('{ "Na|m": "Encode", "TaskBody": "" }').take('Name')).to.equal('{ "Name"|: "Encode", "TaskBody": "" }');
  });

  it('without quotes too, and of jobs and templates', () => {
    expect(at('[{ "TaskBody": "" }, { Na| }]').take('Name')).to.equal('[{ "TaskBody": "" }, { "Name": "|" }]');
    expect(at('{ "Tasks": [], | }').labels).to.include('InputMediaAssets@odata.bind');
    expect(at('{ "TaskTemplates": [{ | }] }').labels).to.include('NumberofOutputAssets');
    expect(at('{ "d": { "Tasks": { "results": [{ | }] } } }').labels).to.include('MediaProcessorId');
    expect(at('{ | }').labels).to.include.members(['Tasks', 'TaskBody']);
    expect(at('|').labels).to.deep.equal([]);
  });

  it('processors by their names', () => {
    for (const [written, taken] of [
      ['"|"', `"${PROCESSOR}"|`],
      ['|', `"${PROCESSOR}"|`],
      ['"Media Enc|', `"${PROCESSOR}"|`],
    ]) {
      const around = (value = ''): string => `{ "TaskBody": "",\n"MediaProcessorId": ${value}\n}`;
      expect(at(around(written)).take('Media Encoder Standard')).to.equal(around(taken));
    }
  });

  it('presets, and the values that a schema lists', () => {
    expect(at('{ "TaskBody": "", "Configuration": "|" }').labels).to.include('H264 Multiple Bitrate 720p');
    expect(at('{ "TaskBody": "", "Options": | }').take('1')).to.equal('{ "TaskBody": "", "Options": 1| }');
    expect(at('{ "TaskBody": "", "Options": "|" }').labels).to.deep.equal([]);
    expect(at('{ "TaskBody": "", "EncryptionVersion": "|" }').labels).to.deep.equal(['1.0']);
  });

  it('nothing in other forms', () => {
    expect(at('--batch\nContent-Type: |').labels).to.deep.equal([]);
  });
});

describe('completions: properties', () => {
  /** Keys that a cursor could mistake for something else. */
  const key = fc.constantFrom('Tasks', 'Na"me', 'a\\', '{', 'x:y', ',', '', 'é😀', '//', '\n');
  const leaf = fc.constantFrom<unknown>('', '"', '\\', '[', 7, null, true, 'a\\"b');
  const value = fc.object({ key, values: [leaf], maxDepth: 3, maxKeys: 4, withObjectString: false });

  /** Paths of all values in a value, with their ends. */
  function leaves(root: unknown): Path[] {
    const found: Path[] = [];
    const pending: [unknown, Path][] = [[root, []]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [at, path] = next;
      if (typeof at !== 'object' || at === null) found.push(path);
      else
        for (const [name, child] of Object.entries(at))
          pending.push([child, [...path, Array.isArray(at) ? Number(name) : name]]);
    }
    return found;
  }

  it('the cursor in a value knows the path that leads there', () => {
    fc.assert(
      fc.property(fc.record({ Tasks: fc.constant([]), more: value }), fc.constantFrom(0, 1), (written, indent) => {
        const text = JSON.stringify(written, null, indent);
        const report = lint(text);
        const paths = leaves(written);
        const ranges = locate(
          report,
          paths.map((path) => ({ path, on: 'value' })),
        );
        for (const [index, path] of paths.entries()) {
          const range = ranges[index];
          const cursor = jsonCursor(text, (range?.start.offset ?? 0) + 1);
          expect([...(cursor?.owner ?? []), cursor?.step]).to.deep.equal(path);
          expect(cursor?.literal).to.deep.equal({ start: range?.start.offset, end: range?.end.offset });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('whatever is taken anywhere in a TaskBody changes nothing else, and stays JSON', () => {
    const names = fc.array(fc.constantFrom('Q&A', 'the "night" cut', '5\\6', 'Café 😀'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(names, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (assets, asUnicode, share) => {
        const xml = assets.map((name) => `<outputAsset assetName='${name}'>JobOutputAsset(0)</outputAsset>`).join('\n');
        const TaskBody = `<taskBody><inputAsset>JobInputAsset(0)</inputAsset>${xml}</taskBody>`;
        const plain = JSON.stringify(job([task('Encode', ['in:0'], ['out:1']), { Name: 'Package', TaskBody }]));
        const text = asUnicode ? plain.replaceAll('\\"', '\\u0022') : plain;
        const start = text.lastIndexOf('<taskBody>');
        const offset = start + Math.floor(share * (text.lastIndexOf('"') - start));
        const found = completionsAt(text, offset);
        for (const item of found?.items ?? []) {
          const { start, end } = found?.span ?? { start: 0, end: 0 };
          expect(start).to.be.at.most(offset);
          expect(end).to.be.at.least(offset);
          const after = JSON.parse(text.slice(0, start) + item.text.join('') + text.slice(end));
          const before = JSON.parse(text);
          expect(after.Tasks[1].TaskBody).to.not.equal(undefined);
          before.Tasks[1].TaskBody = after.Tasks[1].TaskBody;
          expect(after).to.deep.equal(before);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a reference that is taken is the one that is read', () => {
    const text = JSON.stringify(
      job([task('Encode', ['in:0'], ['out:0']), task('Package', ['out:7'], ['out:1'])], 3),
      null,
      2,
    );
    const range = locate(lint(text), [
      { path: ['Tasks', 1, 'TaskBody'], on: 'value', within: { start: 22, end: 39 } },
    ])[0];
    const found = completionsAt(text, (range?.start.offset ?? 0) + 5);
    expect(found?.span).to.deep.equal({ start: range?.start.offset, end: range?.end.offset });
    for (const { label } of found?.items ?? []) {
      const after = text.slice(0, found?.span.start) + label + text.slice(found?.span.end);
      expect(JSON.parse(after).Tasks[1].TaskBody).to.equal(
        body(['out:7'], ['out:1']).replace('JobOutputAsset(7)', label),
      );
    }
    expect(found?.items).to.have.length(4);
  });

  it('broken text is taken as it comes, at every offset', () => {
    fc.assert(
      fc.property(faultyJob({ isOneLine: false }), fc.double({ min: 0, max: 1, noNaN: true }), (faulty, share) => {
        const { text } = encodeJson(faulty.written, 1);
        const offset = Math.floor(share * text.length);
        const { start, end } = completionsAt(text, offset)?.span ?? { start: offset, end: offset };
        expect(start).to.be.at.most(offset);
        expect(end).to.be.at.least(offset);
      }),
      { numRuns: 300 },
    );
  });
});
