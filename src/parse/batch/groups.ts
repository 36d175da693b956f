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
/** Among more Content-IDs than this nobody guesses: each wrong one would be held against all of them. */
const GUESSED_AMONG = 100;

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
  /** The groups of a kind that have a lead, once all are known. */
  readonly #owners = new Map<Group['kind'], readonly Group[]>();
  /** Where the tasks go that refer to no Content-ID, by kind and reference. */
  readonly #guessed = new Map<string, Group>();
  /** What tasks were posted to without anybody knowing to which one. */
  readonly #lostKinds = new Set<Group['kind']>();

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
      group.isOpen ||= isBodyLost(read);
    }
    const isCut = this.#requests.at(-1)?.isUnended === true;
    for (const group of this.#led.values()) group.isOpen ||= isCut || this.#lostKinds.has(group.kind);
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
    const { target, body, place, isCutShort } = request;
    if (target.kind === 'other') return null;
    if (body === null) {
      if (target.kind === 'unknown') return null;
      if (!isCutShort) this.#log.tell('missing-body', place, { found: this.#text.slice(place.start, place.end) });
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
    const key = `${kind} ${owner.id}`;
    const guessed = this.#guessed.get(key) ?? this.#guessOwner(owner, kind);
    this.#guessed.set(key, guessed);
    return guessed;
  }

  /** For a reference to no Content-ID, which is told: the one that it must have meant, or nobody knows which. */
  #guessOwner({ id, span }: Extract<Owner, { kind: 'part' }>, kind: Group['kind']): Group {
    const owners = this.#owners.get(kind) ?? [...this.#led.values()].filter((other) => other.kind === kind);
    this.#owners.set(kind, owners);
    const meant = meantOwner(id, owners);
    const references = (meant === null ? owners.slice(0, LISTED_IDS) : [meant]).flatMap(idsOf);
    const expected = references.map((known) => `$${known}`).join(' or ');
    const isMended = meant !== null && expected !== '';
    const fix = isMended ? { fix: { ...span, title: `Write ${expected}`, text: expected } } : {};
    this.#log.tell('unknown-content-id', span, { found: `$${id}`, expected, ...fix });
    if (meant !== null) return meant;
    this.#lostKinds.add(kind);
    return this.#looseGroup(`$${id}`, kind, true);
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
}

/** Whether a task has no TaskBody because of a break: what it would have written is missed by nobody. */
function isBodyLost({ body }: ReadBody): boolean {
  if (body === null) return true;
  const isCut = body.incomplete.some((path) => path.length === body.base.length);
  return isCut && !Object.hasOwn(body.value, 'TaskBody');
}

/** The first Content-ID of the part that makes a job or template. */
function idsOf({ lead }: Group): readonly string[] {
  return lead?.request.contentIds.slice(0, 1).map(({ value }) => value) ?? [];
}

/** The one that a wrong Content-ID must have meant: the only one, or the one with nearly that. */
function meantOwner(id: string, owners: readonly Group[]): Group | null {
  if (owners.length <= 1) return owners[0] ?? null;
  if (owners.length > GUESSED_AMONG) return null;
  const near = nearest(id, owners.flatMap(idsOf));
  return owners.find((owner) => idsOf(owner)[0] === near) ?? null;
}
