import { at, degree } from './adjacency.js';
import type { Links } from './links.js';

/**
 * The groups of tasks that wait for each other, each ascending, by their first task: Tarjan's algorithm over tasks and
 * assets, with a stack of its own. A task alone is a group only if it reads what it writes.
 */
export function cyclicComponents({ taskCount, assets, writes, readers }: Links): readonly (readonly number[])[] {
  const count = taskCount + assets.length;
  const number = new Uint32Array(count);
  const low = new Uint32Array(count);
  const onStack = new Uint8Array(count);
  const nextEdge = new Uint32Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  const components: number[][] = [];
  let clock = 0;

  const enter = (node: number): void => {
    clock += 1;
    number[node] = clock;
    low[node] = clock;
    onStack[node] = 1;
    stack.push(node);
    path.push(node);
  };
  const successor = (node: number, edge: number): number => {
    if (node >= taskCount) return at(readers.targets, at(readers.offsets, node - taskCount) + edge);
    return taskCount + at(writes.targets, at(writes.offsets, node) + edge);
  };
  const leave = (node: number): void => {
    const parent = path.at(-1);
    if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, node));
    if (low[node] !== number[node]) return;
    const members: number[] = [];
    let member: number;
    do {
      member = stack.pop() as number;
      onStack[member] = 0;
      members.push(member);
    } while (member !== node);
    if (members.length > 1) components.push(members.filter((other) => other < taskCount).sort((a, b) => a - b));
  };

  for (let root = 0; root < taskCount; root += 1) {
    if (number[root] !== 0) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = at(nextEdge, node);
      if (edge >= (node < taskCount ? degree(writes, node) : degree(readers, node - taskCount))) {
        path.pop();
        leave(node);
        continue;
      }
      nextEdge[node] = edge + 1;
      const next = successor(node, edge);
      if (number[next] === 0) enter(next);
      else if (onStack[next] === 1) low[node] = Math.min(at(low, node), at(number, next));
    }
  }
  return components.sort((a, b) => (a[0] as number) - (b[0] as number));
}
