/** What our rules say of an entity is what ajv says by its schema; and so do the validators that ajv made for Node. */
import { Ajv, type AnySchemaObject, type ErrorObject } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import * as generated from '#src/schema/entities.generated.js';
import { type EntitySchema, entityRules, type Fault, faultsOf } from '#src/schema/entity-rules.js';
import { judgeOf as judgeInBrowsers } from '#src/schema/judge.browser.js';
import { judgeOf } from '#src/schema/judge.js';
import {
  type EntityShape,
  JOB_SHAPE,
  JOB_TEMPLATE_SHAPE,
  TASK_SHAPE,
  TASK_TEMPLATE_SHAPE,
} from '#src/schema/validate.js';
import { readProject } from '../helpers/root.js';

/** The entities, and what of each is read by the model. */
const ENTITIES: readonly (readonly [EntityShape, EntitySchema, readonly string[]])[] = [
  [JOB_SHAPE, generated.JOB, ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind']],
  [TASK_SHAPE, generated.TASK, []],
  [JOB_TEMPLATE_SHAPE, generated.JOB_TEMPLATE, ['TaskTemplates']],
  [TASK_TEMPLATE_SHAPE, generated.TASK_TEMPLATE, []],
];

function schemaOf(name: string, collections: readonly string[]): AnySchemaObject {
  const { if: condition, then, else: otherwise, $id, ...schema } = JSON.parse(readProject(`schemas/${name}.json`));
  const { hasInputs, hasTasks, ...definitions } = schema.definitions ?? {};
  const properties = { ...schema.properties };
  for (const collection of collections) properties[collection] = true;
  const required = (schema.required ?? []).filter((property: string) => !collections.includes(property));
  return { ...schema, definitions, properties, required };
}

const GUID = 'ff4df607-d419-42f0-bc17-a481b1331e56';
const SCALAR = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    1,
    2,
    3,
    7,
    8,
    -1,
    1.5,
    2 ** 31,
    2 ** 31 - 1,
    -(2 ** 31) - 1,
    Number.NaN,
    Infinity,
  ),
  fc.constantFrom('', '1', '1.0', 'ConfigurationEncryption', 'x'.repeat(4000), 'x'.repeat(4001), 'x'.repeat(100_001)),
  fc.constantFrom('jtid', 'mpid', 'kid', 'ttid', 'nepid').map((kind) => `nb:${kind}:UUID:${GUID}`),
);
const ITEM = fc.dictionary(
  fc.constantFrom(
    'NotificationEndPointId',
    'TargetJobState',
    'TargetTaskState',
    'IncludeTaskProgress',
    'odata.id',
    'Note',
  ),
  SCALAR,
  { maxKeys: 4 },
);
const LIST = fc.array(fc.oneof({ weight: 4, arbitrary: ITEM }, SCALAR), { maxLength: 3 });
const VALUE = fc.oneof(
  { weight: 4, arbitrary: SCALAR },
  LIST,
  fc.record({ results: fc.oneof(LIST, SCALAR), __metadata: SCALAR }, { requiredKeys: [] }),
);

/** What our rules call a fault, by the keyword of the schema. */
const KINDS: Readonly<Record<string, Fault['kind']>> = {
  required: 'missing',
  additionalProperties: 'unknown',
  type: 'type',
  enum: 'value',
  maxLength: 'length',
  pattern: 'id',
  minimum: 'range',
  maximum: 'range',
};

/** The faults that ajv's errors come to: limits that a value of a wrong type breaks as well are none. */
function faultsBy(errors: readonly ErrorObject[]): readonly string[] {
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
    .map(({ keyword, instancePath, params }) => {
      const path = [instancePath, params.missingProperty ?? params.additionalProperty ?? []].flat().join('/');
      return [path, KINDS[keyword], params.type ?? params.allowedValues ?? ''].join(' ');
    })
    .sort();
}

function told(faults: readonly Fault[]): readonly string[] {
  return faults
    .map(({ path, kind, rule }) => {
      const expected = kind === 'type' ? rule.type : kind === 'value' ? rule.values : '';
      return [['', ...path].join('/'), kind, expected].join(' ');
    })
    .sort();
}

describe('the rules of entities', () => {
  it('go by what a value says, be it by the accessors of a class', () => {
    class Encode {
      get MediaProcessorId(): string {
        return 'encoder';
      }
      get TaskBody(): number {
        return 1;
      }
    }
    const codes = lint({ Tasks: [new Encode()] }).diagnostics.map(({ code }) => code);
    expect(codes).to.include('invalid-id').and.include('wrong-type');
  });

  for (const [shape, ours, collections] of ENTITIES) {
    it(`${shape.entity}: find what ajv finds`, () => {
      const schema = schemaOf(shape.entity, collections);
      const isRight = new Ajv({ allErrors: true, unicode: false, allowUnionTypes: true, logger: false }).compile(
        schema,
      );
      const names = [
        ...Object.keys(schema.properties),
        'Names',
        '__proto__',
        'toString',
        'odata.type',
        'Name@odata.type',
      ];
      const properties = fc.dictionary(fc.constantFrom(...names), VALUE, { maxKeys: 12, noNullPrototype: true });
      const changed = fc
        .tuple(
          fc.constantFrom(...(schema.examples as object[])),
          fc.dictionary(fc.constantFrom(...names), VALUE, { maxKeys: 2 }),
        )
        .map(([example, changes]) => ({ ...example, ...changes }));
      const value = fc.oneof({ weight: 9, arbitrary: properties }, { weight: 9, arbitrary: changed }, VALUE);
      const rules = entityRules(ours);
      let clean = 0;
      fc.assert(
        fc.property(value, (data) => {
          const isClean = isRight(data);
          clean += isClean ? 1 : 0;
          const faults = told(faultsOf(data, rules));
          expect(faults).to.deep.equal(faultsBy(isRight.errors ?? []));
          expect(told(shape.validate(data))).to.deep.equal(faults);
          expect(judgeOf(shape.entity)?.(data)).to.equal(isClean);
        }),
        { numRuns: 5000 },
      );
      expect(clean).to.be.within(100, 4000);
      expect(shape.properties).to.have.members(Object.keys(schema.properties));
      expect(judgeInBrowsers()).to.equal(null);
    });
  }
});
