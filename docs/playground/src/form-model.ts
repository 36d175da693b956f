/** A job as a form has it, and what a change in the form does to the text. */
import {
  type DiagnosticsByPath,
  diagnosticsByPath,
  formatDiagnostic,
  formatReference,
  type Job,
  type LintReport,
  type Path,
  type Task,
} from 'media-taskgraph';
import { type Encryption, editJob, JobEditError, type JobEditor } from 'media-taskgraph/build';
import { toChange } from './checking.js';
import { processorText } from './processors.js';
import type { Edited, FormAsset, FormModel, FormTask, Questions } from './protocol.js';
import { reportOf } from './report.js';

const ENCRYPTIONS: ReadonlyMap<number, Encryption> = new Map([
  [0, 'None'],
  [1, 'StorageEncrypted'],
  [2, 'CommonEncryptionProtected'],
  [4, 'EnvelopeEncryptionProtected'],
]);

/** Properties that have a field. */
const WITH_FIELD: ReadonlySet<string | number> = new Set([
  'Name',
  'MediaProcessorId',
  'Configuration',
  'Priority',
  'TaskBody',
]);

/** The first job of a text, with one of its tasks in full. */
export function form({ task, ...source }: Questions['form']): FormModel {
  const report = reportOf(source);
  const refusal = refusalOf(report);
  const [job] = report.jobs;
  if (refusal !== null || job === undefined) return { refusal, tasks: [], assets: [], inputs: [], task: null };
  const tasks = job.tasks ?? [];
  const byPath = diagnosticsByPath(report);
  const names = namesOf(job);
  const inputs = inputsOf(report, job);
  const chosen = tasks[Math.min(task, tasks.length - 1)];
  return {
    refusal,
    tasks: tasks.map(({ name, position, path }) => ({
      name: name ?? `Task ${position}`,
      findings: byPath.below(path).length,
    })),
    assets: [
      ...inputs.map((_, index) => ({ asset: `JobInputAsset(${index})`, name: '' })),
      ...[...names].map(([asset, name]) => ({ asset, name })),
    ],
    inputs,
    task: chosen === undefined ? null : taskOf(report, chosen, names, byPath),
  };
}

/** Makes an edit, as changes of the text. */
export function edit({ call: [method, ...given], ...source }: Questions['edit']): Edited {
  try {
    const editor = editJob(reportOf(source)) as unknown as Record<string, (...given: unknown[]) => JobEditor>;
    return { changes: (editor[method]?.(...given).edits ?? []).map(toChange) };
  } catch (error) {
    if (error instanceof JobEditError) return { refusal: reasonOf(error) };
    throw error;
  }
}

function refusalOf(report: LintReport): string | null {
  try {
    editJob(report);
    return null;
  } catch (error) {
    if (error instanceof JobEditError) return reasonOf(error);
    throw error;
  }
}

/** What the error says, without the call: nobody made that by hand. */
function reasonOf({ message, call }: JobEditError): string {
  const reason = message.startsWith(`${call}: `) ? message.slice(call.length + 2) : message;
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/** What outputs are called, by the first mention of each. */
function namesOf({ tasks }: Job): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { body } of tasks ?? []) {
    for (const { reference, assetName } of body?.outputs ?? []) {
      if (reference === null) continue;
      const asset = formatReference(reference);
      if (!names.has(asset)) names.set(asset, assetName ?? '');
    }
  }
  return names;
}

function inputsOf({ document }: LintReport, { inputLists }: Job): readonly string[] {
  return inputLists.flatMap(({ path, count }) => {
    const list = lookUp(document.value, path);
    return Array.from({ length: count }, (_, index) => uriOf(lookUp(list, [index])));
  });
}

function uriOf(item: unknown): string {
  const uri = typeof item === 'string' ? item : lookUp(item, ['__metadata', 'uri']);
  return typeof uri === 'string' ? uri : 'an asset without URI';
}

function lookUp(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value);
}

function taskOf(
  report: LintReport,
  task: Task,
  names: ReadonlyMap<string, string>,
  byPath: DiagnosticsByPath,
): FormTask {
  const { position, path, name, priority, body, bodyPath } = task;
  const said = (property: string): readonly string[] => byPath.at([...path, property]).map(formatDiagnostic);
  const property = (key: string): string => {
    const value = lookUp(report.document.value, [...path, key]);
    return typeof value === 'string' ? value : '';
  };
  const named = (asset: string): FormAsset => ({ asset, name: names.get(asset) ?? '' });
  return {
    position,
    name: name ?? '',
    processor: processorText(property('MediaProcessorId')),
    configuration: property('Configuration'),
    priority,
    reads: (body?.inputs ?? []).flatMap(({ reference }) => (reference ? [named(formatReference(reference))] : [])),
    writes: (body?.outputs ?? []).flatMap(({ reference, assetCreationOptions }) =>
      reference
        ? [{ ...named(formatReference(reference)), encryption: ENCRYPTIONS.get(assetCreationOptions ?? 1) ?? null }]
        : [],
    ),
    findings: {
      name: said('Name'),
      processor: said('MediaProcessorId'),
      configuration: said('Configuration'),
      priority: said('Priority'),
      body: byPath.below(bodyPath).map(formatDiagnostic),
      other: byPath
        .below(path)
        .filter(({ place }) => !WITH_FIELD.has(place.path[path.length] ?? ''))
        .map(formatDiagnostic),
    },
  };
}
