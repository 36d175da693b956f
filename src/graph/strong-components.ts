import { at, degree } from './adjacency.js';
import type { Links } from './links.js';

/**
 * The groups of tasks that wait for each other, each ascending, by their first task: Tarjan's algorithm over tasks and
 * assets. A task alone is a group only if it reads what it writes.
 */
export function cyclicComponents(links: Links): readonly (readonly number[])[] {
  return new Tarjan(links).run().sort((a, b) => (a[0] as number) - (b[0] as number));
}

/** Nodes are tasks, then assets. The path that recursion would take is a list. */
class Tarjan {
  readonly #links: Links;
  /** When a node was first come to, from 1; 0 for not yet. */
  readonly #number: Uint32Array;
  /** The earliest node on the stack that can be reached from a node. */
  readonly #low: Uint32Array;
  readonly #isOnStack: Uint8Array;
  readonly #nextEdge: Uint32Array;
  readonly #stack: number[] = [];
  readonly #path: number[] = [];
  readonly #components: number[][] = [];
  #clock = 0;

  constructor(links: Links) {
    const count = links.taskCount + links.assetCount;
    this.#links = links;
    this.#number = new Uint32Array(count);
    this.#low = new Uint32Array(count);
    this.#isOnStack = new Uint8Array(count);
    this.#nextEdge = new Uint32Array(count);
  }

  run(): number[][] {
    for (let root = 0; root < this.#links.taskCount; root += 1) {
      if (this.#number[root] !== 0) continue;
      this.#enter(root);
      for (let node = this.#path.at(-1); node !== undefined; node = this.#path.at(-1)) this.#step(node);
    }
    return this.#components;
  }

  /** Follows the next edge of a node, or leaves it when there is none. */
  #step(node: number): void {
    const next = this.#successor(node, at(this.#nextEdge, node));
    this.#nextEdge[node] = at(this.#nextEdge, node) + 1;
    if (next === null) this.#leave(node);
    else if (this.#number[next] === 0) this.#enter(next);
    else if (this.#isOnStack[next] === 1) this.#low[node] = Math.min(at(this.#low, node), at(this.#number, next));
  }

  #successor(node: number, edge: number): number | null {
    const { taskCount, writes, readers } = this.#links;
    const [list, index] = node < taskCount ? [writes, node] : [readers, node - taskCount];
    if (edge >= degree(list, index)) return null;
    const target = at(list.targets, at(list.offsets, index) + edge);
    return node < taskCount ? taskCount + target : target;
  }

  #enter(node: number): void {
    this.#clock += 1;
    this.#number[node] = this.#clock;
    this.#low[node] = this.#clock;
    this.#isOnStack[node] = 1;
    this.#stack.push(node);
    this.#path.push(node);
  }

  #leave(node: number): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (parent !== undefined) this.#low[parent] = Math.min(at(this.#low, parent), at(this.#low, node));
    if (this.#low[node] === this.#number[node]) this.#closeComponent(node);
  }

  #closeComponent(first: number): void {
    const members: number[] = [];
    let member: number;
    do {
      member = this.#stack.pop() as number;
      this.#isOnStack[member] = 0;
      members.push(member);
    } while (member !== first);
    const tasks = members.filter((node) => node < this.#links.taskCount);
    if (members.length > 1) this.#components.push(tasks.sort((a, b) => a - b));
  }
}
