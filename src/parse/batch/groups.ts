/** Which parts of a batch make up one definition: a job and the tasks that are posted to it, a template and its tasks. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import { moveFinding, movePlace } from '../move.js';
import { type BatchLog, placeOf } from './batch-log.js';
import { type ReadBody, readBody } from './body.js';
import type { BatchRequest } from './request.js';
import type { Owner } from './target.js';

/** One part of a definition. */
export interface GroupPart {
  readonly request: BatchRequest;
  readonly read: ReadBody;
}

/** The parts of one definition. */
export interface Group {
  readonly kind: 'job' | 'job-template';
  /** The part that makes the job or template; null where tasks are posted to one that the batch does not show. */
  readonly lead: GroupPart | null;
  /** Its tasks, in the order in which they are posted. */
  readonly members: GroupPart[];
  /** Whether there may be tasks that are not among the members. */
  isOpen: boolean;
}

/** All definitions of a batch, and what is wrong with bodies that belong to none. */
export interface Groups {
  readonly groups: readonly Group[];
  readonly strays: readonly Diagnostic[];
}

/** Groups requests by who is posted to whom. */
export function groupRequests(text: string, requests: readonly BatchRequest[], log: BatchLog): Groups {
  return new Grouping(text, requests, log).run();
}

const NOTHING: ReadBody = { body: null, findings: [] };
/** How many Content-IDs a message lists. */
const LISTED_IDS = 5;

class Grouping {
  readonly #text: string;
  readonly #requests: readonly BatchRequest[];
  readonly #log: BatchLog;
  readonly #groups: Group[] = [];
  readonly #strays: Diagnostic[] = [];
  /** The request that has a Content-ID; of two the first. */
  readonly #byId = new Map<string, BatchRequest>();
  readonly #led = new Map<BatchRequest, Group>();
  /** Groups without a lead, by what their tasks are posted to. */
  readonly #loose = new Map<string, Group>();
  readonly #toldIds = new Set<string>();

  constructor(text: string, requests: readonly BatchRequest[], log: BatchLog) {
    this.#text = text;
    this.#requests = requests;
    this.#log = log;
  }

  run(): Groups {
    for (const request of this.#requests) this.#takeIds(request);
    const members: (GroupPart & { readonly kind: Group['kind'] })[] = [];
    let last: Group | null = null;
    for (const request of this.#requests) {
      const read = this.#read(request);
      const { kind } = request.target;
      const entity = read === null ? null : kind === 'unknown' ? (read.body?.entity ?? null) : kind;
      if (read === null || entity === null || entity === 'other') continue;
      if (entity === 'job' || entity === 'job-template') {
        last = { kind: entity, lead: { request, read }, members: [], isOpen: false };
        this.#groups.push(last);
        this.#led.set(request, last);
        continue;
      }
      const owner = entity === 'task' ? 'job' : 'job-template';
      // A response does not say whose task it is: it comes behind that of its job.
      if (kind === 'unknown' && last?.kind === owner) last.members.push({ request, read });
      else members.push({ request, read, kind: owner });
    }
    for (const { request, read, kind } of members) {
      const { target } = request;
      const to: Owner = 'owner' in target ? target.owner : { kind: 'none' };
      const group = this.#ownerOf(to, kind);
      group.members.push({ request, read });
      // What a body that cannot be read would have written is missed by nobody.
      group.isOpen ||= read.body === null;
    }
    return { groups: this.#groups, strays: this.#strays };
  }

  #takeIds(request: BatchRequest): void {
    for (const { value, span } of request.contentIds) {
      const first = this.#byId.get(value);
      if (first === undefined) this.#byId.set(value, request);
      else if (first !== request) {
        const place = placeOf(first.contentIds.find((other) => other.value === value)?.span ?? first.place);
        this.#log.tell('repeated-content-id', span, {
          found: value,
          related: [{ role: 'first-content-id', name: value, place }],
        });
      }
    }
  }

  /** The body of a request that may be part of a definition; null where it is not. */
  #read(request: BatchRequest): ReadBody | null {
    const { target, body, place } = request;
    if (target.kind === 'other') return null;
    if (body === null) {
      if (target.kind === 'unknown') return null;
      this.#log.tell('missing-body', place, { found: this.#text.slice(place.start, place.end) });
      return NOTHING;
    }
    const read = readBody(this.#text, body, request, this.#log);
    if (target.kind !== 'unknown' || read.body?.entity) return read;
    for (const finding of read.findings) {
      this.#strays.push(moveFinding(finding, (at) => movePlace(at, body.start, [])));
    }
    return null;
  }

  #ownerOf(owner: Owner, kind: Group['kind']): Group {
    if (owner.kind === 'existing') return this.#looseGroup(owner.key, kind, true);
    if (owner.kind === 'none') return this.#looseGroup('', kind, false);
    const named = this.#byId.get(owner.id);
    const group = named === undefined ? undefined : this.#led.get(named);
    if (group?.kind === kind) return group;
    const owners = this.#groups.filter((other) => other.kind === kind && other.lead !== null);
    const meant = meantOwner(owner.id, owners);
    this.#tellId(owner, owners, meant);
    if (meant !== null) return meant;
    for (const other of owners) other.isOpen = true;
    return this.#looseGroup('', kind, true);
  }

  #looseGroup(key: string, kind: Group['kind'], isOpen: boolean): Group {
    const name = `${kind} ${key}`;
    const known = this.#loose.get(name);
    const group = known ?? { kind, lead: null, members: [], isOpen };
    group.isOpen ||= isOpen;
    if (known === undefined) {
      this.#loose.set(name, group);
      this.#groups.push(group);
    }
    return group;
  }

  /** A reference to no Content-ID, told where it stands first. */
  #tellId({ id, span }: Extract<Owner, { kind: 'part' }>, owners: readonly Group[], meant: Group | null): void {
    if (this.#toldIds.has(id)) return;
    this.#toldIds.add(id);
    const references = (meant === null ? owners : [meant]).flatMap(idsOf).map((known) => `$${known}`);
    const expected = references.slice(0, LISTED_IDS).join(' or ');
    const fix =
      meant === null || expected === '' ? {} : { fix: { ...span, title: `Write ${expected}`, text: expected } };
    this.#log.tell('unknown-content-id', span, { found: `$${id}`, expected, ...fix });
  }
}

/** The first Content-ID of the part that makes a job or template. */
function idsOf({ lead }: Group): readonly string[] {
  return lead?.request.contentIds.slice(0, 1).map(({ value }) => value) ?? [];
}

/** The one that a wrong Content-ID must have meant: the only one, or the one with nearly that. */
function meantOwner(id: string, owners: readonly Group[]): Group | null {
  if (owners.length <= 1) return owners[0] ?? null;
  const near = nearest(id, owners.flatMap(idsOf));
  return owners.find((owner) => idsOf(owner)[0] === near) ?? null;
}
