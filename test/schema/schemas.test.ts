/** The schemas themselves: they compile, they explain themselves to an editor, and their examples are right. */
import { expect } from 'chai';
import { buildTaskBody, type TaskBodyToBuild } from '#src/build/task-body.js';
import type { DiagnosticArgs } from '#src/diagnostics/args.js';
import { CODE_NAMES, type Code, isFixed, type Severity } from '#src/diagnostics/codes.js';
import { DEFAULT_QUOTAS } from '#src/model/quotas.js';
import { parseTaskBody } from '#src/model/task-body.js';
import { SCHEMA_NAMES } from '#src/node/commands/reference.js';
import type { DocumentKind } from '#src/parse/definition.js';
import { faults, type JsonObject, SCHEMAS, strictAjv, subschemas, validator } from './schema-files.js';

/** The names that a type has, listed so that the compiler finds the list wrong when the type changes. */
const namesOf = <T extends string>(names: Readonly<Record<T, true>>): T[] => Object.keys(names) as T[];

describe('schemas', () => {
  it('are those that the command knows, under the address that they say', () => {
    expect([...SCHEMAS.keys()]).to.have.members([...SCHEMA_NAMES]);
    for (const [name, { $schema, $id }] of SCHEMAS) {
      expect($schema, name).to.equal('http://json-schema.org/draft-07/schema#');
      expect($id, name).to.equal(`https://media-taskgraph.example/schemas/${name}.json`);
    }
  });

  it('compile in strict mode, and are valid by the meta-schema', () => {
    const ajv = strictAjv();
    for (const [name, schema] of SCHEMAS) {
      expect(ajv.validateSchema(schema), name).to.equal(true);
      expect(ajv.getSchema(schema.$id as string), name).to.be.a('function');
    }
    expect(() => strictAjv().compile({ maxLenght: 512 })).to.throw('unknown keyword: "maxLenght"');
  });

  for (const [name, schema] of SCHEMAS) {
    it(`${name}: has a title and a description for every property, for an editor to show`, () => {
      const bare = subschemas(schema).filter(({ property, pointer, schema: { title, description } }) => {
        return (
          (property !== null || pointer === '') &&
          !(/^\S/.test(`${title ?? ''}`) && /^[\dA-Z].{9,}\.$/.test(`${description}`))
        );
      });
      expect(bare.map(({ pointer }) => pointer)).to.deep.equal([]);
    });

    it(`${name}: has examples that are right, itself and within`, () => {
      expect(schema.examples, 'examples of the whole').to.be.an('array').with.length.above(0);
      for (const { pointer, schema: part } of subschemas(schema)) {
        for (const example of (part.examples ?? []) as unknown[]) {
          expect(faults(example, name, pointer), `${pointer} ${JSON.stringify(example)}`).to.deep.equal([]);
        }
      }
    });
  }

  it('have examples for every property of what the command writes', () => {
    for (const name of ['task-body', 'suppressions', 'lint-report', 'lint-ndjson', 'plan', 'graph', 'diff']) {
      const bare = subschemas(SCHEMAS.get(name) ?? {}).filter(({ property, schema: { examples } }) => {
        return property !== null && !(Array.isArray(examples) && examples.length > 0);
      });
      expect(bare.map(({ pointer }) => `${name}#${pointer}`)).to.deep.equal([]);
    }
  });
});

describe('schema config, held against what it configures', () => {
  const definitions = SCHEMAS.get('config')?.definitions as {
    readonly severities: { readonly propertyNames: { readonly enum: unknown } };
    readonly quotas: { readonly properties: Readonly<Record<string, JsonObject>> };
  };

  it('knows every code whose severity can be changed, and no other', () => {
    const configurable = CODE_NAMES.filter((code) => !isFixed(code));
    expect(definitions.severities.propertyNames.enum).to.deep.equal(configurable);
  });

  it('knows the quotas, with their defaults', () => {
    const { properties } = definitions.quotas;
    const defaults = Object.entries(properties).map(([name, property]) => [name, property.default]);
    expect(Object.fromEntries(defaults)).to.deep.equal(DEFAULT_QUOTAS);
  });
});

describe('schema lint-report, held against the types', () => {
  const definitions = SCHEMAS.get('lint-report')?.definitions as Readonly<Record<string, { properties: object }>>;
  const property = (definition: string, name: string): { readonly enum?: unknown } =>
    Object.entries(definitions[definition]?.properties ?? {}).find(([key]) => key === name)?.[1] ?? {};

  it('knows every code and no other', () => {
    expect(property('diagnostic', 'code').enum).to.deep.equal(CODE_NAMES);
  });

  it('knows every severity and every kind of document', () => {
    const severities = namesOf<Severity>({ error: true, warning: true, info: true });
    expect(property('diagnostic', 'severity').enum).to.have.members(severities);
    const kinds = namesOf<DocumentKind>({
      job: true,
      jobs: true,
      task: true,
      tasks: true,
      'task-body': true,
      'job-template': true,
      'job-template-body': true,
      'task-template': true,
      batch: true,
      unknown: true,
    });
    expect(property('file', 'kind').enum).to.have.members(kinds);
  });

  it('knows every fact and no other', () => {
    expect(Object.keys(definitions.args?.properties ?? {})).to.have.members(namesOf<FactName>(FACTS));
  });
});

type FactName = { [C in Code]: keyof DiagnosticArgs[C] }[Code];

const FACTS: Readonly<Record<FactName, true>> = {
  reason: true,
  encoding: true,
  problem: true,
  found: true,
  expected: true,
  syntax: true,
  limit: true,
  owner: true,
  property: true,
  value: true,
  flags: true,
  length: true,
  minimum: true,
  maximum: true,
  allowed: true,
  suggestion: true,
  element: true,
  parent: true,
  reference: true,
  task: true,
  asset: true,
  count: true,
  first: true,
  missing: true,
  next: true,
  others: true,
  properties: true,
  templates: true,
  tasks: true,
  assets: true,
  entangled: true,
  ties: true,
  shortest: true,
  cut: true,
  cutSize: true,
  cutSmallest: true,
  priority: true,
  waitsFor: true,
  waitsForPriority: true,
  code: true,
  file: true,
  expires: true,
};

const input = { reference: { kind: 'JobInputAsset', index: 0 } } as const;
const output = { reference: { kind: 'JobOutputAsset', index: 2147483647 } } as const;
/** Bodies that can be written and read. */
const BODIES: readonly TaskBodyToBuild[] = [
  { inputs: [input], outputs: [output] },
  { inputs: [input, output], outputs: [output, { reference: { kind: 'JobOutputAsset', index: 0 } }] },
  { inputs: [input], outputs: [{ ...output, assetName: '', assetFormatOption: 1 }] },
  { inputs: [input], outputs: [{ ...output, assetName: 'Trailer & "clips" <4K>\n\tпревью 🎬' }] },
  { inputs: [input], outputs: [{ ...output, assetName: 'n'.repeat(512), storageAccountName: 'encodinghouse02' }] },
  ...[0, 1, 2, 4].map((assetCreationOptions) => ({
    inputs: [input],
    outputs: [{ ...output, assetCreationOptions }],
  })),
  ...((SCHEMAS.get('task-body')?.examples ?? []) as TaskBodyToBuild[]),
];

const REFUSED: readonly (readonly [why: string, body: unknown])[] = [
  ['no inputs', { inputs: [], outputs: [output] }],
  ['no outputs', { inputs: [input], outputs: [] }],
  ['outputs left out', { inputs: [input] }],
  ['a reference that could not be read', { inputs: [{ reference: null }], outputs: [output] }],
  ['a reference left out', { inputs: [{}], outputs: [output] }],
  ['a reference as text', { inputs: [{ reference: 'JobInputAsset(0)' }], outputs: [output] }],
  ['a negative index', { inputs: [{ reference: { kind: 'JobInputAsset', index: -1 } }], outputs: [output] }],
  ['an index above Int32', { inputs: [{ reference: { kind: 'JobInputAsset', index: 2 ** 31 } }], outputs: [output] }],
  ['an output that is an input of the job', { inputs: [input], outputs: [input] }],
  ['creation options that are a sum', { inputs: [input], outputs: [{ ...output, assetCreationOptions: 3 }] }],
  ['creation options as text', { inputs: [input], outputs: [{ ...output, assetCreationOptions: '1' }] }],
  ['a name of 513 characters', { inputs: [input], outputs: [{ ...output, assetName: 'n'.repeat(513) }] }],
  ['a name with a character that XML lacks', { inputs: [input], outputs: [{ ...output, assetName: 'Reel\u0000' }] }],
  ['a storage account in capitals', { inputs: [input], outputs: [{ ...output, storageAccountName: 'Encoding' }] }],
  ['a storage account of two letters', { inputs: [input], outputs: [{ ...output, storageAccountName: 'eh' }] }],
  ['a format option of 2', { inputs: [input], outputs: [{ ...output, assetFormatOption: 2 }] }],
  ['an option on an input', { inputs: [{ ...input, assetName: 'Sintel' }], outputs: [output] }],
  ['an unknown option', { inputs: [input], outputs: [{ ...output, assetTitle: 'Sintel' }] }],
  ['a task around it', { TaskBody: { inputs: [input], outputs: [output] } }],
];

describe('schema task-body', () => {
  it('takes what is written, and what comes of it when it is read back', () => {
    for (const body of BODIES) {
      expect(faults(body, 'task-body')).to.deep.equal([]);
      const parsed = parseTaskBody(buildTaskBody(body));
      expect(parsed.diagnostics).to.deep.equal([]);
      expect(faults(parsed, 'task-body')).to.deep.equal([]);
    }
  });

  it('takes a body that was read with warnings, and with related places', () => {
    const mention = (text: string): string =>
      `<taskBody><inputAsset>${text}</inputAsset><outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>`;
    const padded = parseTaskBody(mention(' JobInputAsset(0) '));
    expect(padded.diagnostics.map(({ code, fix }) => [code, fix === null])).to.deep.equal([
      ['padded-reference', false],
    ]);
    expect(faults(padded, 'task-body')).to.deep.equal([]);
    const unclosed = parseTaskBody(mention('JobInputAsset(0)').replace('</inputAsset>', '</inputassets>'));
    expect(unclosed.diagnostics.map(({ related }) => related.length)).to.deep.equal([1]);
    expect(faults(unclosed, 'task-body')).to.deep.equal([]);
  });

  for (const [why, body] of REFUSED) {
    it(`refuses ${why}`, () => {
      expect(validator('task-body')(body)).to.equal(false);
    });
  }
});
