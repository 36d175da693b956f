/** What is in order by the schema of a job or task and still likely a mistake. */
import { diagnostic, keyAt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import type { JsonObject } from '../parse/definition.js';
import { JOB_NAME_LENGTH } from '../schema/entities.generated.js';
import { type Entity, readInt32 } from '../schema/shape.js';
import type { EntityShape } from '../schema/validate.js';

/** What the name of a job may have by one edition of the reference's page; the others allow `JOB_NAME_LENGTH`. */
const SHORT_NAME_LENGTH = 256;

/** Warns of a name that one edition of the reference refuses. What all refuse is `too-long`. */
export function checkJobName(entity: Entity, owner: string, report: Report): void {
  const value = entity.value.Name;
  if (typeof value !== 'string' || value.length <= SHORT_NAME_LENGTH || value.length > JOB_NAME_LENGTH) return;
  report(
    diagnostic('long-job-name', valueAt(entity.pathOf('Name')), {
      owner,
      length: value.length,
      limit: SHORT_NAME_LENGTH,
    }),
  );
}

/**
 * Warns of what only the service sets (reference: read-only) in a definition that did not come from it. Null is as good as
 * absent.
 */
export function checkReadOnly(
  value: JsonObject,
  { readOnly }: EntityShape,
  path: Path,
  owner: string,
  report: Report,
): void {
  for (const property of readOnly) {
    if (!Object.hasOwn(value, property) || value[property] === null || value[property] === undefined) continue;
    const at = [...path, property];
    const edits = [{ place: { path: at, on: 'member' }, text: '' } as const];
    const fix = { title: `Remove ${property}`, safe: false, edits };
    report(diagnostic('read-only-property', keyAt(at), { owner, property }, { fix }));
  }
}

/** The flags of Options: the first is in the reference, the others only in the .NET client. */
const DOCUMENTED_FLAGS = 1;
const CLIENT_FLAGS: ReadonlyMap<number, string> = new Map([
  [2, 'DoNotDeleteOutputAssetOnFailure'],
  [4, 'DoNotCancelOnJobFailure'],
]);
const ALL_FLAGS = [...CLIENT_FLAGS.keys()].reduce((sum, flag) => sum | flag, DOCUMENTED_FLAGS);

/** Whether Options, in any form that counts, has a flag that only a client knows. */
export function hasClientFlags(options: unknown): boolean {
  return ((readInt32(options) ?? 0) & ~DOCUMENTED_FLAGS) !== 0;
}

/** Warns of flags that one client knows and the reference does not. What nobody knows is `not-allowed-value`. */
export function checkTaskOptions(entity: Entity, owner: string, report: Report): void {
  const { value, path } = entity.property('Options');
  const options = readInt32(value) ?? 0;
  const flags = [...CLIENT_FLAGS].filter(([flag]) => (options & flag) !== 0).map(([, name]) => name);
  if (flags.length === 0 || (options & ~ALL_FLAGS) !== 0) return;
  report(diagnostic('undocumented-option', valueAt(path), { owner, value: options, flags }));
}
