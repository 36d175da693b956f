/** What a request of a batch is for, by its URL. */
import type { Span } from '../../text/span.js';
import type { StartLine } from './request-line.js';

/** Whose tasks are posted. */
export type Owner =
  /** The entity of another part, by its Content-ID; the range has the `$`. */
  | { readonly kind: 'part'; readonly id: string; readonly span: Span }
  /** One that is there already, by the segment of its URL: `Jobs('…')`. */
  | { readonly kind: 'existing'; readonly key: string }
  | { readonly kind: 'none' };

/** What a part gives to a definition. */
export type Target =
  | { readonly kind: 'job' | 'job-template' }
  | { readonly kind: 'task' | 'task-template'; readonly owner: Owner; readonly nameSpan: Span }
  /** Requests for anything else, and those that only read or change. */
  | { readonly kind: 'other' }
  /** The URL does not say it; what the body is may. */
  | { readonly kind: 'unknown' };

const ROOTS: ReadonlyMap<string, 'job' | 'job-template'> = new Map([
  ['jobs', 'job'],
  ['jobtemplates', 'job-template'],
]);
const MEMBERS: ReadonlyMap<string, 'task' | 'task-template'> = new Map([
  ['tasks', 'task'],
  ['tasktemplates', 'task-template'],
]);

/** The target of a message; `null` stands for one whose first line says nothing. */
export function targetOf(line: StartLine | null): Target {
  if (line === null || line.isResponse) return { kind: 'unknown' };
  const { method, url, urlSpan } = line;
  if (method !== 'POST') return { kind: 'other' };
  const query = url.search(/[?#]/);
  const path = (query < 0 ? url : url.slice(0, query)).replace(/\/$/, '');
  const at = path.lastIndexOf('/') + 1;
  const name = path.slice(at).toLowerCase();
  const root = ROOTS.get(name);
  if (root !== undefined) return { kind: root };
  const member = MEMBERS.get(name);
  if (member === undefined) return { kind: 'other' };
  const parentEnd = Math.max(0, at - 1);
  const parentStart = path.lastIndexOf('/', parentEnd - 1) + 1;
  const parent = path.slice(parentStart, parentEnd);
  if (parent === '$links') return { kind: 'other' };
  const nameSpan = { start: urlSpan.start + at, end: urlSpan.start + path.length };
  return { kind: member, owner: ownerOf(parent, urlSpan.start + parentStart), nameSpan };
}

function ownerOf(parent: string, start: number): Owner {
  if (parent.startsWith('$')) {
    return { kind: 'part', id: parent.slice(1), span: { start, end: start + parent.length } };
  }
  return /^(?:Jobs|JobTemplates)\(/i.test(parent) ? { kind: 'existing', key: parent } : { kind: 'none' };
}
