/** What is said of a task's Configuration and of what goes with it, in a job, by itself, and as a TaskTemplate. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { legacyPresetNamed } from '#src/model/presets.js';
import { isLegacyEncoder, PROCESSORS, processorNamed } from '#src/model/processors.js';
import { job, jobTemplate, PROCESSOR, task, taskTemplate, templateBody } from '../helpers/encoding-house.js';

const KEY = 'nb:kid:UUID:f1a94c60-e72b-4d85-93b7-08d6c5e3a21f';
const ENCRYPTED = {
  Options: 1,
  EncryptionKeyId: KEY,
  EncryptionScheme: 'ConfigurationEncryption',
  EncryptionVersion: '1.0',
  InitializationVector: 'q83vASNFZ4mrze8BI0VniQ==',
};
/** A processor that nobody knows. */
const OTHER = 'nb:mpid:UUID:3d9f1c7a-5e02-4b86-90ad-7c4e18f2b6d5';
const PROPERTIES = Object.keys(ENCRYPTED).slice(1);
const codes = (input: object): string[] => lint(input).diagnostics.map(({ code }) => code);
const ofTask = (more: object): string[] => codes(task('Encode', ['in:0'], ['out:0'], more));

describe('settings of a task', () => {
  it('are checked wherever a task is defined', () => {
    const more = { Configuration: '<Preset>' };
    const [bare, template] = [task('Encode', ['in:0'], ['out:0'], more), taskTemplate(1, 1, 1, more)];
    const xml = `<jobTemplate>${templateBody(1, ['in:0'], ['out:0'])}</jobTemplate>`;
    const places: readonly [string, object, string][] = [
      ['a bare task', bare, 'Configuration'],
      ['an array of tasks', [bare], '0.Configuration'],
      ['a job', job([bare]), 'Tasks.0.Configuration'],
      ['a response', { d: job({ results: [bare] } as never) }, 'd.Tasks.results.0.Configuration'],
      ['a list of jobs', [job([bare])], '0.Tasks.0.Configuration'],
      ['a bare task template', template, 'Configuration'],
      ['a job template', jobTemplate(xml, [template]), 'TaskTemplates.0.Configuration'],
      ['a job template without its body', jobTemplate(null, [template]), 'TaskTemplates.0.Configuration'],
    ];
    for (const [what, input, path] of places) {
      const found = lint(input).diagnostics.filter(({ code }) => code === 'malformed-configuration');
      expect(
        found.map(({ place }) => [place.path.join('.'), place.within]),
        what,
      ).to.deep.equal([[path, { start: 1, end: 7 }]]);
    }
  });

  it('are checked of a TaskTemplate that no taskBody names, too', () => {
    const xml = `<jobTemplate>${templateBody(1, ['in:0'], ['out:0'])}</jobTemplate>`;
    const template = jobTemplate(xml, [taskTemplate(1, 1, 1), taskTemplate(2, 1, 1, { Options: 1 })]);
    expect(codes(template)).to.deep.equal(['template-count', 'incomplete-encryption']);
  });

  it('are read through misspelt names', () => {
    expect(ofTask({ Optoins: 1 })).to.deep.equal(['unknown-property', 'incomplete-encryption']);
    expect(ofTask({ configuration: '<Preset>' })).to.have.members(['unknown-property', 'malformed-configuration']);
  });
});

describe('encryption of a Configuration', () => {
  it('is complete or told, whichever of its parts are there', () => {
    const parts = fc.record({
      options: fc.constantFrom(undefined, null, 0, 1, 2, 3, 6, 7, '1'),
      given: fc.subarray(PROPERTIES),
      nulls: fc.boolean(),
    });
    fc.assert(
      fc.property(parts, ({ options, given, nulls }) => {
        const all = Object.fromEntries(PROPERTIES.map((name) => [name, nulls ? null : undefined]));
        const written = Object.fromEntries(Object.entries(ENCRYPTED).filter(([name]) => given.includes(name)));
        const { diagnostics } = lint(task('Encode', ['in:0'], ['out:0'], { ...all, ...written, Options: options }));
        const found = diagnostics.filter(({ code }) => code !== 'number-as-string' && code !== 'undocumented-option');
        const isProtected = (Number(options ?? 0) & 1) === 1;
        const missing = PROPERTIES.filter((name) => !given.includes(name));
        const expected = isProtected ? missing : given;
        const code = isProtected ? 'incomplete-encryption' : 'unused-encryption';
        expect(found.map((finding) => finding.code)).to.deep.equal(expected.length === 0 ? [] : [code]);
        if (found[0] !== undefined)
          expect(found[0].args)
            .to.have.property('properties')
            .with.members([...expected]);
      }),
    );
  });

  it('hides the Configuration', () => {
    for (const Configuration of ['<Preset', '{"a":', 'C:\\preset.xml', 'H264 Broadband 720p'])
      expect(ofTask({ ...ENCRYPTED, Configuration }), Configuration).to.deep.equal([]);
  });

  it('that broken JSON runs through is left alone', () => {
    const broken = (more: object, from: string, to: string): readonly Diagnostic[] =>
      lint(JSON.stringify(task('Encode', ['in:0'], ['out:0'], more)).replace(from, to)).diagnostics;
    const options = broken({ Options: 0, EncryptionKeyId: KEY }, '"Options":0', '"Options":0x1');
    expect(options.map(({ code }) => code)).to.deep.equal(['json-syntax']);
    const whole = job([{ ...task('Encode', ['in:0'], ['out:0']), EncryptionKeyId: KEY, Configuration: '/9j4AAQ==' }]);
    expect(codes(whole)).to.deep.equal(['unused-encryption', 'path-as-configuration']);
    const cut = lint(JSON.stringify(whole).slice(0, -3)).diagnostics;
    expect(cut.map(({ code }) => code)).to.deep.equal(['json-syntax']);
    const version = broken({ InitializationVector: 'AA==', EncryptionVersion: '1.0' }, '"1.0"', '1.0.0');
    expect(version.map(({ code }) => code)).to.deep.equal(['unused-encryption', 'json-syntax']);
    expect(version[0]?.args).to.deep.include({ properties: ['InitializationVector'] });
  });

  it('is left alone where Options are none', () => {
    for (const Options of [8, -1, 'x', 1.5, true])
      expect(ofTask({ Options, EncryptionKeyId: KEY, Configuration: '<Preset' }).length, String(Options)).to.equal(1);
  });
});

describe('a Configuration', () => {
  it('that is JSON or XML is no matter', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        fc.nat(3),
        (value, indent) => {
          expect(ofTask({ Configuration: JSON.stringify(value, null, indent) })).to.deep.equal([]);
        },
      ),
    );
    for (const Configuration of [
      '<?xml version="1.0" encoding="utf-16"?><Preset/>',
      ' \r\n<Preset><!-- ]] --><![CDATA[<]]></Preset> ',
      '<p:Preset xmlns="a" xmlns:q="b" q:a="&#65;"/>',
      '\ufeff<?xml version="1.0"?><Preset/>',
      '<!DOCTYPE Preset [<!ENTITY a "b">]><Preset>&a;</Preset>',
      '<!DOCTYPE Preset><Preset> & ',
      `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`,
      `${'['.repeat(300)}${']'.repeat(300)}`,
      '{}',
      '{preset}',
      '{{ encoder.preset-name }}',
      '',
      '  ',
    ])
      expect(ofTask({ Configuration }), Configuration.slice(0, 40)).to.deep.equal([]);
  });

  it('that is broken is told once, at the first break', () => {
    const broken: readonly (readonly [string, string])[] = [
      ['<Preset a=1 b=2><c></Preset>', '1'],
      ['\n <Preset>\n<A></B>\n</Preset>', 'A'],
      ['<Preset></Preset><Preset/>', 'Preset'],
      ['<taskBody><inputAsset>x</inputAsset>', 'taskBody'],
      ['\ufeff{"a": 1 "b": 2}', '"'],
      ['{"a": tru, "b": nope}', 'tru'],
      ["['a']", "'a'"],
      ['{preset', 'preset'],
      ['{a}{b}', 'a'],
    ];
    for (const [Configuration, at] of broken) {
      const { diagnostics } = lint(task('Encode', ['in:0'], ['out:0'], { Configuration }));
      expect(
        diagnostics.map(({ code }) => code),
        Configuration,
      ).to.deep.equal(['malformed-configuration']);
      const { start = 0, end = 0 } = diagnostics[0]?.place.within ?? {};
      expect(Configuration.slice(start, end), Configuration).to.equal(at);
    }
  });

  it('of any text throws nothing, and gets one finding at most', () => {
    const text = fc.tuple(
      fc.constantFrom('<', '{', '[', ' <a ', '\ufeff{', 'C:\\', './'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const found = ofTask({ Configuration: parts.join('') });
        expect(found.length).to.be.at.most(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('that names a preset is no path', () => {
    const names = [
      'H.264 HD 720p VBR',
      'H264 Multiple Bitrate 720p Audio 5.1',
      'AAC 5.1/7.1',
      'Adaptive Streaming',
      'v1.0',
      'x.mp4',
    ];
    for (const Configuration of names) expect(ofTask({ Configuration, MediaProcessorId: OTHER })).to.deep.equal([]);
    const paths = ['a.XML', 'presets/a.json', '~/a', '../a', 'd:/a', 'file:///a', 'HTTP://a', '/a', 'a\\b'];
    for (const Configuration of paths)
      expect(ofTask({ Configuration, MediaProcessorId: OTHER }), Configuration).to.deep.equal([
        'path-as-configuration',
      ]);
  });
});

describe('presets and processors', () => {
  it('that fit, or are not known, are in order', () => {
    for (const Configuration of ['H264 Single Bitrate Low Quality SD for Android', 'Harbour 720p', 'H264 Broadband'])
      expect(ofTask({ Configuration })).to.deep.equal([]);
    expect(ofTask({ Configuration: 'H264 Broadband 720p', MediaProcessorId: OTHER })).to.deep.equal([]);
  });

  it('of old have a successor only where one is known', () => {
    expect(legacyPresetNamed('h264 adaptive bitrate mp4 set 1080P')?.successor).to.equal('H264 Multiple Bitrate 1080p');
    expect(legacyPresetNamed('H264 Adaptive Bitrate MP4 Set 720p')?.successor).to.equal(null);
    expect(legacyPresetNamed('H264 Adaptive Bitrate MP4 Set SD 4x3 for iOS Cellular Only')).to.not.equal(null);
    expect(legacyPresetNamed('H264 Multiple Bitrate 720p')).to.equal(null);
    expect(legacyPresetNamed('x'.repeat(1e6))).to.equal(null);
  });

  it('are found by the names that people give them', () => {
    for (const { name, id } of PROCESSORS) {
      expect(processorNamed(name)?.id).to.equal(id);
      expect(isLegacyEncoder(id)).to.equal(false);
      expect(ofTask({ MediaProcessorId: id })).to.deep.equal([]);
      expect(ofTask({ MediaProcessorId: name })).to.deep.equal(['invalid-id']);
    }
    expect(processorNamed('Azure Media Hyperlapse')?.name).to.equal('Hyperlapse');
    expect(processorNamed(' media encoder premium workflow')?.name).to.equal('Premium Workflow');
    for (const name of ['Azure Media Encoder', 'Media', '', ' ', 'a '.repeat(1e6)]) {
      expect(processorNamed(name)).to.equal(null);
    }
  });

  it('of neither kind are told by their form alone', () => {
    const { diagnostics } = lint(
      task('Encode', ['in:0'], ['out:0'], { MediaProcessorId: 'encoder', Configuration: 'Media Encoder Standard' }),
    );
    expect(diagnostics.map(({ args }) => args)).to.deep.equal([
      {
        owner: 'Task "Encode"',
        property: 'MediaProcessorId',
        value: 'encoder',
        expected: 'nb:mpid:UUID:<guid>',
        problem: 'form',
        suggestion: null,
      },
    ]);
  });

  it('swapped are told once, with the id of the processor', () => {
    const swapped = lint(
      task('Encode', ['in:0'], ['out:0'], {
        MediaProcessorId: 'Adaptive Streaming',
        Configuration: 'Media Encoder Standard',
      }),
    );
    expect(swapped.diagnostics.map(({ args, fix }) => [args, fix])).to.deep.equal([
      [
        {
          owner: 'Task "Encode"',
          property: 'MediaProcessorId',
          value: 'Adaptive Streaming',
          expected: 'nb:mpid:UUID:<guid>',
          problem: 'preset-name',
          suggestion: PROCESSOR,
        },
        null,
      ],
    ]);
  });
});
