import { at, neighbours } from '../../graph/adjacency.js';
import { addTo } from '../../text/add-to.js';
import { isNew, type Union } from './union.js';

/** How many nodes of either job a group has. */
interface Balance {
  readonly old: number;
  readonly now: number;
}

/**
 * The nodes of two jobs in cells: those in one cell may be the same thing before and after. Colour refinement: a cell is split
 * where its nodes differ in what cells they read, write, or are read and written by, and what comes of that splits others.
 * Of the parts of a cell the largest is not looked at again (Hopcroft), so that all splits together take m log n.
 *
 * What was edited differs from its counterpart, and that must not set everything near it apart. So a cell is split only into
 * parts that both jobs have; nodes that look like none of the other job stay together. Where the jobs are alike but for
 * names and order, nothing stays together that refinement would split.
 */
export class Partition {
  readonly #union: Union;
  readonly #cellOf: Int32Array;
  /** Nodes by cell, ascending; some may have gone to another cell since. */
  readonly #members: number[][] = [];
  readonly #old: number[] = [];
  readonly #now: number[] = [];
  /** Up to where the members of a cell are old, or have gone. */
  readonly #passed: number[] = [];
  /** Cells that others have not been held against: those of two nodes first, for what is certain tells the most. */
  readonly #pairs: number[] = [];
  readonly #queue: number[] = [];
  readonly #isQueued: boolean[] = [];
  #nextPair = 0;
  #next = 0;

  /** Starts from cells that hold every node once, each ascending. */
  constructor(union: Union, cells: readonly (readonly number[])[]) {
    this.#union = union;
    this.#cellOf = new Int32Array(union.nodes).fill(-1);
    for (const cell of cells) this.#enqueue(this.#add([...cell]));
  }

  /** The cell of a node. */
  cellOf(node: number): number {
    return at(this.#cellOf, node);
  }

  /** Whether a cell can be split no further: it has one node of each job, or nodes of one job only. */
  isSettled(cell: number): boolean {
    const { old, now } = this.#balance(cell);
    return old === 0 || now === 0 || (old === 1 && now === 1);
  }

  /** The first node of the new job in the cell of an old one; null for none. */
  counterpart(old: number): number | null {
    const cell = this.cellOf(old);
    if (this.#now[cell] === 0) return null;
    const members = this.#members[cell] as number[];
    for (let index = this.#passed[cell] as number; index < members.length; index += 1) {
      const node = members[index] as number;
      this.#passed[cell] = index;
      if (this.cellOf(node) === cell && isNew(this.#union, node)) return node;
    }
    return null;
  }

  /** The members of a cell, ascending. */
  members(cell: number): readonly number[] {
    const live = (this.#members[cell] as number[]).filter((node) => this.cellOf(node) === cell);
    this.#members[cell] = live;
    this.#passed[cell] = 0;
    return live;
  }

  /** Splits until no cell tells nodes of another apart. A cell of nodes of one job only tells nothing. */
  refine(): void {
    for (let cell = this.#dequeue(); cell !== null; cell = this.#dequeue()) {
      for (const [touched, groups] of this.#groupsBy(cell)) this.split(touched, [...groups.values()]);
    }
  }

  /** Splits off groups of a cell's nodes, as far as both jobs have them; what is in no group is one more. */
  split(cell: number, groups: readonly number[][]): void {
    if (this.isSettled(cell)) return;
    const parts: number[][] = [];
    const odd: number[] = [];
    let { old, now } = this.#balance(cell);
    for (const group of groups) {
      const balance = this.#count(group);
      old -= balance.old;
      now -= balance.now;
      if (balance.old > 0 && balance.now > 0) parts.push(group);
      else for (const node of group) odd.push(node);
    }
    // What stays has the cell's number: the nodes in no group and those that match nothing, as long as that is one part.
    if (old > 0 && now > 0) {
      if (odd.length > 0) parts.push(odd);
    } else if (old + now + odd.length === 0) {
      parts.splice(largest(parts), 1);
    }
    this.#splitOff(cell, parts);
  }

  #splitOff(cell: number, parts: readonly number[][]): void {
    const wasQueued = this.#isQueued[cell] === true;
    const cells = [cell];
    for (const part of parts) {
      const { old, now } = this.#count(part);
      this.#old[cell] = (this.#old[cell] as number) - old;
      this.#now[cell] = (this.#now[cell] as number) - now;
      cells.push(this.#add(part.sort((a, b) => a - b)));
    }
    const sizes = cells.map((one) => (this.#old[one] as number) + (this.#now[one] as number));
    const kept = wasQueued ? -1 : sizes.indexOf(sizes.reduce((a, b) => Math.max(a, b)));
    cells.forEach((one, index) => {
      if (index !== kept) this.#enqueue(one);
    });
  }

  /** The neighbours of a cell, by their cell and by how they are joined to it. */
  #groupsBy(cell: number): ReadonlyMap<number, ReadonlyMap<string, number[]>> {
    const { mentions, mentionsOf } = this.#union;
    const labels = new Map<number, number[]>();
    for (const node of this.members(cell)) {
      for (const mention of neighbours(mentionsOf, node)) {
        const task = mentions.tasks[mention] as number;
        const other = task === node ? (mentions.assets[mention] as number) : task;
        if (this.isSettled(this.cellOf(other))) continue;
        const label = mentions.labels[mention] as number;
        addTo(labels, other, label);
      }
    }
    const groups = new Map<number, Map<string, number[]>>();
    for (const [node, list] of labels) {
      const inCell = groups.get(this.cellOf(node)) ?? new Map<string, number[]>();
      groups.set(this.cellOf(node), inCell);
      const key = list.length === 1 ? String(list[0]) : list.sort((a, b) => a - b).join();
      addTo(inCell, key, node);
    }
    return groups;
  }

  #add(nodes: number[]): number {
    const cell = this.#members.length;
    this.#members.push(nodes);
    const { old, now } = this.#count(nodes);
    this.#old.push(old);
    this.#now.push(now);
    this.#passed.push(0);
    for (const node of nodes) this.#cellOf[node] = cell;
    return cell;
  }

  #enqueue(cell: number): void {
    const { old, now } = this.#balance(cell);
    if (old === 1 && now === 1) this.#pairs.push(cell);
    else if (this.#isQueued[cell] !== true) this.#queue.push(cell);
    this.#isQueued[cell] = true;
  }

  #dequeue(): number | null {
    for (;;) {
      const cell = this.#pairs[this.#nextPair] ?? this.#queue[this.#next];
      if (cell === undefined) return null;
      if (this.#nextPair < this.#pairs.length) this.#nextPair += 1;
      else this.#next += 1;
      const isMixed = (this.#old[cell] as number) > 0 && (this.#now[cell] as number) > 0;
      const isDue = isMixed && this.#isQueued[cell] === true;
      this.#isQueued[cell] = false;
      if (isDue) return cell;
    }
  }

  #balance(cell: number): Balance {
    return { old: this.#old[cell] as number, now: this.#now[cell] as number };
  }

  #count(nodes: readonly number[]): Balance {
    let now = 0;
    for (const node of nodes) if (isNew(this.#union, node)) now += 1;
    return { old: nodes.length - now, now };
  }
}

function largest(parts: readonly (readonly number[])[]): number {
  let found = 0;
  parts.forEach((part, index) => {
    if (part.length > (parts[found] as readonly number[]).length) found = index;
  });
  return found;
}
