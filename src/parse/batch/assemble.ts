/** From the parts of a batch to the value that one JSON document would have, and the tree that leads back to the text. */
import type { Diagnostic, Path } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import type { Comment } from '../comment.js';
import { type Definition, isObject, type JsonObject } from '../definition.js';
import { moveFinding, movePlace, moveSpan } from '../move.js';
import { NO_CHILDREN, type SourceNode } from '../source-tree.js';
import type { BatchBody } from './body.js';
import type { Group, GroupPart } from './groups.js';

/** A batch as one value. */
export interface AssembledBatch {
  readonly value: unknown;
  readonly tree: SourceNode;
  readonly definitions: readonly Definition[];
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
  /** What is wrong with bodies, at places of the whole. */
  readonly findings: readonly Diagnostic[];
  readonly comments: readonly Comment[];
}

/** Puts groups together: one stands at the root, several are an array. */
export function assembleBatch(groups: readonly Group[], whole: Span): AssembledBatch {
  const assembly = new Assembly();
  const built = groups.map((group, index) => assembly.build(group, groups.length === 1 ? [] : [index]));
  const [only] = built;
  const children = new Map(built.map(({ tree }, index) => [index, tree]));
  const list = { ...BARE, value: whole, lack: { start: whole.start, end: whole.start }, children };
  return {
    ...assembly,
    value: built.length === 1 ? only?.value : built.map(({ value }) => value),
    tree: built.length === 1 && only !== undefined ? only.tree : list,
  };
}

interface Built {
  readonly value: unknown;
  readonly tree: SourceNode;
}

/** Which path of the whole stands for a path of a part. */
interface Mount {
  readonly base: Path;
  readonly at: Path;
}

const BARE = { key: null, decode: null, written: null, part: null } as const;

class Assembly {
  readonly definitions: Definition[] = [];
  readonly damaged: Path[] = [];
  readonly incomplete: Path[] = [];
  readonly findings: Diagnostic[] = [];
  readonly comments: Comment[] = [];

  build(group: Group, at: Path): Built {
    return group.lead === null ? this.#buildLoose(group, at) : this.#buildLed(group, group.lead, at);
  }

  /** Tasks without their job. */
  #buildLoose({ kind, members, isOpen }: Group, at: Path): Built {
    if (isOpen) this.incomplete.push(at);
    const { values, nodes } = this.#members(members, at, 0);
    const isWrapped = members[0]?.request.isResponse === true;
    if (kind === 'job') this.definitions.push({ kind: 'tasks', value: values, path: at, isWrapped });
    else {
      for (const [index, value] of values.entries()) {
        this.definitions.push({ kind: 'task-template', value, path: [...at, index], isWrapped });
      }
    }
    return { value: values, tree: { ...BARE, ...placeOf(members), children: new Map(nodes) } };
  }

  #buildLed({ kind, members, isOpen }: Group, lead: GroupPart, at: Path): Built {
    const name = kind === 'job' ? 'Tasks' : 'TaskTemplates';
    const { body } = lead.read;
    // With nothing to add, the job stays as it is.
    const inline = members.length === 0 ? null : inlineList(body?.value ?? {}, name);
    const list = [...at, name];
    this.#takePart(lead, mountsOf(at, name, body, inline));
    if (isOpen || body === null) this.incomplete.push(list);
    if (body === null) this.incomplete.push(at);
    const linked = this.#members(members, list, inline?.items.length ?? 0);
    const joined = inline === null ? {} : { [name]: [...inline.items, ...linked.values] };
    const value = { ...(isOpen ? { [name]: ELSEWHERE } : {}), ...body?.value, ...joined };
    const isWrapped = lead.request.isResponse || (body?.base.length ?? 0) > 0;
    this.definitions.push({ kind, value, path: at, isWrapped });
    const children = new Map<string | number, SourceNode>();
    if (inline !== null) {
      const items = new Map([...inlineNodes(body, inline), ...linked.nodes]);
      const part = partOf(body, inline.base);
      children.set(name, { ...BARE, ...placeOf(members), children: items, part: inline.isShown ? part : null });
    }
    return {
      value,
      tree: { ...BARE, value: lead.request.place, lack: lead.request.place, children, part: partOf(body, []) },
    };
  }

  #members(
    members: readonly GroupPart[],
    list: Path,
    from: number,
  ): { values: JsonObject[]; nodes: [number, SourceNode][] } {
    const nodes = members.map((member, rank): [number, SourceNode] => {
      const at = [...list, from + rank];
      const { body } = member.read;
      if (body === null) this.damaged.push(at);
      this.#takePart(member, [{ base: body?.base ?? [], at }]);
      const { place, whole } = member.request;
      const part = partOf(body, []);
      return [
        from + rank,
        {
          ...BARE,
          value: place,
          lack: place,
          children: NO_CHILDREN,
          part,
          written: { kind: 'part', xml: '', spans: [whole] },
        },
      ];
    });
    return { values: members.map(({ read }) => read.body?.value ?? {}), nodes };
  }

  /** What was found in a part, at its path in the whole. */
  #takePart({ request, read }: GroupPart, mounts: readonly Mount[]): void {
    const offset = request.body?.start ?? 0;
    const toPath = (path: Path): Path => mountedPath(path, mounts) ?? (mounts[0] as Mount).at;
    for (const finding of read.findings) {
      this.findings.push(moveFinding(finding, (place) => movePlace(place, offset, toPath(place.path))));
    }
    for (const { span, next } of read.body?.comments ?? []) {
      this.comments.push({ span: moveSpan(span, offset), next: next && moveSpan(next, offset) });
    }
    for (const path of read.body?.damaged ?? []) this.damaged.push(toPath(path));
    for (const path of read.body?.incomplete ?? []) {
      const mounted = mountedPath(path, mounts);
      if (mounted !== null) this.incomplete.push(mounted);
    }
  }
}

/** Tasks that nobody can see from here. */
const ELSEWHERE = { __deferred: {} };

/** The tasks that stand in the job itself, and where in its body. */
interface InlineList {
  readonly items: readonly unknown[];
  readonly base: Path;
  /** Whether the list is there at all. */
  readonly isShown: boolean;
}

/** Null where something else stands where the list should, which the check of the shape tells. */
function inlineList(value: JsonObject, name: string): InlineList | null {
  const given = value[name];
  if (Array.isArray(given)) return { items: given, base: [name], isShown: true };
  if (isObject(given) && Array.isArray(given.results)) {
    return { items: given.results, base: [name, 'results'], isShown: true };
  }
  const isUnknown = given === undefined || given === null || (isObject(given) && Object.hasOwn(given, '__deferred'));
  return isUnknown ? { items: [], base: [name], isShown: false } : null;
}

function mountsOf(at: Path, name: string, body: BatchBody | null, inline: InlineList | null): readonly Mount[] {
  const base = body?.base ?? [];
  const own = { base, at };
  return inline === null ? [own] : [own, { base: [...base, ...inline.base], at: [...at, name] }];
}

/** The path by the innermost value that holds it; null where it lies outside of all. */
function mountedPath(path: Path, mounts: readonly Mount[]): Path | null {
  const mount = mounts.findLast(({ base }) => base.every((step, depth) => path[depth] === step));
  return mount === undefined ? null : [...mount.at, ...path.slice(mount.base.length)];
}

function inlineNodes(body: BatchBody | null, { items, base }: InlineList): [number, SourceNode][] {
  const nowhere = { start: body?.offset ?? 0, end: body?.offset ?? 0 };
  return [...items.keys()].map((index) => [
    index,
    { ...BARE, value: nowhere, lack: nowhere, children: NO_CHILDREN, part: partOf(body, [...base, index]) },
  ]);
}

function partOf(body: BatchBody | null, inner: Path): SourceNode['part'] {
  return body === null ? null : { form: body.form, base: [...body.base, ...inner], offset: body.offset };
}

/** Where a list of posted tasks is shown: at the name in the URL that the first is posted to. */
function placeOf(members: readonly GroupPart[]): Pick<SourceNode, 'key' | 'value' | 'lack'> {
  const request = members[0]?.request;
  const span =
    request === undefined
      ? { start: 0, end: 0 }
      : 'nameSpan' in request.target
        ? request.target.nameSpan
        : request.place;
  return { key: span, value: span, lack: span };
}
