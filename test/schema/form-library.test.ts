/** The schemas drive a form: JSON Forms makes one of them, and shows our findings at its fields. */
import {
  type ControlElement,
  composePaths,
  coreReducer,
  Generate,
  getErrorAt,
  init,
  isControl,
  type JsonFormsState,
  type JsonSchema,
  toDataPath,
} from '@jsonforms/core';
import type { ErrorObject } from 'ajv';
import { expect } from 'chai';
import { type Diagnostic, diagnosticsByPath, formatDiagnostic, lint } from '#src/index.js';
import { body, job, PROCESSOR, task } from '../helpers/encoding-house.js';
import { readProject } from '../helpers/root.js';

const schemaOf = (name: string): JsonSchema => JSON.parse(readProject(`schemas/${name}.json`));

/** The fields of the form that JSON Forms makes of a schema, by their paths in the data. */
function fieldsOf(schema: JsonSchema): string[] {
  const layout = Generate.uiSchema(schema) as unknown as { elements: ControlElement[] };
  return layout.elements.filter(isControl).map(({ scope }) => toDataPath(scope));
}

/** Findings as a form of JSON Forms takes errors of others. */
function toErrors(findings: readonly Diagnostic[]): ErrorObject[] {
  return findings.map((finding) => ({
    keyword: finding.code,
    instancePath: `/${finding.place.path.join('/')}`,
    schemaPath: '',
    params: {},
    message: formatDiagnostic(finding),
  }));
}

/** Everything in it is wrong. */
const FAULTY_TASK = {
  Name: 7,
  MediaProcessorId: 'Media Encoder Standard',
  Configuration: 7,
  TaskBody: body(['in:0'], []),
  Priority: 'high',
  Options: 9,
  EncryptionKeyId: 'nb:kid:UUID:1',
  EncryptionScheme: 'none',
  EncryptionVersion: '2',
  InitializationVector: 1,
  TaskNotificationSubscriptions: 'me',
};

describe('the schemas and a form library', () => {
  it('a form for a task has a field for each property that people write', () => {
    expect(fieldsOf(schemaOf('task'))).to.include.members(Object.keys(FAULTY_TASK));
  });

  it('each field of the form finds what is wrong with its value, and no finding is without a field', () => {
    const report = lint(FAULTY_TASK);
    const { at } = diagnosticsByPath(report);
    const fields = fieldsOf(schemaOf('task'));
    const shown = fields.flatMap((field) => at(field.split('.')));
    expect(new Set(shown)).to.deep.equal(new Set(report.diagnostics));
    for (const field of Object.keys(FAULTY_TASK)) expect(at(field.split('.')), field).to.not.be.empty;
  });

  it('the fields of a task in a form for the job have the paths of its findings', () => {
    const report = lint(
      job([task('Encode', ['in:0'], ['out:0']), { MediaProcessorId: PROCESSOR, TaskBody: '', Priority: 'high' }]),
    );
    const { at, below } = diagnosticsByPath(report);
    const item = composePaths(composePaths('', 'Tasks'), '1');
    const shown = fieldsOf(schemaOf('task')).flatMap((field) => at(composePaths(item, field).split('.')));
    expect(shown.map(({ code }) => code)).to.have.members(['xml-syntax', 'wrong-type']);
    expect(new Set(shown)).to.deep.equal(new Set(below(item.split('.'))));
    expect(fieldsOf(schemaOf('job'))).to.include('Tasks');
  });

  it('JSON Forms itself shows our sentences at its fields', () => {
    const schema = schemaOf('task');
    const { diagnostics } = lint(FAULTY_TASK);
    const uischema = Generate.uiSchema(schema);
    const options = { additionalErrors: toErrors(diagnostics), validationMode: 'NoValidation' } as const;
    const core = coreReducer(undefined, init(FAULTY_TASK, schema, uischema, options));
    const state = { jsonforms: { core } } as JsonFormsState;
    for (const field of Object.keys(FAULTY_TASK)) {
      const own = schema.properties?.[field] as JsonSchema;
      const messages = getErrorAt(field, own)(state).map(({ message }) => message);
      const expected = diagnosticsByPath({ diagnostics }).at([field]).map(formatDiagnostic);
      expect(messages, field).to.deep.equal(expected);
    }
  });
});
