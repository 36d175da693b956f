/**
 * What a finding is about, as a number that stays the same when lines move or tasks are reordered. Suppressions and
 * services that follow findings from run to run match by it.
 */
import type { Diagnostic, Path } from './diagnostic.js';

/** A path without positions: `Tasks[].TaskBody`. The same for every task, wherever it stands. */
export function pathPattern(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? '[]' : index === 0 ? step : `.${step}`)).join('');
}

/**
 * 16 hexadecimal digits from the code, the path without positions, the names of the job and the task that it is in, and the
 * text that it points at; of a finding about assets of the job, its name and those assets. Two findings may share one: equal faults of tasks without names cannot be told apart.
 */
export function fingerprint(finding: Diagnostic, document: unknown): string {
  const { code, place } = finding;
  const names: string[] = [];
  let value = document;
  for (const step of place.path) {
    const name = (value as { readonly Name?: unknown } | null | undefined)?.Name;
    names.push(typeof name === 'string' ? name : '');
    value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  }
  const ofJob = jobSubject(finding);
  // What has a JobTemplateBody is no task, but the template that all of its tasks are in.
  const isInTask = place.path.at(-1) !== 'JobTemplateBody';
  const owners = (ofJob !== null && isInTask ? names.slice(0, -1) : names).filter((name) => name !== '');
  const subject = ofJob ?? subjectOf(finding, value);
  return hash(JSON.stringify([code, pathPattern(place.path), place.on, owners, subject]));
}

/**
 * Some findings are about assets of the job: which of the tasks that have to do with them is blamed goes by the order of the
 * tasks. Null for all others.
 */
function jobSubject({ code, args }: Diagnostic): string | null {
  switch (code) {
    case 'shared-output':
    case 'implicit-encryption':
    case 'unused-input-asset':
      return args.asset;
    case 'output-index-gap':
      return String(args.next);
    case 'dependency-cycle':
      return [args.entangled, ...args.ties].join(' ');
    default:
      return null;
  }
}

/** What is pointed at. Of an array or object only that it is one: what is in it has findings of its own. */
function subjectOf({ args, place }: Diagnostic, value: unknown): string {
  if (place.inText !== undefined) return JSON.stringify(args);
  if (place.on !== 'value') return '';
  if (typeof value === 'string') return `"${value.slice(place.within?.start, place.within?.end)}`;
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[]' : '{}') : String(value);
}

/** FNV-1a, twice with different starts: no secret, just few collisions, and the same everywhere. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (at & 0xff), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
